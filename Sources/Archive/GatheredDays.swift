import Primitives

/// Rows of one file, put by days while they wait to be sorted and written.
///
/// A file comes nearly in order of time. So the day to write first is the one that got no rows for
/// longest: it is whole then as a rule, and lies in one sorted run without being touched again.
struct GatheredDays<Entry: ChunkEntry> {
  private struct Gathered {
    let day: Int64
    var rows: [Entry]
    var lastBatch: Int
  }

  private var days: [Gathered] = []
  private var positions: [Int64: Int] = [:]
  private var batch = 0
  /// All rows that wait.
  private(set) var count = 0
  /// The most rows that a day taken out had.
  private var largest = 0

  /// A new batch begins.
  mutating func beginBatch() { batch += 1 }

  /// Adds rows one by one, of which neighbours are mostly of one day.
  mutating func add(count added: Int, _ entry: (Int) -> Entry) {
    var at = 0
    while at < added {
      let first = entry(at)
      let position = position(of: first.day)
      let seconds = (first.day * 86_400)..<(first.day * 86_400 + 86_400)
      days[position].lastBatch = batch
      days[position].rows.append(first)
      at += 1
      while at < added {
        let next = entry(at)
        guard seconds.contains(next.time) else { break }
        days[position].rows.append(next)
        at += 1
      }
    }
    count += added
  }

  /// Batches without a row of a day after which the day is taken to be whole, and the rows it must
  /// have: a few late ones may come even so, and then wait for the end of the file.
  private static var quietBatches: Int { 8 }
  private static var wholeRows: Int { 65_536 }

  /// Whether the stalest day is whole as far as can be seen.
  var hasWholeDay: Bool {
    guard let stalest = stalest.map({ days[$0] }) else { return false }
    return stalest.rows.count >= Self.wholeRows
      && batch - stalest.lastBatch >= Self.quietBatches
  }

  private mutating func position(of day: Int64) -> Int {
    if let known = positions[day] { return known }
    positions[day] = days.count
    var rows: [Entry] = []
    // Days of one file are of like size; growing by doubling would copy every row once.
    rows.reserveCapacity(largest)
    days.append(Gathered(day: day, rows: rows, lastBatch: batch))
    return days.count - 1
  }

  /// The day that got no rows for longest, taken out; of several the least. If all got rows in this
  /// batch, the one with most.
  mutating func takeStalest() -> (day: Int64, rows: [Entry])? {
    guard let position = stalest else { return nil }
    let taken = days.remove(at: position)
    count -= taken.rows.count
    largest = max(largest, taken.rows.count)
    positions = [:]
    for (position, day) in days.enumerated() { positions[day.day] = position }
    return (taken.day, taken.rows)
  }

  private var stalest: Int? {
    days.indices.min { order(days[$0]) < order(days[$1]) }
  }

  private func order(_ gathered: Gathered) -> (Int, Int, Int64) {
    (gathered.lastBatch, -gathered.rows.count, gathered.day)
  }
}
