import Primitives
import Vocabulary

/// A row of a chunk, in the order in which chunks and answers stand.
///
/// `files` and `places` mean numbers of the archive's tables while a row is stored, and positions
/// in a sorted table once it has been read; `renumbered` turns the first into the second.
protocol ChunkEntry: Comparable, Sendable {
  /// The kind whose rows these are.
  static var kind: RecordKind { get }
  /// The table of chunks, and the column that its zone map is kept for.
  static var table: String { get }
  static var keyColumn: String { get }
  /// The dictionary of cameras or cells, and its columns.
  static var keyTable: String { get }
  static var keyNumber: String { get }
  static var keyIdentifier: String { get }
  /// How many rows the chunks of a day should have.
  static func chunkRows(of day: UnsafeBufferPointer<Self>, _ fitting: Fitting) -> Int

  /// What rows are sorted by first: the plate, or the calling number.
  var key: UInt64 { get }
  var time: Int64 { get }
  var file: UInt32 { get set }
  var row: UInt32 { get }
  /// The camera or cell; `UInt32.max` when there is none.
  var place: UInt32 { get set }

  /// Sorts rows into their order.
  ///
  /// - Throws: `CancelledWork`.
  static func sort(_ entries: inout [Self], on workers: Workers) throws
  /// What is found out of a whole day before its chunks are packed.
  associatedtype Fitting: Sendable
  static func fitting(_ day: UnsafeBufferPointer<Self>) -> Fitting
  /// The bytes of a chunk of sorted rows.
  static func pack(_ entries: UnsafeBufferPointer<Self>, _ fitting: Fitting) -> [UInt8]
  /// What is told of a chunk beside its period and keys; nil for a kind that has none.
  static func marks(_ entries: UnsafeBufferPointer<Self>, _ hashes: NumberHashes) -> ChunkMarks?
  static var hasMarks: Bool { get }
  /// The rows of a chunk's bytes.
  static func unpack(_ body: [UInt8]) throws(ColumnChunk.Damage) -> [Self]
}

extension ChunkEntry {
  /// The UTC day, in days since the epoch.
  var day: Int64 { time.floorDivided(by: 86_400) }
}

/// One sighting, ordered by plate, time, camera, file and row.
struct SightingEntry: ChunkEntry {
  var plate: UInt64
  var time: Int64
  var place: UInt32
  var file: UInt32
  var row: UInt32
  var direction: UInt8
  var confidence: UInt8

  static let kind = RecordKind.sightings
  static let table = "sighting_chunk"
  static let keyColumn = "plate"
  static let keyTable = "camera_key"
  static let keyNumber = "camera_no"
  static let keyIdentifier = "camera_id"

  var key: UInt64 { plate }

  static func < (left: Self, right: Self) -> Bool {
    if left.plate != right.plate { return left.plate < right.plate }
    if left.time != right.time { return left.time < right.time }
    if left.place != right.place { return left.place < right.place }
    if left.file != right.file { return left.file < right.file }
    return left.row < right.row
  }

  static func sort(_ entries: inout [Self], on workers: Workers) throws {
    try PlateSort.sort(&entries, on: workers)
  }

  static func fitting(_ day: UnsafeBufferPointer<Self>) -> RowFitting { RowFitting(day) }

  /// Bytes of a chunk that fill SQLite's pages of 32 KiB best: two whole pages, and a rest of which
  /// six lie in a third.
  private static let chunkBytes = 70_300
  private static let trialRows = 8_192

  static func chunkRows(of day: UnsafeBufferPointer<Self>, _ fitting: RowFitting) -> Int {
    guard day.count > trialRows else { return SightingChunk.rowsMax }
    let middle = day.count / 2
    let trial = UnsafeBufferPointer(
      rebasing: day[max(0, middle - trialRows / 2)..<(middle + trialRows / 2)])
    let bytes = SightingChunk.encode(trial, fitting).count
    return max(trialRows / 2, min(SightingChunk.rowsMax, chunkBytes * trialRows / bytes))
  }

  static func pack(_ entries: UnsafeBufferPointer<Self>, _ fitting: RowFitting) -> [UInt8] {
    SightingChunk.encode(entries, fitting)
  }

  static let hasMarks = true

  static func marks(_ entries: UnsafeBufferPointer<Self>, _ hashes: NumberHashes) -> ChunkMarks? {
    ChunkMarks(cameras: CameraSet(entries), content: hashes.sum(of: entries))
  }

  static func unpack(_ body: [UInt8]) throws(ColumnChunk.Damage) -> [Self] {
    guard SightingChunk.isForm(of: body) else { return try unpackFirstForm(body) }
    return try SightingChunk(body).entries()
  }

