/// The one random generator: the same seed gives the same numbers in every run.
///
/// SplitMix64, which passes BigCrush, has a state of one word, and can be forked by name, so that
/// a new draw in one place does not shift the draws in another. Print the seed when a test fails.
///
/// > G. L. Steele, D. Lea, C. H. Flood. "Fast splittable pseudorandom number generators." 2014.
/// > DOI:[10.1145/2660193.2660195](https://doi.org/10.1145/2660193.2660195)
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  /// - Parameter seed: Any word; neighbouring seeds give unrelated sequences.
  public init(seed: UInt64) { state = StableHash.mix(seed &+ 0x9E37_79B9_7F4A_7C15) }

  @inlinable
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return StableHash.mix(state)
  }

  /// An independent generator for a named purpose; drawing from it leaves this one as it is.
  public func fork(_ purpose: some StringProtocol) -> SeededGenerator {
    SeededGenerator(seed: state ^ StableHash.of(purpose))
  }

  /// An independent generator for the `number`th of many like things.
  public func fork(_ number: Int) -> SeededGenerator {
    SeededGenerator(
      seed: StableHash.mix(state &+ UInt64(bitPattern: Int64(number)) &* 0xD1B5_4A32_D192_ED03))
  }

  /// Uniform in 0 ..< 1, on a grid of 2⁻⁵³.
  @inlinable
  public mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }

  /// Uniform in 0 ..< `bound`, without modulo bias (Lemire's multiplication).
  @inlinable
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a draw needs at least one outcome")
    return Int(Int.random(in: 0..<bound, using: &self))
  }

  /// True with the given probability.
  @inlinable
  public mutating func chance(_ probability: Double) -> Bool { unit() < probability }
}
