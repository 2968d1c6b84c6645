import Primitives
import Testing

/// Goal: London's clocks are read rightly, both changes included. Method: laws over every hour of
/// several years, and the days of the changes as published.
@Suite struct LondonTimeTests {
  private func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int) throws
    -> Instant
  {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    return Instant(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60))
  }

  @Test func everyHourThatHappenedReadsBackToItself() throws {
    var at = try instant(2023, 1, 1, 0, 0)
    let end = try instant(2028, 1, 1, 0, 0)
    var twice = 0
    while at < end {
      let civil = LondonTime.civil(at)
      switch LondonTime.read(civil.day, civil.clock) {
      case .once(let read): #expect(read == at)
      case .twice(let first):
        twice += 1
        #expect(first == at || first.adding(seconds: 3600) == at)
      case .never: Issue.record("a time that happened is read as never: \(at.iso8601)")
      }
      at = at.adding(seconds: 1800)
    }
    #expect(twice == 5 * 4, "two half hours in each of the two hours, five autumns")
  }

  @Test func theChangesOf2026AreWhereTheyWerePublished() throws {
    let spring = try #require(CivilDate(year: 2026, month: 3, day: 29))
    let autumn = try #require(CivilDate(year: 2026, month: 10, day: 25))
    let halfPastOne = ClockTime(secondOfDay: 5400)
    #expect(LondonTime.read(spring, halfPastOne) == .never(try instant(2026, 3, 29, 1, 30)))
    #expect(LondonTime.read(autumn, halfPastOne) == .twice(try instant(2026, 10, 25, 0, 30)))
    #expect(
      LondonTime.read(spring, ClockTime(secondOfDay: 7200)) == .once(try instant(2026, 3, 29, 1, 0))
    )
    #expect(
      LondonTime.read(autumn, ClockTime(secondOfDay: 7200))
        == .once(try instant(2026, 10, 25, 2, 0)))
  }

  @Test func anInstantPrintsAsISO8601() throws {
    #expect(Instant(seconds: 0).iso8601 == "1970-01-01T00:00:00Z")
    #expect(Instant(seconds: -1).iso8601 == "1969-12-31T23:59:59Z")
    #expect(try instant(2026, 3, 14, 2, 17).adding(seconds: 44).iso8601 == "2026-03-14T02:17:44Z")
  }

  // A time near either end of the calendar is one of a year beyond it on other clocks.
  @Test("B11: the ends of the calendar stop nothing")
  func theEndsOfTheCalendarStopNothing() throws {
    let first = try #require(CivilDate(year: 1, month: 1, day: 1))
    let last = try #require(CivilDate(year: 9999, month: 12, day: 31))
    let midnight = ClockTime(secondOfDay: 0)
    #expect(LondonTime.read(first, midnight).instant.iso8601 == "0001-01-01T00:00:00Z")
    #expect(LondonTime.read(last, midnight).instant.iso8601 == "9999-12-31T00:00:00Z")
    let texts = [(last, 172_800, "10000-01-02T00:00:00Z"), (first, -1, "0000-12-31T23:59:59Z")]
    for (day, seconds, text) in texts {
      let at = Instant(seconds: Int64(day.daysSinceEpoch) * 86_400 + Int64(seconds))
      #expect(at.iso8601 == text)
      #expect(LondonTime.civil(at).day == at.utcDay)
    }
    #expect(Instant(seconds: -100_000_000_000).iso8601.hasPrefix("-1199-"))
  }
}
