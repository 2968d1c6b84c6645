import GRDB
import Glibc
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: a file is in the archive wholly or not at all, once.
/// Method: break the ingest off after each batch, at each page the file grows by, at each row the
/// database takes; copy the files in mid-transaction, as a killed process leaves them.
@Suite struct IngestTests {
  struct Broken: Error {}

  /// Four steps of a file of persons, broken off before step `stop`.
  private func persons(_ writer: IngestWriter, stop: Int) throws -> IngestClosing {
    let batches = (0..<3).map { batch in
      (0..<200).map { number in
        Made.person(
          "p\(batch)-\(number)", "Name \(number) " + String(repeating: "o", count: 200),
          row: UInt32(batch * 201 + number + 1))
      }
    }
    for (step, batch) in batches.enumerated() {
      if step == stop { throw Broken() }
      try writer.add(records: batch)
    }
    if stop == 3 { throw Broken() }
    var quarantined = Made.quarantined
    quarantined.diagnostic.place.row = 900
    try writer.add(quarantined: [quarantined, quarantined])
    if stop == 4 { throw Broken() }
    return IngestClosing(rowsRead: stop == 5 ? 600 : 601)
  }

  private func sightings(_ writer: IngestWriter, stop: Int) throws -> IngestClosing {
    var random = SeededGenerator(seed: 31)
    for step in 0..<3 {
      if step == stop { throw Broken() }
      let rows = (step * 100 + 1)..<(step * 100 + 101)
      try writer.add(sightings: Made.sightings(rows: rows, days: 3, using: &random))
    }
    if stop == 3 { throw Broken() }
    return IngestClosing(rowsRead: stop == 4 ? 299 : 300)
  }

