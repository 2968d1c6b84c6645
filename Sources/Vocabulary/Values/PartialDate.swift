public import Primitives

/// A date of which the day, or the month and the day, may not be known.
public struct PartialDate: Hashable, Comparable, Sendable {
  /// 1 … 9999.
  public let year: Int
  /// 1 … 12, if known.
  public let month: Int?
  /// 1 … 31, if known; only with a month.
  public let day: Int?

  /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
  public init(_ text: String) throws(FieldDefect) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map {
      part in part.utf8.allSatisfy(ByteText.isDigit) ? Int(part) : nil
    }
    let lengths = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    guard [[4], [4, 2], [4, 2, 2]].contains(lengths), let year = parts[0], year >= 1,
      let made = Self(
        year: year, month: parts.count > 1 ? parts[1] : nil,
        day: parts.count > 2 ? parts[2] : nil)
    else {
      throw FieldDefect(
        code: "INTAKE-DATE-FORMAT", reason: "it is not a date of the calendar",
        mend: "send YYYY-MM-DD, or YYYY-MM or YYYY when the rest is not known; "
          + "another form needs formats: in feed.yaml")
    }
    self = made
  }

  /// - Returns: nil unless the calendar has such a date.
  public init?(year: Int, month: Int?, day: Int?) {
    guard (1...9999).contains(year) else { return nil }
    if let month { guard (1...12).contains(month) else { return nil } }
    if let day {
      guard let month, CivilDate(year: year, month: month, day: day) != nil else { return nil }
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The first day it can be.
  public var earliest: CivilDate {
    guard let date = CivilDate(year: year, month: month ?? 1, day: day ?? 1) else {
      preconditionFailure("a partial date was checked when it was made")
    }
    return date
  }

  /// The last day it can be.
  public var latest: CivilDate {
    let lastMonth = month ?? 12
    let lastDay = day ?? CivilDate.daysIn(month: lastMonth, year: year)
    guard let date = CivilDate(year: year, month: lastMonth, day: lastDay) else {
      preconditionFailure("a partial date was checked when it was made")
    }
    return date
  }

  /// Whether the day is known.
  public var isComplete: Bool { day != nil }

  /// As much of `YYYY-MM-DD` as is known.
  public var text: String {
    String(earliest.iso8601.prefix(day != nil ? 10 : month != nil ? 7 : 4))
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.earliest, left.latest) < (right.earliest, right.latest)
  }
}
