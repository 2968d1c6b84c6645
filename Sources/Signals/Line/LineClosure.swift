public import Primitives

/// How a line, or one of its numbers, was closed, and when to look whether it stays so.
public struct LineClosure: Hashable, Sendable {
  /// The two formal types of closure.
  public enum Kind: String, Sendable {
    /// The holder was arrested, or its phone was recovered in an arrest.
    case holderArrested = "type_1"
    /// The number is out of use, and nobody was arrested for it.
    case numberDead = "type_2"
  }

  /// A closed line that is at work again.
  public struct Return: Hashable, Sendable {
    /// The packed number it is at work under: the closed one or one that followed it.
    public let number: UInt64
    /// Seconds: its first use after the closure.
    public let since: Int64
  }

  public let kind: Kind
  /// The packed number that was closed, the newest of them.
  public let number: UInt64
  /// The day it was closed on, by the record; without one, of the arrest or of the last call.
  public let closedOn: CivilDate
  /// The next day on which somebody should look whether it stays out of use; the day of the picture
  /// when it does not.
  public let checkBackOn: CivilDate
  /// Whether it has come back.
  public let comeBack: Return?

  /// Days after the closure on which a line is looked at again, then every `interval` days.
  static let checks = [7, 14, 28]
  static let interval = 28

  /// The first check that is not past.
  static func nextCheck(closedOn: CivilDate, today: CivilDate) -> CivilDate {
    let passed = today.daysSinceEpoch - closedOn.daysSinceEpoch
    if let check = checks.first(where: { $0 >= passed }) { return closedOn.adding(days: check) }
    let last = checks.last ?? 0
    let rounds = (passed - last + interval - 1) / interval
    return closedOn.adding(days: last + rounds * interval)
  }
}
