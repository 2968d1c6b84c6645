/// A vehicle registration mark (VRM): 2 to 10 letters and digits, upper case.
///
/// Packed into one word, six bits a character from the left, so that a column of millions costs
/// eight bytes a row and words sort as the texts do:
///
///     bits   63…60  59…54  53…48  …   5…0
///            0000   char0  char1  …  char9      0 empty, 1…10 digits, 11…36 letters
public struct VehicleRegistration: Hashable, Comparable, Sendable {
  /// The packed characters. Zero never stands for a registration.
  public let packed: UInt64

  /// Takes a word that came from `packed`.
  @inlinable
  public init(packed: UInt64) { self.packed = packed }

  /// Reads a registration in any case, with spaces and hyphens.
  public init(_ text: String) throws(FieldDefect) {
    self.init(packed: try ByteText.reading(text) { Self.pack($0) })
  }

  /// The packed form of a field's bytes; spaces and hyphens are passed over.
  ///
  /// - Returns: `INTAKE-VRM-FORMAT` or `INTAKE-VRM-LENGTH` when it is not a registration.
  public static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<UInt64, FieldDefect> {
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in bytes {
      let code: UInt64
      if byte &- 0x30 < 10 {
        code = UInt64(byte &- 0x30) &+ 1
      } else {
        let letter = (byte | 0x20) &- 0x61
        guard letter < 26 else {
          if byte == 0x2D || ByteText.isSpace(byte) { continue }
          return .failure(Self.badCharacter)
        }
        code = UInt64(letter) &+ 11
      }
      guard count < 10 else { return .failure(Self.badLength) }
      word |= code &<< (54 &- 6 &* count)
      count &+= 1
    }
    return count >= 2 ? .success(word) : .failure(Self.badLength)
  }

  /// The canonical text, upper case without spaces.
  public var text: String {
    String(decoding: characters, as: UTF8.self)
  }

  /// The characters as ASCII bytes.
  public var characters: [UInt8] {
    var bytes: [UInt8] = []
    var shift: UInt64 = 54
    while true {
      let code = UInt8(truncatingIfNeeded: (packed &>> shift) & 63)
      if code == 0 { break }
      bytes.append(code <= 10 ? 0x2F + code : 0x36 + code)
      if shift == 0 { break }
      shift -= 6
    }
    return bytes
  }

  public static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

  private static let badCharacter = FieldDefect(
    code: "INTAKE-VRM-FORMAT",
    reason: "a registration holds letters, digits, spaces and hyphens only",
    mend: "send the registration as read, letters and digits, such as AB12CDE")
  private static let badLength = FieldDefect(
    code: "INTAKE-VRM-LENGTH",
    reason: "a registration has 2 to 10 letters and digits",
    mend: "send the whole registration; leave the row out if the plate was not read")
}
