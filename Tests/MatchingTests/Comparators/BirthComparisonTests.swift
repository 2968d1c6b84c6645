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

  @Test func oneSlipOfEightDigits() {
    #expect(BirthComparison.oneSlip(19_900_512, 19_900_513))
    #expect(BirthComparison.oneSlip(19_900_512, 19_900_521))
    #expect(!BirthComparison.oneSlip(19_900_512, 19_910_513))
    #expect(!BirthComparison.oneSlip(19_900_512, 19_905_012 + 100))
  }

  @Test func decadesApartIsTwoPeopleUnlessADigitExplainsIt() {
    #expect(BirthComparison.verdict(Self.birth("1960-03-02"), Self.birth("1988-09-17")) == .apart)
    #expect(
      BirthComparison.verdict(Self.birth("1988-09-17"), Self.birth("1968-09-17")) == .explained)
    #expect(
      BirthComparison.verdict(Self.birth("1988-09-17"), Self.birth("1993-02-01")) == .doubtful)
    #expect(BirthComparison.verdict(Self.birth("1988"), Self.birth("1960-02-01")) == .apart)
    #expect(
      BirthComparison.verdict(Self.birth("1988-01-01"), Self.birth("1988-09-17")) == .explained)
  }
}
