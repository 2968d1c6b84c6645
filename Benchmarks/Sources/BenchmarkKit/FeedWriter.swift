import Primitives

/// Bytes of a feed in the making: plain appends, so that making an input never takes longer than
/// the case that reads it.
struct FeedWriter {
  private(set) var bytes: [UInt8] = []

  /// 2026-03-01, midnight.
  static let start: Int64 = 1_772_323_200

  private static let days: [[UInt8]] = (0..<32).map { day in
    Array(CivilDate(daysSinceEpoch: Int(start / 86_400) + day).iso8601.utf8)
  }

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func add(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(whole: Int) {
    if whole > 9 { add(whole: whole / 10) }
    bytes.append(UInt8(48 + whole % 10))
  }

  mutating func add(two: Int) {
    bytes.append(UInt8(48 + two / 10))
    bytes.append(UInt8(48 + two % 10))
  }

  /// `YYYY-MM-DDThh:mm:ssZ`, of the 32 days from `start`.
  mutating func add(time: Int64) {
    let since = Int(time - Self.start)
    bytes.append(contentsOf: Self.days[since / 86_400])
    bytes.append(UInt8(ascii: "T"))
    add(two: since % 86_400 / 3600)
    bytes.append(UInt8(ascii: ":"))
    add(two: since % 3600 / 60)
    bytes.append(UInt8(ascii: ":"))
    add(two: since % 60)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// A registration in the style of 2001, one a number below 8,000,000.
  mutating func add(plate: Int) {
    bytes.append(UInt8(65 + plate % 20))
    bytes.append(UInt8(65 + plate / 20 % 20))
    add(two: plate / 400 % 20 + 2)
    bytes.append(UInt8(65 + plate / 8_000 % 10))
    bytes.append(UInt8(65 + plate / 80_000 % 10))
    bytes.append(UInt8(65 + plate / 800_000 % 10))
  }
}
