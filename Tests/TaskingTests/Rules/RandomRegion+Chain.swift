import Picture
import Primitives
import Signals
import TestKit
import Vocabulary

@testable import Tasking

/// From the records of a random region to its lists, by the steps of a nightly run.
extension RandomRegion {
  /// Freezes rows with the traces; who is who is as made, not resolved.
  func picture(_ rows: [RecordRow]) -> RegionalPicture {
    let files = [
      SourceFile(
        source: "north", kind: .events, name: "all.csv", digest: String(repeating: "a", count: 64))
    ]
    var builder = HoldingsBuilder(asOf: Self.asOf, files: files)
    builder.add(rows)
    builder.set(sightingColumns())
    builder.set(callColumns())
    let holdings = builder.build()
    let groups = Dictionary(grouping: holdings.persons.indices) {
      personOf[holdings.persons[$0].key] ?? holdings.persons[$0].key.text
    }
    let entities = groups.map { name, records in
      PersonEntity(
        id: "p-" + name, records: records.sorted(), probabilities: records.map { _ in 1 })
    }
    return RegionalPicture(holdings: holdings, entities: entities)
  }

  private func sightingColumns() -> SightingColumns {
    var columns = SightingColumns()
    columns.cameraKeys = Set(sightings.map(\.camera)).sorted()
    let sorted = sightings.sorted { ($0.plate, $0.at, $0.camera) < ($1.plate, $1.at, $1.camera) }
    for (row, read) in sorted.enumerated() {
      columns.plates.append(read.plate)
      columns.cameras.append(UInt32(columns.cameraKeys.firstIndex(of: read.camera) ?? 0))
      columns.times.append(read.at)
      columns.directions.append(0)
      columns.confidences.append(255)
      columns.files.append(0)
      columns.rows.append(UInt32(row + 1))
    }
    return columns
  }

  private func callColumns() -> CallColumns {
    var columns = CallColumns()
    columns.cellKeys = Set(calls.map(\.cell)).sorted()
    for (row, call) in calls.sorted(by: { ($0.a, $0.at, $0.b) < ($1.a, $1.at, $1.b) }).enumerated()
    {
      columns.aNumbers.append(call.a)
      columns.bNumbers.append(call.b)
      columns.times.append(call.at)
      columns.durations.append(30)
      columns.kinds.append(row % 3 == 0 ? CallKind.sms.rawValue : CallKind.voice.rawValue)
      columns.imeis.append(call.imei)
      columns.imsis.append(0)
      columns.cells.append(UInt32(columns.cellKeys.firstIndex(of: call.cell) ?? 0))
      columns.files.append(0)
      columns.rows.append(UInt32(row + 1))
    }
    return columns
  }

  /// The whole chain. Floors are nought, so that the rules are held on every row there could be.
  func lists(
    _ rows: [RecordRow]
  ) throws -> (picture: RegionalPicture, input: TaskingInput, lists: DrawnLists) {
    let picture = picture(rows)
    let lines = try LineTracing().run(on: picture, workers: .one)
    let vehicles = try VehicleTracing().run(
      on: picture, lineages: lines.lineages, lineLinks: lines.links, workers: .one)
    let homes = try PremisesAssessment().run(
      on: picture, lineages: lines.lineages, vehicles: vehicles.candidates,
      links: lines.links + vehicles.links, workers: .one)
    let links = lines.links + vehicles.links + homes.links
    let network = PersonNetwork(picture)
    var assessment = ControllerAssessment(seed: 5)
    assessment.nullSamples = 4
    let controllers = try assessment.run(
      on: picture, lineages: lines.lineages, links: links, premises: homes.candidates,
      network: network, workers: .one)
    let young = PeripheryAssessment().run(
      on: picture, lineages: lines.lineages, links: links, premises: homes.candidates,
      network: network)
    var policy = ScorePolicy(standard: SignalCatalogue.all)
    policy.resamples = 3
    for kind in ListKind.allCases { policy.rules[kind]?.floor = 0 }
    let input = TaskingInput(
      picture: picture, lineages: lines.lineages, vehicles: vehicles.candidates,
      controllers: controllers, periphery: young, premises: homes.candidates, links: links,
      catalogue: SignalCatalogue.all, policy: policy, earlier: [:], seed: 9)
    return (picture, input, DrawnLists(input))
  }

  /// Rows in an order drawn from a seed.
  func shuffled(seed: UInt64) -> [RecordRow] {
    var draws = SeededGenerator(seed: seed)
    return rows.shuffled(using: &draws)
  }

  private static func isSuspectedFalse(_ row: RecordRow) -> Bool {
    guard let position = KindContract.of(row.kind).position(of: "intel_eval") else { return false }
    return row.cells[position] == .text("E")
  }

  /// Rows without the reports that are suspected to be false. Homes stay: a home that was falsely
  /// reported is still a home.
  func withoutSuspectedFalse() -> [RecordRow] {
    rows.filter { $0.kind == .premises || !Self.isSuspectedFalse($0) }
  }

  /// Rows in which a home that was falsely reported as taken over is there, and nothing is said of
  /// it. A false all-clear is left: without it a home is looked at, as it should be.
  func withSilentHomes() -> [RecordRow] {
    rows.map { row in
      guard row.kind == .premises, Self.isSuspectedFalse(row),
        !["safe", "closed"].contains(PremisesRecord(row).status ?? "")
      else { return row }
      var silent = row
      for name in ["status", "vulnerability", "first_reported_on", "last_reported_on"] {
        guard let position = KindContract.of(.premises).position(of: name) else { continue }
        silent.cells[position] = .empty
      }
      return silent
    }
  }

  /// Names, ethnicity and postcodes handed round among the records of people.
  func permuted(seed: UInt64) -> [RecordRow] {
    var draws = SeededGenerator(seed: seed)
    var result = rows
    let persons = rows.indices.filter { rows[$0].kind == .persons }
    for column in ["family_name", "given_names", "ethnicity", "postcode"] {
      guard let position = KindContract.of(.persons).position(of: column) else { continue }
      let values = persons.map { rows[$0].cells[position] }.shuffled(using: &draws)
      for (row, value) in zip(persons, values) { result[row].cells[position] = value }
    }
    return result
  }
}
