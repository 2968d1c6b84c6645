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
  let comparer: PairComparer
  let candidates: Blocker.Candidates

  /// Folds the records and finds candidate pairs. The dear part after scoring; O(records log
  /// records) and the candidates.
  ///
  /// - Throws: `CancelledWork` between chunks.
  public init(
    _ input: MatchingInput, settings: MatchingSettings = MatchingSettings(), on workers: Workers
  ) throws {
    precondition(settings.blockCeiling >= 2, "a block of one record has no pair")
    precondition(
      settings.threshold >= 0.5 && settings.threshold <= settings.childThreshold
        && settings.childThreshold <= 1,
      "thresholds lie in 0.5 … 1, the one for children not below the other")
    self.input = input
    self.settings = settings
    self.workers = workers
    comparer = PairComparer(persons: PreparedPersons(input))
    candidates = try Blocker(persons: comparer.persons, ceiling: settings.blockCeiling)
      .candidates(on: workers)
  }

  /// Estimates a model from these records, without labels.
  ///
  /// - Throws: `CancelledWork` between chunks.
  public func estimateModel() throws -> MatchingModel {
    try Estimation(comparer: comparer, settings: settings, extraNames: input.extraNames)
      .model(candidates: candidates.pairs, on: workers)
  }

  /// Scores the candidates with a frozen model and joins them under the constraints.
  ///
  /// Term frequencies are those of these records; the model's chances are taken as they are. A
  /// model with other extra columns than the input's is used by position; columns it lacks weigh
  /// nothing.
  ///
  /// - Throws: `CancelledWork` between chunks.
  public func resolve(with model: MatchingModel) throws -> Resolution {
    let scorer = PairScorer(model)
    let scored = try scoreCandidates(scorer)
    let judged = Judgements(input.judgements, ordinals: ordinals(of: input.judgements))
    let together = ordinalPairs(input.togetherInEvent.map { ($0.first, $0.second) })
    var warnings = comparer.persons.warnings + candidates.warnings
    let threshold = Float(Bits(probability: settings.threshold).value)
    let links =
      judged.links
      + scored.compactMap { pair -> Clusterer.Link? in
        guard pair.bits >= threshold, !judged.isUnsure(pair.first, pair.second) else { return nil }
        return Clusterer.Link(first: pair.first, second: pair.second, bits: pair.bits)
      }
    let childThreshold = Float(Bits(probability: settings.childThreshold).value)
    var clusterer = Clusterer(
      facts: facts(), apart: together + judged.apart,
      limits: Clusterer.Limits(bitsMin: threshold, childBitsMin: childThreshold),
      pairBits: { scorer.bits(comparer.compare($0, $1)) })
    let roots = clusterer.run(links)
    if clusterer.contradictions > 0 {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-JUDGEMENT-AGAINST", count: clusterer.contradictions,
          text: "judgements \"same\" joined records that something else says are two persons"))
    }
    return Resolution(
      entities: entities(roots, scored, judged), pairs: kept(scored, roots, scorer.positions),
      warnings: warnings, candidatePairs: candidates.pairs.count)
  }

  /// Why the two would be one person; nil when one of them is not among the records.
  ///
  /// Any two records can be asked about, candidates or not.
  public func explain(
    _ one: RecordKey, _ other: RecordKey, with model: MatchingModel
  ) -> Waterfall? {
    guard let a = ordinal(of: one), let b = ordinal(of: other), a != b else { return nil }
    return comparer.waterfall(min(a, b), max(a, b), model)
  }

  /// The record's position, by bisection.
  func ordinal(of key: RecordKey) -> Int? {
    let keys = comparer.persons.keys
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }
}
