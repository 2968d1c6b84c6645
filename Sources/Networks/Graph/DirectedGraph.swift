/// A frozen graph whose links have a direction. No loops, no repeats; a → b and b → a are two.
///
/// Nodes are numbered 0 ..< `nodeCount`; names stay outside. Edges are numbered 0 ..< `edgeCount`
/// in ascending order of (source, target). Both directions are stored, so that there is a way
/// back. Made by `GraphBuilder`.
///
/// Memory: 12 bytes an edge and 16 a node, 8 more an edge with weights.
public struct DirectedGraph: Hashable, Sendable {
  /// The row of a node holds the nodes it points to, and owns those edges.
  public let outRows: Adjacency
  /// The row of a node holds the nodes that point to it. Entries name the same edges.
  public let inRows: Adjacency
  /// The strength of each edge, finite and above 0; nil when every edge counts as 1.
  public let weights: [Double]?

  init(outRows: Adjacency, weights: [Double]?) {
    self.init(outRows: outRows, inRows: outRows.turned(), weights: weights)
  }

  private init(outRows: Adjacency, inRows: Adjacency, weights: [Double]?) {
    self.outRows = outRows
    self.inRows = inRows
    self.weights = weights
  }

  /// The number of nodes, linked or not.
  @inlinable public var nodeCount: Int { outRows.nodeCount }

  /// The number of links; a → b and b → a count as two.
  @inlinable public var edgeCount: Int { outRows.entryCount }

  /// The nodes a node points to, ascending.
  @inlinable
  public func successors(of node: Int) -> ArraySlice<UInt32> { outRows.neighbours(of: node) }

  /// The nodes that point to a node, ascending.
  @inlinable
  public func predecessors(of node: Int) -> ArraySlice<UInt32> { inRows.neighbours(of: node) }

  /// The number of nodes a node points to.
  @inlinable
  public func outDegree(of node: Int) -> Int { outRows.degree(of: node) }

  /// The number of nodes that point to a node.
  @inlinable
  public func inDegree(of node: Int) -> Int { inRows.degree(of: node) }

  /// The strength of an edge; 1 in a graph without weights.
  @inlinable
  public func weight(of edge: Int) -> Double { weights.map { $0[edge] } ?? 1 }

  /// The edge from one node to another, by bisection; nil if there is none.
  public func edge(from source: Int, to target: Int) -> Int? {
    outRows.position(of: target, in: source)
  }

  /// The node an edge starts from and the node it leads to.
  ///
  /// - Complexity: O(log V); `forEachEdge` goes through all of them at O(1) each.
  public func ends(of edge: Int) -> (source: Int, target: Int) {
    (outRows.owner(of: edge), Int(outRows.targets[edge]))
  }

  /// Every edge with the node it starts from and the node it leads to, in edge order.
  @inlinable
  public func forEachEdge(_ body: (_ edge: Int, _ source: Int, _ target: Int) -> Void) {
    for source in 0..<nodeCount {
      for edge in outRows.range(of: source) { body(edge, source, Int(outRows.targets[edge])) }
    }
  }

  /// The same links with other strengths.
  ///
  /// - Parameter weights: One an edge, in edge order, finite and above 0; nil for 1 each.
  public func with(weights: [Double]?) -> DirectedGraph {
    precondition(weights?.count ?? edgeCount == edgeCount, "a weight column has one entry an edge")
    for weight in weights ?? [] {
      precondition(GraphBuilder.isUsable(weight: weight), "a weight is finite and above 0")
    }
    return DirectedGraph(outRows: outRows, inRows: inRows, weights: weights)
  }

  /// The same links without their direction.
  ///
  /// a → b and b → a become one link. Weights are summed; a graph without weights stays without,
  /// unless `countingDirections`, which gives a link that goes both ways the weight 2.
  public func undirected(countingDirections: Bool = false) -> UndirectedGraph {
    var builder = GraphBuilder(nodeCount: nodeCount)
    builder.reserve(edgeCount)
    forEachEdge { edge, a, b in
      if weights != nil || countingDirections {
        builder.add(a, b, weight: weight(of: edge))
      } else {
        builder.add(a, b)
      }
    }
    return builder.undirected().graph
  }

  /// Every link turned round, with its weight. Edges are renumbered.
  public func reversed() -> DirectedGraph {
    var turned = weights
    if let weights {
      // A row of `inRows` names its edges in the order in which they will be numbered.
      turned = inRows.entries(of: weights)
    }
    return DirectedGraph(outRows: inRows.owningAll(), weights: turned)
  }
}
