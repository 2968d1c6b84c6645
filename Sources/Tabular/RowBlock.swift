public import Primitives

/// A run of rows as they stood in the text, with where each field lies.
///
/// ```
/// bytes   text of the chunk, record by record        | fields that had to be unescaped
/// bounds  row 0: start end  start end …  row 1: start end …      two a field, into `bytes`
/// spans   row 0: number, line, start, end   row 1: …             one a good row
/// ```
///
/// Nothing is allocated for a row or a field. Blocks are values and can be worked on by any
/// thread. How a file is cut into blocks depends on its bytes alone.
public struct RowBlock: Sendable {
  /// Where one good row stands, counted from the block's beginning.
  @usableFromInline struct Span: Sendable {
    @usableFromInline var row: UInt32
    @usableFromInline var line: UInt32
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32

    init(row: UInt32, line: UInt32, start: UInt32, end: UInt32) {
      self.row = row
      self.line = line
      self.start = start
      self.end = end
    }
  }

  /// The block's number in its file, from 0.
  public let ordinal: Int
  /// Fields of every row.
  public let columnCount: Int
  /// Rows that could not be read, in file order.
  public let badRows: [BadRow]
  /// NDJSON: names met that were not asked for, in order of appearance; at most
  /// `ReadingLimits.mostFields`. Empty for CSV, whose header says them.
  public let otherNames: [String]
  /// Lines with nothing on them.
  public let blankLines: Int

  @usableFromInline let bytes: [UInt8]
  @usableFromInline let spans: [Span]
  @usableFromInline let bounds: [UInt32]
  @usableFromInline let firstRow: Int
  @usableFromInline let firstLine: Int
  /// The byte of the text at which `bytes` begins.
  @usableFromInline let origin: Int

  init(
    chunk: Chunk, columnCount: Int, bytes: [UInt8], spans: [Span], bounds: [UInt32],
    badRows: [BadRow], otherNames: [String] = []
  ) {
    ordinal = chunk.ordinal
    blankLines = chunk.blankLines
    firstRow = chunk.firstRow
    firstLine = chunk.firstLine
    origin = chunk.origin
    self.columnCount = columnCount
    self.bytes = bytes
    self.spans = spans
    self.bounds = bounds
    self.badRows = badRows
    self.otherNames = otherNames
  }

  /// Good rows.
  @inlinable public var count: Int { spans.count }
  /// Good and bad rows.
  public var rowsRead: Int { spans.count + badRows.count }

  /// Where a good row began. Its number counts good and bad rows of the file alike.
  @inlinable public func place(_ row: Int) -> SourcePlace {
    let span = spans[row]
    return SourcePlace(
      row: firstRow &+ Int(span.row), line: firstLine &+ Int(span.line),
      byte: origin &+ Int(span.start))
  }

  /// The bytes of the UTF-8 text that hold a good row, without its line end.
  @inlinable public func byteRange(_ row: Int) -> Range<Int> {
    (origin &+ Int(spans[row].start))..<(origin &+ Int(spans[row].end))
  }

  /// A good row as it stood, quotes and all: what a quarantine keeps of it.
  public func rowText(_ row: Int) -> Sensitive {
    Sensitive(String(decoding: bytes[Int(spans[row].start)..<Int(spans[row].end)], as: UTF8.self))
  }

  /// A field's text, unquoted. Allocates; in a hot loop use `withFields`.
  public func text(_ row: Int, _ column: Int) -> String {
    precondition(column >= 0 && column < columnCount, "there is no such column")
    let at = (row * columnCount + column) * 2
    return String(decoding: bytes[Int(bounds[at])..<Int(bounds[at + 1])], as: UTF8.self)
  }

  /// Lends the fields of the good rows as bytes, for a loop that allocates nothing.
  ///
  /// The view and the buffers it gives must not leave `body`.
  @inlinable public func withFields<Result, Failure: Error>(
    _ body: (borrowing Fields) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { (text) throws(Failure) -> Result in
      try bounds.withUnsafeBufferPointer { (places) throws(Failure) -> Result in
        try body(
          Fields(text: text, bounds: places, count: spans.count, columnCount: columnCount))
      }
    }
  }

  /// A borrowed view of a block's fields.
  public struct Fields: ~Copyable {
    @usableFromInline let text: UnsafeBufferPointer<UInt8>
    @usableFromInline let bounds: UnsafeBufferPointer<UInt32>
    /// Good rows.
    public let count: Int
    /// Fields of every row.
    public let columnCount: Int

    @inlinable init(
      text: UnsafeBufferPointer<UInt8>, bounds: UnsafeBufferPointer<UInt32>, count: Int,
      columnCount: Int
    ) {
      self.text = text
      self.bounds = bounds
      self.count = count
      self.columnCount = columnCount
    }

    /// The bytes of a field, unquoted, valid UTF-8 without NUL. Valid inside `withFields` only.
    @inlinable public subscript(row: Int, column: Int) -> UnsafeBufferPointer<UInt8> {
      precondition(
        row >= 0 && row < count && column >= 0 && column < columnCount,
        "there is no such field")
      let at = (row &* columnCount &+ column) &* 2
      // Inside the bounds that the scanner wrote, so only the field's own place is checked above.
      let start = Int(bounds[at])
      guard let base = text.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
      return UnsafeBufferPointer(start: base + start, count: Int(bounds[at &+ 1]) &- start)
    }
  }
}
