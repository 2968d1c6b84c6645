/// Numbers in as few bytes as they need: seven bits a byte from the lowest, the top bit for "more".
enum VariableBytes {
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The number at a place, which is moved behind it; nil when there is no whole number.
  static func next(_ bytes: [UInt8], _ at: inout Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      let part = UInt64(byte & 0x7F)
      guard shift < 63 || part <= 1 else { return nil }
      value |= part &<< shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
    return nil
  }
}
