/// The pieces of the links in all `rows` together, each of which must be there from both ends.
///
/// The first two links of every node join most of the largest piece. Then only the nodes outside
/// it look at the rest of their rows: a link between a node inside and one outside is in the row of
/// the node outside too.
func connected(_ rows: [Adjacency], nodeCount: Int) -> Components {
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: nodeCount) { parents in
    for node in 0..<nodeCount { parents.initializeElement(at: node, to: UInt32(node)) }
    let trees = JoinedTrees(parents: parents)
    let sampled = 2
    for place in 0..<sampled { trees.joinOne(rows[0], at: place) }
    trees.flatten()
    let largest = trees.largest()
    for (number, rows) in rows.enumerated() {
      trees.joinAll(rows, from: number == 0 ? sampled : 0, outside: largest)
    }
    trees.flatten()
    return Components(smallest: parents)
  }
}

/// Trees of nodes known to be joined. A parent is smaller than its child, so that the root is the
/// smallest node of its tree.
///
/// Raw pointers: 50,000 nodes with 500,000 links took .0033 s by walking through every row.
private struct JoinedTrees {
  let parents: UnsafeMutableBufferPointer<UInt32>

  /// The root above a node, halving the way for the next who asks, which keeps any sequence of
  /// joins within O(log V) each.
  ///
  /// > R. E. Tarjan, J. van Leeuwen. "Worst-case analysis of set union algorithms." 1984.
  /// > DOI:[10.1145/62.2160](https://doi.org/10.1145/62.2160)
  @inline(__always)
  private func root(of node: UInt32) -> UInt32 {
    var at = node
    var parent = parents[Int(at)]
    while parent != at {
      let above = parents[Int(parent)]
      parents[Int(at)] = above
      at = above
      parent = parents[Int(at)]
    }
    return at
  }

  /// Joins the trees of two nodes, the first of which has the root `root`; the root of both.
  @inline(__always)
  private func join(_ root: UInt32, _ other: UInt32) -> UInt32 {
    if parents[Int(other)] == root { return root }
    let second = self.root(of: other)
    let (low, high) = (min(root, second), max(root, second))
    parents[Int(high)] = low
    return low
  }

  /// Joins every node with the neighbour at `place` of its row.
  func joinOne(_ rows: Adjacency, at place: Int) {
    rows.offsets.withUnsafeBufferPointer { offsets in
      rows.targets.withUnsafeBufferPointer { targets in
        for node in 0..<parents.count {
          let position = Int(offsets[node]) + place
          guard position < Int(offsets[node + 1]) else { continue }
          _ = join(root(of: UInt32(node)), targets[position])
        }
      }
    }
  }

  /// Joins every node whose tree is not that of `largest` with its neighbours from `place` on.
  func joinAll(_ rows: Adjacency, from place: Int, outside largest: UInt32) {
    rows.offsets.withUnsafeBufferPointer { offsets in
      rows.targets.withUnsafeBufferPointer { targets in
        for node in 0..<parents.count where parents[node] != largest {
          let first = Int(offsets[node]) + place
          guard first < Int(offsets[node + 1]) else { continue }
          var root = root(of: UInt32(node))
          for position in first..<Int(offsets[node + 1]) { root = join(root, targets[position]) }
        }
      }
    }
  }

  /// Points every node to its root. In ascending order a parent has been pointed there before.
  func flatten() {
    for node in 0..<parents.count { parents[node] = parents[Int(parents[node])] }
  }

  /// The root of the largest tree, the first of equals; after `flatten`.
  func largest() -> UInt32 {
    guard parents.count > 0 else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: parents.count) { sizes in
      sizes.initialize(repeating: 0)
      var best = 0
      for node in 0..<parents.count { sizes[Int(parents[node])] += 1 }
      for root in 0..<parents.count where sizes[root] > sizes[best] { best = root }
      return UInt32(best)
    }
  }
}
