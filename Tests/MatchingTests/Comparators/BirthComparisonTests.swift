import Testing
import Vocabulary

@testable import Matching

// Goal: each level is taken for the error it is named after, in either order of the two dates.
// Method: a table; every pair of some thousand dates for symmetry and the swap.

@Suite struct BirthComparisonTests {
  static func birth(_ text: String) -> PackedBirth { PackedBirth(try? PartialDate(text)) }

  @Test(arguments: [
    ("1990-05-12", "1990-05-12", BirthLevel.exact), ("1990-01-01", "1990-01-01", .placeholder),
    ("1990-01-01", "1990-05-12", .year), ("1990-05-12", "1990-12-05", .swapped),
    ("1990-05-12", "1990-05-13", .digit), ("1990-05-12", "1980-05-12", .digit),
    ("1990-05-12", "1990-05-21", .digit), ("1990-05-12", "1909-05-12", .digit),
    ("1990-05-12", "1990-05-30", .yearMonth), ("1990-05-12", "1990-08-30", .near),
    ("1990-05-12", "1991-04-30", .near), ("1990-05-12", "2000-06-13", .near),
    ("1990-05-12", "1995-07-30", .apart), ("1990-05-12", "1962-07-30", .far),
    ("1990-05-12", "1960-05-13", .slips), ("1990-05-12", "1992-08-12", .slips),
    ("1990-01-01", "1960-01-01", .yearSlip), ("1990-01-01", "1962-01-01", .far),
    ("1990", "1990-05-12", .year), ("1990-05", "1990-05-12", .yearMonth),
    ("1990-05", "1990-06-12", .year), ("1990", "1991", .near), ("1990", "1960", .far),
    ("1990", "1996", .apart),
  ])
  func levelIsTheErrorsName(left: String, right: String, level: BirthLevel) {
    #expect(BirthComparison.level(Self.birth(left), Self.birth(right)) == level)
    #expect(BirthComparison.level(Self.birth(right), Self.birth(left)) == level)
  }

  @Test func missingIsNoLevel() {
    #expect(BirthComparison.level(PackedBirth(), Self.birth("1990-05-12")) == nil)
  }

  @Test func everyDateOfTwoYearsIsSymmetricAndSwapsBack() {
    var dates: [PackedBirth] = []
    for year in [1989, 1990] {
      for month in 1...12 {
        for day in [1, 2, 11, 12, 21, 28] {
          dates.append(PackedBirth(PartialDate(year: year, month: month, day: day)))
        }
      }
    }
    for a in dates {
      for b in dates {
        let level = BirthComparison.level(a, b)
        #expect(level == BirthComparison.level(b, a))
        let turned = a.year == b.year && a.month == b.day && a.day == b.month && a != b
        if turned && !a.isPlaceholder { #expect(level == .swapped) }
        #expect((level == .exact || level == .placeholder) == (a == b))
      }
    }
  }

  @Test func slipsOfEightDigits() {
    #expect(BirthComparison.slips(19_900_512, 19_900_512) == 0)
    #expect(BirthComparison.slips(19_900_512, 19_900_513) == 1)
    #expect(BirthComparison.slips(19_900_512, 19_900_521) == 1)
    #expect(BirthComparison.slips(19_900_512, 19_910_513) == 2)
    #expect(BirthComparison.slips(19_900_512, 19_901_521) == 2)
    #expect(BirthComparison.slips(19_900_512, 19_621_130) == 3)
    #expect(BirthComparison.slips(19_900_512, 19_905_112) == 2)
  }

  /// Definition: the fewest wrong digits and changed-over neighbours, by trying every way.
  private static func slipsByTrying(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> Int {
    guard let x = a.first, let y = b.first else { return 0 }
    var best = (x == y ? 0 : 1) + slipsByTrying(a.dropFirst(), b.dropFirst())
    let left = Array(a.prefix(2))
    let right = Array(b.prefix(2))
    if left.count == 2 && left[0] == right[1] && left[1] == right[0] && left[0] != left[1] {
      best = min(best, 1 + slipsByTrying(a.dropFirst(2), b.dropFirst(2)))
    }
    return best
  }

  @Test func slipsFollowTheirDefinitionOnAllNumbersOfThreeDigitKinds() {
    func digits(_ value: Int) -> [Int] { String(value).compactMap(\.wholeNumberValue) }
    let numbers = (0..<81).map { at in
      1000 + at % 3 * 100 + at / 3 % 3 * 10 + at / 9 % 3 + at / 27 * 1000
    }
    for a in numbers {
      for b in numbers {
        let expected = min(3, Self.slipsByTrying(digits(a)[...], digits(b)[...]))
        #expect(BirthComparison.slips(a, b) == expected, "\(a) \(b)")
      }
    }
  }

  @Test func decadesApartIsTwoPeopleUnlessADigitExplainsIt() {
    #expect(BirthComparison.verdict(Self.birth("1960-03-02"), Self.birth("1988-09-17")) == .apart)
    #expect(
      BirthComparison.verdict(Self.birth("1988-09-17"), Self.birth("1968-09-17")) == .explained)
    #expect(
      BirthComparison.verdict(Self.birth("1988-09-17"), Self.birth("1993-02-01")) == .doubtful)
    // A year and a day wrong stand on both sides of a third record that is right.
    #expect(
      BirthComparison.verdict(Self.birth("1988-09-17"), Self.birth("1968-09-12")) == .doubtful)
    #expect(BirthComparison.verdict(Self.birth("1988"), Self.birth("1960-02-01")) == .apart)
    #expect(
      BirthComparison.verdict(Self.birth("1988-01-01"), Self.birth("1988-09-17")) == .explained)
  }
}
