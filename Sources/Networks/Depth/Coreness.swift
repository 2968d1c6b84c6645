/// How much of the core each node is (continuous core–periphery, MINRES).
///
/// Looks for the numbers c that come nearest to the links as products:
///
///     minimise Σ ( a(i, j) − c(i) · c(j) )²  over i ≠ j
///     c(i) = Σ a(i, j) c(j) / ( Σ c(j)² − c(i)² )
///
/// one node after the other, each step the best for that node, scaled in the end to Σ c² = 1.
///
/// Reads as: a degree of belonging to the core, where `CorePeriphery` says yes or no. The
/// correlation says how well such a picture fits at all.
///
/// Degenerate cases: zeros without links. Complexity: O(V + E) a round. Sequential; the same input
/// gives the same bits.
///
/// > S. P. Borgatti, M. G. Everett. "Models of core/periphery structures." 2000.
/// > DOI:[10.1016/S0378-8733(99)00019-2](https://doi.org/10.1016/S0378-8733(99)00019-2)
/// >
/// > J. P. Boyd, W. J. Fitzgerald, M. C. Mahutga, D. A. Smith. "Computing continuous core/periphery
/// > structures for social relations data with MINRES/SVD." 2010.
/// > DOI:[10.1016/j.socnet.2009.09.003](https://doi.org/10.1016/j.socnet.2009.09.003)
public struct Coreness: Sendable {
  /// The largest change of any entry at which it stops. The default is 1e-12.
  public var tolerance: Double
  /// The most rounds. The default is 10,000: two nearly equal cores need thousands.
  public var roundsMax: Int

  /// Coreness with the given stopping rule.
  public init(tolerance: Double = 1e-12, roundsMax: Int = 10_000) {
    precondition(tolerance > 0 && roundsMax > 0, "an iteration needs a tolerance and a round")
    self.tolerance = tolerance
    self.roundsMax = roundsMax
  }

  /// Coreness and its fit.
  public struct Result: Hashable, Sendable {
    /// One number a node; their squares sum to 1.
    public let values: [Double]
    /// The correlation of links with products of values over all pairs; 0 where one does not vary.
    public let correlation: Double
    /// Whether the last change was within the tolerance.
    public let converged: Bool
  }

  /// Coreness of every node; weights count where the graph has them.
  public func run(on graph: UndirectedGraph) -> Result {
    let rows = graph.rows
    let weights = graph.weights.map { rows.entries(of: $0) }
    var c = graph.degrees()
    scaleToLargestOne(&c)
    var squares = c.reduce(0) { $0 + $1 * $1 }
    var converged = false
    for _ in 0..<roundsMax where !converged {
      var change = 0.0
      for node in c.indices {
        let others = squares - c[node] * c[node]
        var sum = 0.0
        for position in rows.range(of: node) {
          sum += (weights?[position] ?? 1) * c[Int(rows.targets[position])]
        }
        let value = others > 1e-300 ? sum / others : 0
        change = max(change, abs(value - c[node]))
        squares = others + value * value
        c[node] = value
      }
      // Summed afresh, so that the errors of many small corrections do not gather.
      squares = c.reduce(0) { $0 + $1 * $1 }
      converged = change <= tolerance
    }
    let length = squares.squareRoot()
    let values = length > 0 ? c.map { $0 / length } : c
    return Result(
      values: values, correlation: correlation(graph, values), converged: converged)
  }

  private func correlation(_ graph: UndirectedGraph, _ c: [Double]) -> Double {
    var sum = 0.0
    var squares = 0.0
    var fourths = 0.0
    for value in c {
      sum += value
      squares += value * value
      fourths += value * value * value * value
    }
    var links = 0.0
    var linkSquares = 0.0
    var both = 0.0
    graph.forEachEdge { edge, a, b in
      let weight = graph.weight(of: edge)
      links += weight
      linkSquares += weight * weight
      both += weight * c[a] * c[b]
    }
    // Sums over unordered pairs i < j.
    let pairs = Double(c.count) * Double(c.count - 1) / 2
    let products = (sum * sum - squares) / 2
    let productSquares = (squares * squares - fourths) / 2
    let spread =
      (pairs * linkSquares - links * links) * (pairs * productSquares - products * products)
    return spread > 1e-12 ? (pairs * both - links * products) / spread.squareRoot() : 0
  }
}
