public import Primitives

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
/// Without direction found by conjugate gradients; with it by taking the right side again and
/// again. The last round always does the latter, and its change is judged.
///
/// Complexity: O(V + E) a round. Six columns besides the graph; 8 bytes an entry more with weights.
/// The same bits on any number of threads.
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
  public func run(on graph: UndirectedGraph) -> Result {
    neverCancelled { workers throws(CancelledWork) in try run(on: graph, workers: workers) }
  }

  /// Katz centrality from the nodes that point here.
  public func run(on graph: DirectedGraph) -> Result {
    neverCancelled { workers throws(CancelledWork) in try run(on: graph, workers: workers) }
  }

  /// Katz centrality of every node, on several threads, and cancellable.
  public func run(on graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> Result {
    try run(on: graph.ways, workers: workers)
  }

  /// Katz centrality from the nodes that point here, on several threads, and cancellable.
  public func run(on graph: DirectedGraph, workers: Workers) throws(CancelledWork) -> Result {
    try run(on: graph.ways, workers: workers)
  }

  private func run(on ways: Ways, workers: Workers) throws(CancelledWork) -> Result {
    let count = ways.nodeCount
    let product = RowProduct(ways.backward, weights: ways.weights)
    var (x, next) = (WorkColumn(repeating: 1, count: count), WorkColumn(repeating: 1, count: count))
    let bound = try spectralBound(product, &x, &next, on: workers)
    let alpha = bound * attenuation < 0.95 ? attenuation : 0.85 / bound
    x.values.update(repeating: 1, count: count)
    var rounds = 0
    var converged = count == 0
    // A sum over nodes, which conjugate gradients watch, against the largest entry; a guess that
    // the step afterwards judges.
    var aim = tolerance * Double(count).squareRoot()
    while !converged, rounds < roundsMax {
      let largest = try step(product, from: x, to: next, times: alpha, on: workers)
      rounds += 1
      converged = largest.change <= tolerance * largest.entry
      swap(&x, &next)
      guard !converged, !ways.isDirected else { continue }
      rounds += try improve(
        x, product, alpha, until: aim * largest.entry, roundsMax: roundsMax - rounds - 2,
        on: workers)
      aim /= 4
    }
    let values = x.array()
    var squares = 0.0
    for value in values { squares += value * value }
    let length = squares.squareRoot()
    return Result(
      values: values.map { $0 / length }, attenuation: alpha, converged: converged)
  }

  /// The largest entry of a column and its largest change.
  private struct Largest: Sendable {
    var entry = 1.0
    var change = 0.0
  }

  /// next ← 1 + α · A x.
  private func step(
    _ product: RowProduct, from x: WorkColumn, to next: WorkColumn, times alpha: Double,
    on workers: Workers
  ) throws(CancelledWork) -> Largest {
    let parts = try inChunks(product.blockCount, on: workers) { block in
      let (x, y) = (x.values, next.values)
      var largest = Largest()
      product.forEachSum(in: block, of: x) { node, sum in
        y[node] = 1 + alpha * sum
        largest.entry = max(largest.entry, y[node])
        largest.change = max(largest.change, abs(y[node] - x[node]))
      }
      return largest
    }
    return parts.reduce(into: Largest()) { all, part in
      all.entry = max(all.entry, part.entry)
      all.change = max(all.change, part.change)
    }
  }

  /// Brings x nearer by conjugate gradients; the rounds it took.
  private func improve(
    _ x: WorkColumn, _ product: RowProduct, _ alpha: Double, until change: Double,
    roundsMax: Int, on workers: Workers
  ) throws(CancelledWork) -> Int {
    guard roundsMax > 0 else { return 0 }
    // What a step would change is what is left over of (I − α · A) x = 1.
    let left = WorkColumn(repeating: 0, count: x.count)
    _ = try step(product, from: x, to: left, times: alpha, on: workers)
    for node in 0..<x.count { left.values[node] -= x.values[node] }
    var gradients = ConjugateGradients(
      product, diagonal: WorkColumn(repeating: 1, count: x.count), factor: alpha, solution: x,
      residual: left)
    try gradients.run(until: change, roundsMax: roundsMax, on: workers)
    return gradients.rounds + 1
  }

  /// A number the largest eigenvalue does not exceed: max (A x)(v) / x(v) for any positive x
  /// (Collatz and Wielandt), here after thirty rounds of A + I, which bring it near λ.
  private func spectralBound(
    _ product: RowProduct, _ x: inout WorkColumn, _ next: inout WorkColumn, on workers: Workers
  ) throws(CancelledWork) -> Double {
    var bound = Double.infinity
    for _ in 0..<30 {
      let parts = try inChunks(product.blockCount, on: workers) { [x, next] block in
        let (x, y) = (x.values, next.values)
        var (ratio, entry) = (0.0, 0.0)
        product.forEachSum(in: block, of: x) { node, sum in
          ratio = max(ratio, sum / x[node])
          y[node] = sum + x[node]
          entry = max(entry, y[node])
        }
        return Largest(entry: entry, change: ratio)
      }
      bound = min(bound, parts.reduce(0) { max($0, $1.change) })
      let entry = parts.reduce(0) { max($0, $1.entry) }
      guard entry > 0 else { return 0 }
      for node in 0..<x.count { next.values[node] /= entry }
      swap(&x, &next)
    }
    return bound
  }
}
