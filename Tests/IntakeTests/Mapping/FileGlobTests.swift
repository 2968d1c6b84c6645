// Goal: patterns fit the names they should. Method: every pattern and name of up to four of a few
// characters, against a recursive twin.

import Testing

@testable import Intake

struct FileGlobTests {
  static func words(_ letters: [Character], upTo length: Int) -> [String] {
    var all = [""]
    var last = [""]
    for _ in 0..<length {
      last = last.flatMap { word in letters.map { word + String($0) } }
      all += last
    }
    return all
  }

  /// The definition, word for word.
  static func fits(_ pattern: Substring, _ name: Substring) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == "*" {
      return fits(pattern.dropFirst(), name) || (!name.isEmpty && fits(pattern, name.dropFirst()))
    }
    guard let letter = name.first, first == "?" || first == letter else { return false }
    return fits(pattern.dropFirst(), name.dropFirst())
  }

  @Test func agreesWithTheDefinitionOnEverySmallCase() {
    var differing: [String] = []
    for pattern in Self.words(["a", "b", "*", "?"], upTo: 4) {
      for name in Self.words(["a", "b"], upTo: 4) {
        let wanted = Self.fits(pattern[...], name[...])
        if FileGlob(pattern).matches(name) != wanted { differing.append("\(pattern) on \(name)") }
      }
    }
    #expect(differing == [])
  }
}
