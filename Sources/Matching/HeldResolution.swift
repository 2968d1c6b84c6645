public import Primitives
public import Vocabulary

/// A resolution that is kept so that new records can be resolved against it.
///
/// It holds the folded records, the links likely enough to be kept, who is one with whom, the model
/// and the settings: about 150 bytes a record and 32 a link. With the same model, adding records
/// gives what resolving everything at once gives, for a cost that follows the new records and the
/// groups they touch; the held records are only walked over once for their keys.
///
///     var held = try resolver.hold(with: model)
///     let night = try held.add(MatchingInput(persons: new, …), on: workers)
///     night.changes        // merges and splits, for the ledger
///     held.resolution()    // everything
public struct HeldResolution: Sendable {
  var state: ResolvedState

  /// The model that everything is scored with.
  public var model: MatchingModel { state.model }
  /// The records held.
  public var count: Int { state.persons.count }

  /// Everything, as `Resolver.resolve` gives it.
  public func resolution() -> Resolution { state.resolution() }

  /// Resolves new records against the held ones.
  ///
  /// The input's judgements, pairs of one event and day replace the ones before: give all of them,
  /// not only the new ones. A record whose key is held already is passed over with a warning;
  /// `update` corrects it. Extra columns are those of the first input, in its order.
  ///
  /// - Throws: `CancelledWork` between chunks; what is held is then as it was.
  public mutating func add(_ input: MatchingInput, on workers: Workers) throws -> AddedRecords {
    try update(input, removing: [], on: workers)
  }

  /// Takes records away and resolves new ones against those that stay, as `add` does.
  ///
  /// A record that was corrected is both: its key goes, and what it says now comes. The result is
  /// what resolving the records that are there now gives, with the same model.
  ///
  /// - Parameter removing: Keys of records that go; those not held are passed over.
  /// - Throws: `CancelledWork` between chunks; what is held is then as it was.
  public mutating func update(
    _ input: MatchingInput, removing: [RecordKey], on workers: Workers
  ) throws -> AddedRecords {
    let before = state
    let merge = try PersonMerge(
      input, removing: removing, into: before.persons, on: workers)
    var next = ResolvedState(
      comparer: PairComparer(persons: merge.persons(weighedBy: before.model)),
      model: before.model, settings: before.settings, asOf: input.asOf,
      judgements: input.judgements, together: input.togetherInEvent)
    let blocks = try Blocks(
      before.model.blocking ?? BlockingPlan(ceiling: before.settings.blockCeiling, rules: []),
      of: next.persons, isNew: merge.isNew, on: workers)
    let found = try CandidateScoring(
      comparer: next.comparer, scorer: PairScorer(before.model), blocks: blocks,
      keptFrom: before.settings.keptFrom
    ).run(on: workers)
    next.scored = Self.merged(merge.moved(before.scored), found.scored)
    next.candidatePairs = before.candidatePairs + found.candidatePairs
    next.warnings = blocks.warnings + merge.warnings
    next.roots = merge.moved(roots: before.roots)
    next.contradicted = before.contradicted.map { merge.places[Int($0)] }.filter { $0 >= 0 }
    var touched = merge.isNew
    merge.touch(&touched, before: before, after: next)
    try next.cluster(touched: touched, on: workers)
    let added = AddedRecords(
      records: merge.added, removed: merge.removed.count, candidatePairs: found.candidatePairs,
      changes: EntityChanges(before: before, after: next, merge).all(), warnings: next.warnings)
    state = next
    return added
  }

  /// Two ordered lists as one.
  private static func merged(
    _ held: [ScoredCandidate], _ new: [ScoredCandidate]
  ) -> [ScoredCandidate] {
    var result: [ScoredCandidate] = []
    result.reserveCapacity(held.count + new.count)
    var at = 0
    for pair in new {
      while at < held.count && (held[at].first, held[at].second) < (pair.first, pair.second) {
        result.append(held[at])
        at += 1
      }
      result.append(pair)
    }
    result.append(contentsOf: held[at...])
    return result
  }
}

extension Resolver {
  /// Resolves as `resolve` does and keeps what later records need.
  ///
  /// - Throws: `CancelledWork` between chunks.
  public func hold(with model: MatchingModel) throws -> HeldResolution {
    var model = model
    // What the model leaves to the records is decided by these, once for all later ones.
    if model.terms == nil { model.terms = terms }
    if model.blocking == nil { model.blocking = plan }
    var state = try whole(with: model)
    // Later records' pairs are not counted by rule.
    state.blocking = []
    return HeldResolution(state: state)
  }
}

/// What adding records did.
public struct AddedRecords: Hashable, Sendable {
  /// Records that are new.
  public var records: Int
  /// Records that went, corrected ones included.
  public var removed: Int
  /// Candidate pairs with a new record.
  public var candidatePairs: Int
  /// Entities that changed, by the smallest key concerned.
  public var changes: [EntityChange]
  /// In a fixed order.
  public var warnings: [MatchingWarning]

  /// An entity with its members.
  public struct Entity: Hashable, Sendable {
    /// Its name.
    public var id: String
    /// In order.
    public var members: [RecordKey]
  }

  /// Entities before, and what became of their members.
  ///
  /// Several before and one after is a merge, one before and several after a split, one and one a
  /// growth, a loss or a new name; others are both at once. `before` holds the members, so that it
  /// can be undone; nothing after means that all records went. Entities of new records alone are no
  /// change.
  public struct EntityChange: Hashable, Sendable {
    /// Entities that were, in order of their first members.
    public var before: [Entity]
    /// Entities that are, in order of their first members; new members included.
    public var after: [Entity]

    /// Whether entities became one.
    public var isMerge: Bool { before.count > 1 && after.count < before.count }
    /// Whether an entity became several.
    public var isSplit: Bool { after.count > 1 && after.count > before.count }
  }
}
