/// Numbers that never fall, each in about two bits and the logarithm of the mean step.
///
///     base  width  bytes of marks   low bits of each …   marks …
///      8      1          4
///
/// A number above `base` is cut in two. Its low `width` bits stand packed. Of its high bits only
/// the steps are kept: number `i` with high part `h` sets bit `h + i` of the marks. So the marks
/// hold one bit a number and one for each step of the high parts.
///
/// > P. Elias. "Efficient storage and retrieval by content and address of static files." Journal of
/// > the ACM, 1974. DOI:[10.1145/321812.321820](https://doi.org/10.1145/321812.321820)
enum SortedNumbers {
  /// Packs numbers that never fall; their number is not kept.
  static func append(_ values: [UInt64], to bytes: inout [UInt8]) {
    guard let base = values.first, let last = values.last else { return }
    let span = last - base
    let perStep = span / UInt64(values.count)
    let width = min(57, max(0, 63 - (perStep | 1).leadingZeroBitCount))
    let low = UInt64(width)
    let marksCount = Int(span &>> low) + values.count
    ColumnChunk.append(base, bytes: 8, to: &bytes)
    bytes.append(UInt8(width))
    ColumnChunk.append(UInt64((marksCount + 7) / 8), bytes: 4, to: &bytes)
    var above = values
    for at in above.indices { above[at] &-= base }
    above.withUnsafeBufferPointer { BitPacking.append($0, width: width, to: &bytes) }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: (marksCount + 7) / 8))
    for (at, value) in above.enumerated() {
      let mark = Int(value &>> low) + at
      bytes[start + mark / 8] |= 1 &<< UInt8(mark % 8)
    }
  }

  /// Reads what `append` packed.
  ///
  /// - Parameter count: How many numbers there are.
  static func read(
    _ reader: inout ChunkReader, count: Int
  ) throws(ColumnChunk.Damage) -> [UInt64] {
    guard count > 0 else { return [] }
    let base = try reader.number(bytes: 8)
    let width = try reader.width()
    guard width <= 57 else { throw ColumnChunk.Damage(what: "a chunk has an impossible width") }
    let marksBytes = Int(try reader.number(bytes: 4))
    let lows = reader.base + (try reader.skip(BitPacking.bytes(count, width: width)))
    let marksStart = try reader.skip(marksBytes)
    let marks = reader.base + marksStart
    var found = 0
    let values = [UInt64](unsafeUninitializedCapacity: count) { out, filled in
      guard let out = out.baseAddress else { return }
      BitPacking.unpack(lows, width: width, first: 0, count: count, into: out)
      var word = 0
      while word &* 8 < marksBytes, found < count {
        var bits = UInt64(
          littleEndian: marks.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self))
        // The last word may reach into what follows the marks.
        let left = marksBytes &- word &* 8
        if left < 8 { bits &= (1 &<< UInt64(left &* 8)) &- 1 }
        while bits != 0, found < count {
          let high = UInt64(word &* 64 &+ bits.trailingZeroBitCount &- found)
          out[found] = base &+ (high &<< UInt64(width)) &+ out[found]
          bits &= bits &- 1
          found &+= 1
        }
        word &+= 1
      }
      filled = count
    }
    guard found == count else { throw ColumnChunk.Damage(what: "a chunk has too few numbers") }
    return values
  }
}
