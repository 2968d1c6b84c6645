/// How a CSV is written, beyond RFC 4180's one quote character `"`. Told, never guessed.
///
/// - A field is quoted when `"` is its first byte; a `"` inside is doubled. Text after the closing
///   quote makes the row a defect.
/// - A record ends at LF or CRLF outside quotes. A CR alone ends nothing; outside quotes it makes
///   the row a defect, because old exports mean a line end by it and others mean nothing.
/// - A line with nothing on it is skipped and counted; it is no row, not even in a table of one
///   column.
public struct Dialect: Hashable, Sendable {
  /// What a `"` in the middle of a field that is not quoted means.
  public enum BareQuote: String, Hashable, Sendable {
    /// The row is a defect, as RFC 4180 has it.
    case refused
    /// The quote stands for itself, as in `6" pipe`.
    case kept
  }

  /// The byte between two fields.
  public let delimiter: UInt8
  /// What a quote in an unquoted field means.
  public let bareQuote: BareQuote

  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// - Parameters:
  ///   - delimiter: One ASCII character that is not a quote, a line end or NUL.
  ///   - bareQuote: What a quote in an unquoted field means.
  /// - Throws: `TABULAR-DIALECT`.
  public init(delimiter: UInt8, bareQuote: BareQuote = .refused) throws(TabularError) {
    let taken: [UInt8] = [0, Dialect.quote, Dialect.lineFeed, Dialect.carriageReturn]
    guard delimiter < 0x80, !taken.contains(delimiter) else {
      throw TabularError(
        code: "TABULAR-DIALECT", message: "this byte cannot be a delimiter",
        mend: "set one ASCII character that is not a quote, a line end or NUL")
    }
    self.init(checked: delimiter, bareQuote: bareQuote)
  }

  private init(checked delimiter: UInt8, bareQuote: BareQuote) {
    self.delimiter = delimiter
    self.bareQuote = bareQuote
  }

  /// RFC 4180: fields between commas.
  public static let comma = Dialect(checked: UInt8(ascii: ","), bareQuote: .refused)
  /// Fields between tabs.
  public static let tab = Dialect(checked: UInt8(ascii: "\t"), bareQuote: .refused)
}
