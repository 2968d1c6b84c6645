import Testing

/// Goal: calls that hide a fault, and words that leave work for later, do not get in.
/// Method: a table of what is banned and what to use instead, searched in every source file.
@Suite struct WordTests {
  static let banned: [(text: String, instead: String)] = [
    ("try" + "!", "do … catch, or a guard with a sentence"),
    ("fatal" + "Error()", "preconditionFailure with a sentence"),
    ("TO" + "DO", "an issue"), ("FIX" + "ME", "an issue"), ("X" + "XX", "an issue"),
    ("hash" + "Value", "StableHash: hashValue differs in every run"),
    ("Date" + "()", "a moment that is passed in"),
    (".random" + "(in:", "draws using a SeededGenerator"),
    ("print" + "(", "Terminal.result or Terminal.talk"),
    ("not " + "implemented", "the implementation"),
  ]

  @Test func noBannedWordStandsInTheSources() throws {
    for file in try HouseFiles.swiftFiles(below: "Sources") {
      for (index, line) in try HouseFiles.lines(of: file).enumerated() {
        for word in Self.banned where line.contains(word.text) {
          // A draw that names its generator repeats; a method named print is not the global one.
          if line.contains("using:") || line.contains(".print(") || line.contains("func print(") {
            continue
          }
          Issue.record("\(file):\(index + 1): \(word.text): use \(word.instead)")
        }
      }
    }
  }
}
