public import Primitives

/// A row that could not be read, whole, with what is wrong with it.
public struct BadRow: Hashable, Sendable {
  /// What is wrong, and where the row stood. Its value is the row's text.
  public let diagnostic: Diagnostic
  /// Bytes of the row in the UTF-8 text, without its line end, even where less of it was kept.
  public let byteCount: Int
  /// Lines the row spans, at least 1: more than one shows a quote that was closed late.
  public let lineCount: Int

  /// The row's text; bytes that are not UTF-8 stand as `\xNN`. Of a row that was too long, the
  /// first 4,096 bytes.
  public var text: Sensitive { diagnostic.value }

  /// Bytes as text, what is not UTF-8 written out as `\xNN`.
  static func readable(_ bytes: UnsafeRawBufferPointer) -> String {
    guard let base = bytes.baseAddress else { return "" }
    if UTF8Check.firstFault(base, from: 0, to: bytes.count) == nil {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 16)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let length =
        byte < 0x80
        ? 1 : UTF8Check.sequenceLength(base, at: position, first: byte, end: bytes.count)
      if length == 0 {
        text += [UInt8(ascii: "\\"), UInt8(ascii: "x"), digit(byte &>> 4), digit(byte & 15)]
        position += 1
      } else {
        text += bytes[position..<(position + length)]
        position += length
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
