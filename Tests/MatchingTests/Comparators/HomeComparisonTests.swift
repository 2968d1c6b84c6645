import Testing
import Vocabulary

@testable import Matching

// Goal: two writings of one home agree, neighbours do not. Method: a table of addresses through the
// whole folding.

@Suite struct HomeComparisonTests {
  typealias Home = (address: String?, postcode: String?)

  static func level(_ a: Home, _ b: Home) -> HomeLevel? {
    let comparer = pairOf(
      PersonForMatching(key: key("a"), address: a.address, postcode: a.postcode),
      PersonForMatching(key: key("b"), address: b.address, postcode: b.postcode))
    let level = comparer.compare(0, 1).level(5)
    return level == PairEvidence.missing ? nil : HomeLevel(rawValue: level)
  }

  @Test(arguments: [
    ("12 High Street", "M1 1AE", "12 HIGH ST.", "m11ae", HomeLevel.whole),
    ("Flat 3, 12 High Street, Bolton", "M1 1AE", "3/12 High St", "M1 1AE", .whole),
    ("12 High Street", "M1 1AE", "12 Hihg Street", "M1 1AF", .whole),
    ("12 High Street", "", "12 High Street", "M1 1AE", .address),
    ("12 High Street", "M1 1AE", "", "M1 1AE", .postcode),
    ("12 High Street", "M1 1AE", "14 High Street", "M1 1AE", .neighbour),
    ("", "M1 1AE", "", "M1 1XY", .sector), ("", "M1 1AE", "", "M1 9XY", .outward),
    ("", "M1 1AE", "", "M11 1AE", .differ), ("1 Oak Lane", "", "7 Elm Road", "", .differ),
    ("12 Mill Lane", "L1 4AB", "12 Mill Lane", "PR9 7QQ", .outward),
  ])
  func writingsOfHomes(
    a: String, codeA: String, b: String, codeB: String, expected: HomeLevel
  ) {
    #expect(Self.level((a, codeA), (b, codeB)) == expected)
    #expect(Self.level((b, codeB), (a, codeA)) == expected)
  }

  @Test func nothingInCommonIsNoLevel() {
    #expect(Self.level((nil, nil), ("1 Oak Lane", nil)) == nil)
    #expect(Self.level(("1 Oak Lane", nil), (nil, "M1 1AE")) == nil)
  }
}
