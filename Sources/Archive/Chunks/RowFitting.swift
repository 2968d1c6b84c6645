/// Fits the lines of a `RowGuess` to all rows of a day, so that each of its chunks, which has one
/// row in many, can be told what the whole day says.
///
/// A knot is the median of a few rows about it, each moved to the knot's second along the slope
/// between the knots beside it. The slopes come from the knots themselves, three times over: a
/// median, because one row in a hundred was delivered half an hour late.
struct RowFitting: Sendable {
  private var fitted: [UInt32: (line: RowGuess.Line, knots: [Int64])] = [:]

  /// Knots of one chunk. 400 cost a third of a bit a row and keep the guess within what the order
  /// of arrival leaves open.
  private static let knotsAChunk = 400
  /// Rows for which a file of few rows has one knot.
  private static let rowsAKnot = 40
  /// Rows that a knot is the median of, at most.
  private static let samples = 31
  private static let rounds = 3

  private struct Span {
    var from = Int64.max
    var to = Int64.min
    var rows = 0
  }

  /// - Parameter entries: All rows of a day, in any order.
  init(_ entries: UnsafeBufferPointer<SightingEntry>) {
    var positions: [UInt32: Int] = [:]
    var spans: [Span] = []
    var lastFile: (file: UInt32, position: Int)?
    for entry in entries {
      let position: Int
      if let lastFile, lastFile.file == entry.file {
        position = lastFile.position
      } else {
        position = positions[entry.file] ?? spans.count
        if position == spans.count {
          positions[entry.file] = position
          spans.append(Span())
        }
        lastFile = (entry.file, position)
      }
      spans[position].from = min(spans[position].from, entry.time)
      spans[position].to = max(spans[position].to, entry.time)
      spans[position].rows += 1
    }
    let lines = Self.lines(spans, rows: entries.count)
    let knots = Self.knots(entries, lines, positions)
    for (file, position) in positions {
      let first = lines[position].first
      fitted[file] = (
        lines[position], Array(knots[first...(first + Int(lines[position].lastStep) + 1)])
      )
    }
  }

  /// The guess for a chunk whose rows are of these files, in this order.
  func guess(of files: [UInt32]) -> RowGuess {
    RowGuess(
      files.map { file in
        fitted[file] ?? (RowGuess.Line(from: 0, shift: 0, first: 0, lastStep: 0), [0, 0])
      })
  }

  private static func lines(_ spans: [Span], rows: Int) -> [RowGuess.Line] {
    var first = 0
    return spans.map { span in
      let share = Int(Double(knotsAChunk) * Double(span.rows) / Double(rows))
      let steps = UInt64(max(1, min(share, span.rows / rowsAKnot)))
      let length = UInt64(bitPattern: span.to &- span.from)
      var shift: UInt64 = 0
      while length &>> shift >= steps { shift += 1 }
      let line = RowGuess.Line(
        from: span.from, shift: shift, first: first, lastStep: length &>> shift)
      first += Int(line.lastStep) + 2
      return line
    }
  }

  /// What is known of rows about one knot.
  private struct Sample {
    var rows: [(row: Double, seconds: Double)] = []
  }

  private static func knots(
    _ entries: UnsafeBufferPointer<SightingEntry>, _ lines: [RowGuess.Line],
    _ positions: [UInt32: Int]
  ) -> [Int64] {
    let count = lines.last.map { $0.first + Int($0.lastStep) + 2 } ?? 0
    var samples = [Sample](repeating: Sample(), count: count)
    var lastFile: (file: UInt32, line: RowGuess.Line)?
    for entry in entries {
      if lastFile?.file != entry.file, let position = positions[entry.file] {
        lastFile = (entry.file, lines[position])
      }
      guard let line = lastFile?.line else { continue }
      let seconds = UInt64(bitPattern: entry.time &- line.from)
      let half = line.shift == 0 ? 0 : (1 as UInt64) &<< (line.shift &- 1)
      let step = min((seconds &+ half) &>> line.shift, line.lastStep &+ 1)
      let knot = line.first &+ Int(step)
      guard samples[knot].rows.count < Self.samples else { continue }
      let apart = Int64(bitPattern: seconds &- step &<< line.shift)
      samples[knot].rows.append((Double(entry.row), Double(apart)))
    }
    return lines.flatMap { line in
      let range = line.first...(line.first + Int(line.lastStep) + 1)
      return fit(samples[range], step: Double((1 as UInt64) &<< line.shift))
    }
  }

  /// The knots of one line.
  private static func fit(_ samples: ArraySlice<Sample>, step: Double) -> [Int64] {
    let samples = Array(samples)
    var knots: [Double] = []
    for round in 0..<rounds {
      var moved: [Double?] = []
      for (at, sample) in samples.enumerated() {
        guard !sample.rows.isEmpty else {
          moved.append(nil)
          continue
        }
        let (left, right) = (max(0, at - 1), min(samples.count - 1, at + 1))
        let slope =
          round == 0 || left == right
          ? 0 : (knots[right] - knots[left]) / (Double(right - left) * step)
        let rows = sample.rows.map { $0.row - slope * $0.seconds }.sorted()
        moved.append(rows[rows.count / 2])
      }
      knots = bridged(moved)
    }
    return knots.map { Int64(max(-9e15, min(9e15, $0.rounded()))) }
  }

  /// Knots without rows lie on the line between those that have some.
  private static func bridged(_ knots: [Double?]) -> [Double] {
    var bridged: [Double] = []
    for (at, knot) in knots.enumerated() {
      if let knot {
        bridged.append(knot)
        continue
      }
      let next = knots[at...].firstIndex { $0 != nil }
      switch (bridged.last, next.flatMap { position in knots[position].map { (position, $0) } }) {
      case (let last?, let (position, value)?):
        bridged.append(last + (value - last) / Double(position - at + 1))
      case (let last?, nil): bridged.append(last)
      case (nil, let (_, value)?): bridged.append(value)
      case (nil, nil): bridged.append(0)
      }
    }
    return bridged
  }
}
