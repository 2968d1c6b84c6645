import Testing

@testable import Matching

// Goal: the similarity is the published one. Method: published examples; every pair of short texts
// over a small alphabet for the laws.

/// Every text over `letters` of at most `length` letters.
func shortTexts(_ letters: String, upTo length: Int) -> [[UInt8]] {
  var all: [[UInt8]] = [[]]
  var last: [[UInt8]] = [[]]
  for _ in 0..<length {
    last = last.flatMap { text in letters.utf8.map { text + [$0] } }
    all += last
  }
  return all
}

@Suite struct JaroWinklerTests {
  @Test(arguments: [
    ("MARTHA", "MARHTA", 0.9611), ("DIXON", "DICKSONX", 0.8133), ("DWAYNE", "DUANE", 0.84),
  ])
  func publishedExamplesComeOut(left: String, right: String, expected: Double) {
    let value = JaroWinkler.similarity(Array(left.utf8), Array(right.utf8))
    #expect(abs(value - expected) < 0.00005)
  }

  @Test func everyShortPairKeepsTheLaws() {
    let texts = shortTexts("abc", upTo: 4)
    for left in texts {
      for right in texts {
        let value = JaroWinkler.similarity(left, right)
        #expect(value == JaroWinkler.similarity(right, left))
        #expect((0...1).contains(value))
        #expect((value == 1) == (left == right))
        if Set(left).isDisjoint(with: right), !left.isEmpty { #expect(value == 0) }
      }
    }
  }

  @Test func textsLongerThanTheMarksAreCutNotEqual() {
    let long = [UInt8](repeating: 0x61, count: 100)
    #expect(JaroWinkler.similarity(long, long + [0x62]) < 1)
    #expect(JaroWinkler.similarity(long, long) == 1)
  }
}
