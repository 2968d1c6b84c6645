/// How sure resolution must be, and the limits it keeps.
public struct MatchingSettings: Hashable, Sendable {
  /// The probability from which a link joins two adults' records.
  ///
  /// The default is 0.9: one in ten of the weakest links may be wrong, and most links are far
  /// stronger. Range 0.5 … 1.
  public var threshold = 0.9

  /// The probability from which a link joins records of somebody who is, or may be, under 18.
  ///
  /// It holds too where nobody's date of birth is known, and where one is missing and the two share
  /// a name and nothing else of their own, because father and son do so too. The default is 0.999.
  /// Range `threshold` … 1.
  public var childThreshold = 0.999

  /// The probability from which a scored pair is kept in the resolution, joined or not.
  ///
  /// The default is 0.1. Range 0 … `threshold`.
  public var keptFrom = 0.1

  /// The largest block in which every pair is compared.
  ///
  /// The default is 12 records (66 pairs). Records of a larger block meet only if they share more;
  /// see `BlockingPlan`. At least 2.
  public var blockCeiling = 12

  /// The blocking rules in use, by name; nil for all of them. `Resolver.chooseBlocking` chooses
  /// them on labelled data.
  public var blockingRules: [String]?

  /// Random pairs drawn for the u-probabilities.
  ///
  /// The default is 300,000, or all pairs when there are fewer.
  public var randomPairsMax = 300_000

  /// Candidate pairs used for the m-probabilities.
  ///
  /// The default is about 300,000; of more candidates a sample by hash is used.
  public var estimationPairsMax = 300_000

  /// Passes of expectation–maximisation, at most.
  ///
  /// The default is 25; it ends earlier when no m moves by more than 0.0005.
  public var estimationPassesMax = 25

  /// The seed of the random pairs.
  public var seed: UInt64 = 20_260_314

  /// The defaults.
  public init() {}

  func check() {
    precondition(blockCeiling >= 2, "a block of one record has no pair")
    precondition(
      threshold >= 0.5 && threshold <= childThreshold && childThreshold <= 1,
      "thresholds lie in 0.5 … 1, the one for children not below the other")
  }
}
