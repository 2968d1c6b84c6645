import Primitives
import Vocabulary

/// Reads times of a column quickly by remembering the last day and the offsets of recent hours.
///
/// A file of one night holds a few days and a few hours in millions of rows, so the calendar and
/// the rule of London's clocks are asked once for each of them.
struct CivilTimeCache {
  private let zone: FeedSection.Zone
  /// The eight and two bytes of the last day, `yyyy-MM-` and `dd`, and its seconds.
  private var dayHead: UInt64 = 0
  private var dayTail: UInt16 = 0
  private var daySeconds: Int64 = 0
  /// By the lowest bits of an hour's number: which hour, and what its clocks were.
  private var hours: [(hour: Int64, ahead: Int64, oddity: TimeText.Reading.Oddity?)]
  private static let slots = 256
  /// Years of which no offset leads out of `TimeText.recordSeconds`; others are read carefully.
  static let sureYears = 1901...2198

  init(zone: FeedSection.Zone) {
    self.zone = zone
    hours = Array(repeating: (Int64.min, 0, nil), count: Self.slots)
  }

  /// Reads `yyyy-MM-ddTHH:mm:ss` with `Z` or without an offset.
  ///
  /// - Returns: nil for every other form, which says nothing about whether it is a time.
  @inline(__always)
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> TimeReading? {
    guard bytes.count &- 19 < 2, bytes.count >= 19, let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    guard base[10] == 0x54 || base[10] == 0x20 else { return nil }
    let head = raw.loadUnaligned(as: UInt64.self)
    let tail = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if head != dayHead || tail != dayTail {
      guard let seconds = Self.day(base) else { return nil }
      (dayHead, dayTail, daySeconds) = (head, tail, seconds)
    }
    guard
      let clock = Self.clock(raw.loadUnaligned(fromByteOffset: 11, as: UInt64.self).littleEndian)
    else { return nil }
    let local = daySeconds &+ clock
    if bytes.count == 20 {
      return base[19] == 0x5A ? TimeReading(seconds: local, oddity: nil) : nil
    }
    return reading(local: local)
  }

  /// Reads a time that begins at `raw`, without knowing where its field ends: the date and clock
  /// `yyyy-MM-ddTHH:mm:ss`, then `Z`, an offset `+01:00`, or nothing.
  ///
  /// - Parameter raw: 25 bytes can be read from here.
  /// - Returns: The time and its bytes; of 0 bytes when it is of another form, or has an oddity
  ///   that somebody should hear of. What follows it is for the caller to look at.
  @inline(__always)
  mutating func readPrefix(_ raw: UnsafeRawPointer) -> (seconds: Int64, byteCount: Int) {
    let separator = raw.load(fromByteOffset: 10, as: UInt8.self)
    guard separator == 0x54 || separator == 0x20 else { return (0, 0) }
    let head = raw.loadUnaligned(as: UInt64.self)
    let tail = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if head != dayHead || tail != dayTail {
      guard let seconds = Self.day(raw.assumingMemoryBound(to: UInt8.self)) else { return (0, 0) }
      (dayHead, dayTail, daySeconds) = (head, tail, seconds)
    }
    guard
      let clock = Self.clock(raw.loadUnaligned(fromByteOffset: 11, as: UInt64.self).littleEndian)
    else { return (0, 0) }
    let local = daySeconds &+ clock
    let next = raw.load(fromByteOffset: 19, as: UInt8.self)
    if next == 0x5A { return (local, 20) }
    if next == 0x2B || next == 0x2D {
      guard let offset = Self.offset(raw + 20) else { return (0, 0) }
      return (next == 0x2B ? local &- offset : local &+ offset, 25)
    }
    let reading = reading(local: local)
    return reading.oddity == nil ? (reading.seconds, 19) : (0, 0)
  }

  /// Seconds of the five bytes `HH:mm` of an offset, within the bounds of `TimeText`.
  private static func offset(_ raw: UnsafeRawPointer) -> Int64? {
    let bytes = UnsafeBufferPointer(start: raw.assumingMemoryBound(to: UInt8.self), count: 5)
    guard bytes[2] == 0x3A,
      let hours = FieldBytes.unsigned(UnsafeBufferPointer(rebasing: bytes[0..<2])), hours <= 14,
      let minutes = FieldBytes.unsigned(UnsafeBufferPointer(rebasing: bytes[3..<5])), minutes < 60
    else { return nil }
    return hours * 3600 + minutes * 60
  }

  /// The instant at which the zone's clocks showed so many seconds since 1970-01-01T00:00:00.
  @inline(__always)
  mutating func reading(local: Int64) -> TimeReading {
    if case .fixed(let ahead) = zone { return TimeReading(seconds: local &- ahead, oddity: nil) }
    let hour = local.floorDivided(by: 3600)
    let slot = Int(truncatingIfNeeded: hour & Int64(Self.slots &- 1))
    if hours[slot].hour != hour { hours[slot] = ask(hour) }
    return TimeReading(seconds: local &- hours[slot].ahead, oddity: hours[slot].oddity)
  }

  /// The clocks change on the hour, so one answer holds for all of it.
  private func ask(
    _ hour: Int64
  ) -> (hour: Int64, ahead: Int64, oddity: TimeText.Reading.Oddity?) {
    let day = hour.floorDivided(by: 24)
    let reading = zone.reading(
      day: CivilDate(daysSinceEpoch: Int(day)), secondOfDay: Int(hour - day * 24) * 3600)
    return (hour, hour * 3600 - reading.seconds, reading.oddity)
  }

  /// Seconds since the epoch of the day written `yyyy-MM-dd`.
  private static func day(_ base: UnsafePointer<UInt8>) -> Int64? {
    func number(_ from: Int, _ count: Int) -> Int? {
      FieldBytes.unsigned(UnsafeBufferPointer(start: base + from, count: count)).map { Int($0) }
    }
    guard base[4] == 0x2D, base[7] == 0x2D, let year = number(0, 4), let month = number(5, 2),
      sureYears.contains(year), let day = number(8, 2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return Int64(date.daysSinceEpoch) * 86_400
  }

  /// Seconds of the day of the eight bytes `HH:mm:ss`, first byte lowest.
  @inline(__always)
  private static func clock(_ word: UInt64) -> Int64? {
    // Colons where colons belong; the rest must be digits, seen by adding 6 to the low halves.
    guard word & 0x0000_FF00_00FF_0000 == 0x0000_3A00_003A_0000 else { return nil }
    let digits = word & 0xFFFF_00FF_FF00_FFFF
    let zeros: UInt64 = 0x3030_0030_3000_3030
    let values = digits ^ zeros
    let high: UInt64 = 0xF0F0_00F0_F000_F0F0
    guard (values | (values &+ 0x0606_0006_0600_0606)) & high == 0 else { return nil }
    let hour = (values & 15) &* 10 &+ (values &>> 8 & 15)
    let minute = (values &>> 24 & 15) &* 10 &+ (values &>> 32 & 15)
    let second = (values &>> 48 & 15) &* 10 &+ (values &>> 56 & 15)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int64(hour &* 3600 &+ minute &* 60 &+ second)
  }
}
