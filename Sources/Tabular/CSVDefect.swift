/// Says what is wrong with one row of CSV. Slow and careful: it runs only for rows in doubt.
enum CSVDefect {
  /// The first defect in this order: length, open quote, NUL, encoding, quotes, CR, number of
  /// fields, length of a field. The order is fixed so that a row always gets the same one.
  ///
  /// - Parameters:
  ///   - row: The row without its line end.
  ///   - fieldCount: Fields that were counted.
  ///   - isOpen: Whether the text ended inside a quoted field of this row.
  static func first(
    in row: UnsafeRawBufferPointer, fieldCount: Int, isOpen: Bool, scanner: CSVScanner
  ) -> RowDefect? {
    guard let base = row.baseAddress else { return nil }
    if row.count > scanner.limits.longestRecordBytes {
      return .tooLong(row.count, scanner.limits)
    }
    if isOpen {
      return RowDefect(
        code: "TABULAR-QUOTE-OPEN", reason: "the file ends inside a quoted field of this row",
        mend: "close the quote; if the delivery was cut off, deliver the file again")
    }
    if let offset = ByteScan.first(0, base, from: 0, to: row.count) { return .nul(offset) }
    if let offset = UTF8Check.firstFault(base, from: 0, to: row.count) {
      return .encoding(scanner.encoding, offset)
    }
    if let defect = fault(in: row, scanner: scanner) { return defect }
    if fieldCount != scanner.columnCount {
      return RowDefect(
        code: "TABULAR-FIELD-COUNT",
        reason: "the row has \(fieldCount) fields, the header has \(scanner.columnCount)",
        mend: "quote fields that hold a delimiter or a line end, and write every field")
    }
    return nil
  }

  /// The first misplaced quote, CR or field over its limit, quotes before the others.
  private static func fault(
    in row: UnsafeRawBufferPointer, scanner: CSVScanner
  ) -> RowDefect? {
    let delimiter = scanner.dialect.delimiter
    var loneReturn: Int?
    var largeField: Int?
    var field = 1
    var position = 0
    while position <= row.count {
      let isQuoted = position < row.count && row[position] == Dialect.quote
      var length = 0
      if isQuoted {
        position += 1
        // The row is not open, so the closing quote is there.
        while position < row.count {
          if row[position] == Dialect.quote {
            guard position + 1 < row.count, row[position + 1] == Dialect.quote else { break }
            position += 1
          }
          position += 1
          length += 1
        }
        position += 1
        if position < row.count, row[position] != delimiter {
          return misplaced("text follows the closing quote of field \(field)", position)
        }
      }
      while position < row.count, row[position] != delimiter {
        if row[position] == Dialect.quote, scanner.dialect.bareQuote == .refused {
          return misplaced("field \(field) is not quoted but holds a quote", position)
        }
        if row[position] == Dialect.carriageReturn, loneReturn == nil { loneReturn = position }
        position += 1
        length += 1
      }
      if length > scanner.limits.largestFieldBytes, largeField == nil { largeField = field }
      field += 1
      position += 1
    }
    if let loneReturn {
      return RowDefect(
        code: "TABULAR-CR", reason: "a CR without LF stands at byte \(loneReturn) of the row",
        mend: "end lines with LF or CRLF; quote a field that holds a CR")
    }
    return largeField.map { .fieldTooLong($0, scanner.limits) }
  }

  private static func misplaced(_ what: String, _ offset: Int) -> RowDefect {
    RowDefect(
      code: "TABULAR-QUOTE", reason: "\(what), at byte \(offset) of the row",
      mend: "quote the whole field and double each quote inside it")
  }
}
