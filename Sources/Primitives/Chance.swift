import Glibc

/// Probabilities that more than one room needs, each with its definition.
public enum Chance {
  /// P(X ≥ k) for a Poisson variable with mean `lambda`.
  ///
  /// Summed from the smaller side, so that small tails keep their digits: P(X ≥ 8 | 2) = 1.1e-3.
  ///
  /// - Parameters:
  ///   - k: 0 or less gives 1.
  ///   - lambda: 0 gives 0 for k ≥ 1. Not negative.
  public static func poissonTail(atLeast k: Int, lambda: Double) -> Double {
    guard k > 0 else { return 1 }
    guard lambda > 0 else { return 0 }
    // log P(X = k), then terms upwards until they stop mattering.
    var term = exp(Double(k) * log(lambda) - lambda - lgamma(Double(k) + 1))
    if Double(k) > lambda {
      var sum = 0.0
      var n = k
      while term > sum * 1e-17 && n < k + 10_000 {
        sum += term
        n += 1
        term *= lambda / Double(n)
      }
      return min(1, sum)
    }
    var below = 0.0
    var n = k - 1
    term = exp(Double(n) * log(lambda) - lambda - lgamma(Double(n) + 1))
    while n >= 0 && term > below * 1e-17 {
      below += term
      term *= Double(n) / lambda
      n -= 1
    }
    return max(0, 1 - below)
  }

  /// Wilson's interval for a share: `successes` of `trials` at `z` standard deviations.
  ///
  /// - Returns: 0 … 1 when there were no trials.
  ///
  /// > E. B. Wilson. "Probable inference, the law of succession, and statistical inference." 1927.
  /// > DOI:[10.1080/01621459.1927.10502953](https://doi.org/10.1080/01621459.1927.10502953)
  public static func wilson(
    successes: Int, trials: Int, z: Double = 1.959963984540054
  ) -> (low: Double, high: Double) {
    guard trials > 0 else { return (0, 1) }
    let n = Double(trials)
    let share = Double(successes) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (max(0, middle - half), min(1, middle + half))
  }

  /// Which hypotheses stand at a false-discovery rate of `rate`.
  ///
  /// - Parameter pValues: In any order; the answer is in the same order.
  ///
  /// > Y. Benjamini, Y. Hochberg. "Controlling the false discovery rate." 1995.
  /// > DOI:[10.1111/j.2517-6161.1995.tb02031.x](https://doi.org/10.1111/j.2517-6161.1995.tb02031.x)
  public static func benjaminiHochberg(_ pValues: [Double], rate: Double, tests: Int? = nil)
    -> [Bool]
  {
    let count = max(tests ?? pValues.count, pValues.count)
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var threshold = -1.0
    for (rank, index) in order.enumerated()
    where pValues[index] <= rate * Double(rank + 1) / Double(count) {
      threshold = pValues[index]
    }
    return pValues.map { $0 <= threshold }
  }

  /// The `share` quantile of values, by the nearest rank; nil of none.
  public static func quantile(_ values: [Double], _ share: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count - 1)).rounded())))]
  }
}
