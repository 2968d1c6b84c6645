/// Small readers of ASCII bytes, shared by the values that are parsed millions of times.
///
/// They take a buffer instead of a `String`, because a record's field is a range of bytes in a
/// block and making a string of it would cost more than reading it.
enum ByteText {
  /// Runs a reader of bytes on a string.
  static func with<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
  {
    var copy = text
    return copy.withUTF8 { body($0) }
  }

  /// Runs a throwing reader of bytes on a string.
  static func reading<Value>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result<Value, FieldDefect>
  ) throws(FieldDefect) -> Value {
    try with(text, body).get()
  }

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The upper-case form of an ASCII letter; other bytes as they are.
  @inline(__always) static func upper(_ byte: UInt8) -> UInt8 {
    byte &- 0x61 < 26 ? byte &- 0x20 : byte
  }

  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 0x09 < 5
  }

  /// The buffer without white space at either end.
  @inline(__always)
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start &+= 1 }
    while end > start, isSpace(bytes[end &- 1]) { end &-= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// An unsigned decimal number of 1 to 18 digits; nil for anything else.
  static func unsigned(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard (1...18).contains(bytes.count) else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard isDigit(byte) else { return nil }
      value = value &* 10 &+ Int64(byte &- 0x30)
    }
    return value
  }
}
