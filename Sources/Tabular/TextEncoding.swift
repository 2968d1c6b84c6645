/// How a file's bytes stand for text. Told, never guessed.
///
/// Every text is turned into UTF-8 before it is cut into rows, so lines, and bytes of a place, are
/// those of the UTF-8 text; for a UTF-8 file that is the file itself, its byte order mark counted.
/// What stands for nothing comes out as bytes that are not UTF-8, so its row becomes a defect:
/// a byte that windows-1252 leaves undefined as itself, an unpaired surrogate as the three bytes
/// it would have, an odd last byte of UTF-16 as 0xFF.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  /// UTF-8; a byte order mark at the start is allowed and taken off.
  case utf8 = "utf-8"
  /// Windows code page 1252. Five bytes are undefined: 81, 8D, 8F, 90 and 9D.
  case windows1252 = "windows-1252"
  /// UTF-16 of either byte order; the byte order mark at the start is required.
  case utf16 = "utf-16"

  /// The text of a source as UTF-8.
  ///
  /// - Returns: The text without byte order mark, and the byte of the text at which it begins:
  ///   3 for a UTF-8 file with a mark, otherwise 0.
  /// - Throws: `TABULAR-ENCODING` when the first bytes show that the encoding is another.
  func text(
    of source: any ByteSource
  ) throws(TabularError) -> (source: any ByteSource, origin: Int) {
    let head = try source.readBytes(upTo: 4)
    if let other = TextEncoding.impostor(head, told: self) { throw other }
    switch self {
    case .utf8:
      let hasMark = head.starts(with: TextEncoding.mark8)
      let kept = hasMark ? Array(head.dropFirst(3)) : head
      return (PrefixedSource(head: kept, rest: source), hasMark ? 3 : 0)
    case .windows1252:
      let whole = PrefixedSource(head: head, rest: source)
      return (DecodingSource(whole, decoder: .windows1252), 0)
    case .utf16:
      let isLittle = head.starts(with: TextEncoding.mark16Little)
      guard isLittle || head.starts(with: TextEncoding.mark16Big) else {
        throw TabularError(
          code: "TABULAR-ENCODING", message: "the file has no UTF-16 byte order mark",
          mend: "export it with a byte order mark, or set encoding: utf-8")
      }
      let rest = PrefixedSource(head: Array(head.dropFirst(2)), rest: source)
      return (DecodingSource(rest, decoder: .utf16(isLittleEndian: isLittle)), 0)
    }
  }

  private static let mark8: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let mark16Little: [UInt8] = [0xFF, 0xFE]
  private static let mark16Big: [UInt8] = [0xFE, 0xFF]

  /// The error for first bytes that belong to something else than the encoding told.
  private static func impostor(_ head: [UInt8], told: TextEncoding) -> TabularError? {
    if head.starts(with: GzipSource.magic) {
      return TabularError(
        code: "TABULAR-ENCODING", message: "the text is itself a gzip: it was packed twice",
        mend: "pack it once")
    }
    if head == [0x50, 0x4B, 0x03, 0x04] {
      return TabularError(
        code: "TABULAR-ENCODING", message: "this is a zip or a spreadsheet, not text",
        mend: "export it as CSV")
    }
    let is16 = head.starts(with: mark16Little) || head.starts(with: mark16Big)
    if told != .utf16, is16 {
      return TabularError(
        code: "TABULAR-ENCODING", message: "the file begins with a UTF-16 byte order mark",
        mend: "set encoding: utf-16")
    }
    if told == .windows1252, head.starts(with: mark8) {
      return TabularError(
        code: "TABULAR-ENCODING", message: "the file begins with a UTF-8 byte order mark",
        mend: "set encoding: utf-8")
    }
    return nil
  }
}
