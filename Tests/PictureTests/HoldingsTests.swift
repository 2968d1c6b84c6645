import Picture
import Primitives
import TestKit
import Testing
import Vocabulary

/// Goal: the holdings do not depend on the order in which rows came, nothing of the future or
/// suspected to be false is in them, and columns point where they should. Method: random orders and
/// small cases by hand.
@Suite struct HoldingsTests {
  private let asOf = Instant(seconds: 1_774_000_000)
  private let files = [
    SourceFile(
      source: "gmp", kind: .events, name: "events.csv", digest: String(repeating: "0", count: 64))
  ]

  private func event(_ id: String, at: Int64, grade: String) throws -> RecordRow {
    try madeRow(
      .events, source: "gmp",
      ["event_id": id, "kind": "intel", "at": Instant(seconds: at).iso8601, "intel_eval": grade])
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    var rows = try (0..<30).map { try event("e\($0)", at: asOf.seconds - Int64($0), grade: "B") }
    rows += try (0..<10).map {
      try madeRow(.persons, source: $0 % 2 == 0 ? "gmp" : "cheshire", ["person_id": "p\($0)"])
    }
    var generator = SeededGenerator(seed: 2)
    var seen: Set<[String]> = []
    for _ in 0..<20 {
      rows.shuffle(using: &generator)
      var builder = HoldingsBuilder(asOf: asOf, files: files)
      for row in rows { builder.add([row]) }
      let holdings = builder.build()
      seen.insert(holdings.events.map(\.key.text) + holdings.persons.map(\.key.text))
    }
    #expect(seen.count == 1)
  }

  @Test func theFutureAndTheSuspectedFalseAreLeftOut() throws {
    var builder = HoldingsBuilder(asOf: asOf, files: files)
    builder.add([
      try event("now", at: asOf.seconds, grade: "B"),
      try event("later", at: asOf.seconds + 1, grade: "B"),
      try event("false", at: asOf.seconds, grade: "E"),
    ])
    let holdings = builder.build()
    #expect(holdings.events.map(\.key.id) == ["now"])
    #expect(holdings.suspectedFalse == [.events: 1])
  }

  @Test func sightingsPointIntoAllCamerasAndRepeatsCountOnce() throws {
    var columns = SightingColumns()
    columns.cameraKeys = [RecordKey(source: "gmp", id: "c1"), RecordKey(source: "gmp", id: "c3")]
    for (time, camera) in [(10, 0), (10, 0), (11, 1), (asOf.seconds + 5, 1)] as [(Int64, UInt32)] {
      columns.plates.append(5)
      columns.cameras.append(camera)
      columns.times.append(time)
      columns.directions.append(0)
      columns.confidences.append(255)
      columns.files.append(0)
      columns.rows.append(UInt32(columns.plates.count))
    }
    var builder = HoldingsBuilder(asOf: asOf, files: files)
    builder.add([
      try madeRow(
        .cameras, source: "gmp", ["camera_id": "c2", "latitude": "53", "longitude": "-2"])
    ])
    builder.set(columns)
    let holdings = builder.build()
    #expect(holdings.cameras.map(\.key.id) == ["c1", "c2", "c3"])
    #expect(holdings.cameras[0].position == nil && holdings.cameras[1].position != nil)
    #expect(holdings.sightings.cameras == [0, 2])
    #expect(holdings.repeatedSightings == 1)
  }

  @Test func anUnknownOrPartialBirthMayBeAChild() throws {
    var builder = HoldingsBuilder(asOf: asOf, files: files)
    let births = ["", "2008", "2007", "1990-01-01", "2008-03-20", "2008-03-21"]
    for (number, birth) in births.enumerated() {
      builder.add([
        try madeRow(
          .persons, source: "gmp", ["person_id": "p\(number)", "date_of_birth": birth])
      ])
    }
    let holdings = builder.build()
    let picture = RegionalPicture(
      holdings: holdings,
      entities: births.indices.map { PersonEntity(id: "e\($0)", records: [$0], probabilities: [1]) }
    )
    // The moment is 20 March 2026 in London.
    #expect(
      births.indices.map { picture.age(of: $0).isPossiblyUnder18 } == [
        true, true, false, false, false, true,
      ])
    let joined = RegionalPicture(
      holdings: holdings,
      entities: [
        PersonEntity(id: "e", records: Array(births.indices), probabilities: births.map { _ in 1 })
      ])
    #expect(joined.age(of: 0).isPossiblyUnder18, "where records disagree, the youngest counts")
  }
}
