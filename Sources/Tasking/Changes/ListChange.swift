/// What became of one subject on one file of a list since the run before.
public struct ListChange: Hashable, Sendable {
  /// Which way it went.
  public enum Kind: String, CaseIterable, Comparable, Sendable {
    /// It was not there before.
    case new
    /// It is not there any more.
    case gone
    /// It stands higher.
    case up
    /// It stands lower.
    case down

    public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The file, such as `vehicle_stops/cheshire`.
  public let path: String
  /// Who or what, as `explain --subject` names it.
  public let subject: String
  /// Which way.
  public let kind: Kind
  /// Its rank in the run before, from 1; nil when it was not there.
  public let rankBefore: Int?
  /// Its rank now, from 1; nil when it is gone.
  public let rank: Int?
  /// Its score before, 0 … 100; nil when it was not there.
  public let scoreBefore: Double?
  /// Its score now, 0 … 100; of one that is gone, what it would have; nil when nothing at all was
  /// found of it.
  public let score: Double?
  /// Sentences, weightiest first, none with a semicolon.
  public let why: [String]
  /// The stricter of the handling before and now: `P` or `C`.
  public let handling: String
}