  @Test func aThrowAtAnyStepLeavesNothing() throws {
    let folder = ArchiveFolder()
    var configuration = ArchiveConfiguration(path: folder.file())
    configuration.gatheredRowsMax = 100
    let archive = try RecordArchive(configuration)
    try archive.ingest(
      Made.file(1, .persons), [Made.person("p0-7", "Old", row: 1), Made.person("q", "B", row: 2)])
    let before = try archive.dump()
    for stop in 0...5 {
      #expect(throws: (any Error).self) {
        try archive.ingest(Made.file(2, .persons), bytes: 9) { try persons($0, stop: stop) }
      }
      #expect(try archive.dump() == before, "stopped at \(stop)")
    }
    for stop in 0...4 {
      #expect(throws: (any Error).self) {
        try archive.ingest(Made.file(3, .sightings), bytes: 9) { try sightings($0, stop: stop) }
      }
      #expect(try archive.dump() == before, "stopped at \(stop)")
    }
    let outcome = try archive.ingest(Made.file(2, .persons), bytes: 9) { try persons($0, stop: 9) }
    #expect(outcome == .ingested(FileCounts(rowsStored: 600, rowsQuarantined: 1, rowsHeld: 0)))
    try archive.ingest(Made.file(3, .sightings), bytes: 9) { try sightings($0, stop: 9) }
    #expect(try archive.verify().findings == [])
  }

  @Test func aFullDiskAtAnyPageLeavesNothing() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(Made.file(1, .persons), [Made.person("p0-7", "Old", row: 1)])
    let before = try archive.dump()
    let pages = try archive.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    var failures = 0
    for more in 0..<200 {
      try archive.queue.inDatabase {
        try $0.execute(sql: "PRAGMA max_page_count = \(pages + more)")
      }
      do {
        try archive.ingest(Made.file(2, .persons), bytes: 9) { try persons($0, stop: 9) }
        break
      } catch let error as ArchiveError {
        failures += 1
        #expect(error.code == .full)
        #expect(try archive.dump() == before, "\(more) pages more")
      }
    }
    #expect(failures > 5)
    #expect(try archive.records(.persons).count == 600)
    #expect(try archive.verify().findings == [])
  }

  @Test(arguments: [
    "BEFORE INSERT ON record_head WHEN NEW.record_no = 300", "AFTER INSERT ON persons",
    "AFTER UPDATE ON record_head", "AFTER INSERT ON quarantine", "BEFORE UPDATE ON source_file",
    "BEFORE INSERT ON source_file",
  ])
  func aRefusalAtAnyTableLeavesNothing(trigger: String) throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(Made.file(1, .persons), [Made.person("p0-7", "Old", row: 1)])
    let before = try archive.dump()
    try archive.queue.inDatabase {
      try $0.execute(
        sql: "CREATE TEMP TRIGGER t \(trigger) BEGIN SELECT RAISE(ABORT, 'refused'); END")
    }
    #expect(throws: ArchiveError.self) {
      try archive.ingest(Made.file(2, .persons), bytes: 9) { try persons($0, stop: 9) }
    }
    #expect(try archive.dump() == before)
    try archive.queue.inDatabase { try $0.execute(sql: "DROP TRIGGER t") }
    try archive.ingest(Made.file(2, .persons), bytes: 9) { try persons($0, stop: 9) }
    #expect(try archive.verify().findings == [])
  }

  @Test("B13: a second ingest changes nothing")
  func secondIngestChangesNothing() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let file = Made.file(2, .persons)
    let first = try archive.ingest(file, bytes: 9) { try persons($0, stop: 9) }
    let before = try archive.dump()
    var renamed = file
    renamed.name = "persons-again.csv"
    let second = try archive.ingest(renamed, bytes: 9) { _ in throw Broken() }
    #expect(second == .alreadyHeld(first.counts))
    #expect(try archive.counts(ofDigest: file.digest) == first.counts)
    #expect(try archive.dump() == before)
  }

  @Test("B13: rows handed over twice are refused")
  func rowsHandedOverTwiceAreRefused() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    var random = SeededGenerator(seed: 32)
    let columns = Made.sightings(rows: 1..<5, days: 1, using: &random)
    let error = #expect(throws: ArchiveError.self) {
      try archive.ingest(Made.file(3, .sightings), bytes: 9) { writer in
        try writer.add(sightings: columns)
        try writer.add(sightings: columns)
        return IngestClosing(rowsRead: 8)
      }
    }
    #expect(error?.code == .counts)
    #expect(try archive.files().isEmpty)
  }

  /// What `kill -9` leaves behind: the file half changed, and the journal that undoes it.
  @Test func aKilledIngestIsUndoneAtTheNextOpening() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(Made.file(1, .persons), [Made.person("p0-7", "Old", row: 1)])
    let before = try archive.dump()
    try archive.queue.inDatabase { try $0.execute(sql: "PRAGMA cache_size = 2") }
    for stop in 1...4 {
      #expect(throws: (any Error).self) {
        try archive.ingest(Made.file(2, .persons), bytes: 9) { writer in
          do {
            return try persons(writer, stop: stop)
          } catch {
            try copy(folder.file("a.sqlite"), folder.file("copy\(stop).sqlite"))
            try copy(folder.file("a.sqlite-journal"), folder.file("copy\(stop).sqlite-journal"))
            throw error
          }
        }
      }
      if stop == 1 {
        // Whoever only reads finds the state before, too.
        let read = try RecordArchive(
          ArchiveConfiguration(path: folder.file("copy\(stop).sqlite"), access: .reading))
        #expect(try read.dump() == before)
        continue
      }
      let revived = try folder.archive("copy\(stop).sqlite")
      #expect(try revived.dump() == before, "killed after \(stop)")
      #expect(try revived.verify().findings == [])
      try revived.ingest(Made.file(2, .persons), bytes: 9) { try persons($0, stop: 9) }
      #expect(try revived.records(.persons).count == 600)
    }
  }

  private func copy(_ from: String, _ to: String) throws {
    let source = try #require(fopen(from, "r"))
    let target = try #require(fopen(to, "w"))
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, source), count > 0 {
      #expect(fwrite(buffer, 1, count, target) == count)
    }
    fclose(source)
    fclose(target)
  }
}
