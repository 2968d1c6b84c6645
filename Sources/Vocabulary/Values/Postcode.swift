/// A United Kingdom postcode, `OUTWARD INWARD`, or its outward half alone.
public struct Postcode: Hashable, Comparable, Sendable {
  /// `M1 1AE`, or `M1` when a source sent only the outward half.
  public let text: String

  /// Reads a postcode in any case and spacing.
  public init(_ text: String) throws(FieldDefect) {
    let letters = text.utf8.filter { !ByteText.isSpace($0) }.map { ByteText.upper($0) }
    if letters.count >= 5, letters.count <= 7, Self.isInward(letters.suffix(3)),
      Self.isOutward(letters.dropLast(3))
    {
      self.text =
        String(decoding: letters.dropLast(3), as: UTF8.self) + " "
        + String(decoding: letters.suffix(3), as: UTF8.self)
    } else if Self.isOutward(letters[...]) {
      self.text = String(decoding: letters, as: UTF8.self)
    } else {
      throw FieldDefect(
        code: "INTAKE-POSTCODE-FORMAT", reason: "it is not a United Kingdom postcode",
        mend: "send a postcode such as M1 1AE, or its outward half; "
          + "leave the cell empty when it is not known")
    }
  }

  /// Whether the inward half is known.
  public var isWhole: Bool { text.utf8.contains(0x20) }

  /// The half before the blank.
  public var outward: String { String(text.prefix { $0 != " " }) }

  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  private static func isInward(_ bytes: ArraySlice<UInt8>) -> Bool {
    let b = Array(bytes)
    return b.count == 3 && ByteText.isDigit(b[0]) && isLetter(b[1]) && isLetter(b[2])
  }

  /// A9, A99, A9A, AA9, AA99, AA9A, and GIR.
  private static func isOutward(_ bytes: ArraySlice<UInt8>) -> Bool {
    let b = Array(bytes)
    if b == Array("GIR".utf8) { return true }
    guard (2...4).contains(b.count), isLetter(b[0]) else { return false }
    let digitsAt = isLetter(b[1]) ? 2 : 1
    guard b.count > digitsAt, b.count <= digitsAt + 2, ByteText.isDigit(b[digitsAt]) else {
      return false
    }
    return b.count == digitsAt + 1 || ByteText.isDigit(b[digitsAt + 1]) || isLetter(b[digitsAt + 1])
  }
}
