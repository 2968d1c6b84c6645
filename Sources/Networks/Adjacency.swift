/// Rows of neighbours, packed end to end (compressed sparse row).
///
///     offsets   0       2          5       7    8
///               |  n0   |    n1    |  n2   | n3 |
///     targets   [ 1  2 ][ 0  2  3 ][ 0  1 ][ 1 ]
///     edges     [ 0  1 ][ 0  2  3 ][ 1  2 ][ 3 ]   the link each entry belongs to
///
/// Invariants: `offsets` starts at 0, never falls, and ends at `targets.count`; each row is
/// strictly ascending (no repeats, no loops); `edges` keeps step with `targets`.
public struct Adjacency: Hashable, Sendable {
  @usableFromInline let offsets: [UInt32]
  @usableFromInline let targets: [UInt32]
  @usableFromInline let edges: [UInt32]

  init(offsets: [UInt32], targets: [UInt32], edges: [UInt32]) {
    self.offsets = offsets
    self.targets = targets
    self.edges = edges
    checkInvariants()
  }

  /// The number of rows.
  @inlinable public var nodeCount: Int { offsets.count - 1 }

  /// The positions of a node's entries in the packed arrays.
  @inlinable
  func range(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// The neighbours of a node, ascending.
  @inlinable
  public func neighbours(of node: Int) -> ArraySlice<UInt32> { targets[range(of: node)] }

  /// The edge ordinals of a node's entries, in step with `neighbours(of:)`.
  @inlinable
  public func edges(of node: Int) -> ArraySlice<UInt32> { edges[range(of: node)] }

  /// The number of neighbours of a node.
  @inlinable
  public func degree(of node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }

  /// The position of `target` in the row of `node`, by bisection; nil if it is not there.
  func position(of target: Int, in node: Int) -> Int? {
    var low = Int(offsets[node])
    var high = Int(offsets[node + 1])
    let wanted = UInt32(target)
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < Int(offsets[node + 1]) && targets[low] == wanted ? low : nil
  }

  private func checkInvariants() {
    precondition(offsets.first == 0, "the first row of a graph begins at 0")
    precondition(
      Int(offsets[offsets.count - 1]) == targets.count, "the last row ends where the entries end")
    precondition(edges.count == targets.count, "every entry of a graph knows its edge")
    #if INTERNAL_CHECKS
      for node in 0..<nodeCount {
        precondition(offsets[node] <= offsets[node + 1], "the rows of a graph follow each other")
        var last = -1
        for target in neighbours(of: node) {
          precondition(Int(target) > last, "a row of the graph is not ascending")
          precondition(Int(target) < nodeCount, "a row names a node that is not there")
          precondition(Int(target) != node, "a row names its own node")
          last = Int(target)
        }
      }
    #endif
  }
}

extension Adjacency {
  /// Packs rows from edges that are sorted by (first, second) and distinct.
  ///
  /// Both directions fill in edge order, which leaves every row ascending: the smaller neighbours
  /// of a node come from edges that sort before its own.
  ///
  /// - Complexity: O(V + E).
  static func packed(
    nodeCount: Int, from: [UInt32], to: [UInt32], bothWays: Bool
  ) -> Adjacency {
    let entryCount = bothWays ? from.count * 2 : from.count
    precondition(entryCount < Int(UInt32.max), "a graph's entries are counted in 32 bits")
    var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    for node in from { offsets[Int(node) + 1] += 1 }
    if bothWays { for node in to { offsets[Int(node) + 1] += 1 } }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var targets = [UInt32](repeating: 0, count: entryCount)
    var edges = [UInt32](repeating: 0, count: entryCount)
    for edge in from.indices {
      let a = Int(from[edge])
      let b = Int(to[edge])
      targets[Int(next[a])] = to[edge]
      edges[Int(next[a])] = UInt32(edge)
      next[a] += 1
      guard bothWays else { continue }
      targets[Int(next[b])] = from[edge]
      edges[Int(next[b])] = UInt32(edge)
      next[b] += 1
    }
    return Adjacency(offsets: offsets, targets: targets, edges: edges)
  }
}
