import Glibc
import Primitives

/// How often members of a group are listed, beside everybody else of the same denominator.
///
///     rate = a / n,    RR = (a / n) / (b / m)
///     ln RR ± z · √(1/a − 1/n + 1/b − 1/m)
///
/// with a of the group's n listed and b of the others' m. There is no ratio where nobody of either
/// side is listed or a side is empty.
///
/// > D. Katz, J. Baptista, S. P. Azen, M. C. Pike. "Obtaining confidence intervals for the risk ratio
/// > in cohort studies." 1978. DOI: [10.2307/2530610](https://doi.org/10.2307/2530610)
public struct RateComparison: Hashable, Sendable {
  /// Listed of the group, and the group's number.
  public let listed: Int
  public let count: Int
  /// Listed of the others, and their number.
  public let otherListed: Int
  public let otherCount: Int

  /// Counts; of each side no more are listed than there are.
  public init(listed: Int, of count: Int, others otherListed: Int, of otherCount: Int) {
    precondition(
      (0...count).contains(listed) && (0...otherCount).contains(otherListed),
      "no more are listed than there are")
    self.listed = listed
    self.count = count
    self.otherListed = otherListed
    self.otherCount = otherCount
  }

  /// The share that is listed, 0 … 1; nil of an empty group.
  public var rate: Double? { count == 0 ? nil : Double(listed) / Double(count) }

  /// Wilson's interval of the share at 95 %.
  public var rateInterval: (low: Double, high: Double) {
    Chance.wilson(successes: listed, trials: count)
  }

  /// The group's rate over that of everybody else; nil where either is nought or not known.
  public var relativeRate: Double? {
    guard listed > 0, otherListed > 0 else { return nil }
    return Double(listed) / Double(count) / (Double(otherListed) / Double(otherCount))
  }

  /// Katz's interval of the relative rate at 95 %.
  public var relativeInterval: (low: Double, high: Double)? {
    guard let ratio = relativeRate else { return nil }
    let reach = exp(1.959963984540054 * error)
    return (ratio / reach, ratio * reach)
  }

  /// The two-sided chance of a relative rate as far from 1, were the rates equal; 1 where there is
  /// no ratio, or no doubt left because everybody is listed.
  public var chance: Double {
    guard let ratio = relativeRate else { return 1 }
    guard error > 0 else { return ratio == 1 ? 1 : 0 }
    return erfc(abs(log(ratio)) / error / 2.0.squareRoot())
  }

  private var error: Double {
    (1 / Double(listed) - 1 / Double(count) + 1 / Double(otherListed) - 1 / Double(otherCount))
      .squareRoot()
  }
}
