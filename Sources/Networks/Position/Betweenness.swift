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
/// Complexity: O(V · E) by steps and O(V · (V + E) log V) by length, in an undirected graph the
/// sum of that over its pieces that no node holds together; O(V + E) memory, by steps 140 bytes a
/// node and thread. Parallel over fixed chunks of sources with ordered sums: any number of threads
/// gives the same bits.
///
/// > U. Brandes. "A faster algorithm for betweenness centrality." 2001.
/// > DOI:[10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249)
///
/// > R. Puzis, P. Zilberman, Y. Elovici, S. Dolev, U. Brandes. "Heuristics for speeding up
/// > betweenness centrality computation." 2012.
/// > DOI:[10.1109/SocialCom-PASSAT.2012.66](https://doi.org/10.1109/SocialCom-PASSAT.2012.66)
public struct Betweenness: Sendable {
  /// What a link counts for. The default is `hops`: weights are ignored unless asked for, because
  /// a count of records says more about policing than about nearness.
  public var length: TieLength

  /// Exact betweenness with the given link length.
  public init(length: TieLength = .hops) { self.length = length }

  /// Betweenness of every node of an undirected graph, each pair counted once.
  public func run(on graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> [Double] {
    // A graph of trees needs no search, and so no chunk that would ask.
    if workers.cancellation?.isCancelled == true { throw CancelledWork() }
    return try nodes(
      of: graph, sources: [Double](repeating: 1, count: graph.nodeCount), workers: workers)
  }

  /// Betweenness of every node along the direction of the links; ordered pairs.
  public func run(on graph: DirectedGraph, workers: Workers) throws(CancelledWork) -> [Double] {
    // A graph of trees needs no search, and so no chunk that would ask.
    if workers.cancellation?.isCancelled == true { throw CancelledWork() }
    return try nodes(
      of: graph, sources: [Double](repeating: 1, count: graph.nodeCount), workers: workers)
  }

  /// Betweenness from some sources only: b(v) with s over `sources` alone, and all t.
  ///
  /// Each pair of a source and another node counts ½, so that all nodes as sources give
  /// betweenness itself. From k sources chosen at random, n/k times the result is an unbiased
  /// estimate of it.
  ///
  /// - Parameter sources: Nodes of the graph; one that is named twice counts twice.
  public func run(
    on graph: UndirectedGraph, sources: [Int], workers: Workers
  ) throws(CancelledWork) -> [Double] {
    try nodes(
      of: graph, sources: Self.counts(sources, nodeCount: graph.nodeCount), workers: workers)
  }

  /// Betweenness from some sources only, along the direction of the links.
  ///
  /// - Parameter sources: Nodes of the graph; one that is named twice counts twice.
  public func run(
    on graph: DirectedGraph, sources: [Int], workers: Workers
  ) throws(CancelledWork) -> [Double] {
    try nodes(
      of: graph, sources: Self.counts(sources, nodeCount: graph.nodeCount), workers: workers)
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
}
