import Testing

@testable import Matching

// Goal: folding is what two clerks would write alike, and survives anything. Method: tables and
// hostile cells.

@Suite struct FoldingTests {
  static func words(_ text: String) -> [String] {
    LetterFolding.words(text).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func marksGoAndSignsPart() {
    #expect(Self.words("  Zoë  O’Brien-Łuczak ") == ["zoe", "obrien", "luczak"])
    #expect(Self.words("Zoe\u{308}") == ["zoe"])
    #expect(Self.words("STRAẞE ß Æ") == ["strasse", "ss", "ae"])
    #expect(Self.words("Flat 3/12") == ["flat", "3", "12"])
    #expect(Self.words("Мария") == ["mariya"])
    #expect(Self.words("\u{202E}Ann\u{200B}") == ["ann"])
    #expect(Self.words("!!! \u{0}\n") == [])
  }

  @Test func foldingTwiceIsFoldingOnce() {
    for text in ["Zoë O’Brien", "MacDonald", "Smith-Jones", "Łukasz", "محمد علي", "Ngô Đình"] {
      let once = LetterFolding.words(text)
      let again = LetterFolding.words(
        once.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
      #expect(once == again)
    }
  }

  @Test func hostileCellsAreBounded() {
    let long = String(repeating: "a ", count: 10_000)
    #expect(LetterFolding.words(long).count == 24)
    #expect(NameFolding.familyWords(long).count <= 6)
    #expect(NameFolding.alias(", ,,").isEmpty)
    #expect(PncNumber(String(repeating: "0", count: 5000)) == nil)
  }

  @Test func pncIdsInEveryWritingAreOne() throws {
    let forms = ["2004/1234567K", "04/1234567k", "04-1234567 K", "2004 / 1234567 k", "041234567K"]
    let numbers = try forms.map { try #require(PncNumber($0)) }
    for number in numbers { #expect(number == numbers[0]) }
    let short = try #require(PncNumber("04/1234567"))
    #expect(short.agrees(with: numbers[0]))
    let padded = try #require(PncNumber("2004/0000123A"))
    #expect(try #require(PncNumber("04/123A")) == padded)
    for other in ["04/1234568K", "05/1234567K", "04/1234567L", "XY-77"] {
      #expect(!(try #require(PncNumber(other)).agrees(with: numbers[0])))
    }
    #expect(PncNumber("none") == nil)
  }

  @Test(arguments: [
    ("Philips", "Fillips"), ("Kelly", "Kelley"), ("Shaun", "Shawn"), ("Wright", "Rite"),
    ("Knox", "Nocks"), ("Schmidt", "Shmit"), ("Stephen", "Steven"), ("Reece", "Rhys"),
    ("MacKay", "Mackay"),
  ])
  func namesThatSoundAlikeHaveOneKey(a: String, b: String) {
    let left = PhoneticKey.of(Array(a.lowercased().utf8)[...])
    let right = PhoneticKey.of(Array(b.lowercased().utf8)[...])
    #expect(left == right)
  }

  @Test func namesThatSoundDifferentHaveTwo() {
    let names = ["smith", "jones", "khan", "murphy", "nowak", "patel", "hussain", "owen", "мария"]
    #expect(Set(names.map { PhoneticKey.of(Array($0.utf8)[...]) }).count == names.count)
    #expect(PhoneticKey.of([]) == 0)
  }

  @Test func nicknameGroupsAreFoldedAndSmallEnough() {
    #expect(Nicknames.count >= 150)
    let bill = Nicknames.groups(of: Array("bill".utf8))
    let william = Nicknames.groups(of: Array("william".utf8))
    #expect(!Set(bill).isDisjoint(with: william))
    #expect(Nicknames.groups(of: Array("xqzt".utf8)).isEmpty)
  }
}
