/// Writes rows of CSV as RFC 4180 has them.
public enum CSVWriter {
  /// Appends one row and its line end.
  ///
  /// A field is quoted when it must be: when it holds the delimiter, a quote, CR or LF; and a row
  /// of one empty field is written `""`, because an empty line is no row.
  ///
  /// - Parameters:
  ///   - fields: The fields' plain text, at least one.
  ///   - bytes: UTF-8 text, grown by the row.
  ///   - dialect: Which delimiter.
  public static func append(
    fields: [String], to bytes: inout [UInt8], dialect: Dialect = .comma
  ) {
    for (position, field) in fields.enumerated() {
      if position > 0 { bytes.append(dialect.delimiter) }
      append(field: field, isAlone: fields.count == 1, to: &bytes, dialect: dialect)
    }
    bytes.append(Dialect.lineFeed)
  }

  private static func append(
    field: String, isAlone: Bool, to bytes: inout [UInt8], dialect: Dialect
  ) {
    let mustQuote =
      isAlone && field.isEmpty
      || field.utf8.contains {
        $0 == dialect.delimiter || $0 == Dialect.quote || $0 == Dialect.lineFeed
          || $0 == Dialect.carriageReturn
      }
    guard mustQuote else {
      bytes.append(contentsOf: field.utf8)
      return
    }
    bytes.append(Dialect.quote)
    for byte in field.utf8 {
      if byte == Dialect.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(Dialect.quote)
  }
}
