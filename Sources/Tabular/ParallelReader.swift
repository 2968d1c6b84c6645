public import Primitives

/// What a whole reading came to. `rows` is good and bad rows together.
public struct ReadingTotals: Hashable, Sendable {
  /// Data rows, good and bad.
  public var rows = 0
  /// Rows set aside.
  public var badRows = 0
  /// Lines with nothing on them, which are no rows.
  public var blankLines = 0
  /// Lines of the text, header included.
  public var lines = 0
  /// Bytes of the UTF-8 text, a byte order mark included.
  public var textBytes = 0
  /// Bytes taken from the source: packed bytes of a gzip.
  public var sourceBytes = 0

  /// Nothing read.
  public init() {}
}

/// Reads a table of text block by block, with several threads, once.
///
/// Opening reads the header, so that a caller can settle which column is which; `read` then goes
/// through the rows. Blocks, row and line numbers and diagnostics are the same with any number of
/// threads. Not sendable: it belongs to the thread that reads.
public final class ParallelReader {
  /// CSV: the columns of the file. NDJSON: the names that were asked for, in that order.
  public let header: Header

  /// How much text a block holds, about. A block is work for one thread for some milliseconds;
  /// with two in flight a thread, a reader holds some megabytes.
  public static let defaultBlockBytes = 1 << 20

  private let source: any ByteSource
  private let scanner: RowScanner
  private let splitter: ChunkSplitter
  private let first: Chunk?
  private var isRead = false

  private init(
    source: any ByteSource, header: Header, scanner: RowScanner, splitter: ChunkSplitter,
    first: Chunk?
  ) {
    self.source = source
    self.header = header
    self.scanner = scanner
    self.splitter = splitter
    self.first = first
  }

  /// Opens a CSV and reads its header.
  ///
  /// - Parameters:
  ///   - source: The file's bytes, unpacked.
  ///   - dialect: How it is written.
  ///   - encoding: How its bytes stand for text.
  ///   - limits: How much is taken before saying no.
  ///   - blockBytes: About how much text a block holds; 1 … 512 MiB.
  /// - Throws: `TABULAR-HEADER-…`, `TABULAR-ENCODING`, and what the source throws.
  public static func csv(
    _ source: any ByteSource, dialect: Dialect = .comma, encoding: TextEncoding = .utf8,
    limits: ReadingLimits = ReadingLimits(), blockBytes: Int = defaultBlockBytes
  ) throws(TabularError) -> ParallelReader {
    let text = try encoding.text(of: source)
    var splitter = ChunkSplitter(
      text.source, origin: text.origin, dialect: dialect, limits: limits, chunkBytes: blockBytes)
    var blankLines = 0
    while var chunk = try splitter.next() {
      if chunk.records == 0 {
        blankLines += chunk.blankLines
        continue
      }
      let header = try chunk.takeHeader(dialect: dialect, encoding: encoding, limits: limits)
      chunk.blankLines += blankLines
      let scanner = CSVScanner(
        dialect: dialect, columnCount: header.count, encoding: encoding, limits: limits)
      return ParallelReader(
        source: source, header: header, scanner: .csv(scanner), splitter: splitter, first: chunk)
    }
    throw Header.missing
  }

  /// Opens a file of JSON objects, one a line.
  ///
  /// - Parameters:
  ///   - source: The file's bytes, unpacked.
  ///   - columns: The names to collect, at least one; every row gets a field for each.
  ///   - encoding: How its bytes stand for text.
  ///   - limits: How much is taken before saying no.
  ///   - blockBytes: About how much text a block holds; 1 … 512 MiB.
  /// - Throws: `TABULAR-HEADER-…` for the names asked for, `TABULAR-ENCODING`.
  public static func ndjson(
    _ source: any ByteSource, columns: [String], encoding: TextEncoding = .utf8,
    limits: ReadingLimits = ReadingLimits(), blockBytes: Int = defaultBlockBytes
  ) throws(TabularError) -> ParallelReader {
    let header = try Header(names: columns)
    let text = try encoding.text(of: source)
    let splitter = ChunkSplitter(
      text.source, origin: text.origin, dialect: nil, limits: limits, chunkBytes: blockBytes)
    let scanner = NDJSONScanner(header: header, encoding: encoding, limits: limits)
    return ParallelReader(
      source: source, header: header, scanner: .ndjson(scanner), splitter: splitter, first: nil)
  }

  /// Bytes taken from the source so far, for showing progress: of a gzip, packed bytes.
  public var bytesRead: Int { source.bytesRead }

  /// Reads all rows. May be called once.
  ///
  /// - Parameters:
  ///   - workers: How many threads, and whether to stop.
  ///   - work: Runs on any thread, several at once; gets each block once.
  ///   - consume: Runs on the calling thread, one at a time, with the results in file order.
  /// - Returns: What it came to.
  /// - Throws: The first failure in file order: a `TabularError` of the reading, or what `work` or
  ///   `consume` threw; or `CancelledWork`. Results of all earlier blocks were consumed.
  public func read<Output: Sendable>(
    on workers: Workers, work: @escaping @Sendable (RowBlock) throws -> Output,
    consume: (Output) throws -> Void
  ) throws -> ReadingTotals {
    try readText(
      on: workers,
      work: { text in
        let block = text.rows()
        return TextBlock.Outcome(
          output: try work(block), rows: block.rowsRead, badRows: block.badRows.count)
      }, consume: consume)
  }

  /// Reads all rows as text in which nobody has looked for fields yet, otherwise as `read`. For
  /// work that knows its rows' form well enough to find the fields on its way.
  public func readText<Output: Sendable>(
    on workers: Workers, work: @escaping @Sendable (TextBlock) throws -> TextBlock.Outcome<Output>,
    consume: (Output) throws -> Void
  ) throws -> ReadingTotals {
    precondition(!isRead, "a reader goes through its file once")
    isRead = true
    let scanner = scanner
    let pipeline = BlockPipeline<(Output, ReadingTotals)>(
      splitter, first: first, workers: workers, blocksInFlight: 2 * workers.threads + 1
    ) { chunk in
      let outcome = try work(TextBlock(chunk: chunk, scanner: scanner))
      var part = ReadingTotals()
      part.rows = outcome.rows
      part.badRows = outcome.badRows
      part.blankLines = chunk.blankLines
      return (outcome.output, part)
    }
    var totals = ReadingTotals()
    let end = try pipeline.run { output, part in
      totals.rows += part.rows
      totals.badRows += part.badRows
      totals.blankLines += part.blankLines
      try consume(output)
    }
    totals.lines = end.linesRead
    totals.textBytes = end.bytesRead
    totals.sourceBytes = source.bytesRead
    return totals
  }
}
