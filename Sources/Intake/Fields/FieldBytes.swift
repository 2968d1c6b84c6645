/// Small readers of ASCII bytes of a field.
enum FieldBytes {
  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 0x09 < 5
  }

  /// The field without white space at either end.
  @inline(__always)
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    // Nearly every field has none, and a look at both ends is cheaper than two loops.
    guard let first = bytes.first, isSpace(first) || isSpace(bytes[bytes.count &- 1]) else {
      return bytes
    }
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start &+= 1 }
    while end > start, isSpace(bytes[end &- 1]) { end &-= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// An unsigned decimal number of 1 to 18 digits; nil for anything else.
  @inline(__always)
  static func unsigned(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count &- 1 < 18, bytes.count > 0 else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard isDigit(byte) else { return nil }
      value = value &* 10 &+ Int64(byte &- 0x30)
    }
    return value
  }

  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Lends the bytes of a string.
  static func with<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var copy = text
    return copy.withUTF8 { body($0) }
  }
}
