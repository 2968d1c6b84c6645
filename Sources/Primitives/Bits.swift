import Glibc

/// Evidence in bits: log2 of how many times likelier it makes the claim.
///
/// Bits of independent pieces of evidence add up. Zero says nothing; one bit doubles the odds;
/// negative bits speak against.
public struct Bits: Hashable, Comparable, Sendable {
  /// log2 of the likelihood ratio. Finite.
  public let value: Double

  /// - Parameter value: log2 of the likelihood ratio; must be finite.
  public init(_ value: Double) {
    precondition(value.isFinite, "bits are finite; cap a certainty before it becomes bits")
    self.value = value
  }

  /// Evidence that says nothing.
  public static let zero = Bits(0)

  public static func + (left: Bits, right: Bits) -> Bits { Bits(left.value + right.value) }
  public static func - (left: Bits, right: Bits) -> Bits { Bits(left.value - right.value) }
  public static prefix func - (bits: Bits) -> Bits { Bits(-bits.value) }
  public static func += (left: inout Bits, right: Bits) { left = left + right }
  public static func * (left: Bits, right: Double) -> Bits { Bits(left.value * right) }
  public static func < (left: Bits, right: Bits) -> Bool { left.value < right.value }

  /// The prior bits of a claim whose probability is `probability`: log2(p / (1 − p)).
  ///
  /// - Parameter probability: Clamped to 1e-12 … 1 − 1e-12, so that the result stays finite.
  public init(probability: Double) {
    let p = min(max(probability, 1e-12), 1 - 1e-12)
    self.init(log2(p / (1 - p)))
  }

  /// The probability that a claim standing at these bits is true: 2^M / (1 + 2^M).
  public var probability: Double {
    // Written so that a large positive value does not overflow to infinity over infinity.
    value >= 0 ? 1 / (1 + exp2(-value)) : exp2(value) / (1 + exp2(value))
  }
}
