/// A run of whole records as they stand in the text, in which nobody has looked for fields yet.
///
/// `rows` looks for them and says what is wrong with a row. Who knows the form of the rows may go
/// through the text and have only those read by `rows(from:…)` that are of another form.
public struct TextBlock: Sendable {
  let chunk: Chunk
  let scanner: RowScanner

  /// What a block came to.
  public struct Outcome<Output: Sendable>: Sendable {
    /// What is handed on.
    public var output: Output
    /// Rows read, good and bad.
    public var rows: Int
    /// Rows that could not be read as rows of the table.
    public var badRows: Int

    /// What a block came to.
    public init(output: Output, rows: Int, badRows: Int) {
      self.output = output
      self.rows = rows
      self.badRows = badRows
    }
  }

  /// Rows from one place on, and where they end.
  public struct Stretch: Sendable {
    /// The rows, placed in the file as those of the whole block are.
    public var rows: RowBlock
    /// The byte of the block after them and their line ends.
    public var end: Int
    /// Lines they take, blank ones included.
    public var lineCount: Int
  }

  /// The byte of the block at which its first row begins.
  public var start: Int { chunk.start }
  /// The number of the first row.
  public var firstRow: Int { chunk.firstRow }
  /// The line on which `start` stands.
  public var firstLine: Int { chunk.firstLine }
  /// Records in the block, good and bad, blank lines not counted.
  public var recordCount: Int { chunk.records }

  /// How a row must be written for others to read it by themselves; nil where only `rows` can.
  ///
  /// Such a row is of `columnCount` fields with `delimiter` between them, ends with LF or CRLF
  /// inside the block, is of ASCII from blank to tilde without a quote, and keeps to the limits.
  public var plainForm: PlainForm? {
    guard case .csv(let csv) = scanner else { return nil }
    if case .cut = chunk.ending { return nil }
    return PlainForm(
      delimiter: csv.dialect.delimiter, columnCount: csv.columnCount,
      longestRecordBytes: csv.limits.longestRecordBytes,
      largestFieldBytes: csv.limits.largestFieldBytes)
  }

  /// See `plainForm`.
  public struct PlainForm: Sendable {
    /// The byte between two fields.
    public let delimiter: UInt8
    /// Fields of every row.
    public let columnCount: Int
    /// Bytes of a row without its line end, at most.
    public let longestRecordBytes: Int
    /// Bytes of a field, at most.
    public let largestFieldBytes: Int
  }

  /// Lends the bytes of the block; the row at `start` is the first. They must not leave `body`.
  public func withText<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    chunk.bytes.withUnsafeBytes(body)
  }

  /// All rows, good and bad.
  public func rows() -> RowBlock { scanner.scan(chunk) }

  /// The rows from one place on, quotes respected.
  ///
  /// - Parameters:
  ///   - start: Where a record begins.
  ///   - row: The number of the row there.
  ///   - line: The line on which it begins.
  ///   - count: How many lines' worth of records at least, if there are so many; at least 1.
  /// - Complexity: O(bytes of those rows), with some allocations.
  public func rows(from start: Int, row: Int, line: Int, atLeast count: Int) -> Stretch {
    precondition(count >= 1 && start < chunk.bytes.count, "a stretch has a record")
    guard case .csv(let csv) = scanner else {
      preconditionFailure("only rows of a plain form are read apart")
    }
    var ends = RecordEnds(dialect: csv.dialect, origin: start, limits: csv.limits)
    chunk.bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      while ends.records + ends.blankLines < count, ends.scanned < raw.count,
        ends.endlessQuote == nil
      {
        ends.scan(
          base + start, origin: start, count: raw.count - start, stopsAtRecordEnd: true)
      }
    }
    let hasAll = ends.records + ends.blankLines >= count
    let end = hasAll ? ends.recordStart : chunk.bytes.count
    let piece = Chunk(
      ordinal: chunk.ordinal, bytes: Array(chunk.bytes[start..<end]), start: 0,
      records: ends.records + 1, blankLines: ends.blankLines, firstRow: row, firstLine: line,
      origin: chunk.origin + start, ending: hasAll ? .whole : chunk.ending)
    return Stretch(rows: csv.scan(piece), end: end, lineCount: ends.lines)
  }
}

/// Finds the fields of a chunk, by the format of its file.
enum RowScanner: Sendable {
  case csv(CSVScanner)
  case ndjson(NDJSONScanner)

  func scan(_ chunk: Chunk) -> RowBlock {
    switch self {
    case .csv(let scanner): scanner.scan(chunk)
    case .ndjson(let scanner): scanner.scan(chunk)
    }
  }
}
