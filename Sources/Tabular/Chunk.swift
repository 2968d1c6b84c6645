/// Whole records of a text, with where they stand. What the splitter cuts and a scanner reads.
struct Chunk: Sendable {
  /// How the last record ends.
  enum Ending: Hashable, Sendable {
    /// At a line end, or at the end of the text.
    case whole
    /// At the end of the text, inside a quoted field.
    case openQuote
    /// The chunk is the front of one record that is too long, which has this many bytes.
    case cut(byteCount: Int, lineCount: Int)
  }

  /// The chunk's number in the file, from 0.
  var ordinal: Int
  /// Records, one after another with their line ends.
  var bytes: [UInt8]
  /// Where in `bytes` the first record begins that is to be read: after the header, in chunk 0.
  var start: Int
  /// Records from `start` on, blank lines not counted.
  var records: Int
  var blankLines: Int
  /// The data row that the first record from `start` on is.
  var firstRow: Int
  /// The line of the text on which `start` stands.
  var firstLine: Int
  /// The byte of the text at which `bytes` begins.
  var origin: Int
  var ending: Ending

  /// Where the record that ends with the line end at `lineFeed` has its last byte, plus one.
  @inline(__always)
  static func contentEnd(_ base: UnsafeRawPointer, from start: Int, to lineFeed: Int) -> Int {
    lineFeed > start
      && base.load(fromByteOffset: lineFeed &- 1, as: UInt8.self) == Dialect.carriageReturn
      ? lineFeed &- 1 : lineFeed
  }
}
