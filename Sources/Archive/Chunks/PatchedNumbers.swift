/// Numbers of a narrow range with a few far outside: all in few bits, and the rest of those few.
///
///     base  width  patches   low bits of each …   [rest width   positions …   rests …]
///      8      1       4                               1
///
/// A number is `base + low + (rest << width)`; the rest is 0 for all but the patched. The width is
/// the one that takes the fewest bits in all. Any number can be found without those before it.
///
/// > M. Zukowski, S. Héman, N. Nes, P. Boncz. "Super-scalar RAM-CPU cache compression." ICDE 2006.
/// > DOI:[10.1109/ICDE.2006.150](https://doi.org/10.1109/ICDE.2006.150)
struct PatchedNumbers {
  private let base: UInt64
  private let width: Int
  private let packed: UnsafeRawPointer
  private let positions: [UInt64]
  private let restWidth: Int
  private let rests: UnsafeRawPointer

  /// Packs any numbers; their number is not kept.
  static func append(_ values: [UInt64], to bytes: inout [UInt8]) {
    guard !values.isEmpty else { return }
    var base = UInt64.max
    for value in values { base = min(base, value) }
    // How many numbers need each width.
    var counts = [Int](repeating: 0, count: 65)
    counts.withUnsafeMutableBufferPointer { counts in
      for value in values { counts[64 &- (value &- base).leadingZeroBitCount] &+= 1 }
    }
    let width = bestWidth(counts, total: values.count)
    ColumnChunk.append(base, bytes: 8, to: &bytes)
    bytes.append(UInt8(width))
    var positions: [UInt64] = []
    var rests: [UInt64] = []
    var used: UInt64 = 0
    var above = values
    above.withUnsafeMutableBufferPointer { above in
      for at in above.indices {
        let value = above[at] &- base
        above[at] = value
        guard width < 64, value &>> UInt64(width) != 0 else { continue }
        positions.append(UInt64(at))
        rests.append(value &>> UInt64(width))
        used |= value &>> UInt64(width)
      }
    }
    ColumnChunk.append(UInt64(positions.count), bytes: 4, to: &bytes)
    above.withUnsafeBufferPointer { BitPacking.append($0, width: width, to: &bytes) }
    guard !positions.isEmpty else { return }
    let restWidth = BitPacking.width(of: used)
    bytes.append(UInt8(restWidth))
    SortedNumbers.append(positions, to: &bytes)
    rests.withUnsafeBufferPointer { BitPacking.append($0, width: restWidth, to: &bytes) }
  }

  private static func bestWidth(_ counts: [Int], total: Int) -> Int {
    let widest = counts.lastIndex { $0 > 0 } ?? 0
    var best = widest > 57 ? 64 : widest
    var bestBits = best * total
    var patched = 0
    for width in stride(from: min(widest, 58) - 1, through: 0, by: -1) {
      patched = counts[(width + 1)...].reduce(0, +)
      // A position takes two bits and the logarithm of how far patches stand apart.
      let apart = max(1, total / max(1, patched))
      let each = 2 + (64 - UInt64(apart).leadingZeroBitCount) + (widest - width)
      let bits = width * total + patched * each + 112
      if bits < bestBits { (best, bestBits) = (width, bits) }
    }
    return best
  }

  /// Finds the parts of what `append` packed.
  ///
  /// - Parameter count: How many numbers there are.
  init(_ reader: inout ChunkReader, count: Int) throws(ColumnChunk.Damage) {
    guard count > 0 else {
      (base, width, packed, positions, restWidth, rests) = (0, 0, reader.base, [], 0, reader.base)
      return
    }
    base = try reader.number(bytes: 8)
    width = try reader.width()
    let patches = try reader.count(upTo: count)
    packed = reader.base + (try reader.skip(BitPacking.bytes(count, width: width)))
    guard patches > 0 else {
      (positions, restWidth, rests) = ([], 0, reader.base)
      return
    }
    guard width < 64 else { throw ColumnChunk.Damage(what: "a chunk has an impossible width") }
    restWidth = try reader.width()
    positions = try SortedNumbers.read(&reader, count: patches)
    guard positions[patches - 1] < UInt64(count), Self.isRising(positions) else {
      throw ColumnChunk.Damage(what: "a chunk mends a number that is not there")
    }
    rests = reader.base + (try reader.skip(BitPacking.bytes(patches, width: restWidth)))
  }

  /// Sums of damaged bytes may wrap around, so that the last is not the greatest.
  private static func isRising(_ positions: [UInt64]) -> Bool {
    for at in positions.indices.dropFirst() where positions[at] <= positions[at - 1] {
      return false
    }
    return true
  }

  /// Numbers `first ..< first + count`.
  @inline(__always)
  func unpack(first: Int, count: Int, into out: UnsafeMutablePointer<UInt64>) {
    BitPacking.unpack(packed, width: width, first: first, count: count, into: out)
    if !positions.isEmpty { mend(first: first, count: count, out) }
    if base != 0 { for at in 0..<count { out[at] &+= base } }
  }

  @inline(never)
  private func mend(first: Int, count: Int, _ out: UnsafeMutablePointer<UInt64>) {
    positions.withUnsafeBufferPointer { positions in
      var low = 0
      var high = positions.count
      while low < high {
        let middle = (low &+ high) &>> 1
        if positions[middle] < UInt64(first) { low = middle &+ 1 } else { high = middle }
      }
      while low < positions.count, positions[low] < UInt64(first &+ count) {
        let rest = BitPacking.number(rests, width: restWidth, at: low)
        out[Int(positions[low]) &- first] &+= rest &<< UInt64(width)
        low &+= 1
      }
    }
  }
}
