/// Reads the fields of a chunk of CSV.
///
/// The loop looks at eight bytes at a time and stops only at delimiters, quotes and line ends.
/// Whether the text is well-formed UTF-8, and holds a NUL or a CR, is asked once a chunk; only a
/// chunk that fails is asked row by row.
struct CSVScanner: Sendable {
  let dialect: Dialect
  let columnCount: Int
  let encoding: TextEncoding
  let limits: ReadingLimits

  /// The rows of a chunk, good and bad.
  func scan(_ chunk: Chunk) -> RowBlock {
    if case .cut(let byteCount, let lineCount) = chunk.ending {
      let row = chunk.longRow(byteCount: byteCount, lineCount: lineCount, limits: limits)
      return RowBlock(
        chunk: chunk, columnCount: columnCount, bytes: [], spans: [], bounds: [], badRows: [row])
    }
    var side: [UInt8] = []
    var badRows: [BadRow] = []
    var spans: [RowBlock.Span] = []
    // A good row has a byte at least for each column, so many columns and short rows cannot
    // between them ask for more memory than the text has bytes; one more is the row in progress.
    let most = min(chunk.records, chunk.bytes.count / columnCount + 1)
    let bounds = [UInt32](unsafeUninitializedCapacity: (most + 1) * columnCount * 2) { room, used in
      spans = [RowBlock.Span](unsafeUninitializedCapacity: most + 1) { rows, count in
        chunk.bytes.withUnsafeBytes { raw in
          guard let base = raw.baseAddress else { return }
          var run = CSVRun(
            base: base, end: raw.count, chunk: chunk, scanner: self, bounds: room.baseAddress,
            spans: rows.baseAddress)
          run.scan()
          count = run.spanCount
          side = run.side
          badRows = run.badRows
        }
        used = count * columnCount * 2
      }
    }
    return RowBlock(
      chunk: chunk, columnCount: columnCount,
      bytes: side.isEmpty ? chunk.bytes : chunk.bytes + side,
      spans: spans, bounds: bounds, badRows: badRows)
  }
}

/// One pass over one chunk.
private struct CSVRun {
  private enum State {
    case plain
    case quoted
    /// As in `RecordEnds`.
    case closing
  }

  private let base: UnsafeRawPointer
  private let end: Int
  private let scanner: CSVScanner
  private let chunk: Chunk
  private let bounds: UnsafeMutablePointer<UInt32>?
  private let spans: UnsafeMutablePointer<RowBlock.Span>?
  private let columnCount: Int
  private let largestField: Int
  /// Whether some row of the chunk holds a NUL or is not UTF-8.
  private let hasFaults: Bool
  /// Whether the chunk holds a CR, be it of a line end or not.
  private let hasReturns: Bool

  private var state = State.plain
  private var fieldStart: Int
  private var rowStart: Int
  private var column = 0
  private var closedAt = -1
  private var hasDoubled = false
  private var isFlawed = false
  private var rows = 0
  private var line = 0
  private var openLines = 0
  private(set) var spanCount = 0
  private(set) var side: [UInt8] = []
  private(set) var badRows: [BadRow] = []

  init(
    base: UnsafeRawPointer, end: Int, chunk: Chunk, scanner: CSVScanner,
    bounds: UnsafeMutablePointer<UInt32>?, spans: UnsafeMutablePointer<RowBlock.Span>?
  ) {
    self.base = base
    self.end = end
    self.chunk = chunk
    self.scanner = scanner
    self.bounds = bounds
    self.spans = spans
    columnCount = scanner.columnCount
    largestField = scanner.limits.largestFieldBytes
    fieldStart = chunk.start
    rowStart = chunk.start
    hasFaults =
      ByteScan.first(0, base, from: chunk.start, to: end) != nil
      || UTF8Check.firstFault(base, from: chunk.start, to: end) != nil
    hasReturns =
      ByteScan.first(Dialect.carriageReturn, base, from: chunk.start, to: end) != nil
  }

