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
    var low: [UInt32] = []
    var high: [UInt32] = []
    var kept: [Int] = []
    // Ascending nodes and ascending rows give ascending edges, so nothing needs sorting.
    for (new, old) in chosen.enumerated() {
      for position in rows.range(of: old) {
        let other = number[Int(rows.targets[position])]
        guard other > new else { continue }
        low.append(UInt32(new))
        high.append(UInt32(other))
        kept.append(Int(rows.edges[position]))
      }
    }
    let graph = UndirectedGraph(
      nodeCount: chosen.count, lowerEnds: low, upperEnds: high,
      weights: weights.map { all in kept.map { all[$0] } })
    return Subgraph(graph: graph, nodes: chosen, edges: kept)
  }

  /// The same nodes with only the edges marked; node numbers stay, edges are renumbered.
  ///
  /// - Parameter keep: One mark an edge, in edge order.
  public func keeping(edges keep: [Bool]) -> UndirectedGraph {
    precondition(keep.count == edgeCount, "an edge column has one entry an edge")
    let kept = (0..<edgeCount).filter { keep[$0] }
    return UndirectedGraph(
      nodeCount: nodeCount, lowerEnds: kept.map { lowerEnds[$0] },
      upperEnds: kept.map { upperEnds[$0] }, weights: weights.map { all in kept.map { all[$0] } })
  }
}
