import Primitives

/// The rows of a graph made ready for being multiplied with one column after the other.
///
/// Rows are cut into blocks of about equal work, by the data alone. Each sum runs along its row in
/// four lanes whose order is fixed, so a product is the same on any number of threads.
struct RowProduct: Sendable {
  private let rows: Adjacency
  /// In step with the entries; nil for 1 each. Laid out once, because finding the edge of an entry
  /// costs more than the multiplication.
  private let strengths: [Double]?
  /// Where each block begins, and the end.
  private let bounds: [Int]

  /// - Parameters:
  ///   - weights: In edge order; nil for 1 each.
  ///   - multiple: Of which the number of blocks is one.
  /// - Complexity: O(V + E log V / 16,384) without weights; 8 bytes an entry with them.
  init(_ rows: Adjacency, weights: [Double]?, blocksInMultiplesOf multiple: Int = 1) {
    self.rows = rows
    strengths = weights.map { rows.entries(of: $0) }
    // 16,384 entries and nodes take about 15 µs, thirty times the cost of handing out a block.
    let work = rows.entryCount + rows.nodeCount
    let wanted = max(1, min(64, work / 16_384))
    let blocks = (wanted + multiple - 1) / multiple * multiple
    bounds = (0...blocks).map { block in
      // The first row before which lies that share of the entries and nodes.
      let share = work * block / blocks
      var low = 0
      var high = rows.nodeCount
      while low < high {
        let middle = (low + high) / 2
        if Int(rows.offsets[middle]) + middle < share { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// The number of rows.
  var nodeCount: Int { rows.nodeCount }

  /// The number of blocks, at least 1.
  var blockCount: Int { bounds.count - 1 }

  /// The rows of a block.
  func nodes(in block: Int) -> Range<Int> { bounds[block]..<bounds[block + 1] }

  /// Calls `body` with every row of a block and its sum Σ w(e) · column(u) over the row.
  ///
  /// Raw pointers, because an entry costs one load, one random load and one addition, and checked
  /// subscripts a third again; four lanes, because one addition waits for the one before.
  @inline(__always)
  func forEachSum(
    in block: Int, of column: UnsafeMutablePointer<Double>, _ body: (_ node: Int, Double) -> Void
  ) {
    rows.offsets.withUnsafeBufferPointer { offsets in
      rows.targets.withUnsafeBufferPointer { targets in
        guard let strengths else {
          for node in nodes(in: block) {
            body(
              node,
              Self.sum(targets, Int(offsets[node]), Int(offsets[node + 1])) { _, target in
                column[target]
              })
          }
          return
        }
        strengths.withUnsafeBufferPointer { strengths in
          for node in nodes(in: block) {
            body(
              node,
              Self.sum(targets, Int(offsets[node]), Int(offsets[node + 1])) { place, target in
                strengths[place] * column[target]
              })
          }
        }
      }
    }
  }

  @inline(__always)
  private static func sum(
    _ targets: UnsafeBufferPointer<UInt32>, _ begin: Int, _ end: Int,
    _ term: (_ place: Int, _ target: Int) -> Double
  ) -> Double {
    var place = begin
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    while place &+ 4 <= end {
      a += term(place, Int(targets[place]))
      b += term(place &+ 1, Int(targets[place &+ 1]))
      c += term(place &+ 2, Int(targets[place &+ 2]))
      d += term(place &+ 3, Int(targets[place &+ 3]))
      place &+= 4
    }
    while place < end {
      a += term(place, Int(targets[place]))
      place &+= 1
    }
    return (a + b) + (c + d)
  }
}

/// A working column that several blocks write at once, each its own rows.
///
/// Unchecked, because the compiler cannot see that a block writes no row of another and that a
/// column is read as a whole only after all blocks have come back.
final class WorkColumn: @unchecked Sendable {
  let values: UnsafeMutablePointer<Double>
  let count: Int

  init(repeating value: Double, count: Int) {
    self.count = count
    values = .allocate(capacity: count)
    values.initialize(repeating: value, count: count)
  }

  init(_ column: [Double]) {
    count = column.count
    values = .allocate(capacity: count)
    for place in 0..<count { (values + place).initialize(to: column[place]) }
  }

  deinit { values.deallocate() }

  func array() -> [Double] { Array(UnsafeBufferPointer(start: values, count: count)) }
}

extension RowProduct {
  /// Runs `body` for every block and joins what they return in block order.
  func sumOverBlocks(
    on workers: Workers, _ body: @Sendable (_ block: Int) -> Double
  ) throws(CancelledWork) -> Double {
    var total = 0.0
    for part in try inChunks(blockCount, on: workers, body) { total += part }
    return total
  }

  /// Runs `body` for every block.
  func forEachBlock(
    on workers: Workers, _ body: @Sendable (_ block: Int) -> Void
  ) throws(CancelledWork) {
    _ = try inChunks(blockCount, on: workers, body)
  }
}
