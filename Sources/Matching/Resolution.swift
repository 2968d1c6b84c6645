public import Primitives
public import Vocabulary

/// A record in its entity.
public struct ResolvedMember: Hashable, Sendable {
  /// The record.
  public var key: RecordKey
  /// How likely it belongs here: the probability of its strongest link within the entity; 1 for a
  /// record alone and for one that a judgement joined.
  public var probability: Double
}

/// One person: the records found to be about them.
public struct ResolvedEntity: Hashable, Sendable {
  /// `p-` and twelve hexadecimal digits of a stable hash of the smallest member's key. It stays as
  /// long as that member stays the smallest.
  public var id: String
  /// In order of their keys; never empty.
  public var members: [ResolvedMember]
}

/// A pair that was scored and likely enough to be kept.
public struct ScoredPair: Hashable, Sendable {
  /// The smaller key.
  public var first: RecordKey
  /// The larger key.
  public var second: RecordKey
  /// Evidence that they are one person, prior included.
  public var bits: Bits
  /// The level of each comparison, by `Comparison.position`: an index into the model's levels;
  /// −1 where a side is missing.
  public var levels: [Int8]
  /// Whether both stand in one entity.
  public var isJoined: Bool

  /// The probability that they are one person.
  public var probability: Double { bits.probability }
}

/// What resolution found.
public struct Resolution: Sendable {
  /// In order of their first members' keys. Every record stands in exactly one.
  public var entities: [ResolvedEntity]
  /// In order of their keys.
  public var pairs: [ScoredPair]
  /// In a fixed order.
  public var warnings: [MatchingWarning]
  /// Candidate pairs that were scored.
  public var candidatePairs: Int
  /// The blocking rules in use with the pairs that each makes by itself; a pair may be made by
  /// several. Empty for a resolution that was held and added to.
  public var blocking: [BlockingRuleCount] = []
}

/// A blocking rule in use, and the pairs that it makes by itself.
public struct BlockingRuleCount: Hashable, Sendable {
  /// The rule's name, for `MatchingSettings.blockingRules`.
  public var name: String
  /// Pairs that share the rule's key, after hot keys were cut.
  public var pairs: Int
}
