import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: from any reference to the line it stands on, and from no other row.
/// Method: every row of a small archive, stored and quarantined.
@Suite struct LocateTests {
  @Test func everyStoredRowIsFoundAndNoOther() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    var random = SeededGenerator(seed: 61)
    var steps = LineSteps()
    // Row 4 has a line break in a cell; row 3 is quarantined.
    for (row, line) in [(1, 2), (2, 3), (3, 4), (4, 5), (5, 7), (6, 8)] {
      steps.append(row: UInt32(row), line: UInt32(line))
    }
    let file = Made.file(1, .sightings)
    try archive.ingest(file, bytes: 1) { writer in
      try writer.add(sightings: Made.sightings(rows: 1..<3, days: 2, using: &random))
      try writer.add(quarantined: [Made.quarantined])
      try writer.add(sightings: Made.sightings(rows: 4..<7, days: 2, using: &random))
      return IngestClosing(rowsRead: 6, lineSteps: steps)
    }
    let lines: [UInt32: UInt32] = [1: 2, 2: 3, 4: 5, 5: 7, 6: 8]
    for row in UInt32(0)...8 {
      let reference = EvidenceReference.row(
        kind: .sightings, source: "cheshire", digest: String(file.digest.prefix(12)), row: row)
      let place = try archive.locate(reference)
      #expect(place?.line == lines[row], "row \(row)")
      #expect(place == nil || (place?.file == file && place?.row == row))
    }
    for (source, digest) in [("nca", file.digest), ("cheshire", "000000000000"), ("cheshire", "")] {
      #expect(
        try archive.locate(.row(kind: .sightings, source: source, digest: digest, row: 1)) == nil)
    }
    let sightings = try archive.sightings()
    let digests = try archive.files().map(\.file.digest)
    for at in 0..<sightings.count {
      let reference = EvidenceReference.row(
        kind: .sightings, source: "cheshire", digest: digests[Int(sightings.files[at])],
        row: sightings.rows[at])
      #expect(try archive.locate(reference) != nil)
    }
  }

  @Test func everyRecordIsFound() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(
      Made.file(1, .persons), (1...9).map { Made.person("p:\($0)|x", "N", row: UInt32($0)) })
    let files = try archive.files()
    for row in try archive.records(.persons) {
      let place = try archive.locate(.record(kind: .persons, key: row.key))
      #expect(place?.line == row.place.line && place?.row == row.place.row)
      #expect(place?.file == files[row.place.file.index].file)
    }
    for id in ["p", "p:1", "p:1|", "q"] {
      let key = RecordKey(source: "cheshire", id: id)
      #expect(try archive.locate(.record(kind: .persons, key: key)) == nil)
    }
  }
}
