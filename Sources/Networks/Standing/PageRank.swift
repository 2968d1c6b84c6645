public import Primitives

/// Where a walker is found who follows links at random and sometimes starts afresh.
///
///     r(v) = ( 1 − d  +  d · Σ r(z) over z in D ) · s(v)  +  d · Σ r(u) · w(u, v)/W(u) over u → v
///
/// with d the damping, W(u) the weight of all links out of u, D the nodes without any (dead ends),
/// and s the restart: where the walker starts afresh, 1/N everywhere unless a column is given.
/// From a dead end the walker starts afresh too. Leaving that out loses weight; phones that only
/// ever receive are dead ends.
///
/// Reads as: standing in the flow of contact, weighted by the standing of those it comes from and
/// by how few others they share it with. With a restart: how near to the nodes it names, by many
/// short ways rather than by the shortest; start from a suspect, and read who is around.
///
/// The answer is one step r ← F(r) of the equation's right side after which Σ |F(r) − r| was within
/// the tolerance. A step brings any two columns d times nearer, so the answer is within
///
///     Σ |answer − exact|  ≤  d / (1 − d) · tolerance
///
/// How r is found before that step is a matter of speed alone: without direction by conjugate
/// gradients, with it block after block with the newest values (Gauss and Seidel), in both cases on
/// x = s + d · Σ x(u) · w(u, v)/W(u), which is r but for its sum.
///
/// Degenerate cases: 1/N everywhere without links; sums to 1; an empty column for no nodes; 0 where
/// no way leads from the restart. Where the graph has no dead ends r is linear in s.
///
/// Complexity: O(V + E) a round. On a graph without direction a round gains what 3.6 rounds of
/// plain iteration do at worst: d = .85 comes below 1e-12 in some 47. Seven columns besides the
/// graph; 8 bytes an entry more with weights. The same bits on any number of threads.
///
/// > S. Brin, L. Page. "The anatomy of a large-scale hypertextual Web search engine." 1998.
/// > DOI:[10.1016/S0169-7552(98)00110-X](https://doi.org/10.1016/S0169-7552(98)00110-X)
/// >
/// > T. H. Haveliwala. "Topic-sensitive PageRank." 2002.
/// > DOI:[10.1145/511446.511513](https://doi.org/10.1145/511446.511513)
/// >
/// > G. Jeh, J. Widom. "Scaling personalized web search." 2003.
/// > DOI:[10.1145/775152.775191](https://doi.org/10.1145/775152.775191)
public struct PageRank: Sendable {
  /// d, the share of steps that follow a link. The default is .85, as published. 0 ..< 1.
  public var damping: Double
  /// The summed change at which it stops. The default is 1e-12.
  public var tolerance: Double
  /// The most rounds. The default is 1,000.
  public var roundsMax: Int

  /// PageRank with the given damping and stopping rule.
  public init(damping: Double = 0.85, tolerance: Double = 1e-12, roundsMax: Int = 1_000) {
    precondition(damping >= 0 && damping < 1, "a damping lies in 0 ..< 1")
    precondition(tolerance > 0 && roundsMax > 0, "an iteration needs a tolerance and a round")
    self.damping = damping
    self.tolerance = tolerance
    self.roundsMax = roundsMax
  }

  /// PageRank along the links; weights share out where the graph has them.
  ///
  /// - Parameter restart: How likely a walk starts at each node: finite, none below 0, not all 0;
  ///   scaled to sum to 1. The default, nil, is everywhere alike.
  public func run(on graph: DirectedGraph, restart: [Double]? = nil) -> Settled {
    neverCancelled { workers throws(CancelledWork) in
      try run(on: graph, restart: restart, workers: workers)
    }
  }

  /// PageRank where every link can be followed both ways.
  ///
  /// - Parameter restart: As along the links.
  public func run(on graph: UndirectedGraph, restart: [Double]? = nil) -> Settled {
    neverCancelled { workers throws(CancelledWork) in
      try run(on: graph, restart: restart, workers: workers)
    }
  }

  /// PageRank along the links, on several threads, and cancellable.
  public func run(
    on graph: DirectedGraph, restart: [Double]? = nil, workers: Workers
  ) throws(CancelledWork) -> Settled {
    try run(on: graph.ways, restart: restart, workers: workers)
  }

  /// PageRank where every link can be followed both ways, on several threads, and cancellable.
  public func run(
    on graph: UndirectedGraph, restart: [Double]? = nil, workers: Workers
  ) throws(CancelledWork) -> Settled {
    try run(on: graph.ways, restart: restart, workers: workers)
  }

  private func run(
    on ways: Ways, restart: [Double]?, workers: Workers
  ) throws(CancelledWork) -> Settled {
    let count = ways.nodeCount
    precondition(restart?.count ?? count == count, "a restart column has one entry a node")
    guard count > 0 else { return Settled(values: [], converged: true, rounds: 0) }
    var walk = RandomWalk(ways, restart: restart, damping: damping)
    var aim = tolerance
    var rounds = 0
    while true {
      rounds += try walk.improve(
        until: aim, roundsMax: roundsMax - rounds - 1, on: workers)
      let change = try walk.step(on: workers)
      rounds += 1
      if change <= tolerance || rounds >= roundsMax {
        return Settled(values: walk.answer(), converged: change <= tolerance, rounds: rounds)
      }
      walk.resume()
      aim /= 4
    }
  }
}
