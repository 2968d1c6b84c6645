import Glibc

/// Whether something that came again and again still comes, from how long it has been silent
/// against its own rhythm.
///
/// Coming is a Poisson stream at the thing's own rate until it stops for good, at a constant
/// hazard. The chance that it has not stopped, given the silence since it was last seen, follows.
///
/// > D. C. Schmittlein, D. G. Morrison, R. Colombo. "Counting your customers: who are they and what
/// > will they do next?" Management Science, 1987.
/// > DOI:[10.1287/mnsc.33.1.1](https://doi.org/10.1287/mnsc.33.1.1)
struct SilenceTest: Hashable, Sendable {
  /// How long a car is kept on one road before it is changed, days; its inverse is the hazard.
  static let meanLife = 40.0
  /// A gap that every rhythm starts from, days, and for how many of its own it counts: two visits
  /// are no rhythm.
  static let usualGap = 6.0
  static let weightOfUsual = 2.0

  /// The last day it came.
  let last: Int
  /// Days without it, up to the last day on which it could have been seen.
  let silent: Int
  /// Its own days between comings, the usual gap mixed in.
  let gap: Double

  /// - Parameters:
  ///   - days: Days on which it came, in any order.
  ///   - today: The last day on which it could have been seen.
  /// - Returns: nil when it never came.
  init?(days: Set<Int>, today: Int) {
    guard let first = days.min(), let last = days.max() else { return nil }
    self.last = last
    silent = max(0, today - last)
    let own = Double(days.count - 1)
    gap = max(
      1, (Double(last - first) + Self.weightOfUsual * Self.usualGap) / (own + Self.weightOfUsual))
  }

  /// The chance that it still comes, 0 to 1; one on the day it came.
  var alive: Double {
    let hazard = 1 / Self.meanLife
    let rate = 1 / gap + hazard
    let unseen = exp(-rate * Double(silent))
    return unseen / (unseen + hazard / rate * (1 - unseen))
  }
}
