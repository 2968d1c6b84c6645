public import Primitives

/// On how many shortest ways a node lies (exact).
///
///     b(v) = Σ σ(s, t | v) / σ(s, t)   over s ≠ v ≠ t
///
/// with σ(s, t) the number of shortest ways from s to t and σ(s, t | v) of those that pass v. In
/// an undirected graph each pair counts once. Not normalised; see `normalised(_:directed:)`.
///
/// Reads as: who stands between others. A broker with few contacts of their own can be high; a
/// person everybody phones need not be.
///
/// Degenerate cases: 0 for a node without links, for an end of a path, in a clique, and
/// everywhere in a graph of fewer than three nodes. Pairs with no way between them count nothing.
///
/// Complexity: O(V · E) by steps and O(V · (V + E) log V) by length; O(64 · V) memory. Parallel
/// over fixed chunks of sources with ordered sums: any number of threads gives the same bits.
///
/// > U. Brandes. "A faster algorithm for betweenness centrality." 2001.
/// > DOI:[10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249)
public struct Betweenness: Sendable {
  /// What a link counts for. The default is `hops`: weights are ignored unless asked for, because
  /// a count of records says more about policing than about nearness.
  public var length: TieLength

  /// Exact betweenness with the given link length.
  public init(length: TieLength = .hops) { self.length = length }

  /// Betweenness of every node of an undirected graph, each pair counted once.
  public func run(on graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> [Double] {
    try run(on: graph.ways, workers: workers).map { $0 / 2 }
  }

  /// Betweenness of every node along the direction of the links; ordered pairs.
  public func run(on graph: DirectedGraph, workers: Workers) throws(CancelledWork) -> [Double] {
    try run(on: graph.ways, workers: workers)
  }

  /// Divided by the number of pairs of others, so that it lies in 0 … 1.
  ///
  /// - Parameter directed: Whether pairs are ordered: (n−1)(n−2), or half of that.
  /// - Returns: Zeros when there are fewer than three nodes.
  public static func normalised(_ values: [Double], directed: Bool) -> [Double] {
    let n = Double(values.count)
    guard n > 2 else { return values.map { _ in 0 } }
    let pairs = (n - 1) * (n - 2) / (directed ? 1 : 2)
    return values.map { $0 / pairs }
  }

  private func run(on ways: Ways, workers: Workers) throws(CancelledWork) -> [Double] {
    let count = ways.nodeCount
    let chunks = chunkCount(of: count, nodeCount: count)
    let lengths = length.lengths(weights: ways.weights, edgeCount: ways.edgeCount)
    let parts = try inChunks(chunks, on: workers) { chunk -> [Double] in
      let sources = chunkBounds(chunk, of: chunks, count: count)
      if let lengths {
        return Self.dependencies(of: sources, ways: ways, lengths: lengths)
      }
      return Self.dependencies(of: sources, along: ways.forward)
    }
    var total = [Double](repeating: 0, count: count)
    for part in parts {
      for node in 0..<count { total[node] += part[node] }
    }
    return total
  }
}
