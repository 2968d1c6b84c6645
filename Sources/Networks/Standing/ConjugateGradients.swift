import Primitives

/// Solves (D − c · A) s = v on an undirected graph, D a diagonal not below c times the row sums.
///
/// Conjugate gradients with D as preconditioner, which is the same as on the symmetric positive
/// definite I − c · D^(−1/2) A D^(−1/2). Where D are the row sums and c = .85 the condition is at
/// most 1.85/.15, so that a round gains at least what 3.6 rounds of s ← D⁻¹ (v + c · A s) do.
///
/// Sums over nodes are added block by block, in block order: the same bits on any number of
/// threads. Memory: two columns besides D, s and the residual.
///
/// > M. R. Hestenes, E. Stiefel. "Methods of conjugate gradients for solving linear systems." 1952.
/// > DOI:[10.6028/jres.049.044](https://doi.org/10.6028/jres.049.044)
struct ConjugateGradients {
  private let product: RowProduct
  private let diagonal: WorkColumn
  private let factor: Double
  /// s.
  private let solution: WorkColumn
  /// v − (D − c · A) s.
  private let residual: WorkColumn
  private let direction: WorkColumn
  private let image: WorkColumn
  /// Multiplications with A so far.
  private(set) var rounds = 0

  /// - Parameters:
  ///   - diagonal: D, above 0 everywhere.
  ///   - factor: c.
  ///   - solution: Where it starts, and where s is found.
  ///   - residual: v − (D − c · A) s for that start.
  init(
    _ product: RowProduct, diagonal: WorkColumn, factor: Double, solution: WorkColumn,
    residual: WorkColumn
  ) {
    self.product = product
    self.diagonal = diagonal
    self.factor = factor
    self.solution = solution
    self.residual = residual
    direction = WorkColumn(repeating: 0, count: product.nodeCount)
    image = WorkColumn(repeating: 0, count: product.nodeCount)
  }

  /// Goes on until Σ |residual| ≤ `limit`, for at most `roundsMax` rounds.
  ///
  /// The residual is carried along and drifts from the true one by rounding: who needs a promise
  /// works it out, and puts it right before going on. Stops where rounding leaves no way down.
  mutating func run(
    until limit: Double, roundsMax: Int, on workers: Workers
  ) throws(CancelledWork) {
    direction.values.update(repeating: 0, count: direction.count)
    var sizes = try measured(advancing: 0, on: workers)
    var turn = 0.0
    for _ in 0..<roundsMax where sizes.total > limit {
      try redirect(keeping: turn, on: workers)
      rounds += 1
      let step = try sizes.square / bend(on: workers)
      guard step > 0, step.isFinite else { return }
      let next = try measured(advancing: step, on: workers)
      turn = next.square / sizes.square
      sizes = next
    }
  }

  /// Σ |residual|, and Σ residual² / D.
  private struct Sizes: Sendable {
    var total = 0.0
    var square = 0.0
  }

  /// direction ← residual / D + `turn` · direction.
  private func redirect(keeping turn: Double, on workers: Workers) throws(CancelledWork) {
    try product.forEachBlock(on: workers) { block in
      let (p, r, d) = (direction.values, residual.values, diagonal.values)
      for node in product.nodes(in: block) { p[node] = r[node] / d[node] + turn * p[node] }
    }
  }

  /// image ← (D − c · A) direction; how far the way bends, Σ direction · image.
  private func bend(on workers: Workers) throws(CancelledWork) -> Double {
    try product.sumOverBlocks(on: workers) { block in
      let (p, q, d) = (direction.values, image.values, diagonal.values)
      var sum = 0.0
      product.forEachSum(in: block, of: p) { node, inflow in
        let value = d[node] * p[node] - factor * inflow
        q[node] = value
        sum += p[node] * value
      }
      return sum
    }
  }

  /// A step along the direction, and what is left.
  private func measured(
    advancing step: Double, on workers: Workers
  ) throws(CancelledWork) -> Sizes {
    let parts = try inChunks(product.blockCount, on: workers) { block in
      let (s, p, q) = (solution.values, direction.values, image.values)
      let (r, d) = (residual.values, diagonal.values)
      // Two lanes, because one addition waits for the one before.
      var (even, odd) = (Sizes(), Sizes())
      @inline(__always)
      func go(_ node: Int, _ sizes: inout Sizes) {
        s[node] += step * p[node]
        let left = r[node] - step * q[node]
        r[node] = left
        sizes.total += abs(left)
        sizes.square += left * left / d[node]
      }
      let nodes = product.nodes(in: block)
      var node = nodes.lowerBound
      while node &+ 2 <= nodes.upperBound {
        go(node, &even)
        go(node &+ 1, &odd)
        node &+= 2
      }
      if node < nodes.upperBound { go(node, &even) }
      return Sizes(total: even.total + odd.total, square: even.square + odd.square)
    }
    return parts.reduce(into: Sizes()) { sum, part in
      sum.total += part.total
      sum.square += part.square
    }
  }
}
