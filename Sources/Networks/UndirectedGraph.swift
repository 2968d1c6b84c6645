/// A frozen graph whose links have no direction. No loops, no repeats.
///
/// Nodes are numbered 0 ..< `nodeCount`; names stay outside. Edges are numbered 0 ..< `edgeCount`
/// in ascending order of (smaller end, larger end); whatever else is known of an edge is a column
/// in step with those numbers. Made by `GraphBuilder`.
public struct UndirectedGraph: Hashable, Sendable {
  /// Every link twice: once in the row of each end.
  public let rows: Adjacency
  /// The smaller end of each edge.
  public let lowerEnds: [UInt32]
  /// The larger end of each edge.
  public let upperEnds: [UInt32]
  /// The strength of each edge, finite and above 0; nil when every edge counts as 1.
  public let weights: [Double]?

  init(nodeCount: Int, lowerEnds: [UInt32], upperEnds: [UInt32], weights: [Double]?) {
    rows = .packed(nodeCount: nodeCount, from: lowerEnds, to: upperEnds, bothWays: true)
    self.lowerEnds = lowerEnds
    self.upperEnds = upperEnds
    self.weights = weights
  }

  /// The number of nodes, linked or not.
  @inlinable public var nodeCount: Int { rows.nodeCount }

  /// The number of links, each counted once.
  @inlinable public var edgeCount: Int { lowerEnds.count }

  /// The neighbours of a node, ascending.
  @inlinable
  public func neighbours(of node: Int) -> ArraySlice<UInt32> { rows.neighbours(of: node) }

  /// The edges at a node, in step with `neighbours(of:)`.
  @inlinable
  public func edges(of node: Int) -> ArraySlice<UInt32> { rows.edges(of: node) }

  /// The number of neighbours of a node.
  @inlinable
  public func degree(of node: Int) -> Int { rows.degree(of: node) }

  /// The strength of an edge; 1 in a graph without weights.
  @inlinable
  public func weight(of edge: Int) -> Double { weights.map { $0[edge] } ?? 1 }

  /// The ends of an edge, the smaller first.
  @inlinable
  public func ends(of edge: Int) -> (lower: Int, upper: Int) {
    (Int(lowerEnds[edge]), Int(upperEnds[edge]))
  }

  /// The edge between two nodes, by bisection in the shorter row; nil if there is none.
  public func edge(between a: Int, and b: Int) -> Int? {
    let (from, to) = degree(of: a) <= degree(of: b) ? (a, b) : (b, a)
    return rows.position(of: to, in: from).map { Int(rows.edges[$0]) }
  }

  /// The same links, each counting as 1.
  public func unweighted() -> UndirectedGraph { with(weights: nil) }

  /// The same links with other strengths.
  ///
  /// - Parameter weights: One an edge, in edge order, finite and above 0; nil for 1 each.
  public func with(weights: [Double]?) -> UndirectedGraph {
    precondition(weights?.count ?? edgeCount == edgeCount, "a weight column has one entry an edge")
    for weight in weights ?? [] {
      precondition(GraphBuilder.isUsable(weight: weight), "a weight is finite and above 0")
    }
    return UndirectedGraph(copying: self, weights: weights)
  }

  private init(copying graph: UndirectedGraph, weights: [Double]?) {
    rows = graph.rows
    lowerEnds = graph.lowerEnds
    upperEnds = graph.upperEnds
    self.weights = weights
  }

  /// The sum of all edge weights; the number of edges in a graph without weights.
  public var totalWeight: Double {
    guard let weights else { return Double(edgeCount) }
    var sum = 0.0
    for weight in weights { sum += weight }
    return sum
  }
}
