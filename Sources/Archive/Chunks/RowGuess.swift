/// What row of its file a sighting may be expected to stand in, given its time.
///
/// Files come more or less in order of time, so a row follows from its second but for what the
/// cameras delivered late. For each file the day is cut into steps of 2^shift seconds, and a knot
/// at each end of a step says which row stood there; between knots the guess is a straight line.
/// What is stored of a row is its distance from the guess, whatever that is.
///
///     file     from   shift   knots            of each file
///               8       1       4
///     values   steps from knot to knot, zigzag, all files one behind the other
struct RowGuess {
  struct Line {
    var from: Int64
    var shift: UInt64
    /// Where its knots begin, and the number of its last step.
    var first: Int
    var lastStep: UInt64
  }

  private let lines: [Line]
  private let knots: [Int64]

  /// The row expected of a file's sighting at a time; wraps around where it must.
  @inline(__always)
  func row(file: Int, time: Int64) -> Int64 {
    lines.withUnsafeBufferPointer { lines in
      knots.withUnsafeBufferPointer { knots in
        let line = lines[file]
        let seconds = UInt64(bitPattern: time &- line.from)
        let step = min(seconds &>> line.shift, line.lastStep)
        let into = Int64(bitPattern: seconds &- step &<< line.shift)
        let at = line.first &+ Int(step)
        let rise = knots[at &+ 1] &- knots[at]
        return knots[at] &+ (rise &* into) &>> Int64(line.shift)
      }
    }
  }

  /// The lines of some files, each with its knots.
  init(_ fitted: [(line: Line, knots: [Int64])]) {
    var lines: [Line] = []
    var knots: [Int64] = []
    for (line, own) in fitted {
      lines.append(
        Line(from: line.from, shift: line.shift, first: knots.count, lastStep: line.lastStep))
      knots += own
    }
    self.lines = lines
    self.knots = knots
  }

  /// Writes the lines.
  func append(to bytes: inout [UInt8]) {
    for line in lines {
      ColumnChunk.append(UInt64(bitPattern: line.from), bytes: 8, to: &bytes)
      bytes.append(UInt8(line.shift))
      ColumnChunk.append(line.lastStep, bytes: 4, to: &bytes)
    }
    var steps: [UInt64] = []
    steps.reserveCapacity(knots.count)
    var last: Int64 = 0
    for knot in knots {
      steps.append(ZigZag.word(knot &- last))
      last = knot
    }
    PatchedNumbers.append(steps, to: &bytes)
  }

  /// Reads what `append` wrote.
  ///
  /// - Parameters:
  ///   - count: How many files there are.
  ///   - rowsMax: No file has more steps than this.
  init(_ reader: inout ChunkReader, count: Int, rowsMax: Int) throws(ColumnChunk.Damage) {
    var lines: [Line] = []
    for _ in 0..<count {
      let from = Int64(bitPattern: try reader.number(bytes: 8))
      let shift = try reader.number(bytes: 1)
      let lastStep = try reader.count(upTo: rowsMax)
      guard shift < 64 else { throw ColumnChunk.Damage(what: "a chunk has an impossible width") }
      let first = (lines.last.map { $0.first + Int($0.lastStep) + 2 }) ?? 0
      lines.append(Line(from: from, shift: shift, first: first, lastStep: UInt64(lastStep)))
    }
    let total = (lines.last.map { $0.first + Int($0.lastStep) + 2 }) ?? 0
    // A knot is for many rows or for the ends of a file, so there are not many more than rows.
    guard total <= 3 * rowsMax else { throw ColumnChunk.Damage(what: "a chunk counts too much") }
    let packed = try PatchedNumbers(&reader, count: total)
    let steps = [UInt64](unsafeUninitializedCapacity: total) { out, filled in
      if let out = out.baseAddress { packed.unpack(first: 0, count: total, into: out) }
      filled = total
    }
    var last: Int64 = 0
    self.lines = lines
    knots = steps.map { step in
      last &+= ZigZag.number(step)
      return last
    }
  }
}

/// Signed numbers as words, so that those near zero are small: 0 −1 1 −2 2 as 0 1 2 3 4.
enum ZigZag {
  @inline(__always)
  static func word(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: (number &<< 1) ^ (number &>> 63))
  }

  @inline(__always)
  static func number(_ word: UInt64) -> Int64 {
    Int64(bitPattern: word &>> 1) ^ (0 &- Int64(bitPattern: word & 1))
  }
}
