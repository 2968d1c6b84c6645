import Foundation
import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: hostile texts in every column stop nothing and are nobody's name but their own. Method: the
// public list (when it is there) and some of our own, as names, address, telephone and identifier;
// no two texts that fold to different words come out as one person.

@Suite struct HostileNamesTests {
  static let own = [
    "", " ", "\u{0}", "\u{202E}txt.exe", "=1+1", "' OR 1=1 --", "<script>alert(1)</script>",
    "%s%s%n", "../../etc/passwd", "NaN", "null", "Z\u{0351}\u{035B}algo", "👩‍👩‍👧‍👦", "１２３", "ﷺ",
    String(repeating: "a", count: 20_000), String(repeating: "a ", count: 5_000),
  ]

  static func texts() -> [String] {
    guard let shared = PublicDataTests.shared,
      let data = FileManager.default.contents(atPath: shared + "/data/hostile_strings/blns.txt")
    else { return own }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    return own + lines.filter { !$0.hasPrefix("#") }
  }

  @Test("B12: hostile texts are nobody else")
  func hostileTextsAreNobodyElse() throws {
    let texts = Self.texts()
    let persons = texts.enumerated().map { at, text in
      person(
        "h\(100_000 + at)", text, text, address: text, postcode: String(text.prefix(9)), pnc: nil,
        aliases: [text])
    }
    let resolver = try Resolver(
      MatchingInput(persons: persons, asOf: PersonWorld.asOf), settings: quickSettings(), on: .one)
    let resolution = try resolver.resolve(with: Background.model)
    for entity in resolution.entities where entity.members.count > 1 {
      let folded = Set(
        entity.members.map { member in
          let at = (Int(member.key.id.dropFirst()) ?? 0) - 100_000
          return LetterFolding.words(texts[at]).joined(separator: [0x20]).prefix(40).map(
            String.init)
        })
      #expect(folded.count == 1)
    }
  }

  @Test func hostileTextsInTheIdentifierStopNothing() {
    for text in Self.texts() {
      _ = PncNumber(text)
      _ = NameFolding.alias(text)
      #expect(NameAlikeness.score(text, "Anna Nowak") < NameAlikeness.threshold)
    }
  }
}
