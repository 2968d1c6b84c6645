/// A telephone number in E.164, or a short code that only a network knows.
///
/// Packed into one word so that columns of calls stay small: an E.164 number is its digits as a
/// number (it never begins with 0); a short code carries a mark and its length, so that leading
/// zeros survive.
///
///     E.164       0 ‖ digits, up to 15
///     short code  bit 60 ‖ length in bits 52…55 ‖ digits, up to 15
public struct TelephoneNumber: Hashable, Comparable, Sendable {
  /// The packed number. Zero never stands for one.
  public let packed: UInt64

  /// Takes a word that came from `packed`.
  @inlinable
  public init(packed: UInt64) { self.packed = packed }

  /// Reads a number: `07…`, `+447…`, `00447…`, `447…`, other international and United Kingdom
  /// numbers, and short codes of 3 to 6 digits; spaces, hyphens, dots and brackets are passed over.
  public init(_ text: String) throws(FieldDefect) {
    self.init(packed: try ByteText.reading(text) { Self.pack($0) })
  }

  /// A number that a source gives as a code of its own, 1 to 15 digits, kept as it is.
  public init?(pseudonym digits: String) {
    let kept = digits.utf8.filter { ByteText.isDigit($0) }
    guard (1...15).contains(kept.count) else { return nil }
    packed = Self.short(kept.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }, length: kept.count)
  }

  /// The packed form of a field's bytes.
  ///
  /// - Returns: `INTAKE-NUMBER-FORMAT` when it cannot be a number.
  public static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<UInt64, FieldDefect> {
    var value: UInt64 = 0
    var digits = 0
    var leadingZeros = 0
    var plus = false
    for byte in bytes {
      if ByteText.isDigit(byte) {
        guard digits < 18 else { return .failure(Self.defect) }
        if value == 0 && byte == 0x30 { leadingZeros &+= 1 }
        value = value &* 10 &+ UInt64(byte &- 0x30)
        digits &+= 1
      } else if byte == 0x2B && digits == 0 && !plus {
        plus = true
      } else if ![0x20, 0x28, 0x29, 0x2D, 0x2E].contains(byte) && !ByteText.isSpace(byte) {
        return .failure(Self.defect)
      }
    }
    return canonical(value, digits: digits, leadingZeros: leadingZeros, plus: plus)
      .map { .success($0) } ?? .failure(Self.defect)
  }

  private static func canonical(
    _ value: UInt64, digits: Int, leadingZeros: Int, plus: Bool
  ) -> UInt64? {
    guard value > 0 else { return nil }
    let significant = digits - leadingZeros
    if plus { return leadingZeros == 0 ? international(value, digits: digits) : nil }
    if leadingZeros >= 2 {
      return leadingZeros == 2 ? international(value, digits: significant) : nil
    }
    if leadingZeros == 1 {
      guard (9...10).contains(significant) else {
        return (3...6).contains(digits) ? short(value, length: digits) : nil
      }
      return international(44 * power(significant) + value, digits: significant + 2)
    }
    if (3...6).contains(digits) { return short(value, length: digits) }
    guard digits >= 7 else { return nil }
    // Without + or 00, only the United Kingdom's own code is recognised; 10 digits beginning with
    // 7 are a mobile that lost its leading zero to a spreadsheet.
    if digits == 10 && value / power(9) == 7 {
      return international(44 * power(10) + value, digits: 12)
    }
    return value / power(digits - 2) == 44 ? international(value, digits: digits) : nil
  }

  /// Checks lengths: 7 to 15 digits, and for +44 its own plan (with a stray trunk 0 removed).
  private static func international(_ value: UInt64, digits: Int) -> UInt64? {
    guard (7...15).contains(digits) else { return nil }
    guard value / power(digits - 2) == 44 else { return value }
    let national = value % power(digits - 2)
    if digits == 13 && national / power(10) == 0 {
      return international(44 * power(10) + national, digits: 12)
    }
    guard (11...12).contains(digits), national / power(digits - 3) != 0 else { return nil }
    return national / power(digits - 3) == 7 && digits != 12 ? nil : value
  }

  private static func short(_ value: UInt64, length: Int) -> UInt64 {
    1 &<< 60 | UInt64(length) &<< 52 | value
  }

  private static func power(_ exponent: Int) -> UInt64 {
    var result: UInt64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// Whether it is a code that only a network knows, so neither a person's phone nor E.164.
  public var isShortCode: Bool { packed &>> 60 != 0 }

  /// Whether it is a United Kingdom mobile: `+447` and nine digits.
  public var isUnitedKingdomMobile: Bool {
    packed / 10_000_000_000 == 44 && packed / 1_000_000_000 == 447
  }

  /// E.164 with its `+`, or the digits of a short code.
  public var text: String {
    guard isShortCode else { return "+" + String(packed) }
    let digits = String(packed & (1 &<< 52 - 1))
    let length = Int(packed &>> 52 & 15)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }

  public static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

  private static let defect = FieldDefect(
    code: "INTAKE-NUMBER-FORMAT",
    reason: "it is not a telephone number",
    mend:
      "send E.164 (+447700900123) or the national form (07700 900123); numbers that are codes of "
      + "your own need formats: { number: pseudonym } in feed.yaml")
}
