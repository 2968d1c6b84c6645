/// Goes through a chunk's bytes from front to back; whatever would lead beyond the end is damage.
struct ChunkReader {
  let base: UnsafeRawPointer
  private(set) var at: Int
  let end: Int

  /// - Parameter bytes: At least eight more must stand behind `end`, for loads of whole words.
  init(_ base: UnsafeRawPointer, at: Int, end: Int) {
    self.base = base
    self.at = at
    self.end = end
  }

  /// A number of so many bytes, lowest first.
  mutating func number(bytes count: Int) throws(ColumnChunk.Damage) -> UInt64 {
    let start = try skip(count)
    var value: UInt64 = 0
    for byte in 0..<count {
      value |= UInt64(base.load(fromByteOffset: start + byte, as: UInt8.self)) &<< UInt64(byte * 8)
    }
    return value
  }

  /// A count of four bytes that must not exceed a limit.
  mutating func count(upTo limit: Int) throws(ColumnChunk.Damage) -> Int {
    let count = Int(try number(bytes: 4))
    guard count <= limit else { throw ColumnChunk.Damage(what: "a chunk counts too much") }
    return count
  }

  /// A width of packed bits.
  mutating func width() throws(ColumnChunk.Damage) -> Int {
    let width = Int(try number(bytes: 1))
    guard BitPacking.isWidth(width) else {
      throw ColumnChunk.Damage(what: "a chunk has an impossible width")
    }
    return width
  }

  /// Passes over bytes.
  ///
  /// - Returns: Where they begin.
  mutating func skip(_ count: Int) throws(ColumnChunk.Damage) -> Int {
    guard count >= 0, count <= end - at else {
      throw ColumnChunk.Damage(what: "a chunk is cut off")
    }
    let start = at
    at += count
    return start
  }
}

/// A copy of a chunk's bytes that stays where it is.
///
/// Unchecked, because the compiler cannot see that nothing is written once it is made.
final class ChunkMemory: @unchecked Sendable {
  let base: UnsafeRawPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 8)
    if let from = bytes.baseAddress { memory.copyMemory(from: from, byteCount: bytes.count) }
    base = UnsafeRawPointer(memory)
  }

  deinit { base.deallocate() }
}
