/// Numbers of equally many bits, one behind the other, lowest bit first.
///
///     number   0      1      2      …        width 5:  00000 11111 22222 …
///
/// A number is loaded as the eight bytes from the byte its bits begin in, so that up to 57 bits
/// come in one load; wider ones take 64. Whoever unpacks must have eight bytes behind the last.
///
/// Raw pointers: a checked buffer cost 15 % of the reading of a chunk.
enum BitPacking {
  /// The bits that numbers with these bits set take: 0 … 57, or 64.
  static func width(of used: UInt64) -> Int {
    let width = 64 - used.leadingZeroBitCount
    return width > 57 ? 64 : width
  }

  /// Whether a width is one that `width(of:)` gives.
  static func isWidth(_ width: Int) -> Bool { (0...57).contains(width) || width == 64 }

  /// The bytes of so many numbers.
  static func bytes(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

  /// The low bits of each number.
  ///
  /// - Parameter shift: How many bits of a number are passed over first.
  static func append(
    _ values: UnsafeBufferPointer<UInt64>, width: Int, shift: UInt64 = 0, to bytes: inout [UInt8]
  ) {
    guard width > 0, !values.isEmpty else { return }
    let start = bytes.count
    // Eight bytes beyond the last, so that the loop may store whole words; then taken back.
    bytes.append(contentsOf: repeatElement(0, count: Self.bytes(values.count, width: width) + 8))
    let mask = width == 64 ? UInt64.max : (1 &<< UInt64(width)) &- 1
    bytes.withUnsafeMutableBytes { buffer in
      var pending: UInt64 = 0
      var filled: UInt64 = 0
      var at = start
      for value in values {
        let part = (value &>> shift) & mask
        pending |= part &<< filled
        filled &+= UInt64(width)
        if filled >= 64 {
          buffer.storeBytes(of: pending.littleEndian, toByteOffset: at, as: UInt64.self)
          at &+= 8
          filled &-= 64
          // What of `part` did not fit; nothing when it ended on the word's last bit.
          pending = filled == 0 ? 0 : part &>> (UInt64(width) &- filled)
        }
      }
      buffer.storeBytes(of: pending.littleEndian, toByteOffset: at, as: UInt64.self)
    }
    bytes.removeLast(8)
  }

  /// Numbers `first ..< first + count` of those packed at an address.
  @inline(__always)
  static func unpack(
    _ packed: UnsafeRawPointer, width: Int, first: Int, count: Int,
    into out: UnsafeMutablePointer<UInt64>
  ) {
    guard width > 0 else {
      out.update(repeating: 0, count: count)
      return
    }
    let mask = width == 64 ? UInt64.max : (1 &<< UInt64(width)) &- 1
    var bit = first &* width
    for at in 0..<count {
      let word = UInt64(
        littleEndian: packed.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
      out[at] = (word &>> UInt64(bit & 7)) & mask
      bit &+= width
    }
  }

  /// One of the numbers packed at an address.
  @inline(__always)
  static func number(_ packed: UnsafeRawPointer, width: Int, at position: Int) -> UInt64 {
    let bit = position &* width
    let word = UInt64(
      littleEndian: packed.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
    return (word &>> UInt64(bit & 7)) & (width == 64 ? UInt64.max : (1 &<< UInt64(width)) &- 1)
  }
}
