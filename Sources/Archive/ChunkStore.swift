import GRDB
import Primitives

/// The chunks of one kind in the database, and what their zone maps say.
struct ChunkStore<Entry: ChunkEntry> {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// A chunk ready to be written: its rows packed, and the least and greatest of them.
  struct Packed: Sendable {
    let day: Int64
    let part: Int
    let keys: ClosedRange<UInt64>
    let times: ClosedRange<Int64>
    let rows: Int
    let body: [UInt8]
  }

  /// A chunk as it was read.
  struct Stored: Sendable {
    let number: Int64
    let day: Int64
    let rows: Int
    let body: [UInt8]

    /// - Throws: `ColumnChunk.Damage`.
    func entries() throws -> [Entry] {
      let columns = try ColumnChunk.decode(body, columns: Entry.columnCount)
      guard let entries = Entry.entries(columns), entries.count == rows else {
        throw ColumnChunk.Damage(what: "chunk \(number) of \(Entry.table) does not fit its table")
      }
      return entries
    }
  }

  /// Sorts rows into days, one sorted run each, and writes them.
  func append(_ entries: [Entry], _ workers: Workers) throws {
    guard !entries.isEmpty else { return }
    let days = Self.byDay(entries)
    let packed = try parallelMap(chunks: days.count, on: workers) { index in
      Self.pack(days[index].sorted(), day: days[index][0].day)
    }
    var run = try nextRun()
    for chunks in packed {
      try write(chunks, run: run)
      run += 1
    }
  }

  /// The rows of each day, days in order, rows as they came.
  private static func byDay(_ entries: [Entry]) -> [[Entry]] {
    var positions: [Int64: Int] = [:]
    var days: [[Entry]] = []
    var lastDay = Int64.min
    var last = 0
    for entry in entries {
      let day = entry.day
      if day != lastDay || days.isEmpty {
        lastDay = day
        if let known = positions[day] {
          last = known
        } else {
          last = days.count
          positions[day] = last
          days.append([])
        }
      }
      days[last].append(entry)
    }
    return days.sorted { $0[0].day < $1[0].day }
  }

  /// Sorted rows of one day as chunks.
  static func pack(_ entries: [Entry], day: Int64) -> [Packed] {
    stride(from: 0, to: entries.count, by: ColumnChunk.rowsMax).enumerated().map { part, start in
      let rows = entries[start..<min(start + ColumnChunk.rowsMax, entries.count)]
      var keys = rows[start].key...rows[start].key
      var times = rows[start].time...rows[start].time
      for entry in rows {
        keys = min(keys.lowerBound, entry.key)...max(keys.upperBound, entry.key)
        times = min(times.lowerBound, entry.time)...max(times.upperBound, entry.time)
      }
      return Packed(
        day: day, part: part, keys: keys, times: times, rows: rows.count,
        body: ColumnChunk.encode(Entry.columns(rows)))
    }
  }

  func nextRun() throws -> Int64 {
    try Int64.fetchOne(
      database, sql: "SELECT coalesce(max(sorted_run), 0) + 1 FROM \(Entry.table)") ?? 1
  }

  func write(_ chunks: [Packed], run: Int64) throws {
    let statement = try RawStatement(
      database,
      """
      INSERT INTO \(Entry.table) (day, sorted_run, part, \(Entry.keyColumn)_min,
        \(Entry.keyColumn)_max, time_min, time_max, rows, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
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
      try statement.run()
    }
  }

  /// Chunks that may hold rows of a period and a key, in order of day, run and part.
  func chunks(in period: Period? = nil, key: UInt64? = nil, day: Int64? = nil) throws -> [Stored] {
    let statement = try RawStatement(
      database,
      """
      SELECT chunk_no, day, rows, body FROM \(Entry.table)
      WHERE time_max >= ? AND time_min <= ? AND \(Entry.keyColumn)_min <= ?
        AND \(Entry.keyColumn)_max >= ? AND day BETWEEN ? AND ?
      ORDER BY day, sorted_run, part
      """)
    try statement.bind(period?.start.seconds ?? .min)
    // An empty period may end at the least number there is; it then finds too much, not too little.
    try statement.bind(period.map { $0.end.seconds &- 1 } ?? .max)
    try statement.bind(key.map { Int64(clamping: $0) } ?? .max)
    try statement.bind(key.map { Int64(clamping: $0) } ?? .min)
    try statement.bind(day ?? .min)
    try statement.bind(day ?? .max)
    defer { statement.reset() }
    var chunks: [Stored] = []
    while try statement.step() {
      chunks.append(
        Stored(
          number: statement.integer(0), day: statement.integer(1),
          rows: Int(statement.integer(2)), body: statement.blob(3)))
    }
    return chunks
  }

  /// Days that have more than one sorted run, in order.
  func daysInPieces() throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT day FROM \(Entry.table)
        GROUP BY day HAVING min(sorted_run) < max(sorted_run) ORDER BY day
        """)
  }

  /// Puts one sorted run in the place of all chunks of a day.
  func replace(day: Int64, with chunks: [Packed]) throws {
    let run = try nextRun()
    try database.execute(sql: "DELETE FROM \(Entry.table) WHERE day = ?", arguments: [day])
    try write(chunks, run: run)
  }
}
