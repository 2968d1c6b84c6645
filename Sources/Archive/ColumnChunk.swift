import Primitives

/// Columns of whole numbers in step, packed into bytes: one chunk of a day's sightings or calls.
///
///     "CLC1"   columns   rows    column  column  …   checksum
///      4        1         4                            8       bytes, lowest first
///
///     column   0   block  block  …                     any numbers
///              1   runs  blocks of steps  blocks of lengths      numbers that never fall
///     block    base  shift  width  bits …              up to 512 numbers
///               8     1      1     ⌈n · width / 8⌉
///
/// A number of a block is `base + (bits << shift)`: the block's least number, and what is above it
/// without the zero bits that all of its numbers end in (a plate of seven characters ends in 18).
/// A column that never falls, such as the plates a chunk is sorted by, is first written as runs:
/// how far each different number lies above the one before (`steps`, from 0), and how often it
/// stands there less one (`lengths`).
///
/// Any numbers come back as they were. Bytes that are not a chunk, or are not what was written,
/// give an error: the checksum covers all bytes before it, and every length is checked besides.
enum ColumnChunk {
  /// Why bytes are not a chunk.
  struct Damage: Error, Hashable {
    let what: String
  }

  /// The most rows of one chunk.
  static let rowsMax = 65_536
  static let blockRows = 512
  static let magic: UInt32 = 0x3143_4C43

  /// Packs columns of equal length.
  ///
  /// - Parameter columns: At most 255, of at most `rowsMax` rows.
  static func encode(_ columns: [[UInt64]]) -> [UInt8] {
    let rows = columns.first?.count ?? 0
    precondition(columns.count <= 255 && rows <= rowsMax, "a chunk is limited in both directions")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows * 12 + 64)
    append(UInt64(magic), bytes: 4, to: &bytes)
    bytes.append(UInt8(columns.count))
    append(UInt64(rows), bytes: 4, to: &bytes)
    for column in columns {
      precondition(column.count == rows, "columns of a chunk keep step")
      appendColumn(column, to: &bytes)
    }
    append(checksum(bytes, count: bytes.count), bytes: 8, to: &bytes)
    return bytes
  }

  /// Unpacks what `encode` packed.
  ///
  /// - Parameter columns: How many there must be.
  static func decode(_ bytes: [UInt8], columns: Int) throws(Damage) -> [[UInt64]] {
    guard bytes.count >= 17 else { throw Damage(what: "a chunk is cut off") }
    let body = bytes.count - 8
    var reader = PackedReader(bytes: bytes, at: 0, end: body)
    guard try reader.number(bytes: 4) == UInt64(magic) else {
      throw Damage(what: "a chunk has another form")
    }
    var tail = PackedReader(bytes: bytes, at: body, end: bytes.count)
    guard try tail.number(bytes: 8) == checksum(bytes, count: body) else {
      throw Damage(what: "a chunk's checksum does not agree")
    }
    guard try reader.number(bytes: 1) == UInt64(columns) else {
      throw Damage(what: "a chunk has another number of columns")
    }
    let rows = Int(try reader.number(bytes: 4))
    guard rows <= rowsMax else { throw Damage(what: "a chunk has too many rows") }
    var result: [[UInt64]] = []
    for _ in 0..<columns { result.append(try reader.column(rows: rows)) }
    guard reader.at == body else { throw Damage(what: "a chunk has bytes left over") }
    return result
  }

  /// A hash of the first bytes and their number; a change of any one word changes it.
  static func checksum(_ bytes: [UInt8], count: Int) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      var at = 0
      while at &+ 8 <= count {
        let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        hash = StableHash.mix(hash ^ word) &+ 0x9E37_79B9_7F4A_7C15
        at &+= 8
      }
      var last = UInt64(count) &<< 56
      var shift: UInt64 = 0
      while at < count {
        last |= UInt64(buffer[at]) &<< shift
        shift &+= 8
        at &+= 1
      }
      return StableHash.mix(hash ^ last)
    }
  }

  private static func appendColumn(_ column: [UInt64], to bytes: inout [UInt8]) {
    var runs = 0
    var last: UInt64 = 0
    for (row, value) in column.enumerated() {
      if row == 0 || value != last { runs += 1 }
      guard row == 0 || value >= last else {
        bytes.append(0)
        appendBlocks(column, to: &bytes)
        return
      }
      last = value
    }
    bytes.append(1)
    append(UInt64(runs), bytes: 4, to: &bytes)
    var steps: [UInt64] = []
    var lengths: [UInt64] = []
    steps.reserveCapacity(runs)
    lengths.reserveCapacity(runs)
    last = 0
    for value in column {
      if !steps.isEmpty && value == last {
        lengths[lengths.count - 1] += 1
      } else {
        steps.append(value - last)
        lengths.append(0)
        last = value
      }
    }
    appendBlocks(steps, to: &bytes)
    appendBlocks(lengths, to: &bytes)
  }

  static func append(_ value: UInt64, bytes count: Int, to bytes: inout [UInt8]) {
    for byte in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value &>> UInt64(byte * 8))) }
  }
}