  /// Reads a chunk of the form in which sightings were kept before `SightingChunk`.
  static func unpackFirstForm(_ body: [UInt8]) throws(ColumnChunk.Damage) -> [Self] {
    guard let entries = entries(try ColumnChunk.decode(body, columns: 7)) else {
      throw ColumnChunk.Damage(what: "a chunk has a number that does not fit its column")
    }
    return entries
  }

  private static func entries(_ columns: [[UInt64]]) -> [Self]? {
    guard
      fits(columns[2], UInt32.self), fits(columns[3], UInt8.self), fits(columns[4], UInt8.self),
      fits(columns[5], UInt32.self), fits(columns[6], UInt32.self)
    else { return nil }
    let (plates, times, places, directions) = (columns[0], columns[1], columns[2], columns[3])
    let (confidences, files, rows) = (columns[4], columns[5], columns[6])
    return plates.indices.map { at in
      Self(
        plate: plates[at], time: Int64(bitPattern: times[at]),
        place: UInt32(truncatingIfNeeded: places[at]), file: UInt32(truncatingIfNeeded: files[at]),
        row: UInt32(truncatingIfNeeded: rows[at]),
        direction: UInt8(truncatingIfNeeded: directions[at]),
        confidence: UInt8(truncatingIfNeeded: confidences[at]))
    }
  }
}

/// One call, ordered by the calling number, time, the called number, file and row.
struct CallEntry: ChunkEntry {
  var aNumber: UInt64
  var bNumber: UInt64
  var time: Int64
  var imei: UInt64
  var imsi: UInt64
  var duration: UInt32
  var place: UInt32
  var file: UInt32
  var row: UInt32
  var kind: UInt8

  static let kind = RecordKind.calls
  static let table = "call_chunk"
  static let keyColumn = "number"
  static let keyTable = "cell_key"
  static let keyNumber = "cell_no"
  static let keyIdentifier = "cell_id"

  var key: UInt64 { aNumber }

  static func < (left: Self, right: Self) -> Bool {
    if left.aNumber != right.aNumber { return left.aNumber < right.aNumber }
    if left.time != right.time { return left.time < right.time }
    if left.bNumber != right.bNumber { return left.bNumber < right.bNumber }
    if left.file != right.file { return left.file < right.file }
    return left.row < right.row
  }

  static func sort(_ entries: inout [Self], on workers: Workers) { entries.sort() }

  static let hasMarks = false

  static func marks(_ entries: UnsafeBufferPointer<Self>, _ hashes: NumberHashes) -> ChunkMarks? {
    nil
  }

  /// Nothing of a day's calls is needed beforehand.
  struct Fitting: Sendable {}

  static func fitting(_ day: UnsafeBufferPointer<Self>) -> Fitting { Fitting() }

  static func chunkRows(of day: UnsafeBufferPointer<Self>, _ fitting: Fitting) -> Int {
    ColumnChunk.rowsMax
  }

  static func pack(_ entries: UnsafeBufferPointer<Self>, _ fitting: Fitting) -> [UInt8] {
    ColumnChunk.encode([
      entries.map { $0.aNumber }, entries.map { $0.bNumber },
      entries.map { UInt64(bitPattern: $0.time) }, entries.map { $0.imei },
      entries.map { $0.imsi }, entries.map { UInt64($0.duration) },
      entries.map { UInt64($0.place) }, entries.map { UInt64($0.file) },
      entries.map { UInt64($0.row) }, entries.map { UInt64($0.kind) },
    ])
  }

  static func unpack(_ body: [UInt8]) throws(ColumnChunk.Damage) -> [Self] {
    guard let entries = entries(try ColumnChunk.decode(body, columns: 10)) else {
      throw ColumnChunk.Damage(what: "a chunk has a number that does not fit its column")
    }
    return entries
  }

  private static func entries(_ columns: [[UInt64]]) -> [Self]? {
    guard
      (5...8).allSatisfy({ fits(columns[$0], UInt32.self) }), fits(columns[9], UInt8.self)
    else { return nil }
    return columns[0].indices.map { at in
      Self(
        aNumber: columns[0][at], bNumber: columns[1][at], time: Int64(bitPattern: columns[2][at]),
        imei: columns[3][at], imsi: columns[4][at],
        duration: UInt32(truncatingIfNeeded: columns[5][at]),
        place: UInt32(truncatingIfNeeded: columns[6][at]),
        file: UInt32(truncatingIfNeeded: columns[7][at]),
        row: UInt32(truncatingIfNeeded: columns[8][at]),
        kind: UInt8(truncatingIfNeeded: columns[9][at]))
    }
  }
}

private func fits<Narrow: FixedWidthInteger>(_ column: [UInt64], _: Narrow.Type) -> Bool {
  var used: UInt64 = 0
  for value in column { used |= value }
  return used <= UInt64(Narrow.max)
}
