public import Primitives
public import Vocabulary

/// A person's decision on two records.
public struct MatchingJudgement: Hashable, Sendable {
  /// What was decided.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// One person. Always wins over evidence and constraints.
    case same
    /// Two persons. Never joined, by no path of links.
    case notTheSame = "not_the_same"
    /// Looked at and left open: this pair joins nothing by itself.
    case unsure
  }

  /// One of the two records.
  public var left: RecordKey
  /// The other.
  public var right: RecordKey
  /// What was decided.
  public var verdict: Verdict

  /// A decision; the order of the two records means nothing.
  public init(left: RecordKey, right: RecordKey, verdict: Verdict) {
    self.left = left
    self.right = right
    self.verdict = verdict
  }
}

/// Two records that one event names as two persons.
public struct RecordPair: Hashable, Comparable, Sendable {
  /// The smaller key.
  public let first: RecordKey
  /// The larger key.
  public let second: RecordKey

  /// A pair; the order in which the two are given means nothing.
  public init(_ one: RecordKey, _ other: RecordKey) {
    first = min(one, other)
    second = max(one, other)
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}

/// Everything that resolution is told.
public struct MatchingInput: Sendable {
  /// The records, in any order. Of records with one key the first in order of content is kept,
  /// and a warning says so.
  public var persons: [PersonForMatching]
  /// The names of the extra columns, in the order of `PersonForMatching.extra`; at most
  /// `MatchingInput.extraColumnsMax` are compared, and a warning names the rest.
  public var extraNames: [String]
  /// Pairs that one event names as two persons. Keys without a record are passed over.
  public var togetherInEvent: [RecordPair]
  /// People's decisions. Keys without a record are passed over.
  public var judgements: [MatchingJudgement]
  /// The day on which "under 18" is asked.
  public var asOf: CivilDate

  /// The largest number of extra columns that take part.
  public static let extraColumnsMax = 24

  /// An input from its parts.
  public init(
    persons: [PersonForMatching], extraNames: [String] = [], togetherInEvent: [RecordPair] = [],
    judgements: [MatchingJudgement] = [], asOf: CivilDate
  ) {
    self.persons = persons
    self.extraNames = extraNames
    self.togetherInEvent = togetherInEvent
    self.judgements = judgements
    self.asOf = asOf
  }
}
