/// A part of a graph with its own numbers, and what they were before.
public struct Subgraph: Hashable, Sendable {
  /// The part, nodes renumbered from 0 in ascending order of their old numbers.
  public let graph: UndirectedGraph
  /// The old number of each node.
  public let nodes: [Int]
  /// The old number of each edge.
  public let edges: [Int]
}

extension UndirectedGraph {
  /// The given nodes and all links among them, weights kept.
  ///
  /// - Parameter nodes: In any order; repeats count once.
  /// - Complexity: O(V + Σ degrees of the nodes).
  public func subgraph(of nodes: some Sequence<Int>) -> Subgraph {
    let chosen = Set(nodes).sorted()
    var number = [Int](repeating: -1, count: nodeCount)
    for (new, old) in chosen.enumerated() {
      precondition(old >= 0 && old < nodeCount, "a part of a graph has nodes of the graph")
      number[old] = new
    }
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    var kept: [Int] = []
    // Ascending nodes and ascending rows give ascending rows and edges, so nothing needs sorting.
    for (new, old) in chosen.enumerated() {
      for position in rows.range(of: old) {
        let other = number[Int(rows.targets[position])]
        guard other >= 0 else { continue }
        targets.append(UInt32(other))
        if other > new { kept.append(rows.edge(at: position, of: old)) }
      }
      offsets.append(UInt32(targets.count))
    }
    let graph = UndirectedGraph(
      rows: .undirected(offsets: offsets, targets: targets),
      weights: weights.map { all in kept.map { all[$0] } })
    return Subgraph(graph: graph, nodes: chosen, edges: kept)
  }

  /// The same nodes with only the edges marked; node numbers stay, edges are renumbered.
  ///
  /// - Parameter keep: One mark an edge, in edge order.
  public func keeping(edges keep: [Bool]) -> UndirectedGraph {
    precondition(keep.count == edgeCount, "an edge column has one entry an edge")
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(nodeCount + 1)
    var targets: [UInt32] = []
    for node in 0..<nodeCount {
      for (target, edge) in zip(neighbours(of: node), edges(of: node)) where keep[Int(edge)] {
        targets.append(target)
      }
      offsets.append(UInt32(targets.count))
    }
    return UndirectedGraph(
      rows: .undirected(offsets: offsets, targets: targets),
      weights: weights.map { all in all.indices.filter { keep[$0] }.map { all[$0] } })
  }
}
