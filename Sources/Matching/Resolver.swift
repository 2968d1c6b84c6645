public import Primitives
public import Vocabulary

/// Person records of many sources to entities.
///
///     let resolver = try Resolver(input, settings: MatchingSettings(), on: workers)
///     let model = try resolver.estimateModel()        // or MatchingModel(text: …), frozen before
///     let resolution = try resolver.resolve(with: model)
///
/// The same records give the same bytes in any order and on any number of threads.
public struct Resolver: Sendable {
  let input: MatchingInput
  let settings: MatchingSettings
  let workers: Workers
  /// The records, weighed by their own counts.
  let comparer: PairComparer
  let terms: TermTables
  let plan: BlockingPlan
  let blocks: Blocks

  /// Folds the records, counts their values and finds their blocks. O(records); a pair of records
  /// is not looked at yet.
  ///
  /// - Throws: `CancelledWork` between chunks.
  public init(
    _ input: MatchingInput, settings: MatchingSettings = MatchingSettings(), on workers: Workers
  ) throws {
    settings.check()
    var persons = try PreparedPersons(unweighed: input, on: workers)
    terms = persons.countTerms()
    persons.weigh(by: terms)
    self.input = MatchingInput(
      persons: [], extraNames: input.extraNames, togetherInEvent: input.togetherInEvent,
      judgements: input.judgements, asOf: input.asOf)
    self.settings = settings
    self.workers = workers
    comparer = PairComparer(persons: persons)
    let frozen = try FrozenBlocks(
      BlockingRule.inUse(settings, extraColumns: persons.extras.count), over: persons,
      ceiling: settings.blockCeiling, on: workers)
    plan = frozen.plan
    blocks = frozen.blocks
  }

  /// The mean number of other records of one person from which values are counted by person.
  static let ownRecordsMin = 2.0

  /// Estimates a model from these records, without labels.
  ///
  /// Where people have many records, a rare value is mostly shared by one person's records, which
  /// says nothing of how many people have it. Then the first model groups the records, values are
  /// counted once for each group, and the model is estimated anew: twice the cost.
  ///
  /// - Throws: `CancelledWork` between chunks.
  public func estimateModel() throws -> MatchingModel {
    var model = try Estimation(
      comparer: comparer, settings: settings, extraNames: input.extraNames
    ).model(candidates: blocks, on: workers)
    model.terms = terms
    let own = 2 * model.report.expectedMatches / Double(max(1, comparer.persons.count))
    if own >= Self.ownRecordsMin {
      model.terms = try countedByPerson(model)
      let terms = model.terms
      model = try Estimation(
        comparer: comparer(for: model), settings: settings, extraNames: input.extraNames
      ).model(candidates: blocks, on: workers)
      model.terms = terms
    }
    model.blocking = plan
    return model
  }

  /// Scores the candidates with a frozen model and joins them under the constraints.
  ///
  /// Chances, counts of values and blocks are the model's; where it has no counts or no blocks they
  /// are these records' own. So what two records score depends on the two and the model alone. A
  /// model with other extra columns than the input's is used by position; columns it lacks weigh
  /// nothing.
  ///
  /// - Throws: `CancelledWork` between chunks.
  public func resolve(with model: MatchingModel) throws -> Resolution {
    try whole(with: model).resolution()
  }

  /// Why the two would be one person; nil when one of them is not among the records.
  ///
  /// Any two records can be asked about, candidates or not. With a model of other records it costs
  /// O(records), because its counts are laid out anew.
  public func explain(
    _ one: RecordKey, _ other: RecordKey, with model: MatchingModel
  ) -> Waterfall? {
    guard let a = ordinal(of: one), let b = ordinal(of: other), a != b else { return nil }
    return comparer(for: model).waterfall(min(a, b), max(a, b), model)
  }
}
