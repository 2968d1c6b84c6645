/// A frozen graph whose links have no direction. No loops, no repeats.
///
/// Nodes are numbered 0 ..< `nodeCount`; names stay outside. Edges are numbered 0 ..< `edgeCount`
/// in ascending order of (smaller end, larger end); whatever else is known of an edge is a column
/// in step with those numbers. Made by `GraphBuilder`.
///
/// Memory: 12 bytes an edge and 8 a node, 8 more an edge with weights; see `Adjacency` for the
/// layout and `bytes` for the sum.
public struct UndirectedGraph: Hashable, Sendable {
  /// Every link twice: once in the row of each end. A row owns the edges to larger nodes.
  public let rows: Adjacency
  /// The strength of each edge, finite and above 0; nil when every edge counts as 1.
  public let weights: [Double]?

  init(rows: Adjacency, weights: [Double]?) {
    self.rows = rows
    self.weights = weights
  }

  /// The number of nodes, linked or not.
  @inlinable public var nodeCount: Int { rows.nodeCount }

  /// The number of links, each counted once.
  @inlinable public var edgeCount: Int { rows.entryCount / 2 }

  /// The bytes its arrays hold: 12 an edge and 8 a node, and 8 an edge with weights, besides the
  /// two numbers that close the rows.
  public var bytes: Int {
    4 * (rows.offsets.count + rows.owned.count + rows.targets.count + rows.listed.count)
      + 8 * (weights?.count ?? 0)
  }

  /// The neighbours of a node, ascending.
  @inlinable
  public func neighbours(of node: Int) -> ArraySlice<UInt32> { rows.neighbours(of: node) }

  /// The edges at a node, in step with `neighbours(of:)`.
  @inlinable
  public func edges(of node: Int) -> EdgeOrdinals { rows.edges(of: node) }

  /// The number of neighbours of a node.
  @inlinable
  public func degree(of node: Int) -> Int { rows.degree(of: node) }

  /// The strength of an edge; 1 in a graph without weights.
  @inlinable
  public func weight(of edge: Int) -> Double { weights.map { $0[edge] } ?? 1 }

  /// The ends of an edge, the smaller first.
  ///
  /// - Complexity: O(log V); `forEachEdge` goes through all of them at O(1) each.
  public func ends(of edge: Int) -> (lower: Int, upper: Int) {
    let lower = rows.owner(of: edge)
    let place = rows.owning(of: lower).lowerBound + edge - Int(rows.owned[lower])
    return (lower, Int(rows.targets[place]))
  }

  /// Every edge with its smaller and its larger end, in edge order.
  @inlinable
  public func forEachEdge(_ body: (_ edge: Int, _ lower: Int, _ upper: Int) -> Void) {
    var edge = 0
    for lower in 0..<nodeCount {
      for position in rows.owning(of: lower) {
        body(edge, lower, Int(rows.targets[position]))
        edge += 1
      }
    }
  }

  /// The ends of all edges as two columns in edge order, for loops that jump between edges.
  ///
  /// - Complexity: O(V + E) time; 8 bytes an edge.
  public func edgeEnds() -> (lower: [UInt32], upper: [UInt32]) {
    var lowerEnds: [UInt32] = []
    var upperEnds: [UInt32] = []
    lowerEnds.reserveCapacity(edgeCount)
    upperEnds.reserveCapacity(edgeCount)
    forEachEdge { _, lower, upper in
      lowerEnds.append(UInt32(lower))
      upperEnds.append(UInt32(upper))
    }
    return (lowerEnds, upperEnds)
  }

  /// The edge between two nodes, by bisection in the shorter row; nil if there is none.
  public func edge(between a: Int, and b: Int) -> Int? {
    let (from, to) = degree(of: a) <= degree(of: b) ? (a, b) : (b, a)
    return rows.position(of: to, in: from).map { rows.edge(at: $0, of: from) }
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
    return UndirectedGraph(rows: rows, weights: weights)
  }

  /// The sum of all edge weights; the number of edges in a graph without weights.
  public var totalWeight: Double {
    guard let weights else { return Double(edgeCount) }
    var sum = 0.0
    for weight in weights { sum += weight }
    return sum
  }
}
