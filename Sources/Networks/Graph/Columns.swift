/// One value a node, in node order: whatever is known of nodes beside who is linked to whom.
///
/// A graph holds numbers only; names, kinds and dates stand in columns that keep step with it. A
/// `NodeColumn` cannot be mistaken for an `EdgeColumn`, and a part of a graph takes its columns
/// along; see `Subgraph`. Measures give plain arrays in the same order.
public struct NodeColumn<Value> {
  /// The values, the one of node 0 first.
  public let values: [Value]

  /// The values of the nodes of a graph.
  ///
  /// - Parameter values: As many as the graph has nodes; another number is a fault of the caller.
  public init(_ values: [Value], of graph: UndirectedGraph) {
    precondition(values.count == graph.nodeCount, "a node column has one entry a node")
    self.values = values
  }

  /// The values of the nodes of a directed graph.
  public init(_ values: [Value], of graph: DirectedGraph) {
    precondition(values.count == graph.nodeCount, "a node column has one entry a node")
    self.values = values
  }

  /// The value of a node.
  @inlinable public subscript(node: Int) -> Value { values[node] }

  /// The column of a part of the graph: the values of its nodes, in its own order.
  public func part(_ part: Subgraph) -> NodeColumn {
    NodeColumn(part.nodes.map { values[$0] }, of: part.graph)
  }

  /// The column of a part of a directed graph.
  public func part(_ part: DirectedSubgraph) -> NodeColumn {
    NodeColumn(part.nodes.map { values[$0] }, of: part.graph)
  }
}

/// One value an edge, in edge order: whatever is known of links besides their strength.
public struct EdgeColumn<Value> {
  /// The values, the one of edge 0 first.
  public let values: [Value]

  /// The values of the edges of a graph.
  ///
  /// - Parameter values: As many as the graph has edges; another number is a fault of the caller.
  public init(_ values: [Value], of graph: UndirectedGraph) {
    precondition(values.count == graph.edgeCount, "an edge column has one entry an edge")
    self.values = values
  }

  /// The values of the edges of a directed graph.
  public init(_ values: [Value], of graph: DirectedGraph) {
    precondition(values.count == graph.edgeCount, "an edge column has one entry an edge")
    self.values = values
  }

  /// The value of an edge.
  @inlinable public subscript(edge: Int) -> Value { values[edge] }

  /// The column of a part of the graph: the values of its edges, in its own order.
  public func part(_ part: Subgraph) -> EdgeColumn {
    EdgeColumn(part.edges.map { values[$0] }, of: part.graph)
  }

  /// The column of a part of a directed graph.
  public func part(_ part: DirectedSubgraph) -> EdgeColumn {
    EdgeColumn(part.edges.map { values[$0] }, of: part.graph)
  }
}

extension NodeColumn: Sendable where Value: Sendable {}
extension NodeColumn: Equatable where Value: Equatable {}
extension NodeColumn: Hashable where Value: Hashable {}
extension EdgeColumn: Sendable where Value: Sendable {}
extension EdgeColumn: Equatable where Value: Equatable {}
extension EdgeColumn: Hashable where Value: Hashable {}
