/// Whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates,
/// nothing over U+10FFFF.
enum UTF8Check {
  /// Where the first ill-formed sequence begins, in bytes after `start`; nil when there is none.
  ///
  /// Eight ASCII bytes at a time, so that plain text costs almost nothing.
  static func firstFault(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end {
      while position + 8 <= end,
        base.loadUnaligned(fromByteOffset: position, as: UInt64.self) & ByteWord.high == 0
      {
        position &+= 8
      }
      guard position < end else { return nil }
      let byte = base.load(fromByteOffset: position, as: UInt8.self)
      if byte < 0x80 {
        position &+= 1
        continue
      }
      let length = sequenceLength(base, at: position, first: byte, end: end)
      if length == 0 { return position - start }
      position &+= length
    }
    return nil
  }

  /// Bytes of the well-formed sequence of more than one byte at `position`; 0 when it is none.
  @inline(__always)
  static func sequenceLength(
    _ base: UnsafeRawPointer, at position: Int, first: UInt8, end: Int
  ) -> Int {
    func byte(_ offset: Int) -> UInt8 {
      position + offset < end ? base.load(fromByteOffset: position + offset, as: UInt8.self) : 0
    }
    func isTail(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    switch first {
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return (0xA0...0xBF).contains(byte(1)) && isTail(2) ? 3 : 0
    case 0xED: return (0x80...0x9F).contains(byte(1)) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return (0x90...0xBF).contains(byte(1)) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return (0x80...0x8F).contains(byte(1)) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }
}
