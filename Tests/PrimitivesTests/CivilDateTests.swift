import Primitives
import Testing

/// Goal: the calendar is right on every day. Method: a twin that counts days one at a time through
/// four centuries, weekdays by counting, and the rules of the year.
@Suite struct CivilDateTests {
  @Test func everyDayOfFourCenturiesAgreesWithCountingThem() throws {
    var (year, month, day) = (1900, 1, 1)
    var number = try #require(CivilDate(year: 1900, month: 1, day: 1)).daysSinceEpoch
    var weekday = 0  // 1 January 1900 was a Monday.
    while year < 2300 {
      let date = try #require(CivilDate(year: year, month: month, day: day))
      let parts = date.parts
      #expect(date.daysSinceEpoch == number && date.weekday == weekday)
      #expect(parts == (year, month, day))
      number += 1
      weekday = (weekday + 1) % 7
      day += 1
      if CivilDate(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test func daysThatDoNotExistAreRefused() {
    #expect(CivilDate(year: 2025, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilDate(year: 2026, month: 4, day: 31) == nil)
    #expect(CivilDate(year: 2026, month: 13, day: 1) == nil)
    #expect(CivilDate(year: 0, month: 1, day: 1) == nil)
  }

  @Test func ageTurnsOnTheBirthday() throws {
    let birth = try #require(CivilDate(year: 2008, month: 3, day: 31))
    let before = try #require(CivilDate(year: 2026, month: 3, day: 30))
    #expect(birth.wholeYears(to: before) == 17)
    #expect(birth.wholeYears(to: before.adding(days: 1)) == 18)
    let leap = try #require(CivilDate(year: 2008, month: 2, day: 29))
    #expect(leap.wholeYears(to: try #require(CivilDate(year: 2026, month: 2, day: 28))) == 17)
    #expect(leap.wholeYears(to: try #require(CivilDate(year: 2026, month: 3, day: 1))) == 18)
  }
}
