/// The civil time of Europe/London, both clock changes included.
///
/// The rule is that of 1996 onwards: clocks stand at UTC + 1 from 01:00 UTC on the last Sunday of
/// March to 01:00 UTC on the last Sunday of October. Earlier years are read by the same rule,
/// which differs from history by some days in October and by British Standard Time of 1968–1971;
/// no feed of this program reaches back so far.
public enum LondonTime {
  /// What a civil time turned out to be.
  public enum Reading: Hashable, Sendable {
    /// It happened once.
    case once(Instant)
    /// It happened twice, when the clocks went back; the first of the two is given.
    case twice(Instant)
    /// It never happened, because the clocks went forward over it; it is read as if they had not
    /// yet been moved, so 01:30 becomes 01:30 UTC.
    case never(Instant)

    /// The instant it stands for.
    public var instant: Instant {
      switch self {
      case .once(let instant), .twice(let instant), .never(let instant): instant
      }
    }
  }

  /// Seconds that London's clocks are ahead of UTC: 0 or 3,600.
  public static func offsetSeconds(at instant: Instant) -> Int64 {
    let year = instant.utcDay.parts.year
    // A time near either end of the calendar may fall into a year beyond it in UTC.
    guard (1...9999).contains(year) else { return 0 }
    return instant >= change(year: year, month: 3) && instant < change(year: year, month: 10)
      ? 3600 : 0
  }

  /// The instant at which London's clocks showed this.
  public static func read(_ day: CivilDate, _ clock: ClockTime) -> Reading {
    let naive = Int64(day.daysSinceEpoch) * 86_400 + Int64(clock.secondOfDay)
    let summer = Instant(seconds: naive - 3600)
    let winter = Instant(seconds: naive)
    let asSummer = offsetSeconds(at: summer) == 3600
    let asWinter = offsetSeconds(at: winter) == 0
    if asSummer && asWinter { return .twice(summer) }
    if asSummer { return .once(summer) }
    if asWinter { return .once(winter) }
    return .never(winter)
  }

  /// What London's clocks show at an instant.
  public static func civil(_ instant: Instant) -> (day: CivilDate, clock: ClockTime) {
    let local = instant.seconds + offsetSeconds(at: instant)
    let day = local.floorDivided(by: 86_400)
    return (
      CivilDate(daysSinceEpoch: Int(day)), ClockTime(secondOfDay: Int(local - day * 86_400))
    )
  }

  /// 01:00 UTC on the last Sunday of a month of 31 days.
  private static func change(year: Int, month: Int) -> Instant {
    guard let last = CivilDate(year: year, month: month, day: 31) else {
      preconditionFailure("March and October have 31 days")
    }
    let sunday = last.daysSinceEpoch - (last.weekday + 1) % 7
    return Instant(seconds: Int64(sunday) * 86_400 + 3600)
  }
}
