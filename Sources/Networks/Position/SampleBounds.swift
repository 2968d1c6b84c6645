import Glibc

/// Error bounds of a mean of values in 0 … 1, by how much they were found to vary.
///
/// With mean p, E X² = q and variance σ² = q − p². After r draws, with x = L/r, each of these
/// fails with probability at most e⁻ᴸ:
///
///     q ≤ q̂ + x + √(x² + 2 x q̂)            Chernoff's bound in Hoeffding's form, of X²
///     p ≥ p̂ − √(2 x p̂)                     the same, of X
///     |p̂ − p| ≤ √(2 σ² x) + x/3             Bernstein's inequality, each side
///
/// The first two bound σ², which is never above ¼; the third then bounds the error. Of the
/// probability of failing a twentieth is spent on each of the first two and .45 on each side of the
/// third. All three come from bounds of E eᵗˣ, which draws without putting back only lower, so
/// they hold for those too (Hoeffding, §6).
///
/// Looking until a bound is small enough chooses a moment by what was drawn, which would make it
/// void if it were not paid for. So the draws at which to look are fixed beforehand, look j, from
/// 0, may fail with probability 2⁻ʲ⁻¹ δ, and the sum over all looks is δ: the bounds hold at every
/// look at once, whichever is the last.
///
/// > J.-Y. Audibert, R. Munos, C. Szepesvári. "Exploration–exploitation tradeoff using variance
/// > estimates in multi-armed bandits." 2009.
/// > DOI:[10.1016/j.tcs.2009.01.016](https://doi.org/10.1016/j.tcs.2009.01.016)
/// >
/// > W. Hoeffding. "Probability inequalities for sums of bounded random variables." 1963.
/// > DOI:[10.1080/01621459.1963.10500830](https://doi.org/10.1080/01621459.1963.10500830)
enum SampleBounds {
  static let partOfSides = 0.45
  static let partOfVariance = 0.05

  /// A bound of |p̂ − p|.
  ///
  /// - Parameters:
  ///   - sum: Σ X over the draws.
  ///   - squares: Σ X².
  ///   - failure: δ, over all looks.
  static func error(
    sum: Double, squares: Double, draws: Double, failure: Double, look: Int
  ) -> Double {
    // −ln of the probability with which this look may fail.
    let own = Double(look + 1) * log(2) - log(failure)
    let x = (own - log(partOfVariance)) / draws
    let y = (own - log(partOfSides)) / draws
    let variance = varianceMax(
      sum: sum, squares: squares, draws: draws, ofSquares: x, ofMean: x)
    return (2 * variance * y).squareRoot() + y / 3
  }

  /// The bound of σ² with x = `ofSquares` for E X² and x = `ofMean` for E X.
  static func varianceMax(
    sum: Double, squares: Double, draws: Double, ofSquares: Double, ofMean: Double
  ) -> Double {
    let q = squares / draws
    let p = sum / draws
    let qMax = q + ofSquares + (ofSquares * ofSquares + 2 * ofSquares * q).squareRoot()
    let pMin = max(0, p - (2 * ofMean * p).squareRoot())
    return min(0.25, max(0, qMax - pMin * pMin))
  }

  /// L/r at which Bernstein's bound is `error`.
  static func rate(_ error: Double, variance: Double) -> Double {
    let root = ((2 * variance + 4 * error / 3).squareRoot() - (2 * variance).squareRoot()) * 1.5
    return root * root
  }
}
