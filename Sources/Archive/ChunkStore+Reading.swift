import GRDB
import Primitives

extension ChunkStore {
  /// What chunks to look for; nil where it does not matter.
  struct Wanted {
    var period: Period?
    /// The least and the greatest key.
    var keys: ClosedRange<UInt64>?
    var day: Int64?
    /// Numbers of cameras; only of chunks whose rows have them.
    var cameras: [UInt32]?
  }

  /// Zones of chunks that may hold rows that are wanted, in order of day, run and part.
  ///
  /// - Complexity: Reads the zone index, some 100 bytes a chunk, and no chunk.
  func zones(_ wanted: Wanted = Wanted()) throws -> [Zone] {
    let key = Entry.keyColumn
    let statement = try RawStatement(
      database,
      """
      SELECT chunk_no, day, \(key)_min, \(key)_max, time_min, time_max, rows, sorted_run\
      \(wanted.cameras == nil ? "" : ", cameras")
      FROM \(Entry.table) INDEXED BY \(Entry.table)_zone
      WHERE time_max >= ? AND time_min <= ? AND \(key)_min <= ? AND \(key)_max >= ?
        AND day BETWEEN ? AND ?
      ORDER BY day, sorted_run, part
      """)
    try statement.bind(wanted.period?.start.seconds ?? .min)
    // An empty period may end at the least number there is; it then finds too much, not too little.
    try statement.bind(wanted.period.map { $0.end.seconds &- 1 } ?? .max)
    try statement.bind(wanted.keys.map { Int64(clamping: $0.upperBound) } ?? .max)
    try statement.bind(wanted.keys.map { Int64(clamping: $0.lowerBound) } ?? .min)
    try statement.bind(wanted.day ?? .min)
    try statement.bind(wanted.day ?? .max)
    defer { statement.reset() }
    var zones: [Zone] = []
    while try statement.step() {
      if let cameras = wanted.cameras, !statement.isNull(8) {
        let held = CameraSet(encoded: statement.blob(8))
        guard cameras.contains(where: { held.mayHold($0) }) else { continue }
      }
      let keys = (UInt64(clamping: statement.integer(2)), UInt64(clamping: statement.integer(3)))
      let times = (statement.integer(4), statement.integer(5))
      guard keys.0 <= keys.1, times.0 <= times.1 else {
        throw ColumnChunk.Damage(what: "a zone of \(Entry.table) ends before it begins")
      }
      zones.append(
        Zone(
          number: statement.integer(0), day: statement.integer(1), run: statement.integer(7),
          keys: keys.0...keys.1, times: times.0...times.1, rows: Int(statement.integer(6))))
    }
    return zones
  }

  /// Chunks with their bodies.
  func chunks(_ zones: [Zone]) throws -> [Stored] {
    let statement = try RawStatement(
      database, "SELECT body FROM \(Entry.table) WHERE chunk_no = ?")
    defer { statement.reset() }
    return try zones.map { zone in
      try statement.bind(zone.number)
      guard try statement.step() else {
        throw ColumnChunk.Damage(what: "chunk \(zone.number) of \(Entry.table) is not there")
      }
      let stored = Stored(zone: zone, body: statement.blob(0))
      statement.reset()
      return stored
    }
  }

  /// Chunks that may hold rows that are wanted, with their bodies.
  func chunks(_ wanted: Wanted = Wanted()) throws -> [Stored] { try chunks(try zones(wanted)) }
}
