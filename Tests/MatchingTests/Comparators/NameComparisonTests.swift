import Testing
import Vocabulary

@testable import Matching

// Goal: each level of names is taken for what it is named after, in either order. Method: a table
// through the whole folding; hostile names.

@Suite struct NameComparisonTests {
  static func levels(
    _ a: (String?, String?), _ b: (String?, String?), aliases: [String] = []
  ) -> (FamilyLevel?, GivenLevel?) {
    let comparer = pairOf(
      person("a", a.0, a.1), person("b", b.0, b.1, aliases: aliases))
    let evidence = comparer.compare(0, 1)
    return (FamilyLevel(rawValue: evidence.level(0)), GivenLevel(rawValue: evidence.level(1)))
  }

  @Test(arguments: [
    ("Smith", "SMITH ", FamilyLevel.exact), ("O'Brien", "O Brien", .exact),
    ("MacDonald", "Mcdonald", .exact), ("Łoś", "Los", .exact), ("Müller", "Muller", .exact),
    ("Smith-Jones", "Smith", .part), ("Smith Jones", "Jones-Brown", .part),
    ("al-Hassan", "Hassan", .exact), ("Thompson", "Thomson", .close),
    ("Kowalski", "Kowalksi", .close),
    ("Philips", "Fillips", .similar), ("Clarke", "Clakre", .close), ("Reid", "Read", .close),
    ("S", "Smith", .initial), ("Jones", "Smith", .differ), ("Harvey", "Hyarve", .similar),
  ])
  func familyNames(a: String, b: String, expected: FamilyLevel) {
    #expect(Self.levels((a, "Xavier"), (b, "Xavier")).0 == expected)
    #expect(Self.levels((b, "Xavier"), (a, "Xavier")).0 == expected)
  }

  @Test(arguments: [
    ("John", "john", GivenLevel.first), ("John Paul", "John Paul", .full),
    ("John Paul", "John", .first), ("John Paul", "John P", .first),
    ("John Paul", "John Peter", .conflict), ("Anne-Marie", "Annemarie", .first),
    ("William", "Bill", .nickname), ("Mohammed", "Mohamed", .nickname),
    ("Katarzyna", "Kasia", .nickname),
    ("Sean", "John", .nickname), ("Abdirahman", "Abdulrahman", .nickname),
    ("J", "John", .initial), ("Paul John", "John", .further), ("Mr John", "John", .first),
    ("Declan", "Delcan", .close), ("Shaunagh", "Shawnah", .similar), ("Jane", "Joan", .differ),
    ("Hassan", "Hussain", .differ), ("Lee", "Kyle", .differ),
  ])
  func givenNames(a: String, b: String, expected: GivenLevel) {
    #expect(Self.levels(("Xavier", a), ("Xavier", b)).1 == expected)
    #expect(Self.levels(("Xavier", b), ("Xavier", a)).1 == expected)
  }

  @Test func namesInEachOthersColumn() {
    #expect(Self.levels(("Clark", "Violet"), ("Violet", "Clark")) == (.swapped, nil))
    #expect(Self.levels(("Clark", "Violet"), ("Voilet", "Clark")) == (.swapped, nil))
    #expect(Self.levels((nil, "Clark"), ("Clark", "Violet")) == (.crossed, nil))
  }

  @Test func missingNamesAreNoLevel() {
    for unknown in [nil, "", "?", "UNKNOWN", "N/K", "not known", "-", "💥", "'''"] {
      #expect(Self.levels((unknown, "Violet"), ("Clark", "Violet")).0 == nil)
      #expect(Self.levels(("Clark", unknown), ("Clark", "Violet")).1 == nil)
    }
  }

  @Test func anAliasStandsForTheName() {
    let plain = Self.levels(("Clark", "Violet"), ("Nowak", "Rose"))
    let byAlias = Self.levels(("Clark", "Violet"), ("Nowak", "Rose"), aliases: ["Violet Clark"])
    let byComma = Self.levels(("Clark", "Violet"), ("Nowak", "Rose"), aliases: ["Clark, Violet"])
    let byWord = Self.levels(("Nowak", "Violet"), ("Nowak", "Rose"), aliases: ["Violet"])
    #expect(plain == (.differ, .differ))
    #expect(byAlias == (.exact, .first))
    #expect(byComma == (.exact, .first))
    #expect(byWord == (.exact, .first))
  }

  @Test func aTriedAliasCostsBits() {
    let one = pairOf(person("a", "Clark", "Violet"), person("b", "Clark", "Violet"))
    let two = pairOf(
      person("a", "Clark", "Violet"), person("b", "Clark", "Violet", aliases: ["Rose Nowak"]))
    #expect(one.bestName(0, 1).tried == 0)
    #expect(two.bestName(0, 1).tried == 1)
  }
}
