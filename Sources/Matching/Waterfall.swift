public import Primitives

/// Why two records were, or were not, taken for one person: bits that add up.
public struct Waterfall: Hashable, Sendable {
  /// One comparison's part.
  public struct Step: Hashable, Sendable {
    /// What was compared.
    public var comparison: Comparison
    /// Its name in the model.
    public var name: String
    /// The level it took; nil when a side is missing.
    public var level: String?
    /// What the level says on average: log2(m/u).
    public var levelBits: Bits
    /// What the shared value's rarity adds to or takes from that.
    public var rarityBits: Bits

    /// The whole step.
    public var bits: Bits { levelBits + rarityBits }
  }

  /// log2 of the odds that two random records are of one person.
  public var prior: Bits
  /// In the order of `Comparison.position`.
  public var steps: [Step]
  /// Bits taken away because a person's several names were tried.
  public var namesTried: Bits
  /// Bits taken away because two people of one household would agree in much of this too.
  public var household: Bits

  /// Everything together.
  public var total: Bits {
    steps.reduce(prior + namesTried + household) { $0 + $1.bits }
  }
  /// The probability that the two are one person.
  public var probability: Double { total.probability }
}
