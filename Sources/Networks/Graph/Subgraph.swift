/// A part of a graph with its own numbers, and what they were before.
public struct Part<Graph: Hashable & Sendable>: Hashable, Sendable {
  /// The part, nodes renumbered from 0 in ascending order of their old numbers.
  public let graph: Graph
  /// The old number of each node.
  public let nodes: [Int]
  /// The old number of each edge.
  public let edges: [Int]
}

/// A part of an undirected graph.
public typealias Subgraph = Part<UndirectedGraph>

/// A part of a directed graph.
public typealias DirectedSubgraph = Part<DirectedGraph>

extension UndirectedGraph {
  /// The given nodes and all links among them, weights kept.
  ///
  /// - Parameter nodes: In any order; repeats count once.
  /// - Complexity: O(V + Σ degrees of the nodes).
  public func subgraph(of nodes: some Sequence<Int>) -> Subgraph {
    let chosen = ChosenNodes(nodes, of: nodeCount)
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    var kept: [Int] = []
    // Ascending nodes and ascending rows give ascending rows and edges, so nothing needs sorting.
    for (new, old) in chosen.nodes.enumerated() {
      for position in rows.range(of: old) {
        let other = chosen.number[Int(rows.targets[position])]
        guard other >= 0 else { continue }
        targets.append(UInt32(other))
        if other > new { kept.append(rows.edge(at: position, of: old)) }
      }
      offsets.append(UInt32(targets.count))
    }
    let graph = UndirectedGraph(
      rows: .undirected(offsets: offsets, targets: targets),
      weights: weights.map { all in kept.map { all[$0] } })
    return Subgraph(graph: graph, nodes: chosen.nodes, edges: kept)
  }

  /// All nodes and only the given edges; node numbers stay, edges are renumbered.
  ///
  /// - Parameter edges: Ascending, each once.
  /// - Complexity: O(V + edges given): the edges left out are not looked at.
  public func subgraph(ofEdges edges: [UInt32]) -> Subgraph {
    var lowerEnds: [UInt32] = []
    var upperEnds: [UInt32] = []
    lowerEnds.reserveCapacity(edges.count)
    upperEnds.reserveCapacity(edges.count)
    var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    rows.forEachOwned(edges) { lower, position in
      let upper = rows.targets[position]
      lowerEnds.append(UInt32(lower))
      upperEnds.append(upper)
      offsets[lower + 1] += 1
      offsets[Int(upper) + 1] += 1
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    // A node is the upper end of edges that come before those of which it is the lower end, and
    // both sorts come ascending: rows fill up in order.
    var next = offsets
    var targets = [UInt32](repeating: 0, count: 2 * edges.count)
    for (lower, upper) in zip(lowerEnds, upperEnds) {
      targets[Int(next[Int(lower)])] = upper
      next[Int(lower)] += 1
      targets[Int(next[Int(upper)])] = lower
      next[Int(upper)] += 1
    }
    let graph = UndirectedGraph(
      rows: .undirected(offsets: offsets, targets: targets),
      weights: weights.map { all in edges.map { all[Int($0)] } })
    return Subgraph(graph: graph, nodes: Array(0..<nodeCount), edges: edges.map(Int.init))
  }

  /// The same nodes with only the edges marked; node numbers stay, edges are renumbered.
  ///
  /// - Parameter keep: One mark an edge, in edge order.
  public func keeping(edges keep: [Bool]) -> UndirectedGraph {
    precondition(keep.count == edgeCount, "an edge column has one entry an edge")
    return subgraph(ofEdges: marked(keep)).graph
  }
}

extension DirectedGraph {
  /// The given nodes and all links among them, weights kept.
  ///
  /// - Parameter nodes: In any order; repeats count once.
  /// - Complexity: O(V + Σ out-degrees of the nodes).
  public func subgraph(of nodes: some Sequence<Int>) -> DirectedSubgraph {
    let chosen = ChosenNodes(nodes, of: nodeCount)
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    var kept: [Int] = []
    for old in chosen.nodes {
      for edge in outRows.range(of: old) {
        let other = chosen.number[Int(outRows.targets[edge])]
        guard other >= 0 else { continue }
        targets.append(UInt32(other))
        kept.append(edge)
      }
      offsets.append(UInt32(targets.count))
    }
    let graph = DirectedGraph(
      outRows: Adjacency(offsets: offsets, targets: targets, owned: offsets, listed: []),
      weights: weights.map { all in kept.map { all[$0] } })
    return DirectedSubgraph(graph: graph, nodes: chosen.nodes, edges: kept)
  }

  /// All nodes and only the given edges; node numbers stay, edges are renumbered.
  ///
  /// - Parameter edges: Ascending, each once.
  /// - Complexity: O(V + edges given): the edges left out are not looked at.
  public func subgraph(ofEdges edges: [UInt32]) -> DirectedSubgraph {
    var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    var targets: [UInt32] = []
    targets.reserveCapacity(edges.count)
    outRows.forEachOwned(edges) { source, position in
      offsets[source + 1] += 1
      targets.append(outRows.targets[position])
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    let graph = DirectedGraph(
      outRows: Adjacency(offsets: offsets, targets: targets, owned: offsets, listed: []),
      weights: weights.map { all in edges.map { all[Int($0)] } })
    return DirectedSubgraph(graph: graph, nodes: Array(0..<nodeCount), edges: edges.map(Int.init))
  }

  /// The same nodes with only the edges marked; node numbers stay, edges are renumbered.
  ///
  /// - Parameter keep: One mark an edge, in edge order.
  public func keeping(edges keep: [Bool]) -> DirectedGraph {
    precondition(keep.count == edgeCount, "an edge column has one entry an edge")
    return subgraph(ofEdges: marked(keep)).graph
  }
}

/// The nodes of a part, and their numbers in it.
private struct ChosenNodes {
  /// Ascending, each once.
  var nodes: [Int] = []
  /// The new number of each node of the whole; −1 for one left out.
  var number: [Int32]

  init(_ chosen: some Sequence<Int>, of nodeCount: Int) {
    number = [Int32](repeating: -1, count: nodeCount)
    for node in chosen {
      precondition(node >= 0 && node < nodeCount, "a part of a graph has nodes of the graph")
      number[node] = 0
    }
    for node in number.indices where number[node] == 0 {
      number[node] = Int32(truncatingIfNeeded: nodes.count)
      nodes.append(node)
    }
  }
}

/// The places of the marks, ascending.
private func marked(_ keep: [Bool]) -> [UInt32] {
  keep.indices.lazy.filter { keep[$0] }.map { UInt32($0) }
}

extension Adjacency {
  /// The row and the position of each of the given edges.
  ///
  /// - Parameter edges: Ascending, each once.
  fileprivate func forEachOwned(_ edges: [UInt32], _ body: (_ row: Int, _ position: Int) -> Void) {
    var row = 0
    var last = -1
    for edge in edges {
      precondition(Int(edge) > last, "the edges of a part are given ascending, each once")
      last = Int(edge)
      precondition(last < Int(owned[nodeCount]), "a part of a graph has edges of the graph")
      while owned[row + 1] <= edge { row += 1 }
      body(row, owning(of: row).lowerBound + last - Int(owned[row]))
    }
  }
}
