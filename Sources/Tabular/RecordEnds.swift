/// Finds where records end, and counts them and their lines, over a text that comes in pieces.
///
/// All positions are bytes of the whole text. A quote opens a field only where a field begins, so
/// the previous byte decides; the scanner keeps to the same rule, and both therefore agree on
/// where every record ends, however broken it is.
struct RecordEnds {
  private enum State {
    case plain
    case quoted
    /// A quote was seen in a quoted field: doubled if the next byte is one too, else closing.
    case closing
  }

  private let delimiter: UInt8
  private let hasQuotes: Bool
  private let longestQuoted: Int
  private var state = State.plain
  private var opened = 0
  private var closedAt = 0
  /// The byte before the piece that is scanned next.
  private(set) var previousByte: UInt8 = 0

  /// Up to where the text has been scanned.
  private(set) var scanned: Int
  /// Where the record that is not ended yet begins; what is before it are whole records.
  private(set) var recordStart: Int
  /// Records ended so far, blank lines not counted.
  private(set) var records = 0
  /// Blank lines so far.
  private(set) var blankLines = 0
  /// Line ends before `recordStart`.
  private(set) var lines = 0
  /// Line ends inside the record that is not ended yet.
  private(set) var openLines = 0
  /// Whether the last record ended with CRLF.
  private(set) var endedWithReturn = false
  /// Where a quoted field opened that is longer than a record may be; nil as long as there is none.
  /// Nothing is scanned beyond it.
  private(set) var endlessQuote: Int?

  /// - Parameter dialect: nil for lines without quoting.
  init(dialect: Dialect?, origin: Int, limits: ReadingLimits) {
    delimiter = dialect?.delimiter ?? 0
    hasQuotes = dialect != nil
    longestQuoted = limits.longestRecordBytes
    scanned = origin
    recordStart = origin
  }

  var isInsideQuotes: Bool { state == .quoted }

  /// Scans from `scanned` on.
  ///
  /// - Parameters:
  ///   - base: The piece of text in memory.
  ///   - origin: The byte of the text at which the piece begins; at most `scanned`.
  ///   - count: Bytes of the piece.
  ///   - stopsAtRecordEnd: Whether to return after the next record's end.
  mutating func scan(
    _ base: UnsafeRawPointer, origin: Int, count: Int, stopsAtRecordEnd: Bool = false
  ) {
    // Behind a quote without an end nothing is scanned, and what was before it may be gone.
    guard endlessQuote == nil else { return }
    let lineFeeds = ByteWord.repeating(Dialect.lineFeed)
    // Without quoting, the second pattern is the first again and adds nothing.
    let quotes = hasQuotes ? ByteWord.repeating(Dialect.quote) : lineFeeds
    var position = scanned &- origin
    if state == .plain, !stopsAtRecordEnd {
      position = passPlainLines(base, origin: origin, from: position, count: count)
    }
    while position < count {
      let word = ByteWord.load(base, at: position, end: count)
      var marks = ByteWord.matches(word, lineFeeds) | ByteWord.matches(word, quotes)
      while marks != 0 {
        let at = position &+ (marks.trailingZeroBitCount &>> 3)
        marks &= marks &- 1
        let byte = base.load(fromByteOffset: at, as: UInt8.self)
        if state == .closing { resolve(quoteNext: byte == Dialect.quote, at: origin &+ at) }
        if byte != Dialect.lineFeed {
          quote(base, origin: origin, at: at)
          if endlessQuote != nil { return }
        } else if state == .quoted {
          openLines &+= 1
        } else {
          endRecord(base, origin: origin, at: at)
          if stopsAtRecordEnd {
            scanned = origin &+ at &+ 1
            previousByte = byte
            return
          }
        }
      }
      position &+= 8
    }
    scanned = origin &+ count
    if count > 0 { previousByte = base.load(fromByteOffset: count &- 1, as: UInt8.self) }
    if state == .quoted, scanned &- opened > longestQuoted, endlessQuote == nil {
      endlessQuote = opened
    }
  }

  /// Passes over the lines before the first quote, which need counting and nothing else.
  ///
  /// - Returns: Where to go on: after the last of those lines.
  private mutating func passPlainLines(
    _ base: UnsafeRawPointer, origin: Int, from start: Int, count: Int
  ) -> Int {
    let quote = hasQuotes ? ByteScan.first(Dialect.quote, base, from: start, to: count) : nil
    var last = (quote ?? count) &- 1
    while last >= start, base.load(fromByteOffset: last, as: UInt8.self) != Dialect.lineFeed {
      last &-= 1
    }
    // Counting looks two bytes back, so the first line end is entered by itself.
    guard let first = ByteScan.first(Dialect.lineFeed, base, from: start, to: last), first > 0
    else { return start }
    endRecord(base, origin: origin, at: first)
    let counted = LineEnds.count(base, from: first &+ 1, to: last &+ 1)
    records &+= counted.ends &- counted.blanks
    blankLines &+= counted.blanks
    lines &+= counted.ends
    recordStart = origin &+ last &+ 1
    endedWithReturn =
      base.load(fromByteOffset: last &- 1, as: UInt8.self) == Dialect.carriageReturn
    return last &+ 1
  }

  /// Decides about the quote at `closedAt` once the next quote or line end is known. A doubled
  /// quote leaves `closing` with its second half as the one just seen.
  @inline(__always)
  private mutating func resolve(quoteNext: Bool, at position: Int) {
    state = quoteNext && position == closedAt &+ 1 ? .quoted : .plain
    if state == .quoted { closedAt = position }
  }

  @inline(__always)
  private mutating func quote(_ base: UnsafeRawPointer, origin: Int, at: Int) {
    let position = origin &+ at
    if state == .quoted {
      // The second half of a doubled quote has just been taken by `resolve`.
      if position == closedAt { return }
      state = .closing
      closedAt = position
      if position &- opened > longestQuoted, endlessQuote == nil { endlessQuote = opened }
      return
    }
    let before = at > 0 ? base.load(fromByteOffset: at &- 1, as: UInt8.self) : previousByte
    if position == recordStart || before == delimiter {
      state = .quoted
      opened = position
      closedAt = -1
    }
  }

  @inline(__always)
  private mutating func endRecord(_ base: UnsafeRawPointer, origin: Int, at: Int) {
    let length = origin &+ at &- recordStart
    let before = at > 0 ? base.load(fromByteOffset: at &- 1, as: UInt8.self) : previousByte
    if length == 0 || length == 1 && before == Dialect.carriageReturn {
      blankLines &+= 1
    } else {
      records &+= 1
    }
    lines &+= openLines &+ 1
    openLines = 0
    recordStart = origin &+ at &+ 1
    endedWithReturn = length > 0 && before == Dialect.carriageReturn
    state = .plain
  }
}
