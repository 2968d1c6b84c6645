import Primitives

extension Betweenness {
  /// Two ways are equally long when they differ by less than this share of their length.
  ///
  /// Lengths such as 1/3 + 1/6 and 1/2 are one length to an analyst and two to a processor; without
  /// it, which of two equal ways counts would depend on the order of the additions.
  static let sameLength = 1e-12

  /// How often each node is among the sources.
  static func counts(_ sources: [Int], nodeCount: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: nodeCount)
    for source in sources {
      precondition(source >= 0 && source < nodeCount, "a source is a node of the graph")
      counts[source] += 1
    }
    return counts
  }

  /// Betweenness of the nodes, `sources` saying how often each of them is one.
  func nodes(
    of graph: UndirectedGraph, sources: [Double], workers: Workers
  ) throws(CancelledWork) -> [Double] {
    let lengths = length.lengths(weights: graph.weights, edgeCount: graph.edgeCount)
    let pieces = GraphPieces(rows: graph.rows, sources: sources)
    let search = BetweennessSearch(
      graph: SearchGraph(pieces: pieces, rows: graph.rows, keepingEdges: lengths != nil),
      lengths: lengths, workers: workers)
    var total = pieces.waysAcrossNodes()
    for (name, value) in zip(search.graph.names, try search.nodes()) { total[Int(name)] += value }
    return total.map { $0 / 2 }
  }

  /// Betweenness of the nodes, `sources` saying how often each of them is one.
  func nodes(
    of graph: DirectedGraph, sources: [Double], workers: Workers
  ) throws(CancelledWork) -> [Double] {
    let lengths = length.lengths(weights: graph.weights, edgeCount: graph.edgeCount)
    let search = BetweennessSearch(
      graph: SearchGraph(whole: graph.ways, sources: sources, keepingEdges: lengths != nil),
      lengths: lengths, workers: workers)
    var total = [Double](repeating: 0, count: graph.nodeCount)
    for (name, value) in zip(search.graph.names, try search.nodes()) { total[Int(name)] = value }
    return total
  }

  /// Betweenness of the links, `sources` saying how often each node is one.
  func links(
    of graph: UndirectedGraph, sources: [Double], workers: Workers
  ) throws(CancelledWork) -> [Double] {
    let pieces = GraphPieces(rows: graph.rows, sources: sources)
    let search = BetweennessSearch(
      graph: SearchGraph(pieces: pieces, rows: graph.rows, keepingEdges: true),
      lengths: length.lengths(weights: graph.weights, edgeCount: graph.edgeCount), workers: workers)
    var total = try search.links(edgeCount: graph.edgeCount)
    graph.forEachEdge { edge, lower, upper in
      if let ways = pieces.waysAcrossBridge(lower, upper) { total[edge] = ways }
    }
    return total.map { $0 / 2 }
  }

  /// Betweenness of the links, `sources` saying how often each node is one.
  func links(
    of graph: DirectedGraph, sources: [Double], workers: Workers
  ) throws(CancelledWork) -> [Double] {
    try BetweennessSearch(
      graph: SearchGraph(whole: graph.ways, sources: sources, keepingEdges: true),
      lengths: length.lengths(weights: graph.weights, edgeCount: graph.edgeCount), workers: workers
    ).links(edgeCount: graph.edgeCount)
  }
}

extension GraphPieces {
  /// By node, the pairs of a source and another node in different parts of what is left without
  /// that node: all their ways pass it. What passes it inside a piece is not among them.
  func waysAcrossNodes() -> [Double] {
    var total = home.indices.map { node -> Double in
      // The part where the search came from; nothing where it began.
      waysOut(of: whole(of: node) - hanging[node], at: node)
    }
    for (piece, head) in heads.enumerated() {
      total[Int(head)] += waysOut(of: below[piece], at: Int(head))
    }
    return total
  }

  /// Pairs of a source in a part and another node neither in it nor the node it hangs on.
  private func waysOut(of part: Counts, at node: Int) -> Double {
    part.sources * (whole(of: node).nodes - 1 - part.nodes)
  }

  /// If the link between two neighbours is a piece by itself, the pairs of a source and another
  /// node on both sides of it.
  func waysAcrossBridge(_ a: Int, _ b: Int) -> Double? {
    let piece = piece(of: a, b)
    guard sizes[piece] == 2 else { return nil }
    let here = below[piece]
    let there = whole(of: a) - here
    return here.sources * there.nodes + there.sources * here.nodes
  }
}
