/// Where a walker is found who follows links at random and sometimes starts afresh.
///
///     r(v) = (1 − d)/N  +  d · ( Σ r(u) · w(u, v)/W(u) over u → v  +  Σ r(z) over z in D, shared by N )
///
/// with W(u) the weight of all links out of u, D the nodes without any (dead ends), d the damping.
/// The last term hands the weight of dead ends back to everyone. Leaving it out loses weight;
/// phones that only ever receive are dead ends.
///
/// Reads as: standing in the flow of contact, weighted by the standing of those it comes from and
/// by how few others they share it with.
///
/// Degenerate cases: 1/N everywhere without links; sums to 1; an empty column for no nodes.
///
/// Complexity: O(V + E) a round; 170 rounds bring d = .85 below 1e-12. Sequential; the same
/// input gives the same bits.
///
/// > S. Brin, L. Page. "The anatomy of a large-scale hypertextual Web search engine." 1998.
/// > DOI:[10.1016/S0169-7552(98)00110-X](https://doi.org/10.1016/S0169-7552(98)00110-X)
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
  public func run(on graph: DirectedGraph) -> Settled { run(on: graph.ways) }

  /// PageRank where every link can be followed both ways.
  public func run(on graph: UndirectedGraph) -> Settled { run(on: graph.ways) }

  private func run(on ways: Ways) -> Settled {
    let count = ways.nodeCount
    guard count > 0 else { return Settled(values: [], converged: true, rounds: 0) }
    let outflow = ways.forward.rowSums(weights: ways.weights)
    var rank = [Double](repeating: 1 / Double(count), count: count)
    var share = rank
    var next = rank
    for round in 1...roundsMax {
      var dead = 0.0
      for node in 0..<count {
        if outflow[node] > 0 {
          share[node] = rank[node] / outflow[node]
        } else {
          share[node] = 0
          dead += rank[node]
        }
      }
      ways.backward.gather(share, weights: ways.weights, into: &next)
      let base = (1 - damping) / Double(count) + damping * dead / Double(count)
      var change = 0.0
      for node in 0..<count {
        next[node] = base + damping * next[node]
        change += abs(next[node] - rank[node])
      }
      swap(&rank, &next)
      if change <= tolerance { return Settled(values: rank, converged: true, rounds: round) }
    }
    return Settled(values: rank, converged: false, rounds: roundsMax)
  }
}
