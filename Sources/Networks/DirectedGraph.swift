/// A frozen graph whose links have a direction. No loops, no repeats; a → b and b → a are two.
///
/// Nodes are numbered 0 ..< `nodeCount`; names stay outside. Edges are numbered 0 ..< `edgeCount`
/// in ascending order of (source, target). Both directions are stored, so that there is a way
/// back. Made by `GraphBuilder`.
public struct DirectedGraph: Hashable, Sendable {
  /// The row of a node holds the nodes it points to.
  public let outRows: Adjacency
  /// The row of a node holds the nodes that point to it. Entries name the same edges.
  public let inRows: Adjacency
  /// The node each edge starts from.
  public let sources: [UInt32]
  /// The node each edge leads to.
  public let targets: [UInt32]
  /// The strength of each edge, finite and above 0; nil when every edge counts as 1.
  public let weights: [Double]?

  init(nodeCount: Int, sources: [UInt32], targets: [UInt32], weights: [Double]?) {
    outRows = .packed(nodeCount: nodeCount, from: sources, to: targets, bothWays: false)
    inRows = .packed(nodeCount: nodeCount, from: targets, to: sources, bothWays: false)
    self.sources = sources
    self.targets = targets
    self.weights = weights
  }

  /// The number of nodes, linked or not.
  @inlinable public var nodeCount: Int { outRows.nodeCount }

  /// The number of links; a → b and b → a count as two.
  @inlinable public var edgeCount: Int { sources.count }

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
    outRows.position(of: target, in: source).map { Int(outRows.edges[$0]) }
  }

  /// The same links without their direction.
  ///
  /// a → b and b → a become one link. Weights are summed; a graph without weights stays without,
  /// unless `countingDirections`, which gives a link that goes both ways the weight 2.
  public func undirected(countingDirections: Bool = false) -> UndirectedGraph {
    var builder = GraphBuilder(nodeCount: nodeCount)
    builder.reserve(edgeCount)
    for edge in 0..<edgeCount {
      let (a, b) = (Int(sources[edge]), Int(targets[edge]))
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
    var builder = GraphBuilder(nodeCount: nodeCount)
    builder.reserve(edgeCount)
    for edge in 0..<edgeCount {
      let (a, b) = (Int(sources[edge]), Int(targets[edge]))
      if let weights { builder.add(b, a, weight: weights[edge]) } else { builder.add(b, a) }
    }
    return builder.directed().graph
  }
}
