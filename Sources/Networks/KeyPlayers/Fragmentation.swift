extension UndirectedGraph {
  /// How much of the reachability is gone once some nodes are.
  ///
  ///     F = 1 − Σ s(s − 1) / ( n(n − 1) )
  ///
  /// with s the sizes of the pieces and n the number of the nodes left.
  ///
  /// Reads as: 0, everyone left can still reach everyone; 1, nobody can reach anybody.
  ///
  /// - Returns: 1 when fewer than two nodes are left.
  /// - Complexity: O(V + E). The same input gives the same bits.
  ///
  /// > S. P. Borgatti. "Identifying sets of key players in a social network." 2006.
  /// > DOI:[10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x)
  public func fragmentation(removing nodes: [Int]) -> Double {
    let left = removed(nodes)
    var pairs = 0.0
    for size in left.components().sizes { pairs += Double(size) * Double(size - 1) }
    return rest(less: pairs, of: left.nodeCount)
  }

  /// How much of the nearness is gone once some nodes are.
  ///
  ///     DF = 1 − Σ 1/d(i, j) over i ≠ j / ( n(n − 1) )
  ///
  /// with n the number of the nodes left, 1/d = 0 where no way leads; ways by steps.
  ///
  /// Reads as: as fragmentation, but a longer way round counts as damage too.
  ///
  /// - Returns: 1 when fewer than two nodes are left.
  /// - Complexity: O(V · E). For every single node at once see
  /// `KeyPlayers.singles(on:seed:workers:)`.
  public func distanceFragmentation(removing nodes: [Int]) -> Double {
    let left = removed(nodes)
    var walk = BreadthFirst(nodeCount: left.nodeCount)
    var near = 0.0
    for source in 0..<left.nodeCount {
      walk.walk(from: source, along: left.rows)
      for node in walk.reached.dropFirst() { near += 1 / Double(walk.steps[Int(node)]) }
    }
    return rest(less: near, of: left.nodeCount)
  }

  /// How near everyone is to the nearest of some nodes.
  ///
  ///     DR = Σ 1/d(K, j) over all j / n,   with 1/d = 1 for the members of K themselves
  ///
  /// Reads as: 1, everyone is one of them or knows one; what a message or a watch placed there
  /// covers.
  ///
  /// - Returns: 0 of no nodes or in an empty graph.
  /// - Complexity: O(V + E).
  public func reach(from nodes: [Int]) -> Double {
    var steps = [Int](repeating: -1, count: nodeCount)
    var queue: [Int] = []
    for node in nodes where steps[node] < 0 {
      steps[node] = 0
      queue.append(node)
    }
    var sum = 0.0
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      sum += 1 / Double(max(1, steps[node]))
      for neighbour in neighbours(of: node).lazy.map(Int.init) where steps[neighbour] < 0 {
        steps[neighbour] = steps[node] + 1
        queue.append(neighbour)
      }
    }
    return nodeCount == 0 ? 0 : sum / Double(nodeCount)
  }

  private func removed(_ nodes: [Int]) -> UndirectedGraph {
    let gone = Set(nodes)
    return subgraph(of: (0..<nodeCount).filter { !gone.contains($0) }).graph
  }

  private func rest(less pairs: Double, of count: Int) -> Double {
    count < 2 ? 1 : 1 - pairs / (Double(count) * Double(count - 1))
  }
}
