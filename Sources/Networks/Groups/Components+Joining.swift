import Primitives
import Synchronization

/// The pieces of the links in all `rows` together, each of which must be there from both ends.
///
/// The first two links of every node join most of the largest piece. Then only the nodes outside
/// it look at the rest of their rows: a link between a node inside and one outside is in the row of
/// the node outside too.
func connected(
  _ rows: [Adjacency], nodeCount: Int, workers: Workers
) throws(CancelledWork) -> Components {
  let trees = JoinedTrees(nodeCount: nodeCount, workers: workers)
  let sampled = 2
  try trees.overNodes { nodes in
    for place in 0..<sampled { trees.joinOne(nodes, rows[0], at: place) }
  }
  _ = try trees.flatten()
  let largest = trees.oftenFound()
  for (number, rows) in rows.enumerated() {
    try trees.overNodes { nodes in
      trees.joinAll(nodes, rows, from: number == 0 ? sampled : 0, outside: largest)
    }
  }
  return try trees.numbered(largest: largest, rootCounts: try trees.flatten())
}

/// Trees of nodes known to be joined, which several threads join at once. A parent is smaller than
/// its child, so that in the end the root is the smallest node of its tree, whoever came first.
///
/// Unchecked, because the compiler does not look through the pointer: what is behind it is atomic.
/// Only a root is ever given a new parent by a join, and only if it still is one; others may be
/// moved up to an ancestor at any time, which changes nothing about who is joined.
///
/// > M. Sutton, T. Ben-Nun, A. Barak. "Optimizing parallel graph connectivity computation via
/// > subgraph sampling." 2018.
/// > DOI:[10.1109/IPDPS.2018.00023](https://doi.org/10.1109/IPDPS.2018.00023)
private final class JoinedTrees: @unchecked Sendable {
  let nodeCount: Int
  private let workers: Workers
  private let parents: UnsafeMutablePointer<Atomic<UInt32>>

  init(nodeCount: Int, workers: Workers) {
    self.nodeCount = nodeCount
    self.workers = workers
    parents = .allocate(capacity: nodeCount)
    for node in 0..<nodeCount { (parents + node).initialize(to: Atomic(UInt32(node))) }
  }

  deinit {
    parents.deinitialize(count: nodeCount)
    parents.deallocate()
  }

  /// Runs of nodes: 16,384, so that handing one out costs nothing beside it.
  private var runCount: Int { (nodeCount + 16_383) / 16_384 }

  private func run(_ number: Int) -> Range<Int> {
    number * 16_384..<min(nodeCount, (number + 1) * 16_384)
  }

  /// Runs `body` for all nodes, run by run; what it returns, in their order.
  @discardableResult
  func overNodes<Result: Sendable>(
    _ body: @Sendable (Range<Int>) -> Result
  ) throws(CancelledWork) -> [Result] {
    try inChunks(runCount, on: workers) { body(run($0)) }
  }

  @inline(__always)
  private func parent(of node: UInt32) -> UInt32 {
    parents[Int(node)].load(ordering: .relaxed)
  }

  /// The root above a node, halving the way for the next who asks, which keeps any sequence of
  /// joins within O(log V) each.
  ///
  /// > R. E. Tarjan, J. van Leeuwen. "Worst-case analysis of set union algorithms." 1984.
  /// > DOI:[10.1145/62.2160](https://doi.org/10.1145/62.2160)
  @inline(__always)
  private func root(of node: UInt32) -> UInt32 {
    var at = node
    var parent = parent(of: at)
    while parent != at {
      let above = self.parent(of: parent)
      if above == parent { return parent }
      parents[Int(at)].store(above, ordering: .relaxed)
      at = above
      parent = self.parent(of: at)
    }
    return at
  }

  /// Joins the trees of two nodes, the first of which had the root `root`; the root of both.
  @inline(__always)
  private func join(_ root: UInt32, _ other: UInt32) -> UInt32 {
    let above = parent(of: other)
    if above == root { return root }
    var (first, second) = (root, self.root(of: above))
    while first != second {
      let (low, high) = (min(first, second), max(first, second))
      if workers.threads == 1 {
        parents[Int(high)].store(low, ordering: .relaxed)
        return low
      }
      let exchange = parents[Int(high)].compareExchange(
        expected: high, desired: low, ordering: .relaxed)
      if exchange.exchanged { return low }
      // Another thread has joined it to something in the meantime.
      (first, second) = (self.root(of: exchange.original), self.root(of: low))
    }
    return first
  }

