import Primitives

/// London's clock over a stretch of time, looked up instead of worked out: clocks change on whole
/// hours, so one offset an hour is exact.
struct LondonHours: Sendable {
  private let firstHour: Int64
  private let offsets: [Int16]

  init(from first: Int64, to last: Int64) {
    firstHour = first.floorDivided(by: 3600)
    let count = max(1, last.floorDivided(by: 3600) - firstHour + 1)
    precondition(count < 10_000_000, "a picture spans less than a thousand years")
    let start = firstHour
    offsets = (0..<count).map {
      Int16(LondonTime.offsetSeconds(at: Instant(seconds: (start + $0) * 3600)))
    }
  }

  /// Seconds since the epoch as London's clocks would count them.
  func local(_ seconds: Int64) -> Int64 {
    let hour = seconds.floorDivided(by: 3600) - firstHour
    return seconds + Int64(offsets[Int(min(max(0, hour), Int64(offsets.count - 1)))])
  }

  /// The day in London, days since the epoch.
  func day(_ seconds: Int64) -> Int { Int(local(seconds).floorDivided(by: 86_400)) }

  /// Hours since London's midnight.
  func hour(_ seconds: Int64) -> Double {
    let local = local(seconds)
    return Double(local - local.floorDivided(by: 86_400) * 86_400) / 3600
  }

  /// 0 Monday … 6 Sunday.
  func weekday(_ seconds: Int64) -> Int { CivilDate(daysSinceEpoch: day(seconds)).weekday }
}
