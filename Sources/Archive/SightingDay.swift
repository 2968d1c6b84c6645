import GRDB
public import Primitives
public import Vocabulary

/// A day that the archive has sightings of, as told without reading one.
public struct SightingDay: Hashable, Sendable {
  /// The UTC day, in days since 1970-01-01.
  public let day: Int64
  /// How many sightings it has; at least 1.
  public let rows: Int
  /// The first and the last second that it has sightings of.
  public let first, last: Instant
  /// 32 hexadecimal digits that stand for what its sightings say: registration, time, camera,
  /// direction, confidence, and the file and row of each.
  ///
  /// Two archives that hold the same sightings of a day from the same files give it the same
  /// digest, in whatever order the files came. A late or corrected file changes that of its own
  /// days alone. It notices change; it is no proof against forgery.
  public let digest: String

  /// The seconds of the day.
  public var period: Period { .utcDay(day) }
}

/// How much traffic of a kind a day has.
public struct TrafficDay: Hashable, Sendable {
  /// The UTC day, in days since 1970-01-01.
  public let day: Int64
  /// How many rows it has; at least 1.
  public let rows: Int
  /// The last second that it has rows of.
  public let last: Instant

  /// The seconds of the day.
  public var period: Period { .utcDay(day) }
}

extension Period {
  fileprivate static func utcDay(_ day: Int64) -> Period {
    Period(from: Instant(seconds: day * 86_400), to: Instant(seconds: (day + 1) * 86_400))
  }
}

extension RecordArchive {
  /// The days that have sightings in a period, or all there are, in order.
  ///
  /// A day counts as a whole: one that the period cuts is among them with all its rows.
  ///
  /// - Complexity: Reads some 100 bytes a chunk of 16,384 sightings, and no chunk. Of a day that
  ///   was written by version 5 of the archive or before and not compacted since, reads the chunks.
  public func sightingDays(
    in period: Period? = nil, workers: Workers = .one
  ) throws -> [SightingDay] {
    let (days, old) = try read { database in
      let days = try Self.dayTotals(database, in: period)
      let old = try days.filter { !$0.isTold }.map { $0.day }.map { day in
        (day, try ChunkStore<SightingEntry>(database).chunks(.init(day: day)))
      }
      return (
        days, (chunks: old, hashes: old.isEmpty ? NumberHashes() : try NumberHashes(database))
      )
    }
    do {
      var sums: [Int64: ContentSum] = [:]
      for (day, chunks) in old.chunks {
        let parts = try parallelMap(chunks: chunks.count, on: workers) { index in
          try chunks[index].entries().withUnsafeBufferPointer { old.hashes.sum(of: $0) }
        }
        sums[day] = parts.reduce(into: ContentSum()) { $0 += $1 }
      }
      return days.map { total in
        SightingDay(
          day: total.day, rows: total.rows, first: Instant(seconds: total.first),
          last: Instant(seconds: total.last), digest: (sums[total.day] ?? total.content).text)
      }
    } catch {
      throw ArchiveError.translated(error, path: configuration.path)
    }
  }

  /// All sightings of one UTC day, in the form of `sightings(in:workers:)`.
  ///
  /// - Parameter day: Days since 1970-01-01.
  /// - Complexity: Some 25 ns a row; 30 bytes a row, and 10 for a while.
  public func sightings(onDay day: Int64, workers: Workers = .one) throws -> SightingColumns {
    try sightings(.init(day: day), plates: nil, workers)
  }

  /// Goes through the days that have sightings, one at a time in order, and never holds two.
  ///
  /// - Parameters:
  ///   - period: Days that touch it, each as a whole; nil for all.
  ///   - wanted: Asked first; a day it says no to is not read.
  ///   - body: Gets the day and all its sightings.
  /// - Throws: `ArchiveError`, `CancelledWork`, or what `body` throws.
  public func forEachSightingDay(
    in period: Period? = nil, workers: Workers = .one, where wanted: (SightingDay) -> Bool,
    _ body: (SightingDay, SightingColumns) throws -> Void
  ) throws {
    for day in try sightingDays(in: period, workers: workers) where wanted(day) {
      try body(day, try sightings(onDay: day.day, workers: workers))
    }
  }

  /// How many rows of sightings or calls each day has, days in order.
  ///
  /// - Parameter kind: `sightings` or `calls`; other kinds have no traffic.
  /// - Complexity: Reads some 100 bytes a chunk, and no chunk.
  public func trafficDays(of kind: RecordKind) throws(ArchiveError) -> [TrafficDay] {
    let tables = [RecordKind.sightings: SightingEntry.table, .calls: CallEntry.table]
    guard let table = tables[kind] else { return [] }
    return try read { database in
      let statement = try RawStatement(
        database,
        """
        SELECT day, sum(rows), max(time_max) FROM \(table) INDEXED BY \(table)_zone
        GROUP BY day ORDER BY day
        """)
      var days: [TrafficDay] = []
      while try statement.step() {
        days.append(
          TrafficDay(
            day: statement.integer(0), rows: Int(statement.integer(1)),
            last: Instant(seconds: statement.integer(2))))
      }
      return days
    }
  }

  private struct DayTotal {
    let day: Int64
    var rows = 0
    var first = Int64.max
    var last = Int64.min
    var content = ContentSum()
    /// Whether every chunk says what it holds.
    var isTold = true
  }

  private static func dayTotals(_ database: Database, in period: Period?) throws -> [DayTotal] {
    let statement = try RawStatement(
      database,
      """
      SELECT day, rows, time_min, time_max, content_low, content_high
      FROM sighting_chunk INDEXED BY sighting_chunk_zone
      WHERE day BETWEEN ? AND ? ORDER BY day
      """)
    try statement.bind(period?.start.seconds.floorDivided(by: 86_400) ?? .min)
    try statement.bind(period.map { ($0.end.seconds &- 1).floorDivided(by: 86_400) } ?? .max)
    var days: [DayTotal] = []
    while try statement.step() {
      let day = statement.integer(0)
      if days.last?.day != day { days.append(DayTotal(day: day)) }
      let at = days.count - 1
      days[at].rows += Int(statement.integer(1))
      days[at].first = min(days[at].first, statement.integer(2))
      days[at].last = max(days[at].last, statement.integer(3))
      days[at].content += ContentSum(
        low: UInt64(bitPattern: statement.integer(4)),
        high: UInt64(bitPattern: statement.integer(5)))
      if statement.isNull(4) { days[at].isTold = false }
    }
    return days
  }
}

extension ContentSum {
  fileprivate var text: String { StableHash.hex(low) + StableHash.hex(high) }
}
