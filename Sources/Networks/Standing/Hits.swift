public import Primitives

/// Hubs that point to good authorities, authorities that good hubs point to.
///
///     authority(v) = Σ w(u, v) · hub(u)   over u → v
///     hub(u)       = Σ w(u, v) · authority(v)   over u → v, each with largest entry 1
///
/// Reads as: hub, who gives out to those who matter; authority, whom they turn to. In an undirected
/// graph the two are one (the eigenvector, where the graph is not bipartite).
///
/// Degenerate cases: zeros in a graph without links. Where two pieces or sides are equally strong
/// the answer is one of many; the start (all equal) decides which, so it repeats.
///
/// The hubs are found like the eigenvector of a graph without direction, with a round to the
/// authorities and back as the multiplication; see `LeadingVector`.
///
/// Complexity: O(V + E) a round. Twenty columns besides the graph; 8 bytes an entry more with
/// weights, twice that with direction. The same bits on any number of threads.
///
/// > J. M. Kleinberg. "Authoritative sources in a hyperlinked environment." 1999.
/// > DOI:[10.1145/324133.324140](https://doi.org/10.1145/324133.324140)
public struct Hits: Sendable {
  /// The largest change of any entry at which it stops. The default is 1e-12.
  public var tolerance: Double
  /// The most rounds. The default is 10,000.
  public var roundsMax: Int

  /// Hubs and authorities with the given stopping rule.
  public init(tolerance: Double = 1e-12, roundsMax: Int = 10_000) {
    precondition(tolerance > 0 && roundsMax > 0, "an iteration needs a tolerance and a round")
    self.tolerance = tolerance
    self.roundsMax = roundsMax
  }

  /// Two columns in node order.
  public struct Result: Hashable, Sendable {
    /// How well a node points.
    public let hubs: [Double]
    /// How well a node is pointed to.
    public let authorities: [Double]
    /// Whether the last change was within the tolerance.
    public let converged: Bool
  }

  /// Hubs and authorities along the links; weights count where the graph has them.
  public func run(on graph: DirectedGraph) -> Result {
    neverCancelled { workers throws(CancelledWork) in try run(on: graph, workers: workers) }
  }

  /// Hubs and authorities where every link goes both ways.
  public func run(on graph: UndirectedGraph) -> Result {
    neverCancelled { workers throws(CancelledWork) in try run(on: graph, workers: workers) }
  }

  /// Hubs and authorities along the links, on several threads, and cancellable.
  public func run(on graph: DirectedGraph, workers: Workers) throws(CancelledWork) -> Result {
    try run(on: graph.ways, workers: workers)
  }

  /// Hubs and authorities where every link goes both ways, on several threads, and cancellable.
  public func run(on graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> Result {
    try run(on: graph.ways, workers: workers)
  }

  private func run(on ways: Ways, workers: Workers) throws(CancelledWork) -> Result {
    let back = RowProduct(ways.backward, weights: ways.weights)
    let forth = ways.isDirected ? RowProduct(ways.forward, weights: ways.weights) : back
    let between = WorkColumn(repeating: 0, count: ways.nodeCount)
    let search = LeadingVector(
      blocks: forth, isSymmetric: true, tolerance: tolerance, roundsMax: roundsMax,
      workers: workers)
    let hubs = try search.run { column, result throws(CancelledWork) in
      try back.multiply(column, into: between, on: workers)
      return try forth.multiply(between, into: result, measuring: column, on: workers)
    }
    try back.multiply(WorkColumn(hubs.values), into: between, on: workers)
    var authorities = between.array()
    scaleToLargestOne(&authorities)
    return Result(hubs: hubs.values, authorities: authorities, converged: hubs.converged)
  }
}
