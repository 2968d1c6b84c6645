/// Whose contacts are themselves well connected.
///
///     λ · x(v) = Σ w(u, v) · x(u)   over the neighbours u (directed: over u → v), largest entry 1
///
/// for the largest λ. Found by power iteration on A + I, which has the same vector and, unlike A,
/// also settles on a bipartite graph, where people and premises alternate.
///
/// Reads as: importance lent by the importance of one's contacts. In a graph of several pieces only
/// the piece with the largest λ keeps values; the others fade to 0. Compare within one piece.
///
/// Degenerate cases: 1 everywhere in a graph without links (every vector fits). In a directed graph
/// without cycles there is no such λ above 0; the answer then says that it did not converge.
///
/// Complexity: O(V + E) a round. Sequential; the same input gives the same bits.
///
/// > P. Bonacich. "Power and centrality: a family of measures." 1987.
/// > DOI:[10.1086/228631](https://doi.org/10.1086/228631)
public struct Eigenvector: Sendable {
  /// The largest change of any entry at which it stops. The default is 1e-12.
  public var tolerance: Double
  /// The most rounds. The default is 10,000: two nearly equal pieces need thousands.
  public var roundsMax: Int

  /// Eigenvector centrality with the given stopping rule.
  public init(tolerance: Double = 1e-12, roundsMax: Int = 10_000) {
    precondition(tolerance > 0 && roundsMax > 0, "an iteration needs a tolerance and a round")
    self.tolerance = tolerance
    self.roundsMax = roundsMax
  }

  /// Eigenvector centrality of every node; weights count where the graph has them.
  public func run(on graph: UndirectedGraph) -> Settled { run(on: graph.ways) }

  /// Eigenvector centrality from the nodes that point here.
  public func run(on graph: DirectedGraph) -> Settled { run(on: graph.ways) }

  private func run(on ways: Ways) -> Settled {
    var x = [Double](repeating: 1, count: ways.nodeCount)
    var next = x
    for round in 1...roundsMax {
      ways.backward.gather(x, weights: ways.weights, into: &next)
      for node in x.indices { next[node] += x[node] }
      scaleToLargestOne(&next)
      let change = largestChange(x, next)
      swap(&x, &next)
      if change <= tolerance { return Settled(values: x, converged: true, rounds: round) }
    }
    return Settled(values: x, converged: false, rounds: roundsMax)
  }
}

/// A column found by iteration, and whether it had settled.
public struct Settled: Hashable, Sendable {
  /// One number a node.
  public let values: [Double]
  /// Whether the last change was within the tolerance.
  public let converged: Bool
  /// The rounds it took.
  public let rounds: Int
}
