/// A symmetric matrix with entries above 0 beside its diagonal and none further away.
struct Tridiagonal {
  var diagonal: [Double] = []
  /// The entries beside the diagonal; one fewer than on it.
  var beside: [Double] = []
  /// The largest eigenvalue, or barely more; see `findLeading`.
  private(set) var value = 0.0
  /// Its vector, of length 1. No entry is below 0, because none beside the diagonal is.
  private(set) var vector: [Double] = []

  /// Finds the largest eigenvalue by bisection and its vector by inverse iteration.
  ///
  /// - Complexity: O(n) a halving, of which there are at most 60.
  mutating func findLeading() {
    let count = diagonal.count
    guard count > 0 else { return }
    var low = diagonal.max() ?? 0
    var high = low
    for place in 0..<count {
      let reach =
        diagonal[place] + (place > 0 ? beside[place - 1] : 0)
        + (place + 1 < count ? beside[place] : 0)
      high = max(high, reach)
    }
    // A little above every eigenvalue, so that the equations below have one answer.
    high += 1e-15 * max(abs(high), abs(low)) + .leastNormalMagnitude
    for _ in 0..<60 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if isAboveAll(middle) { high = middle } else { low = middle }
    }
    value = high
    vector = [Double](repeating: 1, count: count)
    for _ in 0..<3 { improveVector() }
  }

  /// Whether all eigenvalues are below `bound`: whether `bound` · I less this has a positive pivot
  /// everywhere.
  private func isAboveAll(_ bound: Double) -> Bool {
    var pivot = bound - diagonal[0]
    for place in 1..<diagonal.count where pivot > 0 {
      pivot = bound - diagonal[place] - beside[place - 1] * beside[place - 1] / pivot
    }
    return pivot > 0
  }

  /// vector ← (value · I − this)⁻¹ vector, scaled to length 1.
  private mutating func improveVector() {
    let count = diagonal.count
    var pivots = [Double](repeating: 0, count: count)
    for place in 0..<count {
      var pivot = value - diagonal[place]
      if place > 0 {
        let factor = beside[place - 1] / pivots[place - 1]
        pivot -= factor * beside[place - 1]
        vector[place] += factor * vector[place - 1]
      }
      pivots[place] = max(pivot, 1e-300)
    }
    for place in (0..<count).reversed() {
      if place + 1 < count { vector[place] += beside[place] * vector[place + 1] }
      vector[place] /= pivots[place]
    }
    let largest = vector.max() ?? 1
    var squares = 0.0
    for place in 0..<count {
      vector[place] /= largest
      squares += vector[place] * vector[place]
    }
    for place in 0..<count { vector[place] /= squares.squareRoot() }
  }
}
