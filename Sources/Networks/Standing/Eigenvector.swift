public import Primitives

/// Whose contacts are themselves well connected.
///
///     λ · x(v) = Σ w(u, v) · x(u)   over the neighbours u (directed: over u → v), largest entry 1
///
/// for the largest λ: what remains of all ones after multiplying with A + I again and again, which
/// has the same vector as A and, unlike it, also settles on a bipartite graph, where people and
/// premises alternate.
///
/// Reads as: importance lent by the importance of one's contacts. In a graph of several pieces only
/// the piece with the largest λ keeps values; the others fade to 0. Pieces with exactly the same λ
/// all keep what they have of all ones. Compare within one piece; values below the tolerance say
/// no more than that they are small.
///
/// Without direction sixteen multiplications at a time are put together to the best there is in
/// them; see `LeadingVector`. The last round is always a plain one, and its change is judged.
///
/// Degenerate cases: 1 everywhere in a graph without links (every vector fits). In a directed graph
/// without cycles there is no such λ above 0; the answer then says that it did not converge.
///
/// Complexity: O(V + E) a round. Two columns besides the graph with direction, nineteen without; 8
/// bytes an entry more with weights. The same bits on any number of threads.
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
  public func run(on graph: UndirectedGraph) -> Settled {
    neverCancelled { workers throws(CancelledWork) in try run(on: graph, workers: workers) }
  }

  /// Eigenvector centrality from the nodes that point here.
  public func run(on graph: DirectedGraph) -> Settled {
    neverCancelled { workers throws(CancelledWork) in try run(on: graph, workers: workers) }
  }

  /// Eigenvector centrality of every node, on several threads, and cancellable.
  public func run(on graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> Settled {
    try run(on: graph.ways, workers: workers)
  }

  /// Eigenvector centrality from the nodes that point here, on several threads, and cancellable.
  public func run(on graph: DirectedGraph, workers: Workers) throws(CancelledWork) -> Settled {
    try run(on: graph.ways, workers: workers)
  }

  private func run(on ways: Ways, workers: Workers) throws(CancelledWork) -> Settled {
    let product = RowProduct(ways.backward, weights: ways.weights)
    let search = LeadingVector(
      blocks: product, isSymmetric: !ways.isDirected, tolerance: tolerance, roundsMax: roundsMax,
      workers: workers)
    // All ones become 1 + the degree; a round less, of eighteen on 50,000 nodes.
    let first = WorkColumn(ways.backward.rowSums(weights: ways.weights).map { 1 + $0 })
    return try search.run(first: first) { column, result throws(CancelledWork) in
      try product.multiply(
        column, into: result, adding: column, measuring: column, on: workers)
    }
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
