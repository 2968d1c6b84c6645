// Goal: equal bytes are one position, unequal ones never. Method: a dictionary as a twin on random
// texts of few letters, so that repeats and near misses are common; and texts of every short
// length.
import Primitives
import Testing

struct ByteInternerTests {
  private func position(_ text: String, in interner: inout ByteInterner) -> Int {
    var text = text
    return text.withUTF8 { Int(interner.position(of: $0)) }
  }

  @Test(arguments: 1...5) func agreesWithADictionary(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var interner = ByteInterner()
    var known: [String: Int] = [:]
    var order: [String] = []
    for _ in 0..<5_000 {
      let length = generator.below(20)
      let text = String((0..<length).map { _ in generator.chance(0.5) ? "a" : "ß" })
      let expected = known[text] ?? order.count
      if known[text] == nil {
        known[text] = expected
        order.append(text)
      }
      #expect(position(text, in: &interner) == expected)
    }
    #expect(interner.count == order.count)
    #expect(order.indices.allSatisfy { interner[$0] == order[$0] })
    #expect(
      interner.sorted().map { order[Int($0)] }
        == order.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    var texts: [String] = []
    interner.forEach { texts.append(String(decoding: $0, as: UTF8.self)) }
    #expect(texts == order)
  }

  @Test func theEmptyTextIsATextAndLengthsDiffer() {
    var interner = ByteInterner()
    #expect(position("", in: &interner) == 0)
    for length in 1...40 {
      #expect(position(String(repeating: "\u{1}", count: length), in: &interner) == length)
    }
    #expect(position("", in: &interner) == 0)
  }
}
