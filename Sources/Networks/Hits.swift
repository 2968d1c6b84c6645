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
/// Complexity: O(V + E) a round. Sequential; the same input gives the same bits.
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
  public func run(on graph: DirectedGraph) -> Result { run(on: graph.ways) }

  /// Hubs and authorities where every link goes both ways.
  public func run(on graph: UndirectedGraph) -> Result { run(on: graph.ways) }

  private func run(on ways: Ways) -> Result {
    var hubs = [Double](repeating: 1, count: ways.nodeCount)
    var authorities = [Double](repeating: 0, count: ways.nodeCount)
    var next = hubs
    for _ in 0..<roundsMax {
      ways.backward.gather(hubs, weights: ways.weights, into: &authorities)
      scaleToLargestOne(&authorities)
      ways.forward.gather(authorities, weights: ways.weights, into: &next)
      scaleToLargestOne(&next)
      let change = largestChange(hubs, next)
      swap(&hubs, &next)
      if change <= tolerance {
        return Result(hubs: hubs, authorities: authorities, converged: true)
      }
    }
    return Result(hubs: hubs, authorities: authorities, converged: false)
  }
}
