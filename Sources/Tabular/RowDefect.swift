import Primitives

/// What is wrong with a row: the part of a diagnostic that does not depend on its place.
struct RowDefect: Hashable {
  let code: String
  let reason: String
  let mend: String

  static func tooLong(_ byteCount: Int, _ limits: ReadingLimits) -> RowDefect {
    RowDefect(
      code: "TABULAR-TOO-LONG",
      reason: "the row has \(byteCount) bytes, the limit is \(limits.longestRecordBytes)",
      mend: "split the text into several rows, or raise longest_row under limits: in feed.yaml")
  }

  static func fieldTooLong(_ field: Int, _ limits: ReadingLimits) -> RowDefect {
    RowDefect(
      code: "TABULAR-TOO-LONG",
      reason: "field \(field) has more than \(limits.largestFieldBytes) bytes",
      mend: "shorten the text, or raise largest_field under limits: in feed.yaml")
  }

  static func nul(_ offset: Int) -> RowDefect {
    RowDefect(
      code: "TABULAR-NUL", reason: "byte \(offset) of the row is NUL",
      mend: "export the file again as text; a NUL shows binary content or a damaged disk")
  }

  /// - Parameter offset: Where the first fault begins in the row's UTF-8 text.
  static func encoding(_ encoding: TextEncoding, _ offset: Int) -> RowDefect {
    switch encoding {
    case .utf8:
      return RowDefect(
        code: "TABULAR-UTF8", reason: "the row is not UTF-8 at byte \(offset) of it",
        mend: "export the file as UTF-8, or set its encoding (encoding: windows-1252) in feed.yaml")
    case .windows1252:
      return RowDefect(
        code: "TABULAR-ENCODING",
        reason: "a byte of the row, at byte \(offset) of its text, is no windows-1252 character",
        mend: "set the encoding in feed.yaml to what the system exports")
    case .utf16:
      return RowDefect(
        code: "TABULAR-ENCODING",
        reason: "half of a UTF-16 character stands alone at byte \(offset) of the row's text",
        mend: "export the file again; the text was cut inside a character")
    }
  }
}

extension Chunk {
  /// A bad row of this chunk.
  ///
  /// - Parameters:
  ///   - row: Rows before it in the chunk.
  ///   - line: Lines before it in the chunk.
  ///   - bytes: Where it stands in the chunk's bytes.
  func badRow(
    _ defect: RowDefect, row: Int, line: Int, bytes: Range<Int>, lineCount: Int,
    base: UnsafeRawPointer, limits: ReadingLimits
  ) -> BadRow {
    let isLong = bytes.count > limits.longestRecordBytes
    let most = min(ReadingLimits.keptOfLongRecord, limits.longestRecordBytes)
    let kept = UnsafeRawBufferPointer(
      start: base + bytes.lowerBound, count: isLong ? min(most, bytes.count) : bytes.count)
    return BadRow(
      diagnostic: Diagnostic(
        code: defect.code,
        place: SourcePlace(
          row: firstRow + row, line: firstLine + line, byte: origin + bytes.lowerBound),
        column: nil, value: Sensitive(BadRow.readable(kept)), reason: defect.reason,
        mend: defect.mend),
      byteCount: bytes.count, lineCount: lineCount)
  }

  /// The one row of a chunk that is the front of a record too long.
  func longRow(byteCount: Int, lineCount: Int, limits: ReadingLimits) -> BadRow {
    let text = bytes.withUnsafeBytes { BadRow.readable($0) }
    let defect = RowDefect.tooLong(byteCount, limits)
    return BadRow(
      diagnostic: Diagnostic(
        code: defect.code, place: SourcePlace(row: firstRow, line: firstLine, byte: origin),
        column: nil, value: Sensitive(text), reason: defect.reason, mend: defect.mend),
      byteCount: byteCount, lineCount: lineCount)
  }
}
