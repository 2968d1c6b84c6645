import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Archive

/// F15. Goal: an archive from which a file was retracted is as if the file had never come. Method:
/// random files with rows that repeat, replace and follow one another, one of them retracted, held
/// against an archive that took in the others; 200 seeds, 1,000 with `--long`.
@Suite struct RetractionTests {
  /// A file with its rows, so that it can be taken in twice.
  private struct Delivery {
    var file: SourceFile
    var people: [RecordRow] = []
    var sightings = SightingColumns()
    var calls = CallColumns()

    func hand(_ writer: IngestWriter) throws -> IngestClosing {
      switch file.kind {
      case .sightings: try writer.add(sightings: sightings)
      case .calls: try writer.add(calls: calls)
      default: try writer.add(records: people)
      }
      return IngestClosing(rowsRead: people.count + sightings.count + calls.count)
    }
  }

  private func deliveries(_ random: inout SeededGenerator) -> [Delivery] {
    (0..<(3 + random.below(5))).map { number in
      let kind = [RecordKind.persons, .sightings, .calls][random.below(3)]
      // Dates in names, so that files do not speak in the order in which they came.
      let name = "\(kind.rawValue)-2026-03-0\(1 + random.below(6)).csv"
      var delivery = Delivery(
        file: Made.file(
          number + 1, kind, random.chance(0.5) ? name : nil,
          source: random.chance(0.3) ? "cumbria" : "cheshire"))
      let rows = number * 100 + 1..<number * 100 + 2 + random.below(30)
      switch kind {
      case .sightings:
        delivery.sightings = Made.sightings(rows: rows, days: 3, using: &random)
      case .calls: delivery.calls = Made.calls(rows: rows, using: &random)
      default:
        // Few people and few names: many rows repeat what is held, others replace it.
        delivery.people = (1...6).map { row in
          Made.person(
            "P\(random.below(5))", "N\(random.below(3))", row: UInt32(row),
            source: delivery.file.source)
        }
      }
      return delivery
    }
  }

  private func take(_ deliveries: [Delivery], into archive: RecordArchive) throws {
    for delivery in deliveries {
      try archive.ingest(delivery.file, bytes: 1) { try delivery.hand($0) }
    }
  }

  /// Everything that an analysis sees.
  private func seen(_ archive: RecordArchive) throws -> [String] {
    var seen = ["\(try archive.contentDigest())"]
    for file in try archive.files() {
      seen.append("\(file.file) \(file.bytes) \(file.stamp) \(file.counts)")
    }
    for row in try archive.records(.persons) { seen.append("\(row)") }
    for source in ["cheshire", "cumbria"] {
      for person in 0..<5 {
        for row in try archive.history(.persons, source: source, identity: "P\(person)") {
          seen.append("\(row.row) \(row.isCurrent)")
        }
      }
    }
    // By name: the made files bring cameras and cells that none of their rows names.
    let reads = try archive.sightings()
    for at in 0..<reads.count {
      seen.append(
        "\(reads.plates[at]) \(reads.cameraKeys[Int(reads.cameras[at])].text) \(reads.times[at]) "
          + "\(reads.directions[at]) \(reads.confidences[at]) \(reads.files[at]) \(reads.rows[at])")
    }
    let calls = try archive.calls()
    for at in 0..<calls.count {
      let cell = calls.cells[at] == .max ? "" : calls.cellKeys[Int(calls.cells[at])].text
      seen.append(
        "\(calls.aNumbers[at]) \(calls.bNumbers[at]) \(calls.times[at]) \(calls.durations[at]) "
          + "\(calls.kinds[at]) \(calls.imeis[at]) \(cell) \(calls.files[at]) \(calls.rows[at])")
    }
    return seen
  }

  @Test(arguments: 1...(LongRuns.areWanted ? 1000 : 200)) func retractingIsNeverHavingTakenIn(
    _ seed: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let all = deliveries(&random)
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try take(all, into: archive)
    if random.chance(0.5) { try archive.compactDays() }
    let out = all[random.below(all.count)]
    let again = try archive.companions(of: out.file).map { held in
      let delivery = try #require(all.first { $0.file.digest == held.file.digest })
      return FileAgain(delivery.file, bytes: 1) { try delivery.hand($0) }
    }
    try archive.retract(
      Retraction(file: out.file, decidedBy: "A", decidedAt: Instant(seconds: 1), reason: "wrong"),
      again: again, workers: Workers(threads: 2))
    let never = try folder.archive("never.sqlite")
    try take(all.filter { $0.file.digest != out.file.digest }, into: never)
    for (found, expected) in zip(try seen(archive), try seen(never)) {
      #expect(found == expected, "seed \(seed)")
    }
    #expect(try seen(archive).count == seen(never).count)
    #expect(try archive.verify().findings == [])
    #expect(throws: ArchiveError.self, "it does not come back") {
      try archive.ingest(out.file, bytes: 1) { try out.hand($0) }
    }
    #expect(try archive.retraction(ofDigest: out.file.digest)?.reason == "wrong")
  }

  @Test func aRetractionThatFailsLeavesEverything() throws {
    var random = SeededGenerator(seed: 9)
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let people = (1...3).map { number in
      Delivery(
        file: Made.file(number, .persons),
        people: [Made.person("P1", "N\(number % 2)", row: UInt32(number))])
    }
    let reads = Delivery(
      file: Made.file(9, .sightings),
      sightings: Made.sightings(rows: 1..<9, days: 2, using: &random))
    try take(people + [reads], into: archive)
    let before = try archive.dump()
    func retraction(_ file: SourceFile) -> Retraction {
      Retraction(file: file, decidedBy: "A", decidedAt: Instant(seconds: 1), reason: "wrong")
    }
    let one = FileAgain(people[0].file, bytes: 1) { try people[0].hand($0) }
    let two = FileAgain(people[1].file, bytes: 1) { try people[1].hand($0) }
    let broken = FileAgain(people[1].file, bytes: 1) { _ in throw CancelledWork() }
    // A companion is missing, in another order, breaks off, or the file is not held.
    for (file, again) in [
      (people[2].file, [one]), (people[2].file, [two, one]), (people[2].file, [one, broken]),
      (Made.file(77, .sightings), []),
    ] {
      #expect(throws: (any Error).self) { try archive.retract(retraction(file), again: again) }
      #expect(try archive.dump() == before)
    }
    try archive.retract(retraction(reads.file), again: [])
    #expect(try archive.sightings().count == 0)
    #expect(try archive.sightings().cameraKeys.isEmpty)
    #expect(try archive.auditLog().last?.entry.operation == .erasure)
  }
}