  /// Joins every node with the neighbour at `place` of its row.
  func joinOne(_ nodes: Range<Int>, _ rows: Adjacency, at place: Int) {
    let (offsets, targets) = (rows.offsets.span, rows.targets.span)
    for node in nodes {
      let position = Int(offsets[unchecked: node]) + place
      guard position < Int(offsets[unchecked: node + 1]) else { continue }
      _ = join(root(of: UInt32(node)), targets[unchecked: position])
    }
  }

  /// Joins every node whose tree is not that of `largest` with its neighbours from `place` on.
  func joinAll(
    _ nodes: Range<Int>, _ rows: Adjacency, from place: Int, outside largest: UInt32
  ) {
    let (offsets, targets) = (rows.offsets.span, rows.targets.span)
    for node in nodes where parent(of: UInt32(node)) != largest {
      let first = Int(offsets[unchecked: node]) + place
      let end = Int(offsets[unchecked: node + 1])
      guard first < end else { continue }
      var root = root(of: UInt32(node))
      for position in first..<end { root = join(root, targets[unchecked: position]) }
    }
  }

  /// Points every node to its root; how many roots there are in each run.
  func flatten() throws(CancelledWork) -> [Int] {
    try overNodes { nodes in
      var roots = 0
      for node in nodes {
        let own = UInt32(truncatingIfNeeded: node)
        var (root, above) = (own, parent(of: own))
        roots += above == own ? 1 : 0
        while above != root { (root, above) = (above, parent(of: above)) }
        parents[node].store(root, ordering: .relaxed)
      }
      return roots
    }
  }

  /// The root of the tree most often found among 1,024 nodes evenly spread, the first of equals;
  /// after `flatten`. Nearly always that of the largest, and any would do.
  func oftenFound() -> UInt32 {
    let looks = min(nodeCount, 1024)
    let found = (0..<looks).map { parent(of: UInt32($0 * nodeCount / looks)) }.sorted()
    var (best, bestCount, count) = (UInt32(0), 0, 0)
    for (place, root) in found.enumerated() {
      count = place > 0 && found[place - 1] == root ? count + 1 : 1
      if count > bestCount { (best, bestCount) = (root, count) }
    }
    return best
  }

  /// The pieces, numbered in the order of their roots, which are their first nodes.
  ///
  /// - Parameter rootCounts: As `flatten` returned them.
  func numbered(largest: UInt32, rootCounts: [Int]) throws(CancelledWork) -> Components {
    var starts = [0]
    for count in rootCounts { starts.append(starts[starts.count - 1] + count) }
    var sizes = [Int](repeating: 1, count: starts[starts.count - 1])
    var groups = [Int](repeating: 0, count: nodeCount)
    try groups.withUnsafeMutableBufferPointer { (buffer) throws(CancelledWork) in
      guard let base = buffer.baseAddress else { return }
      let groups = SharedGroups(base: base)
      try overNodes { [starts] nodes in
        var next = starts[nodes.lowerBound / 16_384]
        for node in nodes where parent(of: UInt32(node)) == node {
          groups.base[node] = next
          next += 1
        }
      }
      let others = try overNodes { nodes in
        var (inLargest, elsewhere) = (0, [Int]())
        for node in nodes {
          let root = parent(of: UInt32(node))
          if root == node { continue }
          let group = groups.base[Int(root)]
          groups.base[node] = group
          if root == largest { inLargest += 1 } else { elsewhere.append(group) }
        }
        return (inLargest: inLargest, elsewhere: elsewhere)
      }
      for run in others {
        if run.inLargest > 0 { sizes[groups.base[Int(largest)]] += run.inLargest }
        for group in run.elsewhere { sizes[group] += 1 }
      }
    }
    return Components(groups: groups, sizes: sizes)
  }
}

/// Group numbers that threads write at the same time, each those of its own nodes.
///
/// Unchecked, because the compiler cannot see that: `overNodes` hands every node out once. What is
/// read of others was written by the pass before.
private struct SharedGroups: @unchecked Sendable {
  let base: UnsafeMutablePointer<Int>
}
