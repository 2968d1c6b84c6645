import GRDB
public import Primitives

extension RecordArchive {
  /// Days whose chunks are unpacked at once. Four busy days are some 300 MB, of which one is
  /// unpacked.
  private static let daysAtOnce = 4

  /// Makes each day that lies in several sorted runs one run, so that later reads find it in
  /// order. Answers are the same before and after; only days with new rows cost anything.
  ///
  /// Each day is a transaction of its own: stopped half-way, some days are compacted and others
  /// are not.
  ///
  /// - Returns: How many days were compacted, sightings and calls counted apart.
  /// - Throws: `ArchiveError`, or `CancelledWork`.
  @discardableResult
  public func compactDays(workers: Workers = .one) throws -> Int {
    try compact(SightingEntry.self, workers) + compact(CallEntry.self, workers)
  }

  private func compact<Entry: ChunkEntry>(_: Entry.Type, _ workers: Workers) throws -> Int {
    let days = try read { database in try ChunkStore<Entry>(database).daysInPieces() }
    var compacted = 0
    for start in stride(from: 0, to: days.count, by: Self.daysAtOnce) {
      let some = Array(days[start..<min(start + Self.daysAtOnce, days.count)])
      let (stored, hashes) = try read { database in
        (
          try some.map { day in try ChunkStore<Entry>(database).chunks(.init(day: day)) },
          Entry.hasMarks ? try NumberHashes(database) : NumberHashes()
        )
      }
      let packed = try packed(stored, hashes, workers)
      for (day, (old, new)) in zip(some, zip(stored, packed)) {
        compacted += try write { database in
          let store = ChunkStore<Entry>(database)
          // Between the reading and the lock, another process may have changed the day.
          let now = try Int64.fetchAll(
            database,
            sql: "SELECT chunk_no FROM \(Entry.table) WHERE day = ? ORDER BY sorted_run, part",
            arguments: [day])
          guard now == old.map(\.zone.number) else { return 0 }
          try store.replace(day: day, with: new)
          return 1
        }
      }
    }
    return compacted
  }

  private func packed<Entry: ChunkEntry>(
    _ days: [[ChunkStore<Entry>.Stored]], _ hashes: NumberHashes, _ workers: Workers
  ) throws -> [[ChunkStore<Entry>.Packed]] {
    do {
      return try days.map { chunks in
        try ChunkStore<Entry>.repacked(
          try ChunkStore<Entry>.entries(of: chunks, on: workers),
          day: chunks.first?.zone.day ?? 0, hashes: hashes, on: workers)
      }
    } catch {
      throw ArchiveError.translated(error, path: configuration.path)
    }
  }
}
