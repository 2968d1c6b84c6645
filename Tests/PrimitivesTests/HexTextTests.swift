import Primitives
import Testing

/// Goal: a digest is written as every other tool writes it. Method: every byte, and an example.
@Suite struct HexTextTests {
  @Test func everyByteIsTwoDigitsThatReadBack() {
    for byte in 0...UInt8.max {
      let text = HexText.of([byte])
      #expect(text.count == 2 && UInt8(text, radix: 16) == byte)
    }
    #expect(HexText.of([]) == "")
    #expect(HexText.of([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
  }
}
