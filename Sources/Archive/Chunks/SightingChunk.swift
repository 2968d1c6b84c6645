/// Sightings of one day, sorted by plate, packed into bytes; the form in which the archive keeps
/// them.
///
///     "CLS1"  rows  plates  ranked plates  files       4 bytes each
///     files               4 bytes each, rising
///     starts              a bit a row: set where a plate's rows begin
///     ranked plates       `PlateRank`s as `SortedNumbers`
///     other plates        their words as `SortedNumbers`
///     first times         a plate's first second, as `PatchedNumbers`; the sign bit turned over
///     gaps                seconds since the sighting before, of all rows but a plate's first
///     cameras             numbers of the archive's table
///     directions          `ByteColumn`
///     confidences         `ByteColumn`
///     files               positions in the list above, as `PatchedNumbers`
///     rows                `RowGuess`, and each row's distance from it
///     checksum            8 bytes
///
/// Any entries with plates that never fall come back as they were. Of bytes that are not a chunk,
/// or are not what was written, reading gives an error: the checksum covers all bytes before it,
/// and every length and position is checked besides. Rows can be unpacked from any plate on,
/// without those before it.
///
/// Unchecked, because the compiler cannot see that nothing is written once it is made.
struct SightingChunk: @unchecked Sendable {
  static let magic: UInt32 = 0x3153_4C43
  static let signBit: UInt64 = 1 &<< 63
  /// The most rows of one chunk: some 70 KB, so that a vehicle's day is found in one or two reads.
  static let rowsMax = 16_384

  let rows: Int
  /// The different plates, rising, and the row each begins at; `rows` behind the last.
  let plates: [UInt64]
  let starts: [UInt32]
  /// The archive's numbers of files, and which of them each row is from.
  let files: [UInt32]
  let fileOf, cameras, firstTimes, gaps, distances: PatchedNumbers
  let directions, confidences: ByteColumn
  let guess: RowGuess
  private let memory: ChunkMemory

  /// Whether bytes say that they are of this form.
  static func isForm(of bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { isForm(of: $0) } }

