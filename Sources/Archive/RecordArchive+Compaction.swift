import GRDB
public import Primitives

extension RecordArchive {
  /// Days whose chunks are unpacked at once. Eight busy days are some 100 MB.
  private static let daysAtOnce = 8

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
      let stored = try read { database in
        try some.map { day in try ChunkStore<Entry>(database).chunks(day: day) }
      }
      let packed = try packed(stored, workers)
      for (day, (old, new)) in zip(some, zip(stored, packed)) {
        compacted += try write { database in
          let store = ChunkStore<Entry>(database)
          // Between the reading and the lock, another process may have changed the day.
          let now = try Int64.fetchAll(
            database,
            sql: "SELECT chunk_no FROM \(Entry.table) WHERE day = ? ORDER BY sorted_run, part",
            arguments: [day])
          guard now == old.map(\.number) else { return 0 }
          try store.replace(day: day, with: new)
          return 1
        }
      }
    }
    return compacted
  }

  private func packed<Entry: ChunkEntry>(
    _ days: [[ChunkStore<Entry>.Stored]], _ workers: Workers
  ) throws -> [[ChunkStore<Entry>.Packed]] {
    do {
      return try parallelMap(chunks: days.count, on: workers) { index in
        var rows: [Entry] = []
        rows.reserveCapacity(days[index].reduce(0) { $0 + $1.rows })
        for chunk in days[index] { rows.append(contentsOf: try chunk.entries()) }
        rows.sort()
        return ChunkStore<Entry>.pack(rows, day: days[index].first?.day ?? 0)
      }
    } catch {
      throw ArchiveError.translated(error, path: configuration.path)
    }
  }
}
