import Primitives

/// The rows of a graph made ready for being multiplied with one column after the other.
///
/// Rows are cut into blocks of about equal work, by the data alone. Each sum runs along its row in
/// four lanes whose order is fixed, so a product is the same on any number of threads.
///
/// Memory besides the rows: 4 bytes a node; 8 an entry with weights.
struct RowProduct: Sendable {
  private let rows: Adjacency
  /// In step with the entries; nil for 1 each. Laid out once, because finding the edge of an entry
  /// costs more than the multiplication.
  private let strengths: [Double]?
  /// Where each block begins, and the end.
  private let bounds: [Int]
  /// The rows in the order in which they are summed; see `orderedByLength`.
  private let order: [UInt32]

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
    order = Self.orderedByLength(rows, bounds: bounds)
  }

  /// The rows of each block, every 512 of them sorted by length.
  ///
  /// The processor foresees the end of a row if the row before was as long, and loses some twenty
  /// entries' time if it does not. 512 rows that lie together stay in the nearest cache.
  ///
  /// - Complexity: O(V) time; 4 bytes a node.
  private static func orderedByLength(_ rows: Adjacency, bounds: [Int]) -> [UInt32] {
    let (window, lengths) = (512, 64)
    return [UInt32](unsafeUninitializedCapacity: rows.nodeCount) { order, filled in
      filled = rows.nodeCount
      rows.offsets.withUnsafeBufferPointer { offsets in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: lengths + 1) { next in
          for block in 0..<bounds.count - 1 {
            var begin = bounds[block]
            while begin < bounds[block + 1] {
              let end = min(begin + window, bounds[block + 1])
              next.initialize(repeating: 0)
              for node in begin..<end {
                next[min(Int(offsets[node + 1] - offsets[node]), lengths - 1) + 1] += 1
              }
              for length in 0..<lengths { next[length + 1] += next[length] }
              for node in begin..<end {
                let length = min(Int(offsets[node + 1] - offsets[node]), lengths - 1)
                order.initializeElement(at: begin + next[length], to: UInt32(node))
                next[length] += 1
              }
              begin = end
            }
          }
        }
      }
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
    let nodes = nodes(in: block)
    order.withUnsafeBufferPointer { order in
      rows.offsets.withUnsafeBufferPointer { offsets in
        rows.targets.withUnsafeBufferPointer { targets in
          guard let strengths else {
            for turn in nodes {
              let node = Int(order[turn])
              let (begin, end) = (Int(offsets[node]), Int(offsets[node &+ 1]))
              body(node, Self.sum(targets, begin, end) { _, target in column[target] })
            }
            return
          }
          strengths.withUnsafeBufferPointer { strengths in
            for turn in nodes {
              let node = Int(order[turn])
              let (begin, end) = (Int(offsets[node]), Int(offsets[node &+ 1]))
              body(
                node,
                Self.sum(targets, begin, end) { strengths[$0] * column[$1] })
            }
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

extension RowProduct {
  /// result(v) ← Σ w(e) · column(u) over v's row, and what `more` has at v.
  ///
  /// - Returns: Σ result · measure, or result · result without one.
  @discardableResult
  func multiply(
    _ column: WorkColumn, into result: WorkColumn, adding more: WorkColumn? = nil,
    measuring measure: WorkColumn? = nil, on workers: Workers
  ) throws(CancelledWork) -> Double {
    try sumOverBlocks(on: workers) { block in
      let (y, z) = (result.values, measure?.values)
      var total = 0.0
      if let more = more?.values {
        forEachSum(in: block, of: column.values) { node, sum in
          let value = more[node] + sum
          y[node] = value
          total += value * (z?[node] ?? value)
        }
      } else {
        forEachSum(in: block, of: column.values) { node, sum in
          y[node] = sum
          total += sum * (z?[node] ?? sum)
        }
      }
      return total
    }
  }
}
