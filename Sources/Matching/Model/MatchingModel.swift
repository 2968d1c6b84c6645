/// What resolution believes about agreement: data, estimated once and then frozen for scoring.
///
/// Fellegi and Sunter's model with graded levels, and one addition: people of one household agree
/// on family name, home and telephone without being one person, so a pair is weighed against both
/// rivals, "two random people" and "two people of one household".
///
///     bits of a pair = −log2( 2^−B + 2^−H )
///     B = log2(λ/(1−λ)) + Σ log2(m/u)            against two random people
///     H = −log2(h) + Σ log2(m/household)         against two of one household
///
/// > I. P. Fellegi, A. B. Sunter. "A theory for record linkage." 1969.
/// > DOI:[10.1080/01621459.1969.10501049](https://doi.org/10.1080/01621459.1969.10501049)
public struct MatchingModel: Hashable, Sendable {
  /// The version of this layout; written into the text form.
  public static let version = 3

  /// The chance that two random records are of one person. 0 < λ < 1.
  public var lambda: Double
  /// Pairs of one household for every pair of one person. Positive.
  public var householdPairs: Double
  /// In the order of `Comparison.position`: seven, and one for each extra column.
  public var comparisons: [ComparisonModel]
  /// How often values occur; nil for the table, which takes the counts of the records it scores.
  public var terms: TermTables?
  /// Which records become candidates; nil for the table, which takes the blocks of the records it
  /// scores.
  public var blocking: BlockingPlan?
  /// What it was estimated from; all zero for the table.
  public var report: EstimationReport

  /// A model from its parts.
  public init(
    lambda: Double, householdPairs: Double, comparisons: [ComparisonModel],
    terms: TermTables? = nil, blocking: BlockingPlan? = nil,
    report: EstimationReport = EstimationReport()
  ) {
    self.lambda = lambda
    self.householdPairs = householdPairs
    self.comparisons = comparisons
    self.terms = terms
    self.blocking = blocking
    self.report = report
  }

  /// The project's table without any data, for so many records.
  ///
  /// λ is set as if every fourth record had one other of the same person.
  public static func table(records: Int, extraNames: [String] = []) -> MatchingModel {
    let columns = extraNames.prefix(MatchingInput.extraColumnsMax)
    return MatchingModel(
      lambda: min(0.5, 0.25 / Double(max(2, records) - 1)), householdPairs: 1,
      comparisons: DefaultLevels.names.enumerated().map {
        DefaultLevels.comparison(position: $0.offset, name: $0.element)
      }
        + columns.enumerated().map {
          DefaultLevels.comparison(position: 7 + $0.offset, name: "extra:" + $0.element)
        })
  }
}

/// What an estimation saw and did.
public struct EstimationReport: Hashable, Sendable {
  /// Records looked at.
  public var records = 0
  /// Random pairs behind the u's.
  public var randomPairs = 0
  /// Candidate pairs that blocking produced; of many, an estimate from a sample of the records.
  public var candidatePairs = 0
  /// Of them, those used for the m's.
  public var sampledPairs = 0
  /// Passes of expectation–maximisation.
  public var passes = 0
  /// The largest change of an m in the last pass.
  public var lastChange = 0.0
  /// Pairs of one person that the model expects among all pairs.
  public var expectedMatches = 0.0

  /// Nothing estimated.
  public init() {}
}
