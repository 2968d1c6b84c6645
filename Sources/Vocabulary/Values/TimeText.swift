public import Primitives

/// Reads ISO 8601 times as sources write them.
public enum TimeText {
  /// A time that was read, and what was odd about it.
  public struct Reading: Hashable, Sendable {
    /// What was odd.
    public enum Oddity: Hashable, Sendable {
      /// A London time that happened twice; the first was taken.
      case twice
      /// A London time that never happened.
      case never
      /// A date without a time of day; its first second was taken.
      case dateOnly
    }

    /// The instant.
    public var instant: Instant
    /// Nil when there was nothing odd.
    public var oddity: Oddity?
  }

  /// The instants that a record may have, seconds since the epoch: the years 1900 … 2199 in UTC.
  ///
  /// What systems write for a time that they do not have, `0001-01-01` or `9999-12-31`, lies
  /// outside, and so does a number of milliseconds taken for one of seconds.
  public static let recordSeconds: ClosedRange<Int64> = -2_208_988_800...7_258_118_399

  /// The reading of a field's bytes.
  ///
  /// Accepts `2026-03-14T02:17:44Z`, a blank instead of `T`, no seconds, a fraction of a second
  /// (dropped), offsets `Z`, `+01:00`, `+0100` and `+01`, and no offset at all: London's clocks.
  ///
  /// - Returns: nil when it is not such a time.
  public static func read(_ raw: UnsafeBufferPointer<UInt8>) -> Reading? {
    let bytes = ByteText.trimmed(raw)
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2),
      let dayOfMonth = digits(bytes, 8, 2),
      let day = CivilDate(year: year, month: month, day: dayOfMonth)
    else { return nil }
    if bytes.count == 10 {
      return Reading(
        instant: LondonTime.read(day, ClockTime(secondOfDay: 0)).instant, oddity: .dateOnly)
    }
    guard bytes[10] == 0x54 || bytes[10] == 0x20 || bytes[10] == 0x74, bytes.count >= 16,
      bytes[13] == 0x3A, let hour = digits(bytes, 11, 2), hour < 24,
      let minute = digits(bytes, 14, 2), minute < 60
    else { return nil }
    var at = 16
    var second = 0
    if bytes.count > at, bytes[at] == 0x3A {
      // A leap second is read as the second before it.
      guard let value = digits(bytes, at + 1, 2), value <= 60 else { return nil }
      second = min(value, 59)
      at += 3
      if bytes.count > at, bytes[at] == 0x2E || bytes[at] == 0x2C {
        at += 1
        let start = at
        while at < bytes.count, ByteText.isDigit(bytes[at]) { at += 1 }
        guard at > start else { return nil }
      }
    }
    let clock = ClockTime(secondOfDay: hour * 3600 + minute * 60 + second)
    guard at < bytes.count else { return london(day, clock) }
    guard let offset = offsetSeconds(bytes, from: at) else { return nil }
    let local = Int64(day.daysSinceEpoch) * 86_400 + Int64(clock.secondOfDay)
    return Reading(instant: Instant(seconds: local - offset), oddity: nil)
  }

  /// The reading of a string.
  public static func read(_ text: String) -> Reading? { ByteText.with(text) { read($0) } }

  /// The reading of London's clocks.
  public static func london(_ day: CivilDate, _ clock: ClockTime) -> Reading {
    switch LondonTime.read(day, clock) {
    case .once(let instant): Reading(instant: instant, oddity: nil)
    case .twice(let instant): Reading(instant: instant, oddity: .twice)
    case .never(let instant): Reading(instant: instant, oddity: .never)
    }
  }

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for at in start..<(start + count) {
      guard ByteText.isDigit(bytes[at]) else { return nil }
      value = value &* 10 &+ Int(bytes[at] &- 0x30)
    }
    return value
  }

  private static func offsetSeconds(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int64?
  {
    if bytes[start] == 0x5A || bytes[start] == 0x7A {
      return bytes.count == start + 1 ? 0 : nil
    }
    guard bytes[start] == 0x2B || bytes[start] == 0x2D, let hours = digits(bytes, start + 1, 2),
      hours <= 14
    else { return nil }
    var minutes = 0
    switch bytes.count - start {
    case 3: break
    case 5:
      guard let value = digits(bytes, start + 3, 2) else { return nil }
      minutes = value
    case 6:
      guard bytes[start + 3] == 0x3A, let value = digits(bytes, start + 4, 2) else { return nil }
      minutes = value
    default: return nil
    }
    guard minutes < 60 else { return nil }
    let total = Int64(hours * 3600 + minutes * 60)
    return bytes[start] == 0x2D ? -total : total
  }
}
