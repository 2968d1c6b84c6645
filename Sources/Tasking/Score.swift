public import Primitives

/// A score that can say where it came from.
///
/// Invariant: `total` is the prior and every contribution, summed in order. There is no other way
/// to make one, so the waterfall always adds up.
public struct Score: Sendable {
  /// Where the claim stood before anything was found.
  public let prior: Bits
  /// Strongest first, for and against by size; each cap after its family.
  public let contributions: [Contribution]
  /// Signals that could not be asked, and why; they weigh nothing.
  public let unasked: [String: String]
  /// The sum.
  public let total: Bits

  /// Sums a prior and contributions.
  public init(prior: Bits, contributions: [Contribution], unasked: [String: String] = [:]) {
    self.prior = prior
    self.contributions = contributions
    self.unasked = unasked
    total = contributions.reduce(prior) { $0 + $1.bits }
  }

  /// The probability it stands for, in per cent, 0 to 100.
  public var percent: Double { total.probability * 100 }
}
