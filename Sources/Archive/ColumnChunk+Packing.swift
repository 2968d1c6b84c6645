extension ColumnChunk {
  /// Numbers as blocks of equally wide bits.
  static func appendBlocks(_ values: [UInt64], to bytes: inout [UInt8]) {
    values.withUnsafeBufferPointer { values in
      var start = 0
      while start < values.count {
        let end = min(start + blockRows, values.count)
        appendBlock(UnsafeBufferPointer(rebasing: values[start..<end]), to: &bytes)
        start = end
      }
    }
  }

  private static func appendBlock(_ values: UnsafeBufferPointer<UInt64>, to bytes: inout [UInt8]) {
    var base = UInt64.max
    for value in values { base = min(base, value) }
    var used: UInt64 = 0
    for value in values { used |= value &- base }
    let shift = used == 0 ? 0 : used.trailingZeroBitCount
    var width = used == 0 ? 0 : 64 - used.leadingZeroBitCount - shift
    // Up to 57 bits lie within the eight bytes from the byte they begin in; wider ones take eight.
    if width > 57 { width = 64 }
    append(base, bytes: 8, to: &bytes)
    bytes.append(UInt8(shift))
    bytes.append(UInt8(width))
    guard width > 0 else { return }
    let start = bytes.count
    let length = (values.count * width + 7) / 8
    // Eight bytes beyond the last, so that the loop may store whole words; then taken back.
    bytes.append(contentsOf: repeatElement(0, count: length + 8))
    bytes.withUnsafeMutableBytes { buffer in
      var pending: UInt64 = 0
      var filled: UInt64 = 0
      var at = start
      for value in values {
        let part = (value &- base) &>> UInt64(shift)
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
}

/// Reads a chunk's bytes from front to back; whatever would lead beyond the end is damage.
struct PackedReader {
  let bytes: [UInt8]
  var at: Int
  let end: Int

  mutating func number(bytes count: Int) throws(ColumnChunk.Damage) -> UInt64 {
    guard count <= end - at else { throw ColumnChunk.Damage(what: "a chunk is cut off") }
    var value: UInt64 = 0
    for byte in 0..<count { value |= UInt64(bytes[at + byte]) &<< UInt64(byte * 8) }
    at += count
    return value
  }

  mutating func column(rows: Int) throws(ColumnChunk.Damage) -> [UInt64] {
    switch try number(bytes: 1) {
    case 0: return try blocks(count: rows)
    case 1: return try runs(rows: rows)
    default: throw ColumnChunk.Damage(what: "a chunk's column has an unknown form")
    }
  }

  private mutating func runs(rows: Int) throws(ColumnChunk.Damage) -> [UInt64] {
    let count = Int(try number(bytes: 4))
    guard count <= rows else { throw ColumnChunk.Damage(what: "a chunk has more runs than rows") }
    let steps = try blocks(count: count)
    let lengths = try blocks(count: count)
    var left = UInt64(rows)
    for length in lengths {
      guard length < left else { throw ColumnChunk.Damage(what: "a chunk's runs are too long") }
      left -= length + 1
    }
    guard left == 0 else { throw ColumnChunk.Damage(what: "a chunk's runs are too short") }
    return [UInt64](unsafeUninitializedCapacity: rows) { buffer, filled in
      var value: UInt64 = 0
      var row = 0
      for run in 0..<count {
        value &+= steps[run]
        // The sum of all lengths was checked above.
        for _ in 0...Int(lengths[run]) {
          buffer[row] = value
          row &+= 1
        }
      }
      filled = rows
    }
  }

  private mutating func blocks(count: Int) throws(ColumnChunk.Damage) -> [UInt64] {
    var start = 0
    var plans: [(base: UInt64, shift: UInt64, width: Int, at: Int)] = []
    while start < count {
      let rows = min(ColumnChunk.blockRows, count - start)
      let base = try number(bytes: 8)
      let shift = try number(bytes: 1)
      let width = Int(try number(bytes: 1))
      guard shift < 64, width <= 57 || width == 64 else {
        throw ColumnChunk.Damage(what: "a chunk's block has impossible widths")
      }
      plans.append((base, shift, width, at))
      let length = (rows * width + 7) / 8
      guard length <= end - at else { throw ColumnChunk.Damage(what: "a chunk is cut off") }
      at += length
      start += rows
    }
    // A word is loaded from the byte its bits begin in, at most seven bytes beyond the block's
    // last; the checksum's eight bytes stand behind every block.
    precondition(end + 8 <= bytes.count, "a chunk's checksum stands behind its blocks")
    return [UInt64](unsafeUninitializedCapacity: count) { out, filled in
      bytes.withUnsafeBytes { buffer in
        for (block, plan) in plans.enumerated() {
          let first = block &* ColumnChunk.blockRows
          let rows = min(ColumnChunk.blockRows, count &- first)
          let mask = plan.width == 64 ? UInt64.max : (1 &<< UInt64(plan.width)) &- 1
          var bit = 0
          for row in first..<(first &+ rows) {
            let word = UInt64(
              littleEndian: buffer.loadUnaligned(
                fromByteOffset: plan.at &+ (bit &>> 3), as: UInt64.self))
            let value = (word &>> UInt64(bit & 7)) & mask
            out[row] = plan.base &+ (value &<< plan.shift)
            bit &+= plan.width
          }
        }
      }
      filled = count
    }
  }
}
