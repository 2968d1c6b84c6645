/// All walks that lead to a node, long ones discounted.
///
///     x(v) = base + α · Σ w(u, v) · x(u)   over the neighbours u (directed: over u → v)
///
/// scaled to length 1 (Σ x² = 1). Reads as: attention that arrives by every route, including from
/// people who are nobody's contact: everyone starts with the same base. Works on directed graphs
/// without cycles, where the eigenvector does not.
///
/// Degenerate cases: all nodes equal in a graph without links. The sum is finite only for α < 1/λ;
/// `attenuation` is therefore lowered to 85 % of a safe bound of 1/λ where it is too large, and
/// the result says what was used.
///
/// Complexity: O(V + E) a round. Sequential; the same input gives the same bits.
///
/// > L. Katz. "A new status index derived from sociometric analysis." 1953.
/// > DOI:[10.1007/BF02289026](https://doi.org/10.1007/BF02289026)
public struct Katz: Sendable {
  /// α. The default is 0.1: a contact's contact counts a tenth of a contact. Above 0.
  public var attenuation: Double
  /// The largest change at which it stops, as a share of the largest entry. The default is 1e-12.
  public var tolerance: Double
  /// The most rounds. The default is 10,000.
  public var roundsMax: Int

  /// Katz centrality with the given attenuation and stopping rule.
  public init(attenuation: Double = 0.1, tolerance: Double = 1e-12, roundsMax: Int = 10_000) {
    precondition(attenuation > 0 && attenuation.isFinite, "an attenuation lies above 0")
    precondition(tolerance > 0 && roundsMax > 0, "an iteration needs a tolerance and a round")
    self.attenuation = attenuation
    self.tolerance = tolerance
    self.roundsMax = roundsMax
  }

  /// Katz centrality and the attenuation that was used.
  public struct Result: Hashable, Sendable {
    /// One number a node; their squares sum to 1.
    public let values: [Double]
    /// The α used: as set, or lower where that one has no finite answer.
    public let attenuation: Double
    /// Whether the last change was within the tolerance.
    public let converged: Bool
  }

  /// Katz centrality of every node; weights count where the graph has them.
  public func run(on graph: UndirectedGraph) -> Result { run(on: graph.ways) }

  /// Katz centrality from the nodes that point here.
  public func run(on graph: DirectedGraph) -> Result { run(on: graph.ways) }

  private func run(on ways: Ways) -> Result {
    let bound = spectralBound(ways)
    let alpha = bound * attenuation < 0.95 ? attenuation : 0.85 / bound
    var x = [Double](repeating: 1, count: ways.nodeCount)
    var next = x
    var converged = ways.nodeCount == 0
    for _ in 0..<roundsMax where !converged {
      ways.backward.gather(x, weights: ways.weights, into: &next)
      for node in next.indices { next[node] = 1 + alpha * next[node] }
      converged = largestChange(x, next) <= tolerance * (next.max() ?? 1)
      swap(&x, &next)
    }
    var squares = 0.0
    for value in x { squares += value * value }
    let length = squares.squareRoot()
    return Result(
      values: x.map { $0 / length }, attenuation: alpha, converged: converged)
  }

  /// A number the largest eigenvalue does not exceed: max (A x)(v) / x(v) for any positive x
  /// (Collatz and Wielandt), here after thirty rounds of A + I, which bring it near λ.
  private func spectralBound(_ ways: Ways) -> Double {
    var x = [Double](repeating: 1, count: ways.nodeCount)
    var next = x
    var bound = Double.infinity
    for _ in 0..<30 {
      ways.backward.gather(x, weights: ways.weights, into: &next)
      var largest = 0.0
      for node in x.indices {
        largest = max(largest, next[node] / x[node])
        next[node] += x[node]
      }
      bound = min(bound, largest)
      scaleToLargestOne(&next)
      swap(&x, &next)
    }
    return bound
  }
}