  private static func isForm(of bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 4
      && UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)) == magic
  }

  /// Copies a chunk's bytes and finds its parts.
  init(_ bytes: [UInt8]) throws(ColumnChunk.Damage) {
    let made = bytes.withUnsafeBytes { buffer in
      Result { () throws(ColumnChunk.Damage) in try SightingChunk(buffer) }
    }
    self = try made.get()
  }

  init(_ bytes: UnsafeRawBufferPointer) throws(ColumnChunk.Damage) {
    guard bytes.count >= 32 else { throw ColumnChunk.Damage(what: "a chunk is cut off") }
    guard Self.isForm(of: bytes) else {
      throw ColumnChunk.Damage(what: "a chunk has another form")
    }
    let body = bytes.count - 8
    let sum = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: body, as: UInt64.self))
    guard sum == Self.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<body])) else {
      throw ColumnChunk.Damage(what: "a chunk's checksum does not agree")
    }
    // Loads of whole words end at most seven bytes behind what they are for: in the checksum.
    memory = ChunkMemory(bytes)
    var reader = ChunkReader(memory.base, at: 4, end: body)
    rows = try reader.count(upTo: Self.rowsMax)
    let plateCount = try reader.count(upTo: rows)
    let ranked = try reader.count(upTo: plateCount)
    let fileCount = try reader.count(upTo: rows)
    guard rows == 0 || (plateCount > 0 && fileCount > 0) else {
      throw ColumnChunk.Damage(what: "a chunk has rows without plates or files")
    }
    var files: [UInt32] = []
    files.reserveCapacity(fileCount)
    for _ in 0..<fileCount { files.append(UInt32(try reader.number(bytes: 4))) }
    self.files = files
    let bits = try reader.skip((rows + 7) / 8)
    starts = try Self.starts(reader.base + bits, rows: rows, plates: plateCount)
    let ranks = try SortedNumbers.read(&reader, count: ranked)
    let others = try SortedNumbers.read(&reader, count: plateCount - ranked)
    plates = Self.merged(try PlateRank.words(ranks), others)
    guard Self.isRising(plates) else {
      throw ColumnChunk.Damage(what: "a chunk's plates are not in order")
    }
    firstTimes = try PatchedNumbers(&reader, count: plateCount)
    gaps = try PatchedNumbers(&reader, count: rows - plateCount)
    cameras = try PatchedNumbers(&reader, count: rows)
    directions = try ByteColumn(&reader, count: rows)
    confidences = try ByteColumn(&reader, count: rows)
    fileOf = try PatchedNumbers(&reader, count: rows)
    guess = try RowGuess(&reader, count: fileCount, rowsMax: rows)
    distances = try PatchedNumbers(&reader, count: rows)
    guard reader.at == body else { throw ColumnChunk.Damage(what: "a chunk has bytes left over") }
  }

  /// The row at which each plate begins, and `rows`.
  private static func starts(
    _ bits: UnsafeRawPointer, rows: Int, plates: Int
  ) throws(ColumnChunk.Damage) -> [UInt32] {
    var found = 0
    let starts = [UInt32](unsafeUninitializedCapacity: plates + 1) { out, filled in
      var at = 0
      while at < rows {
        var word = UInt64(
          littleEndian: bits.loadUnaligned(fromByteOffset: at / 8, as: UInt64.self))
        if rows &- at < 64 { word &= (1 &<< UInt64(rows &- at)) &- 1 }
        while word != 0 {
          if found < plates { out[found] = UInt32(at &+ word.trailingZeroBitCount) }
          found &+= 1
          word &= word &- 1
        }
        at &+= 64
      }
      out[min(found, plates)] = UInt32(rows)
      filled = min(found, plates) + 1
    }
    guard found == plates, rows == 0 || starts[0] == 0 else {
      throw ColumnChunk.Damage(what: "a chunk's rows do not fit its plates")
    }
    return starts
  }

  private static func merged(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    guard !right.isEmpty else { return left }
    var (at, from) = (0, 0)
    var merged: [UInt64] = []
    merged.reserveCapacity(left.count + right.count)
    while at < left.count || from < right.count {
      if from == right.count || (at < left.count && left[at] < right[from]) {
        merged.append(left[at])
        at += 1
      } else {
        merged.append(right[from])
        from += 1
      }
    }
    return merged
  }

  private static func isRising(_ plates: [UInt64]) -> Bool {
    plates.withUnsafeBufferPointer { plates in
      var isRising = true
      for at in 1..<max(1, plates.count) where plates[at - 1] >= plates[at] { isRising = false }
      return isRising
    }
  }

  /// The position of the first plate that is not less.
  func position(ofPlate plate: UInt64) -> Int {
    var low = 0
    var high = plates.count
    while low < high {
      let middle = (low + high) / 2
      if plates[middle] < plate { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A hash of bytes and their number; a change of any one word changes it.
  ///
  /// Four words at a time, each in a lane of its own, so that a lane's multiplications need not
  /// wait for another's: 8 GB/s where one lane gave 1.3.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var (a, b, c, d) = (
      0x9E37_79B9_7F4A_7C15 as UInt64, 0xBF58_476D_1CE4_E5B9 as UInt64,
      0x94D0_49BB_1331_11EB as UInt64, 0xD6E8_FEB8_6659_FD93 as UInt64
    )
    var at = 0
    while at &+ 32 <= bytes.count {
      a = step(a, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      b = step(b, bytes.loadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self))
      c = step(c, bytes.loadUnaligned(fromByteOffset: at &+ 16, as: UInt64.self))
      d = step(d, bytes.loadUnaligned(fromByteOffset: at &+ 24, as: UInt64.self))
      at &+= 32
    }
    while at < bytes.count {
      a = step(a, UInt64(bytes[at]).littleEndian)
      at &+= 1
    }
    var sum = step(UInt64(bytes.count), a.littleEndian)
    for lane in [b, c, d] { sum = step(sum, lane.littleEndian) }
    return sum ^ (sum &>> 32)
  }

  /// One to one in either word.
  @inline(__always)
  private static func step(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (state ^ UInt64(littleEndian: word)) &* 0x9FB2_1C65_1E98_DF25
    return mixed ^ (mixed &>> 29)
  }
}
