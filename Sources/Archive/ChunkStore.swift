import GRDB
import Primitives

/// The chunks of one kind in the database, and what their zone maps say.
struct ChunkStore<Entry: ChunkEntry> {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// A chunk ready to be written: its rows packed, and what is told of them beside it.
  struct Packed: Sendable {
    let day: Int64
    let part: Int
    let keys: ClosedRange<UInt64>
    let times: ClosedRange<Int64>
    let rows: Int
    let body: [UInt8]
    let marks: ChunkMarks?
  }

  /// What is told of a chunk beside it.
  struct Zone: Sendable {
    let number: Int64
    let day: Int64
    let run: Int64
    let keys: ClosedRange<UInt64>
    let times: ClosedRange<Int64>
    let rows: Int
  }

  /// A chunk as it was read.
  struct Stored: Sendable {
    let zone: Zone
    let body: [UInt8]

    /// - Throws: `ColumnChunk.Damage`.
    func entries() throws -> [Entry] {
      let entries = try Entry.unpack(body)
      guard entries.count == zone.rows else {
        throw ColumnChunk.Damage(
          what: "chunk \(zone.number) of \(Entry.table) does not fit its table")
      }
      return entries
    }
  }

  /// Sorted rows of one day as chunks.
  ///
  /// - Throws: `CancelledWork`.
  static func pack(
    _ entries: [Entry], day: Int64, hashes: NumberHashes, on workers: Workers
  ) throws -> [Packed] {
    let (fitting, chunkRows) = entries.withUnsafeBufferPointer { day in
      let fitting = Entry.fitting(day)
      return (fitting, Entry.chunkRows(of: day, fitting))
    }
    let parts = (entries.count + chunkRows - 1) / chunkRows
    return try parallelMap(chunks: parts, on: workers) { part in
      let start = part * chunkRows
      let end = min(start + chunkRows, entries.count)
      return entries.withUnsafeBufferPointer { entries in
        pack(
          UnsafeBufferPointer(rebasing: entries[start..<end]), day: day, part: part, fitting, hashes
        )
      }
    }
  }

  private static func pack(
    _ rows: UnsafeBufferPointer<Entry>, day: Int64, part: Int, _ fitting: Entry.Fitting,
    _ hashes: NumberHashes
  ) -> Packed {
    var keys = rows[0].key...rows[0].key
    var times = rows[0].time...rows[0].time
    for entry in rows {
      if !keys.contains(entry.key) {
        keys = min(keys.lowerBound, entry.key)...max(keys.upperBound, entry.key)
      }
      if !times.contains(entry.time) {
        times = min(times.lowerBound, entry.time)...max(times.upperBound, entry.time)
      }
    }
    return Packed(
      day: day, part: part, keys: keys, times: times, rows: rows.count,
      body: Entry.pack(rows, fitting),
      marks: Entry.marks(rows, hashes))
  }

  /// The rows of some chunks, chunk after chunk.
  static func entries(of chunks: [Stored], on workers: Workers) throws -> [Entry] {
    let parts = try parallelMap(chunks: chunks.count, on: workers) { try chunks[$0].entries() }
    var rows: [Entry] = []
    rows.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { rows += part }
    return rows
  }

  /// Rows of one day in any order as one sorted run.
  static func repacked(
    _ rows: consuming [Entry], day: Int64, hashes: NumberHashes, on workers: Workers
  ) throws -> [Packed] {
    var rows = rows
    try Entry.sort(&rows, on: workers)
    return try pack(rows, day: day, hashes: hashes, on: workers)
  }

  func nextRun() throws -> Int64 {
    try Int64.fetchOne(
      database, sql: "SELECT coalesce(max(sorted_run), 0) + 1 FROM \(Entry.table)") ?? 1
  }

  func write(_ chunks: [Packed], run: Int64) throws {
    let marks = Entry.hasMarks ? ", cameras, content_low, content_high" : ""
    let places = Entry.hasMarks ? ", ?, ?, ?" : ""
    let statement = try RawStatement(
      database,
      """
      INSERT INTO \(Entry.table) (day, sorted_run, part, \(Entry.keyColumn)_min,
        \(Entry.keyColumn)_max, time_min, time_max, rows, body\(marks))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?\(places))
      """)
    for chunk in chunks {
      try statement.bind(chunk.day)
      try statement.bind(run)
      try statement.bind(chunk.part)
      try statement.bind(chunk.keys.lowerBound)
      try statement.bind(chunk.keys.upperBound)
      try statement.bind(chunk.times.lowerBound)
      try statement.bind(chunk.times.upperBound)
      try statement.bind(chunk.rows)
      try statement.bind(chunk.body)
      if let marks = chunk.marks {
        try statement.bind(marks.cameras.encoded)
        try statement.bind(Int64(bitPattern: marks.content.low))
        try statement.bind(Int64(bitPattern: marks.content.high))
      }
      try statement.run()
    }
  }

  /// Days that have more than one sorted run or stand in an earlier form, in order.
  func daysInPieces() throws -> [Int64] {
    let isOld = Entry.hasMarks ? " OR count(*) > count(content_low)" : ""
    return try Int64.fetchAll(
      database,
      sql: """
        SELECT day FROM \(Entry.table)
        GROUP BY day HAVING min(sorted_run) < max(sorted_run)\(isOld) ORDER BY day
        """)
  }

  /// Puts one sorted run in the place of all chunks of a day.
  func replace(day: Int64, with chunks: [Packed]) throws {
    let run = try nextRun()
    try database.execute(sql: "DELETE FROM \(Entry.table) WHERE day = ?", arguments: [day])
    try write(chunks, run: run)
  }
}

/// What is told of a chunk of sightings beside its period and plates.
struct ChunkMarks: Sendable {
  let cameras: CameraSet
  let content: ContentSum
}
