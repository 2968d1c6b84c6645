import Foundation
import GRDB
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: sightings and calls come back whole and in one order, whatever order files came in, how
/// often days were compacted, and how many threads there are.
/// Method: random files with many ties, shuffled; a plain sort of all rows is the slow twin.
@Suite struct ColumnsTests {
  /// A sighting with its names in the place of numbers.
  struct Plain: Hashable, Comparable {
    let plate: UInt64
    let time: Int64
    let camera: RecordKey
    let digest: String
    let row: UInt32
    let direction: UInt8
    let confidence: UInt8

    static func < (left: Self, right: Self) -> Bool {
      (left.plate, left.time, left.camera, left.digest, left.row)
        < (right.plate, right.time, right.camera, right.digest, right.row)
    }
  }

  private func plain(_ columns: SightingColumns, _ digests: [String]) -> [Plain] {
    (0..<columns.count).map { at in
      Plain(
        plate: columns.plates[at], time: columns.times[at],
        camera: columns.cameraKeys[Int(columns.cameras[at])],
        digest: digests[Int(columns.files[at])], row: columns.rows[at],
        direction: columns.directions[at], confidence: columns.confidences[at])
    }
  }

  private func ingest(_ archive: RecordArchive, _ file: SourceFile, _ columns: SightingColumns)
    throws
  {
    try archive.ingest(file, bytes: 1, workers: Workers(threads: 2)) { writer in
      try writer.add(sightings: columns)
      return IngestClosing(rowsRead: columns.count)
    }
  }

  private func words(_ columns: SightingColumns) -> [[UInt64]] {
    [
      columns.plates, columns.times.map { UInt64(bitPattern: $0) },
      columns.cameras.map(UInt64.init), columns.directions.map(UInt64.init),
      columns.confidences.map(UInt64.init), columns.files.map(UInt64.init),
      columns.rows.map(UInt64.init),
    ]
  }

  @Test func sightingsAgreeWithAPlainSortInAnyOrder() throws {
    for seed in 1...2 {
      var random = SeededGenerator(seed: UInt64(seed))
      let files = (1...5).map { number in
        (
          Made.file(number, .sightings),
          Made.sightings(rows: 1..<(200 + number), days: 4, using: &random)
        )
      }
      let expected = files.flatMap { file, columns in
        var columns = columns
        columns.files = [UInt32](repeating: 0, count: columns.count)
        return plain(columns, [file.digest])
      }.sorted()
      for order in 0..<3 {
        let folder = ArchiveFolder()
        let archive = try folder.archive()
        for (number, file) in files.shuffled(using: &random).enumerated() {
          try ingest(archive, file.0, file.1)
          if order == 2 || number == 2 { try archive.compactDays() }
        }
        let digests = try archive.files().map(\.file.digest)
        let one = try archive.sightings()
        #expect(plain(one, digests) == expected, "seed \(seed)")
        #expect(one.cameraKeys == one.cameraKeys.sorted())
        #expect(words(try archive.sightings(workers: Workers(threads: 3))) == words(one))
        try archive.compactDays(workers: Workers(threads: 2))
        #expect(words(try archive.sightings()) == words(one))
        #expect(try archive.compactDays() == 0)
        #expect(try archive.verify().findings == [])

        let period = Period(from: Instant(seconds: -1), to: Instant(seconds: 86_400))
        let some = expected.filter { period.contains(Instant(seconds: $0.time)) }
        #expect(plain(try archive.sightings(in: period), digests) == some)
        let vehicle = VehicleRegistration(packed: 7 &<< 18)
        #expect(
          plain(try archive.sightings(of: vehicle), digests)
            == expected.filter { $0.plate == vehicle.packed })
      }
    }
  }

  @Test func callsAreTheSameInAnyOrder() throws {
    var random = SeededGenerator(seed: 51)
    let files = (1...4).map { number in
      (
        Made.file(number, .calls, source: "o2"),
        Made.calls(rows: number..<(150 + number), using: &random)
      )
    }
    var first: [[UInt64]]?
    for order in 0..<4 {
      let folder = ArchiveFolder()
      let archive = try folder.archive()
      for (file, columns) in files.shuffled(using: &random) {
        try archive.ingest(file, bytes: 1) { writer in
          try writer.add(calls: columns)
          return IngestClosing(rowsRead: columns.count)
        }
        if order == 1 { try archive.compactDays() }
      }
      let all = try archive.calls(workers: Workers(threads: 2))
      let words = [
        all.aNumbers, all.bNumbers, all.times.map { UInt64(bitPattern: $0) }, all.imeis, all.imsis,
        all.durations.map(UInt64.init), all.kinds.map(UInt64.init), all.cells.map(UInt64.init),
        all.files.map(UInt64.init), all.rows.map(UInt64.init),
      ]
      #expect(all.count == 600)
      #expect(all.cellKeys.map(\.id) == ["c0", "c1", "c2"])
      #expect(first == nil || first == words, "seed 51")
      first = words
      let keys = (0..<all.count).map {
        [all.aNumbers[$0], UInt64(all.times[$0]), all.bNumbers[$0]]
      }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
      let one = try archive.calls(from: TelephoneNumber(packed: 447_700_900_003))
      #expect(one.count == all.aNumbers.filter { $0 == 447_700_900_003 }.count)
    }
  }

  @Test func aDayOfMoreThanOneChunkStaysInOrder() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    var random = SeededGenerator(seed: 52)
    for number in 1...2 {
      var columns = Made.sightings(rows: 1..<33_001, days: 1, using: &random)
      columns.plates = columns.plates.map { $0 &+ UInt64(random.below(5000)) &<< 30 }
      try ingest(archive, Made.file(number, .sightings), columns)
    }
    let before = words(try archive.sightings())
    try archive.compactDays()
    #expect(words(try archive.sightings(workers: Workers(threads: 2))) == before)
    let chunks = try archive.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM sighting_chunk") ?? 0
    }
    #expect(chunks > 4)
    #expect(try archive.verify().findings == [])
  }

  @Test func noRowsAreNoRows() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try ingest(archive, Made.file(1, .sightings), SightingColumns())
    #expect(try archive.sightings().count == 0)
    #expect(try archive.calls().count == 0)
    #expect(try archive.compactDays() == 0)
  }

  @Test func aDamagedChunkIsAnErrorAndIsFound() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    var random = SeededGenerator(seed: 53)
    try ingest(
      archive, Made.file(1, .sightings), Made.sightings(rows: 1..<50, days: 1, using: &random))
    try archive.write { database in
      let body = try Data.fetchOne(database, sql: "SELECT body FROM sighting_chunk") ?? Data()
      var bytes = Array(body)
      bytes[bytes.count / 2] ^= 4
      try database.execute(sql: "UPDATE sighting_chunk SET body = ?", arguments: [Data(bytes)])
    }
    let error = #expect(throws: ArchiveError.self) { try archive.sightings() }
    #expect(error?.code == .damaged)
    #expect(try archive.verify().findings.count == 2)
  }
}
