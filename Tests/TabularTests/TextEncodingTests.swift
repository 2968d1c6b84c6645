import Primitives
import Testing

@testable import Tabular

// Goal: every encoding gives the UTF-8 it stands for, or a defect of the row. Method: all bytes of
// windows-1252, all units of UTF-16 against the library's decoder, through every boundary.

@Suite struct TextEncodingTests {
  private func decode(
    _ bytes: [UInt8], _ decoder: DecodingSource.Decoder, pieceBytes: Int = .max,
    readBytes: Int = 1 << 16
  ) throws -> [UInt8] {
    let source = DecodingSource(MemorySource(bytes, pieceBytes: pieceBytes), decoder: decoder)
    var all: [UInt8] = []
    while true {
      let piece = try source.readBytes(upTo: readBytes)
      if piece.isEmpty { return all }
      all += piece
    }
  }

  @Test("B04: every byte of windows-1252")
  func everyByteOfWindows1252() throws {
    // Microsoft's table of code page 1252 for 80 … 9F; the rest is ISO 8859-1.
    let middle = "€\u{0}‚ƒ„…†‡ˆ‰Š‹Œ\u{0}Ž\u{0}\u{0}‘’“”•–—˜™š›œ\u{0}žŸ".unicodeScalars.map { $0 }
    #expect(middle.count == 32)
    for byte in UInt8.min...UInt8.max {
      let bytes = try decode([byte], .windows1252)
      let expected: [UInt8]
      if (0x80..<0xA0).contains(byte) {
        let scalar = middle[Int(byte) - 0x80]
        expected = scalar == "\0" ? [byte] : Array(String(scalar).utf8)
      } else {
        expected = Array(String(Unicode.Scalar(byte)).utf8)
      }
      #expect(bytes == expected, "byte \(byte)")
    }
  }

  @Test("B04: every unit of UTF-16")
  func everyUnitOfUTF16() throws {
    for unit in UInt16.min...UInt16.max {
      let isSurrogate = (0xD800..<0xE000).contains(unit)
      for isLittle in [true, false] {
        let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8))
        let bytes = try decode(
          isLittle ? [low, high] : [high, low], .utf16(isLittleEndian: isLittle))
        let isSound = String(validating: bytes, as: UTF8.self) != nil
        guard isSound != isSurrogate, bytes.count <= 3 else {
          Issue.record("unit \(unit) gave \(bytes)")
          return
        }
        if !isSurrogate, bytes != Array(String(decoding: [unit], as: UTF16.self).utf8) {
          Issue.record("unit \(unit) gave \(bytes)")
          return
        }
      }
    }
  }

  @Test("B04: random text through every boundary")
  func randomTextThroughEveryBoundary() throws {
    for seed in UInt64(1)...20 {
      var chance = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<50 {
        let number = UInt32(chance.below(chance.chance(0.5) ? 0x300 : 0x11_0000))
        if let scalar = Unicode.Scalar(number) { text.unicodeScalars.append(scalar) }
      }
      let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      for size in [1, 2, 3, 7, 64, 65_536] {
        for readSize in [1, 5, 65_536] {
          let one = try decode(
            little, .utf16(isLittleEndian: true), pieceBytes: size, readBytes: readSize)
          let two = try decode(
            big, .utf16(isLittleEndian: false), pieceBytes: size, readBytes: readSize)
          #expect(one == Array(text.utf8) && two == one, "seed \(seed)")
        }
      }
    }
  }

  @Test func longTextRunsOverTheInputBuffer() throws {
    let text = String(repeating: "£ and a half: ½ 😀 ", count: 9_000)
    let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(try decode(little, .utf16(isLittleEndian: true)) == Array(text.utf8))
    let latin = [UInt8](repeating: 0xA3, count: 200_001)
    let pounds = Array(String(repeating: "£", count: 200_001).utf8)
    #expect(try decode(latin, .windows1252, readBytes: 999) == pounds)
  }

  @Test("B04: what stands for nothing is a defect of its row")
  func whatStandsForNothingIsADefectOfItsRow() {
    let latin = Array("a\n".utf8) + [0x81] + Array("\n".utf8) + [0x80, 0x0A]
    for push in Push.all {
      let reading = read(latin, encoding: .windows1252, push: push)
      #expect(reading.rows == [["€"]])
      #expect(reading.codes == ["TABULAR-ENCODING"])
      #expect(reading.bad.first?.text == "\\x81")
    }
    let wide: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x3D, 0xD8, 0x0A, 0, 0x62, 0, 0x0A, 0, 0x63]
    for push in Push.all {
      let reading = read(wide, encoding: .utf16, push: push)
      #expect(reading.rows == [["b"]])
      #expect(reading.codes == ["TABULAR-ENCODING", "TABULAR-ENCODING"])
    }
  }

  @Test("B04: the first bytes must fit the encoding told")
  func theFirstBytesMustFitTheEncodingTold() {
    let utf16: [UInt8] = [0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0, 0x31]
    #expect(read(utf16, encoding: .utf16).rows == [["1"]])
    #expect(read(utf16, encoding: .utf8).error?.mend == "set encoding: utf-16")
    #expect(read(utf16, encoding: .windows1252).error?.mend == "set encoding: utf-16")
    #expect(read(Array("a\n1".utf8), encoding: .utf16).error?.code == "TABULAR-ENCODING")
    let marked = [0xEF, 0xBB, 0xBF] + Array("a\n1".utf8)
    #expect(read(marked, encoding: .windows1252).error?.mend == "set encoding: utf-8")
    #expect(read(GzipWriter.pack([65])).error?.code == "TABULAR-ENCODING")
    #expect(read([0x50, 0x4B, 3, 4, 9]).error?.mend == "export it as CSV")
    #expect(TextEncoding.allCases.map(\.rawValue) == ["utf-8", "windows-1252", "utf-16"])
  }
}
