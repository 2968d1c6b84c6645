import Picture
import Primitives
import TestKit
import Vocabulary

@testable import Signals

/// A few people around one line, record by record.
///
/// Areas: `LIV` is the hub, `HOL` a market 110 km away, `BIR` a town beside the hub. The line
/// `Rico`
/// sells on `lineNumber`. Everybody is a record of the source `s`; `person` gives an adult of 30.
struct PersonScene {
  static let lineNumber = "+447700900001"
  static let today = "2026-04-01T00:00:00Z"

  private(set) var rows: [RecordRow] = []
  private var calls: [(a: String, b: String, at: Int64)] = []
  var links: [InferredLink] = []
  private var count = 0

  init() throws {
    for (id, name, latitude, longitude) in [
      ("LIV", "Liverpool", "53.41", "-2.99"), ("HOL", "Holyhead", "53.31", "-4.63"),
      ("BIR", "Birkenhead", "53.39", "-3.02"),
    ] {
      try add(
        .areas,
        ["area_id": id, "name": name, "force": "s", "latitude": latitude, "longitude": longitude])
    }
    try line()
  }

  /// Adds the line's record; with a number and an id, another one.
  mutating func line(
    _ id: String = "L1", number: String = lineNumber, holder: String = "", grade: String = "2B"
  ) throws {
    rows.removeAll { $0.kind == .lines && $0.identifier == id }
    try add(
      .lines,
      [
        "line_id": id, "number": number, "brand": "Rico", "status": "active",
        "hub_area_id": "LIV", "market_area_ids": "HOL", "holder_person_id": holder,
        "source_eval": String(grade.prefix(1)), "intel_eval": String(grade.suffix(1)),
      ])
  }

  mutating func add(_ kind: RecordKind, source: String = "s", _ fields: [String: String]) throws {
    rows.append(try madeRow(kind, source: source, row: rows.count + 1, fields))
  }

  /// Adds a person; `born` may be a part of a date, or empty.
  mutating func person(
    _ id: String, born: String = "1996-01-01", area: String = "LIV", numbers: String = "",
    category: String = "", source: String = "s"
  ) throws {
    try add(
      .persons, source: source,
      [
        "person_id": id, "date_of_birth": born, "area_id": area.isEmpty ? "" : "s:" + area,
        "numbers": numbers, "subject_category": category,
      ])
  }

  /// Adds an event so many days before today; people as `a;b`, the grade as `2B`.
  mutating func event(
    _ kind: String, _ people: String, daysAgo: Int = 5, area: String = "LIV", grade: String = "2B",
    source: String = "s", _ more: [String: String] = [:]
  ) throws {
    count += 1
    let at = Instant(seconds: Self.asOf.seconds - Int64(daysAgo) * 86_400).iso8601
    var fields = [
      "event_id": "E\(count)", "kind": kind, "at": at, "area_id": "s:" + area,
      "person_ids": people, "source_eval": String(grade.prefix(1)),
      "intel_eval": String(grade.suffix(1)),
    ]
    fields.merge(more) { $1 }
    try add(.events, source: source, fields)
  }

  mutating func association(_ a: String, _ b: String, _ kind: String, grade: String = "2B") throws {
    count += 1
    try add(
      .associations,
      [
        "association_id": "A\(count)", "person_id_a": a, "person_id_b": b, "kind": kind,
        "source_eval": String(grade.prefix(1)), "intel_eval": String(grade.suffix(1)),
      ])
  }

  /// Adds calls on so many days before today.
  mutating func calls(_ a: String, _ b: String, times: Int) {
    for index in 0..<times {
      calls.append((a, b, Self.asOf.seconds - Int64(index + 1) * 43_200))
    }
  }

  static let asOf: Instant = {
    guard let time = TimeText.read(today) else { preconditionFailure("the day is written here") }
    return time.instant
  }()

  /// Freezes it; records come in an order drawn from `seed`, each its own person.
  func picture(seed: UInt64? = nil) -> RegionalPicture {
    let files = [
      SourceFile(
        source: "s", kind: .events, name: "events.csv", digest: String(repeating: "a", count: 64))
    ]
    var builder = HoldingsBuilder(asOf: Self.asOf, files: files)
    var rows = rows
    if let seed {
      var draws = SeededGenerator(seed: seed)
      rows.shuffle(using: &draws)
    }
    builder.add(rows)
    var columns = CallColumns()
    let packed = calls.map { (a: Self.packed($0.a), b: Self.packed($0.b), at: $0.at) }
    for (row, call) in packed.sorted(by: { ($0.a, $0.at, $0.b) < ($1.a, $1.at, $1.b) }).enumerated()
    {
      columns.aNumbers.append(call.a)
      columns.bNumbers.append(call.b)
      columns.times.append(call.at)
      columns.durations.append(30)
      columns.kinds.append(CallKind.voice.rawValue)
      columns.imeis.append(0)
      columns.imsis.append(0)
      columns.cells.append(.max)
      columns.files.append(0)
      columns.rows.append(UInt32(row + 1))
    }
    builder.set(columns)
    let holdings = builder.build()
    let people = holdings.persons.indices.map {
      PersonEntity(id: "p-" + holdings.persons[$0].key.text, records: [$0], probabilities: [1])
    }
    return RegionalPicture(holdings: holdings, entities: people)
  }

