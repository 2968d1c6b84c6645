public import Primitives

/// How near a node is to those it can reach.
///
///     closeness(v) = reached(v) / Σ d(v, u)   over the u that v can reach, v itself not counted
///
/// Reads as: how quickly word from here gets round. Compare only nodes that reach equally many;
/// a pair cut off from everyone is 1 and reaches 1. That is why `reached` stands beside it. For
/// one number that takes both into account see `Harmonic`.
///
/// Degenerate cases: 0 and reached 0 for a node that reaches nobody. In a directed graph ways run
/// along the links, away from the node.
///
/// Complexity: O(V · (V + E) log V) by length, every node on its own. By steps O(V · E), of which
/// 512 sources share one walk where their ways run together, as they do in a network of short
/// ways; 192 bytes a node and thread, and 16 columns. Any number of threads gives the same bits.
///
/// > L. C. Freeman. "Centrality in social networks: conceptual clarification." 1978.
/// > DOI:[10.1016/0378-8733(78)90021-7](https://doi.org/10.1016/0378-8733(78)90021-7)
public struct Closeness: Sendable {
  /// What a link counts for. The default is `hops`.
  public var length: TieLength

  /// Closeness with the given link length.
  public init(length: TieLength = .hops) { self.length = length }

  /// Two columns in node order.
  public struct Result: Hashable, Sendable {
    /// Nodes reached divided by the sum of the distances to them.
    public let values: [Double]
    /// The number of other nodes that can be reached.
    public let reached: [Int]
  }

  /// Closeness of every node.
  public func run(on graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> Result {
    try run(on: graph.ways, workers: workers)
  }

  /// Closeness of every node along the links.
  public func run(on graph: DirectedGraph, workers: Workers) throws(CancelledWork) -> Result {
    try run(on: graph.ways, workers: workers)
  }

  private func run(on ways: Ways, workers: Workers) throws(CancelledWork) -> Result {
    let sums = try ways.distanceSums(.distance, length: length, workers: workers)
    return Result(
      values: sums.map { $0.sum > 0 ? Double($0.reached) / $0.sum : 0 },
      reached: sums.map(\.reached))
  }
}

/// The sum of the inverse distances to everyone.
///
///     harmonic(v) = Σ 1 / d(v, u)   over u ≠ v; nothing for a u that cannot be reached
///
/// Reads as: how much of the network is near. Unlike closeness it can be compared between
/// separate pieces.
///
/// Degenerate cases: 0 for a node that reaches nobody. In a directed graph ways run along the
/// links, away from the node. Complexity and repeatability as `Closeness`.
///
/// > M. Marchiori, V. Latora. "Harmony in the small-world." 2000.
/// > DOI:[10.1016/S0378-4371(00)00311-3](https://doi.org/10.1016/S0378-4371(00)00311-3)
public struct Harmonic: Sendable {
  /// What a link counts for. The default is `hops`.
  public var length: TieLength

  /// Harmonic centrality with the given link length.
  public init(length: TieLength = .hops) { self.length = length }

  /// Harmonic centrality of every node.
  public func run(on graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> [Double] {
    try graph.ways.distanceSums(.inverse, length: length, workers: workers).map(\.sum)
  }

  /// Harmonic centrality of every node along the links.
  public func run(on graph: DirectedGraph, workers: Workers) throws(CancelledWork) -> [Double] {
    try graph.ways.distanceSums(.inverse, length: length, workers: workers).map(\.sum)
  }
}

extension Ways {
  /// Σ of the term over all that a node can reach, for every node.
  ///
  /// By steps all walks run together; by length every node walks on its own.
  func distanceSums(
    _ term: DistanceTerm, length: TieLength, workers: Workers
  ) throws(CancelledWork) -> [DistanceTally] {
    let count = nodeCount
    guard let lengths = length.lengths(weights: weights, edgeCount: edgeCount) else {
      return try distanceTallies(
        to: (0..<count).map(UInt32.init), term: term, length: .hops, workers: workers)
    }
    return try forEachSource(
      count: count, nodeCount: count, on: workers, scratch: { LengthWalk(nodeCount: count) }
    ) { source, walk in
      walk.walk(from: source, along: forward, lengths: lengths)
      var sum = DistanceTally()
      for node in walk.reached.dropFirst() { sum.add(term.of(walk.distance[Int(node)])) }
      return sum
    }
  }
}