  mutating func scan() {
    let delimiter = scanner.dialect.delimiter
    let delimiters = ByteWord.repeating(delimiter)
    let lineFeeds = ByteWord.repeating(Dialect.lineFeed)
    let quotes = ByteWord.repeating(Dialect.quote)
    var position = fieldStart
    while position < end {
      let word = ByteWord.load(base, at: position, end: end)
      var marks =
        ByteWord.matches(word, delimiters) | ByteWord.matches(word, lineFeeds)
        | ByteWord.matches(word, quotes)
      while marks != 0 {
        let at = position &+ (marks.trailingZeroBitCount &>> 3)
        marks &= marks &- 1
        let byte = base.load(fromByteOffset: at, as: UInt8.self)
        if byte == delimiter {
          if state != .quoted { endField(at) }
        } else if byte == Dialect.lineFeed {
          if state == .quoted { openLines &+= 1 } else { endRow(at) }
        } else {
          quote(at)
        }
      }
      position &+= 8
    }
    if rowStart < end { endText() }
  }

  @inline(__always)
  private mutating func quote(_ at: Int) {
    switch state {
    case .plain:
      if at == fieldStart {
        state = .quoted
      } else if scanner.dialect.bareQuote == .refused {
        isFlawed = true
      }
    case .quoted:
      state = .closing
      closedAt = at
    case .closing:
      if at == closedAt &+ 1 {
        state = .quoted
        hasDoubled = true
      } else {
        isFlawed = true
      }
    }
  }

  @inline(__always)
  private mutating func endField(_ at: Int) {
    var from = fieldStart
    var to = at
    if state == .closing {
      if closedAt &+ 1 != at { isFlawed = true }
      from &+= 1
      to = closedAt
      if hasDoubled { (from, to) = undoubled(from, to) }
      state = .plain
    }
    if to &- from > largestField { isFlawed = true }
    if column < columnCount, let bounds {
      let place = (spanCount &* columnCount &+ column) &* 2
      bounds[place] = UInt32(truncatingIfNeeded: from)
      bounds[place &+ 1] = UInt32(truncatingIfNeeded: to)
    }
    column &+= 1
    fieldStart = at &+ 1
  }

  /// Copies a field without the second half of each doubled quote to the side.
  private mutating func undoubled(_ from: Int, _ to: Int) -> (Int, Int) {
    hasDoubled = false
    let start = side.count
    var position = from
    while position < to {
      let byte = base.load(fromByteOffset: position, as: UInt8.self)
      side.append(byte)
      position &+= byte == Dialect.quote ? 2 : 1
    }
    return (end + start, end + side.count)
  }

  @inline(__always)
  private mutating func endRow(_ at: Int) {
    let contentEnd = Chunk.contentEnd(base, from: rowStart, to: at)
    if contentEnd == rowStart {
      line &+= 1
    } else {
      endField(contentEnd)
      closeRow(contentEnd, isOpen: false)
    }
    rowStart = at &+ 1
    fieldStart = rowStart
  }

  /// The end of the text is the end of a row, too.
  private mutating func endText() {
    guard state == .quoted else { return endRow(end) }
    isFlawed = true
    closeRow(end, isOpen: true)
  }

  @inline(__always)
  private mutating func closeRow(_ contentEnd: Int, isOpen: Bool) {
    let isLong = contentEnd &- rowStart > scanner.limits.longestRecordBytes
    let holdsReturn =
      hasReturns
      && ByteScan.first(Dialect.carriageReturn, base, from: rowStart, to: contentEnd) != nil
    if isFlawed || isLong || hasFaults || holdsReturn || column != columnCount {
      examine(contentEnd, isOpen: isOpen)
    } else {
      keepRow(contentEnd)
    }
    rows &+= 1
    line &+= openLines &+ 1
    openLines = 0
    column = 0
    state = .plain
    hasDoubled = false
    isFlawed = false
  }

  @inline(__always)
  private mutating func keepRow(_ contentEnd: Int) {
    guard let spans else { return }
    spans[spanCount] = RowBlock.Span(
      row: UInt32(truncatingIfNeeded: rows), line: UInt32(truncatingIfNeeded: line),
      start: UInt32(truncatingIfNeeded: rowStart), end: UInt32(truncatingIfNeeded: contentEnd))
    spanCount &+= 1
  }

  /// Keeps a row that is sound after all, or says what is wrong with it.
  private mutating func examine(_ contentEnd: Int, isOpen: Bool) {
    let defect = CSVDefect.first(
      in: UnsafeRawBufferPointer(start: base + rowStart, count: contentEnd - rowStart),
      fieldCount: column, isOpen: isOpen, scanner: scanner)
    guard let defect else { return keepRow(contentEnd) }
    badRows.append(
      chunk.badRow(
        defect, row: rows, line: line, bytes: rowStart..<contentEnd, lineCount: openLines + 1,
        base: base, limits: scanner.limits))
  }
}
