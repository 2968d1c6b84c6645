/// A column of bytes of which a few are frequent: the position of each in a list by frequency.
///
///     values   value of position 0, 1, …   positions (`PatchedNumbers`)
///       2          1 each
struct ByteColumn {
  /// What a position stands for; filled up to 256 so that no position needs a check.
  private let values: [UInt8]
  private let positions: PatchedNumbers
  private let count: Int

  /// Packs bytes, the most frequent first.
  static func append(_ column: [UInt8], to bytes: inout [UInt8]) {
    var counts = [Int](repeating: 0, count: 256)
    for value in column { counts[Int(value)] += 1 }
    let values = (0..<256).filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
    var position = [UInt64](repeating: 0, count: 256)
    ColumnChunk.append(UInt64(values.count), bytes: 2, to: &bytes)
    for (at, value) in values.enumerated() {
      position[value] = UInt64(at)
      bytes.append(UInt8(value))
    }
    PatchedNumbers.append(column.map { position[Int($0)] }, to: &bytes)
  }

  init(_ reader: inout ChunkReader, count: Int) throws(ColumnChunk.Damage) {
    let known = Int(try reader.number(bytes: 2))
    guard known <= 256 else { throw ColumnChunk.Damage(what: "a chunk counts too much") }
    var values: [UInt8] = []
    for _ in 0..<known { values.append(UInt8(try reader.number(bytes: 1))) }
    self.values = values + repeatElement(0, count: 256 - known)
    positions = try PatchedNumbers(&reader, count: count)
    self.count = known
  }

  /// Bytes `first ..< first + count`.
  ///
  /// - Returns: Whether each stood in the list.
  @inline(__always)
  func unpack(
    first: Int, count: Int, scratch: UnsafeMutablePointer<UInt64>,
    into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    positions.unpack(first: first, count: count, into: scratch)
    return values.withUnsafeBufferPointer { values in
      var greatest: UInt64 = 0
      for at in 0..<count {
        let position = scratch[at]
        greatest = max(greatest, position)
        out[at] = values[Int(position & 255)]
      }
      return greatest < UInt64(self.count)
    }
  }
}
