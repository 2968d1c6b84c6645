import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: kept days and fresh ones sum to the same, every vehicle that can matter is loaded, and
/// what is found with those alone is what is found with all reads. Method: the same road twice,
/// once whole, once through summaries that were written and read.
struct TrafficSumTests {
  private func survey(
    _ bare: RegionalPicture, _ days: [(day: Int64, reads: SightingColumns)], keptUpTo kept: Int
  ) throws -> TrafficSum.Survey {
    var sum = TrafficSum(bare)
    for (index, day) in days.enumerated() {
      let summary = try sum.summary(ofDay: day.day, day.reads, workers: .one)
      sum.add(index < kept ? try #require(DaySummary(bytes: summary.bytes)) : summary)
    }
    return try sum.survey(
      lineages: RoadWorld.lineages(bare), lineLinks: [], workers: Workers(threads: 2))
  }

  @Test(arguments: [3, 11, 29] as [UInt64])
  func findingsNeedOnlyTheReadsThatMatter(seed: UInt64) throws {
    let world = RoadWorld.cast(seed: seed)
    let whole = world.picture()
    let lineages = RoadWorld.lineages(whole)
    let (bare, days) = DaySummaryTests.days(world)
    let survey = try survey(bare, days, keptUpTo: days.count)
    let all = whole.holdings.sightings
    #expect(survey.traffic.platesRead == whole.plates.count)
    #expect(survey.traffic.reads == all.count)
    #expect(survey.plates.count < whole.plates.count)

    let wanted = Set(survey.plates)
    var reads = SightingColumns()
    reads.cameraKeys = all.cameraKeys
    for row in 0..<all.count where wanted.contains(all.plates[row]) {
      reads.plates.append(all.plates[row])
      reads.cameras.append(all.cameras[row])
      reads.times.append(all.times[row])
      reads.directions.append(all.directions[row])
      reads.confidences.append(all.confidences[row])
      reads.files.append(all.files[row])
      reads.rows.append(all.rows[row])
    }
    let narrow = bare.holding(reads, repeated: 0)
    let some = try VehicleTracing().run(
      on: narrow, traffic: survey.traffic, lineages: lineages, lineLinks: [], workers: .one)
    let every = try VehicleTracing().run(
      on: whole, lineages: lineages, lineLinks: [], workers: Workers(threads: 2))
    #expect(some.candidates.map(\.plate) == every.candidates.map(\.plate))
    #expect(
      some.candidates.map { $0.findings.map(\.strength) }
        == every.candidates.map { $0.findings.map(\.strength) })
    #expect(some.candidates.map(\.forecast?.from) == every.candidates.map(\.forecast?.from))
    #expect(some.clones == every.clones)
    #expect(some.links.map(\.probability) == every.links.map(\.probability))
  }

  @Test func keptAndFreshDaysSumToTheSame() throws {
    let (bare, days) = DaySummaryTests.days(RoadWorld.cast(seed: 6))
    let fresh = try survey(bare, days, keptUpTo: 0)
    for kept in [1, 17, days.count] {
      let mixed = try survey(bare, days, keptUpTo: kept)
      #expect(mixed.plates == fresh.plates && mixed.reads == fresh.reads)
      #expect(mixed.traffic.gaps.map { $0.sorted() } == fresh.traffic.gaps.map { $0.sorted() })
      #expect(mixed.traffic.newest == fresh.traffic.newest)
      #expect(mixed.traffic.clones.map(\.plate) == fresh.traffic.clones.map(\.plate))
      #expect(mixed.traffic.platesRead == fresh.traffic.platesRead)
    }
  }

  @Test(arguments: [1, 8] as [UInt64])
  func everyVehicleWithATripIsWanted(seed: UInt64) throws {
    let world = RoadWorld.cast(seed: seed)
    let picture = world.picture()
    let lineages = RoadWorld.lineages(picture)
    let (bare, days) = DaySummaryTests.days(world)
    let wanted = Set(try survey(bare, days, keptUpTo: 0).plates)
    let hours = LondonHours(from: RoadWorld.start - 86_400, to: world.asOf + 10 * 86_400)
    let times = try TravelTimes(
      Traffic(of: picture, workers: .one), map: CameraMap(picture), workers: .one)
    let walker = VehicleWalker(
      picture: picture, corridors: Corridors(picture, lineages: lineages), times: times,
      hours: hours, settings: VehicleTracing.Settings())
    var withTrips = 0
    for (index, plate) in picture.plates.enumerated() {
      let rows = Array(picture.plateStarts[index]..<picture.plateStarts[index + 1])
      guard rows.count >= 4, !walker.walk(plate: index, rows: rows).trips.isEmpty else { continue }
      withTrips += 1
      #expect(wanted.contains(plate), "seed \(seed)")
    }
    #expect(withTrips > 5)
  }

  @Test func platesThatLookAlikeComeTogether() throws {
    var world = RoadWorld.cast(seed: 3)
    let supply = RoadWorld.code(RoadWorld.supply)
    let twin = try #require(
      RoadWorld.supply.contains("1")
        ? RoadWorld.supply.replacingOccurrence(of: "1", by: "I")
        : RoadWorld.supply.replacingOccurrence(of: "0", by: "O"))
    world.reads.append((twin, 3, RoadWorld.time(day: 5, hour: 4), .east))
    let (bare, days) = DaySummaryTests.days(world)
    let plates = try survey(bare, days, keptUpTo: 0).plates
    #expect(plates.contains(supply) && plates.contains(RoadWorld.code(twin)))
  }
}

extension String {
  /// The text with the first such character exchanged; nil without one.
  fileprivate func replacingOccurrence(of one: Character, by other: Character) -> String? {
    guard let at = firstIndex(of: one) else { return nil }
    return String(self[..<at]) + String(other) + String(self[index(after: at)...])
  }
}
