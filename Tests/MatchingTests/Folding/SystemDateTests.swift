import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: dates that systems write for "not known" say nothing. Method: the list, and its neighbours.

@Suite struct SystemDateTests {
  @Test(arguments: [
    ("1900-01-01", true), ("1899-12-31", true), ("1899-12-30", true), ("1753-01-01", true),
    ("1601-01-01", true), ("1111-11-11", true), ("0001-01-01", true), ("9999-12-31", true),
    ("1900-01-02", false), ("1899-12-29", false), ("1901-01-01", false), ("1970-01-01", false),
    ("1900", false), ("1900-01", false), ("1640-01-01", false),
  ])
  func listedDatesStandForNone(text: String, isNone: Bool) {
    let birth = PackedBirth(date(text))
    #expect(birth.isKnown == (!isNone && date(text) != nil))
  }

  @Test func twoOfThemSayNothing() {
    let pair = pairOf(
      person("a", "Jones", "Susan", "1900-01-01"), person("b", "Jones", "Susan", "1900-01-01"))
    #expect(pair.compare(0, 1).level(2) == PairEvidence.missing)
  }

  @Test func ofTwoYearsNoneSpeaksForOnePerson() throws {
    for seed in UInt64(1)...3 {
      let world = PersonWorld(seed: seed, recordCount: 250)
      let model = try Resolver(
        MatchingInput(persons: world.records, asOf: PersonWorld.asOf), settings: quickSettings(),
        on: .one
      ).estimateModel()
      let level = model.comparisons[2].levels[BirthLevel.yearSlip.rawValue]
      #expect(level.m <= level.u * 1.01, "seed \(seed)")
    }
  }
}
