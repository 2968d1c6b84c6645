/// A unique property reference number as 12 digits, leading zeros kept.
public struct UPRN: Hashable, Comparable, Sendable {
  /// Twelve digits.
  public let text: String

  /// Reads 1 to 12 digits.
  public init(_ text: String) throws(FieldDefect) {
    let digits = text.utf8.filter { !ByteText.isSpace($0) }
    guard (1...12).contains(digits.count), digits.allSatisfy(ByteText.isDigit),
      digits.contains(where: { $0 != 0x30 })
    else {
      throw FieldDefect(
        code: "INTAKE-UPRN-FORMAT", reason: "a UPRN has 1 to 12 digits, not all of them 0",
        mend: "send the number alone, such as 100023336956")
    }
    self.text =
      String(repeating: "0", count: 12 - digits.count)
      + String(decoding: digits, as: UTF8.self)
  }

  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
