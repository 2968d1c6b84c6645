import Primitives
public import Vocabulary

/// Why records would be one person, asked of a few records and a frozen model.
///
/// What two records score depends on the two and the model alone, so the other records that the
/// model was estimated from are not needed. Of n records it costs O(n) once and then a comparison a
/// question.
///
///     let explainer = PairExplainer([one, other], model: model)
///     explainer.waterfall(one.key, other.key)
public struct PairExplainer: Sendable {
  private let comparer: PairComparer
  private let model: MatchingModel

  /// - Parameters:
  ///   - persons: The records that will be asked about.
  ///   - extraNames: The names of the extra columns; see `MatchingInput.extraNames`.
  ///   - model: What pairs are scored with. Where it keeps no counts of values, those of these
  ///     records are taken: then give all of them.
  public init(_ persons: [PersonForMatching], extraNames: [String] = [], model: MatchingModel) {
    var prepared = PreparedPersons(
      MatchingInput(
        persons: persons, extraNames: extraNames, asOf: CivilDate(daysSinceEpoch: 0)))
    if let terms = model.terms { prepared.weigh(by: terms) }
    comparer = PairComparer(persons: prepared)
    self.model = model
  }

  /// From prior to posterior, level by level; nil when one of the two is not among the records.
  public func waterfall(_ one: RecordKey, _ other: RecordKey) -> Waterfall? {
    guard let pair = comparer.persons.pair(one, other) else { return nil }
    return comparer.waterfall(Int(pair.0), Int(pair.1), model)
  }
}
