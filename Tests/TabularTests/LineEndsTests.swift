import Primitives
import Testing

@testable import Tabular

// Goal: counting line ends 32 bytes at a time counts what a loop over bytes does. Method: random
// texts of few letters, every start and end around the 32 bytes, and sums over 255.

@Suite struct LineEndsTests {
  private func slow(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    var counts = [0, 0]
    for place in range where text[place] == 0x0A {
      counts[0] += 1
      let before = text[place - 1]
      if before == 0x0A || before == 0x0D && text[place - 2] == 0x0A { counts[1] += 1 }
    }
    return counts
  }

  private func fast(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    text.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return [] }
      let counts = LineEnds.count(base, from: range.lowerBound, to: range.upperBound)
      return [counts.ends, counts.blanks]
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func agreesWithALoopOverBytes(_ seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let letters: [UInt8] = [0x0A, 0x0D, 0x0A, 0x2C, 0x0B, 0x8A, 0x00]
    let text = (0..<150).map { _ in letters[chance.below(letters.count)] }
    for start in 2..<40 {
      for end in stride(from: start, through: text.count, by: 3) {
        #expect(fast(text, start..<end) == slow(text, start..<end), "\(start) to \(end)")
      }
    }
  }

  @Test func sumsDoNotOverflow() {
    for text in [
      [UInt8](repeating: 0x0A, count: 40_000), [UInt8](repeating: 0x2C, count: 40_000),
      (0..<40_000).map { [0x0D, 0x0A][$0 % 2] },
    ] {
      #expect(fast(text, 2..<40_000) == slow(text, 2..<40_000))
    }
  }

  // The splitter counts a long stretch at once and a short one byte by byte.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func aLongTextIsCountedAsAShortOne(_ seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var text = "a,b\n"
    for row in 0..<400 {
      text +=
        ["\(row),x", "\(row),\"y\ny\"", "", "\(row)", "\"q", "\(row),\"\"\"\""][
          chance.below(chance.chance(0.05) ? 6 : chance.chance(0.2) ? 3 : 1)]
      text += chance.chance(0.2) ? "\r\n" : "\n"
    }
    let whole = read(MemorySource(text: text))
    for bytes in [1, 7, 50, 333, 4_000] {
      let pieces = read(MemorySource(text: text), push: Push(blockBytes: bytes))
      #expect(pieces.comparable == whole.comparable, "blocks of \(bytes), seed \(seed)")
    }
  }
}
