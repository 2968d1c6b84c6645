/// Who may see a record. Strictest of its parts for anything made from several.
public enum Handling: String, CaseIterable, Comparable, Sendable {
  /// Lawful sharing permitted.
  case permitted = "P"
  /// Sharing permitted with conditions.
  case conditions = "C"

  public static func < (left: Self, right: Self) -> Bool {
    left == .permitted && right == .conditions
  }
}

/// How far a source and its content can be relied on: 3x5x2.
///
/// > College of Policing. Authorised professional practice: intelligence report (3x5x2).
public struct Grading: Hashable, Sendable {
  /// Who says it.
  public enum Source: String, CaseIterable, Sendable {
    case reliable = "1"
    case untested = "2"
    case notReliable = "3"
  }

  /// How it is known.
  public enum Intelligence: String, CaseIterable, Sendable {
    case knownDirectly = "A"
    case knownIndirectlyCorroborated = "B"
    case knownIndirectly = "C"
    case notKnown = "D"
    case suspectedFalse = "E"
  }

  /// 1 to 3.
  public var source: Source
  /// A to E.
  public var intelligence: Intelligence
  /// P or C.
  public var handling: Handling

  /// A grade from its three parts.
  public init(source: Source, intelligence: Intelligence, handling: Handling) {
    self.source = source
    self.intelligence = intelligence
    self.handling = handling
  }

  /// What an ungraded record is taken as: 2, C, P.
  public static let assumed = Grading(
    source: .untested, intelligence: .knownIndirectly, handling: .permitted)

  /// `2CP`.
  public var text: String { source.rawValue + intelligence.rawValue + handling.rawValue }

  /// Whether the content is suspected to be false. Such a record raises nothing.
  public var isSuspectedFalse: Bool { intelligence == .suspectedFalse }

  /// The grade of something that stands on both: of each part the strictest, so that putting two
  /// reports together never raises either.
  ///
  /// Source 3 over 2 over 1, intelligence E over D over C over B over A, handling C over P.
  /// Associative, commutative and idempotent, so neither order nor repetition matters; `1AP` with
  /// anything is that thing.
  public func merged(with other: Grading) -> Grading {
    Grading(
      source: source.rawValue >= other.source.rawValue ? source : other.source,
      intelligence: intelligence.rawValue >= other.intelligence.rawValue
        ? intelligence : other.intelligence,
      handling: max(handling, other.handling))
  }

  /// The grade of something that stands on all of some; nil of nothing.
  public static func merged(_ gradings: some Sequence<Grading>) -> Grading? {
    gradings.reduce(nil) { sum, next in sum.map { $0.merged(with: next) } ?? next }
  }

  /// How far it carries, 0 to 1, by the standard table: 1A .90, 1B .80, 1C .65, 2A .70, 2B .60,
  /// 2C .45, 3A .40, 3B .35, 3C .30, D .30 .25 .15, E 0.
  public var weight: Double {
    switch (source, intelligence) {
    case (_, .suspectedFalse): 0
    case (.reliable, .knownDirectly): 0.90
    case (.reliable, .knownIndirectlyCorroborated): 0.80
    case (.reliable, .knownIndirectly): 0.65
    case (.reliable, .notKnown): 0.30
    case (.untested, .knownDirectly): 0.70
    case (.untested, .knownIndirectlyCorroborated): 0.60
    case (.untested, .knownIndirectly): 0.45
    case (.untested, .notKnown): 0.25
    case (.notReliable, .knownDirectly): 0.40
    case (.notReliable, .knownIndirectlyCorroborated): 0.35
    case (.notReliable, .knownIndirectly): 0.30
    case (.notReliable, .notKnown): 0.15
    }
  }
}
