import Primitives

/// Cuts a text at record ends, quotes respected, and counts rows and lines on the way, so that
/// every chunk knows where it stands before any other thread looks at it.
///
/// Where it cuts depends on the text and on `chunkBytes` alone, not on how the source hands the
/// bytes out.
struct ChunkSplitter {
  private let source: any ByteSource
  private let limits: ReadingLimits
  private let chunkBytes: Int
  private var ends: RecordEnds
  /// The text from the first record on that has not been handed out.
  private var buffer: [UInt8] = []
  /// The byte of the text at which `buffer` begins.
  private var origin: Int
  private var isAtEnd = false
  private var handedOut = Position()
  /// The row number of the first record.
  private let rowBase: Int

  /// What has been handed out so far.
  private struct Position {
    var chunks = 0
    var records = 0
    var blankLines = 0
    var lines = 0
  }

  /// - Parameters:
  ///   - source: UTF-8 text.
  ///   - origin: The byte of the text at which it begins.
  ///   - dialect: nil for lines without quoting and without a header (NDJSON).
  ///   - limits: How long a record may be.
  ///   - chunkBytes: How much text to gather before cutting; at least 1.
  init(
    _ source: any ByteSource, origin: Int, dialect: Dialect?, limits: ReadingLimits,
    chunkBytes: Int
  ) {
    precondition((1...(1 << 29)).contains(chunkBytes), "a chunk's places are kept in 32 bits")
    self.source = source
    self.limits = limits
    self.chunkBytes = chunkBytes
    self.origin = origin
    rowBase = dialect == nil ? 1 : 0
    ends = RecordEnds(dialect: dialect, origin: origin, limits: limits)
  }

  /// Lines of the text handed out so far, the last one also without a line end.
  var linesRead: Int { handedOut.lines }
  /// The byte of the text up to which it has been handed out.
  var bytesRead: Int { origin }

  /// The next records; nil at the end of the text. Rows are counted from 0 where there is a
  /// header, which makes it row 0, and from 1 where there is none.
  mutating func next() throws(TabularError) -> Chunk? {
    while true {
      scan()
      let whole = ends.recordStart - origin
      if let opened = ends.endlessQuote {
        if whole > 0 { return take(whole) }
        throw endless(opened)
      }
      if isAtEnd, buffer.isEmpty { return nil }
      if buffer.count - whole > limits.longestRecordBytes + 1 {
        // One more than the limit, for the CR that may turn out to be part of the line end.
        return whole > 0 ? take(whole) : try takeLongRecord()
      }
      if buffer.count >= chunkBytes, whole > 0 { return take(whole) }
      if isAtEnd { return takeRest() }
      try fill(to: max(chunkBytes, buffer.count + (buffer.count < chunkBytes ? 0 : chunkBytes)))
    }
  }

  private mutating func scan(stopsAtRecordEnd: Bool = false) {
    // A local copy, because the buffer of the same struct is lent while it changes.
    var moving = ends
    buffer.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      moving.scan(base, origin: origin, count: raw.count, stopsAtRecordEnd: stopsAtRecordEnd)
    }
    ends = moving
  }

  private mutating func fill(to target: Int) throws(TabularError) {
    var failure: TabularError?
    var old: [UInt8] = []
    swap(&old, &buffer)
    var reachedEnd = false
    buffer = [UInt8](unsafeUninitializedCapacity: target) { room, filled in
      let raw = UnsafeMutableRawBufferPointer(room)
      raw.copyBytes(from: old)
      filled = old.count
      do throws(TabularError) {
        filled += try source.readFully(
          into: UnsafeMutableRawBufferPointer(rebasing: raw[old.count..<target]))
        reachedEnd = filled < target
      } catch {
        failure = error
      }
    }
    isAtEnd = reachedEnd
    if let failure { throw failure }
  }

  /// Hands out the first `count` bytes, which end with a record.
  private mutating func take(_ count: Int) -> Chunk {
    var bytes = Array(buffer[count...])
    swap(&bytes, &buffer)
    bytes.removeLast(bytes.count - count)
    return chunk(bytes, ending: .whole)
  }

  /// Hands out what is left at the end of the text, a last record without a line end included.
  private mutating func takeRest() -> Chunk {
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    let last = bytes[(ends.recordStart - origin)...]
    let isBlank = last.isEmpty || last.elementsEqual([Dialect.carriageReturn])
    return chunk(
      bytes, ending: ends.isInsideQuotes ? .openQuote : .whole,
      unendedRecords: isBlank ? 0 : 1, unendedLines: last.isEmpty ? 0 : ends.openLines + 1,
      unendedBlank: isBlank && !last.isEmpty ? 1 : 0)
  }

  private mutating func chunk(
    _ bytes: [UInt8], ending: Chunk.Ending, unendedRecords: Int = 0, unendedLines: Int = 0,
    unendedBlank: Int = 0
  ) -> Chunk {
    let after = Position(
      chunks: handedOut.chunks + 1, records: ends.records + unendedRecords,
      blankLines: ends.blankLines + unendedBlank, lines: ends.lines + unendedLines)
    let chunk = Chunk(
      ordinal: handedOut.chunks, bytes: bytes, start: 0,
      records: after.records - handedOut.records,
      blankLines: after.blankLines - handedOut.blankLines, firstRow: rowBase + handedOut.records,
      firstLine: handedOut.lines + 1, origin: origin, ending: ending)
    handedOut = after
    origin += bytes.count
    return chunk
  }

  /// Skips the record at the front of the buffer, keeping its first bytes.
  private mutating func takeLongRecord() throws(TabularError) -> Chunk {
    let kept = Array(buffer.prefix(min(ReadingLimits.keptOfLongRecord, limits.longestRecordBytes)))
    let begin = origin
    let recordsBefore = ends.records
    while true {
      scan(stopsAtRecordEnd: true)
      if let opened = ends.endlessQuote { throw endless(opened) }
      let isEnded = ends.records > recordsBefore
      if isEnded || isAtEnd {
        let end = isEnded ? ends.recordStart : origin + buffer.count
        let lines = isEnded ? ends.lines - handedOut.lines : ends.openLines + 1
        let endBytes = lineEndBytes(isEnded: isEnded)
        let rest = Array(buffer[(end - origin)...])
        origin = begin
        let chunk = chunk(
          kept, ending: .cut(byteCount: end - begin - endBytes, lineCount: lines),
          unendedRecords: isEnded ? 0 : 1, unendedLines: isEnded ? 0 : lines)
        origin = end
        buffer = rest
        return chunk
      }
      origin += buffer.count
      buffer = []
      try fill(to: chunkBytes)
    }
  }

  /// Bytes of the line end of the record just skipped.
  private func lineEndBytes(isEnded: Bool) -> Int {
    if isEnded { return ends.endedWithReturn ? 2 : 1 }
    return !ends.isInsideQuotes && ends.previousByte == Dialect.carriageReturn ? 1 : 0
  }

  private func endless(_ opened: Int) -> TabularError {
    TabularError(
      code: "TABULAR-QUOTE-OPEN",
      message: "a quote at byte \(opened) is not closed within \(limits.longestRecordBytes) bytes",
      mend: "close the quote, double each quote inside a field, or raise longest_row under limits: "
        + "in feed.yaml",
      place: SourcePlace(
        row: rowBase + ends.records, line: ends.lines + 1,
        byte: ends.recordStart))
  }
}
