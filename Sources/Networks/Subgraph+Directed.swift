extension DirectedGraph {
  /// The same nodes with only the edges marked; node numbers stay, edges are renumbered.
  ///
  /// - Parameter keep: One mark an edge, in edge order.
  /// - Complexity: O(V + E).
  public func keeping(edges keep: [Bool]) -> DirectedGraph {
    precondition(keep.count == edgeCount, "an edge column has one entry an edge")
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(nodeCount + 1)
    var targets: [UInt32] = []
    for node in 0..<nodeCount {
      for edge in outRows.range(of: node) where keep[edge] { targets.append(outRows.targets[edge]) }
      offsets.append(UInt32(targets.count))
    }
    return DirectedGraph(
      outRows: Adjacency(offsets: offsets, targets: targets, owned: offsets, listed: []),
      weights: weights.map { all in all.indices.filter { keep[$0] }.map { all[$0] } })
  }
}
