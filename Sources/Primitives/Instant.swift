/// A point in time: whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Sub-second parts of a source's time are dropped towards the past.
public struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since the epoch; negative before it.
  public let seconds: Int64

  /// - Parameter seconds: Seconds since the epoch.
  @inlinable
  public init(seconds: Int64) { self.seconds = seconds }

  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  /// The seconds from `right` to `left`.
  @inlinable
  public static func - (left: Instant, right: Instant) -> Int64 { left.seconds - right.seconds }

  /// This instant moved by a number of seconds.
  @inlinable
  public func adding(seconds delta: Int64) -> Instant { Instant(seconds: seconds + delta) }

  /// The day it falls on in UTC.
  public var utcDay: CivilDate { CivilDate(daysSinceEpoch: Int(seconds.floorDivided(by: 86_400))) }

  /// `2026-03-14T02:17:44Z`.
  public var iso8601: String {
    let day = utcDay
    let second = Int(seconds - Int64(day.daysSinceEpoch) * 86_400)
    return day.iso8601 + "T" + ClockTime(secondOfDay: second).text + "Z"
  }
}

extension Int64 {
  /// Division that rounds towards negative infinity, so that days before 1970 come out right.
  @inlinable
  public func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return (self % divisor != 0 && (self < 0) != (divisor < 0)) ? quotient - 1 : quotient
  }
}

/// A time of day, to the second.
public struct ClockTime: Hashable, Comparable, Sendable {
  /// Seconds since midnight, 0 ..< 86,400.
  public let secondOfDay: Int

  /// - Parameter secondOfDay: 0 ..< 86,400.
  public init(secondOfDay: Int) {
    precondition((0..<86_400).contains(secondOfDay), "a day has 86,400 seconds")
    self.secondOfDay = secondOfDay
  }

  /// `02:17:44`.
  public var text: String {
    [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  public static func < (left: Self, right: Self) -> Bool { left.secondOfDay < right.secondOfDay }
}
