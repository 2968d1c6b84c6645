import Testing

@testable import Matching

// Goal: one slip is found, two are not. Method: every pair of short texts against the set of all
// texts that one slip makes.

@Suite struct OneEditTests {
  /// All texts one slip away from `text`, by doing every slip.
  static func slips(_ text: [UInt8], letters: [UInt8]) -> Set<[UInt8]> {
    var result: Set<[UInt8]> = [text]
    for at in 0...text.count {
      for letter in letters { result.insert(Array(text[..<at]) + [letter] + text[at...]) }
      guard at < text.count else { continue }
      result.insert(Array(text[..<at]) + text[(at + 1)...])
      for letter in letters { result.insert(Array(text[..<at]) + [letter] + text[(at + 1)...]) }
      if at + 1 < text.count {
        var turned = text
        turned.swapAt(at, at + 1)
        result.insert(turned)
      }
    }
    return result
  }

  @Test func everyShortPairAgreesWithDoingTheSlip() {
    let letters = Array("abc".utf8)
    let texts = shortTexts("abc", upTo: 4)
    for left in texts {
      let near = Self.slips(left, letters: letters)
      for right in texts {
        #expect(OneEdit.apart(left, right) == near.contains(right))
      }
    }
  }
}
