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
    guard let made = ByteText.with(text, { Self.read($0) })
    else {
      throw FieldDefect(
        code: "INTAKE-DATE-FORMAT", reason: "it is not a date of the calendar",
        mend: "send YYYY-MM-DD, or YYYY-MM or YYYY when the rest is not known; "
          + "another form needs formats: in feed.yaml")
    }
    self = made
  }

  /// Four digits, and two and two more behind hyphens; nil for anything else.
  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Self? {
    let count = bytes.count
    guard count == 4 || count == 7 || count == 10 else { return nil }
    for at in 0..<count {
      guard at == 4 || at == 7 ? bytes[at] == 0x2D : ByteText.isDigit(bytes[at]) else { return nil }
    }
    func number(_ range: Range<Int>) -> Int {
      range.reduce(0) { $0 * 10 + Int(bytes[$1] - 0x30) }
    }
    return Self(
      year: number(0..<4), month: count > 4 ? number(5..<7) : nil,
      day: count > 7 ? number(8..<10) : nil)
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
