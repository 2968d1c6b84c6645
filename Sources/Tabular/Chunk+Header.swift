import Primitives

extension Chunk {
  /// Takes the first record out as the header; what follows it becomes row 1.
  ///
  /// - Throws: `TABULAR-HEADER-…`, or the code of what is wrong with the line itself.
  mutating func takeHeader(
    dialect: Dialect, encoding: TextEncoding, limits: ReadingLimits
  ) throws(TabularError) -> Header {
    if case .cut(let byteCount, _) = ending {
      throw error(.tooLong(byteCount, limits), line: firstLine, byte: origin)
    }
    let (begin, blank) = firstRecord()
    let line = firstLine + blank
    let end = headerEnd(from: begin, dialect: dialect, limits: limits)
    let content = bytes.withUnsafeBytes { raw -> Range<Int> in
      guard let base = raw.baseAddress else { return begin..<begin }
      return begin..<Chunk.contentEnd(base, from: begin, to: end.lineFeed)
    }
    let names = try headerNames(
      content, isOpen: end.isOpen, line: line, dialect: dialect, encoding: encoding,
      limits: limits)
    start = min(end.lineFeed + 1, bytes.count)
    records -= 1
    firstRow += 1
    firstLine = line + end.lines
    return try Header(names: names)
  }

  /// Where the first record begins, and the blank lines before it.
  private func firstRecord() -> (start: Int, blank: Int) {
    var position = 0
    var blank = 0
    while position < bytes.count {
      if bytes[position] == Dialect.lineFeed {
        position += 1
      } else if bytes[position] == Dialect.carriageReturn, position + 1 < bytes.count,
        bytes[position + 1] == Dialect.lineFeed
      {
        position += 2
      } else {
        break
      }
      blank += 1
    }
    return (position, blank)
  }

  private func headerEnd(
    from begin: Int, dialect: Dialect, limits: ReadingLimits
  ) -> (lineFeed: Int, lines: Int, isOpen: Bool) {
    var ends = RecordEnds(dialect: dialect, origin: begin, limits: limits)
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      ends.scan(base + begin, origin: begin, count: raw.count - begin, stopsAtRecordEnd: true)
    }
    if ends.records == 0 { return (bytes.count, ends.openLines + 1, ends.isInsideQuotes) }
    return (ends.recordStart - 1, ends.lines, false)
  }

  private func headerNames(
    _ content: Range<Int>, isOpen: Bool, line: Int, dialect: Dialect, encoding: TextEncoding,
    limits: ReadingLimits
  ) throws(TabularError) -> [String] {
    let fields = Chunk.plainFields(bytes[content], dialect: dialect)
    let scanner = CSVScanner(
      dialect: dialect, columnCount: fields.count, encoding: encoding, limits: limits)
    let defect = bytes.withUnsafeBytes { raw in
      CSVDefect.first(
        in: UnsafeRawBufferPointer(rebasing: raw[content]), fieldCount: fields.count,
        isOpen: isOpen, scanner: scanner)
    }
    if let defect { throw error(defect, line: line, byte: origin + content.lowerBound) }
    guard fields.count <= limits.mostFields else {
      throw TabularError(
        code: "TABULAR-FIELD-COUNT",
        message: "the header has \(fields.count) columns, the limit is \(limits.mostFields)",
        mend: "check the delimiter, or raise most_columns under limits: in feed.yaml")
    }
    return fields
  }

  private func error(_ defect: RowDefect, line: Int, byte: Int) -> TabularError {
    TabularError(
      code: defect.code, message: "the header cannot be read: \(defect.reason)",
      mend: defect.mend, place: SourcePlace(row: 0, line: line, byte: byte))
  }

  /// The fields of one record, without looking for defects.
  private static func plainFields(_ record: ArraySlice<UInt8>, dialect: Dialect) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var position = record.startIndex
    var fieldStart = position
    while position < record.endIndex {
      let byte = record[position]
      if isQuoted, byte == Dialect.quote {
        if position + 1 < record.endIndex, record[position + 1] == Dialect.quote {
          field.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
      } else if !isQuoted, byte == Dialect.quote, position == fieldStart {
        isQuoted = true
      } else if !isQuoted, byte == dialect.delimiter {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
        fieldStart = position + 1
      } else {
        field.append(byte)
      }
      position += 1
    }
    fields.append(String(decoding: field, as: UTF8.self))
    return fields
  }
}
