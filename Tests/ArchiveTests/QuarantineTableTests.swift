import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: what was set aside comes back as it was, with its file.
/// Method: defects with and without a column, handed over out of order, in two files.
@Suite struct QuarantineTableTests {
  @Test func whatWasSetAsideComesBackInOrder() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    var whole = Made.quarantined
    whole.diagnostic.column = nil
    whole.diagnostic.place = SourcePlace(row: 1, line: 2, byte: 30)
    var other = Made.quarantined
    other.diagnostic.place = SourcePlace(row: 2, line: 3, byte: 60)
    let files = [
      Made.file(1, .sightings, source: "nca"), Made.file(2, .sightings, source: "cheshire"),
    ]
    for file in files {
      let outcome = try archive.ingest(file, bytes: 1) { writer in
        try writer.add(quarantined: [Made.quarantined, other])
        try writer.add(quarantined: [whole])
        return IngestClosing(rowsRead: 3)
      }
      #expect(outcome.counts == FileCounts(rowsQuarantined: 3))
    }
    let held = try archive.quarantine()
    #expect(held.map(\.row) == [whole, other, Made.quarantined, whole, other, Made.quarantined])
    #expect(held.map(\.file) == [files[1], files[1], files[1], files[0], files[0], files[0]])
  }
}
