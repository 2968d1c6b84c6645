/// A handset: the first 14 digits of its IMEI. The check digit and the software version, which a
/// source may or may not send, do not identify it.
public struct IMEI: Hashable, Comparable, Sendable {
  /// The 14 digits as a number. Zero stands for none.
  public let packed: UInt64

  /// Takes a word that came from `packed`.
  @inlinable
  public init(packed: UInt64) { self.packed = packed }

  /// Reads 14, 15 or 16 digits; spaces, hyphens and slashes are passed over.
  public init(_ text: String) throws(FieldDefect) {
    self.init(packed: try ByteText.reading(text) { Self.pack($0) })
  }

  /// The packed form of a field's bytes, or `INTAKE-IMEI-FORMAT`.
  public static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<UInt64, FieldDefect> {
    var value: UInt64 = 0
    var digits = 0
    for byte in bytes {
      if ByteText.isDigit(byte) {
        digits &+= 1
        if digits <= 14 { value = value &* 10 &+ UInt64(byte &- 0x30) }
      } else if byte != 0x2D && byte != 0x2F && !ByteText.isSpace(byte) {
        return .failure(Self.defect)
      }
    }
    return (14...16).contains(digits) && value > 0 ? .success(value) : .failure(Self.defect)
  }

  /// The 14 digits.
  public var text: String {
    let digits = String(packed)
    return String(repeating: "0", count: max(0, 14 - digits.count)) + digits
  }

  /// The check digit that belongs to it (Luhn): 26053179311383 has 7.
  public var checkDigit: Int {
    let sum = text.utf8.enumerated().reduce(0) { sum, item in
      let digit = Int(item.element - 0x30)
      guard item.offset % 2 == 1 else { return sum + digit }
      return sum + (digit < 5 ? digit * 2 : digit * 2 - 9)
    }
    return (10 - sum % 10) % 10
  }

  public static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

  private static let defect = FieldDefect(
    code: "INTAKE-IMEI-FORMAT", reason: "an IMEI has 14, 15 or 16 digits",
    mend: "send the digits as the handset or the network gives them, without letters")
}
