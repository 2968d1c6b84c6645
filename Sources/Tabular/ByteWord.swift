/// Eight bytes looked at together.
enum ByteWord {
  static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  static let high: UInt64 = 0x8080_8080_8080_8080

  /// A byte in all eight places.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The high bit of every byte of `word` that equals the byte repeated in `pattern`.
  ///
  /// Exact in every place: the shorter `(x - 01…) & ~x` also marks a byte above a true match.
  @inline(__always)
  static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & low) &+ low) | difference | low)
  }

  /// The eight bytes at `position`, the first in the lowest place; past `end` they read as 0.
  @inline(__always)
  static func load(_ base: UnsafeRawPointer, at position: Int, end: Int) -> UInt64 {
    if position &+ 8 <= end {
      return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
    var word: UInt64 = 0
    var place = position
    var shift: UInt64 = 0
    while place < end {
      word |= UInt64(base.load(fromByteOffset: place, as: UInt8.self)) &<< shift
      place &+= 1
      shift &+= 8
    }
    return word
  }
}