  static func packed(_ number: String) -> UInt64 {
    guard let read = try? TelephoneNumber(number) else {
      preconditionFailure("numbers of a scene are telephone numbers")
    }
    return read.packed
  }

  /// The one line as it would be traced: all line records together.
  static func lineage(_ picture: RegionalPicture) -> Lineage {
    let lines = picture.holdings.lines
    return Lineage(
      id: "l-1", lineRecords: Array(lines.indices),
      spells: lines.map {
        Lineage.Spell(
          number: $0.number.packed, from: asOf.seconds - 90 * 86_400, to: asOf.seconds)
      }, imeis: [], brand: "Rico", status: "active", hub: area("LIV", picture),
      markets: [area("HOL", picture)].compactMap { $0 }, holder: nil, holderProbability: 0,
      findings: [], evidence: lines.indices.map { Evidence(.lines, $0) })
  }

  static func area(_ id: String, _ picture: RegionalPicture) -> Int? {
    picture.area(of: RecordKey(source: "s", id: id))
  }

  static func entity(_ id: String, _ picture: RegionalPicture) -> Int {
    guard let entity = picture.entity(of: RecordKey(reference: id, in: "s")) else {
      preconditionFailure("the scene has this person")
    }
    return entity
  }

  /// Says that a person may hold the line, by calls or by what is given.
  static func holding(
    _ id: String, _ probability: Double, _ evidence: [Evidence], _ picture: RegionalPicture
  ) -> InferredLink {
    InferredLink(
      kind: .personLine, left: .person(entity(id, picture)), right: .lineage(0),
      probability: probability, firstSeen: asOf.seconds, lastSeen: asOf.seconds, reasons: ["given"],
      evidence: evidence)
  }

  func controllers(
    premises: [PremisesCandidate] = [], seed: UInt64? = nil, workers: Workers = .one,
    links: (RegionalPicture) -> [InferredLink] = { _ in [] }
  ) throws -> (picture: RegionalPicture, candidates: [PersonCandidate]) {
    let picture = picture(seed: seed)
    let candidates = try ControllerAssessment(seed: 7).run(
      on: picture, lineages: [Self.lineage(picture)], links: links(picture), premises: premises,
      network: PersonNetwork(picture), workers: workers)
    return (picture, candidates)
  }

  func young(
    premises: [PremisesCandidate] = [], seed: UInt64? = nil,
    settings: PeripheryAssessment = PeripheryAssessment(),
    links: (RegionalPicture) -> [InferredLink] = { _ in [] }
  ) -> (picture: RegionalPicture, candidates: [PersonCandidate]) {
    let picture = picture(seed: seed)
    let candidates = settings.run(
      on: picture, lineages: [Self.lineage(picture)], links: links(picture), premises: premises,
      network: PersonNetwork(picture))
    return (picture, candidates)
  }

  /// Strengths by signal of one person; empty when the person is no candidate.
  static func strengths(
    _ id: String, _ found: (picture: RegionalPicture, candidates: [PersonCandidate])
  ) -> [String: Double] {
    let entity = entity(id, found.picture)
    let findings = found.candidates.first { $0.entity == entity }?.findings ?? []
    return Dictionary(findings.map { ($0.signal, $0.strength) }, uniquingKeysWith: max)
  }

  /// Everything of candidates in words, without positions.
  static func text(
    _ found: (picture: RegionalPicture, candidates: [PersonCandidate])
  ) -> String {
    found.candidates.map { candidate in
      let findings = candidate.findings.map { finding in
        let facts = finding.facts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let records = finding.evidence.map { found.picture.reference(of: $0).text }
        return "\(finding.signal) \(finding.strength) \(facts) \(records)"
      }
      return "\(found.picture.entities[candidate.entity].id) \(candidate.lineages) "
        + "\(candidate.indicators) \(candidate.unasked) \(findings)"
    }.joined(separator: "\n")
  }
}
