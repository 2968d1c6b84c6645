import Picture
import Primitives
import Vocabulary

/// From which cells a number calls: shares that sum to 1, by cell, ascending.
struct CellShares: Sendable {
  /// Position in the cells and its share of the number's calls with a known cell.
  let shares: [(cell: Int, share: Double)]
  /// Calls with a known cell.
  let count: Int

  init(_ rows: Range<Int>, calls: CallColumns) {
    var counts: [UInt32: Int] = [:]
    var count = 0
    for row in rows where calls.cells[row] != .max {
      counts[calls.cells[row], default: 0] += 1
      count += 1
    }
    self.count = count
    shares = counts.sorted { $0.key < $1.key }
      .map { (Int($0.key), Double($0.value) / Double(max(1, count))) }
  }

  /// The share of the cell used most; 0 when no cell is known.
  var top: Double { shares.map(\.share).max() ?? 0 }

  /// How much two numbers' cells have in common: Σ min(share), 0 … 1.
  func overlap(with other: CellShares) -> Double {
    var sum = 0.0
    var (i, j) = (0, 0)
    while i < shares.count && j < other.shares.count {
      let (a, b) = (shares[i], other.shares[j])
      if a.cell == b.cell { sum += min(a.share, b.share) }
      if a.cell <= b.cell { i += 1 }
      if b.cell <= a.cell { j += 1 }
    }
    return sum
  }
}

/// How much a number looks like a shop, surgery or taxi office that texts its customers.
///
/// Reads as: it never leaves one cell, its hours are those of the day, its list is long.
enum BusinessLikeness {
  /// 0 not at all … 1 plainly. Needs at least 30 outgoing calls with a known cell.
  static func of(_ rows: Range<Int>, calls: CallColumns, cells: CellShares, contacts: Int) -> Double
  {
    guard cells.count >= 30, contacts >= 25, cells.top >= 0.85 else { return 0 }
    var inHours = 0
    for row in rows {
      let hour = LondonTime.civil(Instant(seconds: calls.times[row])).clock.secondOfDay / 3600
      if (8..<20).contains(hour) { inHours += 1 }
    }
    let fixed = (cells.top - 0.85) / 0.15
    let regular = Double(inHours) / Double(max(1, rows.count))
    return min(1, max(0, 0.5 * fixed + 0.5 * max(0, (regular - 0.7) / 0.3)))
  }
}
