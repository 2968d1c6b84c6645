/// Another encoding's bytes as UTF-8, decoded as they are asked for.
final class DecodingSource: ByteSource, @unchecked Sendable {
  /// How bytes become scalars.
  enum Decoder {
    case windows1252
    case utf16(isLittleEndian: Bool)
  }

  private let encoded: any ByteSource
  private let decoder: Decoder
  /// Encoded bytes not decoded yet, from `inputStart` to `inputEnd`.
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var inputStart = 0
  private var inputEnd = 0
  private var isAtEnd = false
  /// Decoded bytes that did not fit into the caller's buffer: at most three.
  private var spill: [UInt8] = []

  init(_ encoded: any ByteSource, decoder: Decoder) {
    self.encoded = encoded
    self.decoder = decoder
  }

  var bytesRead: Int { encoded.bytesRead }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    var filled = 0
    while filled < buffer.count {
      if !spill.isEmpty {
        let count = min(spill.count, buffer.count - filled)
        for (position, byte) in spill.prefix(count).enumerated() {
          buffer[filled + position] = byte
        }
        spill.removeFirst(count)
        filled += count
        continue
      }
      if inputEnd - inputStart < 4, !isAtEnd { try refill() }
      if inputStart == inputEnd { break }
      filled = decode(into: buffer, from: filled)
    }
    return filled
  }

  private func refill() throws(TabularError) {
    let left = inputEnd - inputStart
    for position in 0..<left { input[position] = input[inputStart + position] }
    inputStart = 0
    inputEnd = left
    // A surrogate pair is four bytes, so that many must be at hand unless the file ends.
    while inputEnd < 4, !isAtEnd {
      let piece = try encoded.readBytes(upTo: input.count - inputEnd)
      if piece.isEmpty { isAtEnd = true }
      for byte in piece {
        input[inputEnd] = byte
        inputEnd += 1
      }
    }
  }

  /// Decodes until the input or the room runs out; what does not fit goes into `spill`.
  private func decode(into buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
    var filled = start
    while inputStart < inputEnd, filled < buffer.count {
      if case .windows1252 = decoder, input[inputStart] < 0x80 {
        buffer[filled] = input[inputStart]
        inputStart += 1
        filled += 1
        continue
      }
      guard let (scalar, length) = nextScalar() else { break }
      inputStart += length
      let (bytes, count) = DecodingSource.utf8(scalar)
      for position in 0..<count {
        let byte = UInt8(truncatingIfNeeded: bytes &>> UInt32(8 * position))
        if filled < buffer.count {
          buffer[filled] = byte
          filled += 1
        } else {
          spill.append(byte)
        }
      }
    }
    return filled
  }

  /// What stands for a byte, or half a unit, that stands for nothing.
  private static let rawByte: UInt32 = 0x8000_0000

  /// The next scalar, surrogate or raw byte and its length in the input; nil when more input is
  /// needed to tell.
  private func nextScalar() -> (scalar: UInt32, length: Int)? {
    let left = inputEnd - inputStart
    switch decoder {
    case .windows1252:
      let byte = input[inputStart]
      guard (0x80..<0xA0).contains(byte) else { return (UInt32(byte), 1) }
      let scalar = UInt32(DecodingSource.windows1252High[Int(byte) - 0x80])
      return (scalar == 0 ? DecodingSource.rawByte | UInt32(byte) : scalar, 1)
    case .utf16(let isLittle):
      guard left >= 2 else { return isAtEnd ? (DecodingSource.rawByte | 0xFF, 1) : nil }
      let first = unit(at: inputStart, isLittle)
      guard (0xD800..<0xDC00).contains(first) else { return (first, 2) }
      guard left >= 4 else { return isAtEnd ? (first, 2) : nil }
      let second = unit(at: inputStart + 2, isLittle)
      guard (0xDC00..<0xE000).contains(second) else { return (first, 2) }
      return (0x10000 + ((first - 0xD800) &<< 10) + (second - 0xDC00), 4)
    }
  }

  private func unit(at position: Int, _ isLittle: Bool) -> UInt32 {
    let (one, two) = (UInt32(input[position]), UInt32(input[position + 1]))
    return isLittle ? one | two &<< 8 : one &<< 8 | two
  }

  /// The UTF-8 of a scalar, first byte lowest, and its length. A lone surrogate gets the three
  /// bytes its number would have, which no reader of UTF-8 accepts.
  private static func utf8(_ scalar: UInt32) -> (bytes: UInt32, count: Int) {
    func tail(_ shift: UInt32) -> UInt32 { 0x80 | (scalar &>> shift) & 0x3F }
    switch scalar {
    case 0..<0x80: return (scalar, 1)
    case 0x80..<0x800: return (0xC0 | scalar &>> 6 | tail(0) &<< 8, 2)
    case 0x800..<0x10000:
      return (0xE0 | scalar &>> 12 | tail(6) &<< 8 | tail(0) &<< 16, 3)
    case 0x10000..<0x11_0000:
      return (0xF0 | scalar &>> 18 | tail(12) &<< 8 | tail(6) &<< 16 | tail(0) &<< 24, 4)
    default: return (scalar & 0xFF, 1)
    }
  }

  /// Bytes 80 to 9F of windows-1252; 0 where the table has no character.
  static let windows1252High: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
