import Glibc
import Picture
import Primitives
import Vocabulary

/// When and where a vehicle sets out for the market next.
///
/// Of each coming day, the odds of a trip: those of its usual rate, times what the weekday says,
/// times what the days since the last trip say (a renewal of its own gaps). Of each hour, the
/// vehicle's own hours, spread by a quarter of an hour to an hour and a half. The window is the one
/// of all within the horizon that is likeliest, the earliest of equals.
///
/// That number is not believed as it is. The same rule is replayed on the nights before, with only
/// what was known then; `WindowCalibration` learns from all vehicles' replays how often windows of
/// such a number came true, and the vehicle's own replays move it further.
struct NextWindow: Sendable {
  /// One trip as this question sees it: when it passes the chosen cameras.
  struct Outing: Sendable {
    /// The first pass at a chosen camera.
    var time: Int64
    var passes: [Int64]
  }

  /// A window and what the rule makes of it before calibration.
  struct Window: Sendable {
    var from: Int64
    var to: Int64
    var raw: Double
  }

  let hours: LondonHours
  let settings: VehicleTracing.Settings

  /// The cameras of the outbound leg, at most four, in order of passing, and the outings.
  ///
  /// Cameras outside the hub come first, because a car that leaves home is not yet on its way; of
  /// those the ones that read it most often.
  func outings(
    _ trips: [RoundTrip], rows: [Int], picture: RegionalPicture
  ) -> (cameras: [Int], outings: [Outing]) {
    let sightings = picture.holdings.sightings
    var legs: [(out: Int64, passes: [(camera: Int, time: Int64)])] = []
    var lastOut = -1
    for trip in trips where trip.outRow != lastOut {
      lastOut = trip.outRow
      let out = rows.firstIndex(of: trip.outRow) ?? 0
      let arrive = rows.firstIndex(of: trip.arriveRow) ?? out
      let leg = rows[out...max(out, arrive)].map {
        (camera: Int(sightings.cameras[$0]), time: sightings.times[$0])
      }
      legs.append((trip.out, leg))
    }
    var seen: [Int: [Double]] = [:]
    for leg in legs {
      for pass in leg.passes where picture.areaOfCamera[pass.camera] != trips[0].hub {
        seen[pass.camera, default: []].append(Double(pass.time - leg.out))
      }
    }
    let best = seen.sorted { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }.prefix(4)
      .map { (camera: $0.key, offset: Chance.quantile($0.value, 0.5) ?? 0) }
      .sorted { ($0.offset, $0.camera) < ($1.offset, $1.camera) }
    let chosen = Set(best.map(\.camera))
    let outings = legs.compactMap { leg -> Outing? in
      let passes = leg.passes.filter { chosen.contains($0.camera) }.map(\.time)
      return passes.first.map { Outing(time: $0, passes: passes) }
    }.sorted { $0.time < $1.time }
    return (best.map(\.camera), outings)
  }

  /// The best window that begins at or after a moment, from the outings before it.
  func window(_ outings: ArraySlice<Outing>, at now: Int64) -> Window? {
    guard let last = outings.last else { return nil }
    let today = hours.day(now)
    let days = outings.map { hours.day($0.time) }
    let chances = dayChances(days, today: today, elapsedSince: hours.day(last.time))
    let density = hourDensity(outings.map { hours.hour($0.time) })
    let slots = Int(settings.windowSeconds / 900)
    var best: Window?
    // Whole quarters of an hour from the next one on.
    let start = ((now + 899).floorDivided(by: 900)) * 900
    for step in 0..<(settings.horizonDays * 96) {
      let from = start + Int64(step) * 900
      let day = hours.day(from) - today
      guard day < chances.count else { break }
      let quarter = Int(hours.hour(from) * 4)
      var mass = 0.0
      for slot in 0..<slots {
        let at = quarter + slot
        let chance = at < 96 ? chances[day] : (day + 1 < chances.count ? chances[day + 1] : 0)
        mass += chance * density[at % 96]
      }
      if mass > (best?.raw ?? 0) + 1e-9 {
        best = Window(from: from, to: from + settings.windowSeconds, raw: min(0.98, mass))
      }
    }
    return best
  }

  /// The chance of a trip on each day from today to the horizon.
  func dayChances(_ days: [Int], today: Int, elapsedSince lastDay: Int) -> [Double] {
    let different = Array(Set(days)).sorted()
    guard let first = different.first else { return [] }
    let span = Double(max(7, today - first))
    let base = min(0.9, (Double(different.count) + 0.25) / (span + 1))
    var byWeekday = [Double](repeating: 0, count: 7)
    for day in different { byWeekday[CivilDate(daysSinceEpoch: day).weekday] += 1 }
    let weeks = span / 7
    let renewed = renewal(different, base: base, elapsed: max(0, today - lastDay))
    let gap = span / Double(different.count)
    // Given back, sold or stopped: the longer the silence against its usual gap, the likelier.
    let silence = Double(today - lastDay) / max(2, 2.5 * gap)
    let isAlive = 1 / (1 + silence * silence * silence * silence)
    return (0...settings.horizonDays).map { ahead in
      let weekday = CivilDate(daysSinceEpoch: today + ahead).weekday
      let own = min(0.95, (byWeekday[weekday] + 2 * base) / (weeks + 2))
      let odds = Self.odds(own) * Self.odds(renewed[ahead]) / Self.odds(base)
      return isAlive * min(0.95, odds / (1 + odds))
    }
  }

  private static func odds(_ p: Double) -> Double { max(0.005, p) / (1 - min(0.97, p)) }

  /// The chance of a trip on each day ahead, given none since the last and the gaps so far.
  private func renewal(_ days: [Int], base: Double, elapsed: Int) -> [Double] {
    let longest = 30
    var gaps: [Double] = (0...longest).map { base * pow(1 - base, Double($0 - 1)) * 3 }
    gaps[0] = 0
    for (a, b) in zip(days, days.dropFirst()) { gaps[min(longest, b - a)] += 1 }
    let sum = gaps.reduce(0, +)
    gaps = gaps.map { $0 / sum }
    // The first trip ahead falls on day e + j after the last; then the chain goes on.
    let ahead = settings.horizonDays
    let left = gaps.dropFirst(max(1, elapsed)).reduce(0, +)
    var chances = [Double](repeating: base, count: ahead + 1)
    guard left > 0.01 else { return chances }
    for day in 0...ahead {
      let gap = elapsed + day
      var chance = gap >= 1 && gap <= longest ? gaps[gap] / left : 0
      for earlier in 0..<day { chance += chances[earlier] * gaps[min(longest, day - earlier)] }
      chances[day] = min(0.95, chance)
    }
    return chances
  }

  /// Shares of the 96 quarters of a day: each hour seen spread by a bell, a tenth spread evenly.
  private func hourDensity(_ seen: [Double]) -> [Double] {
    let spread = min(1.5, max(0.35, CorridorProfile.spread(seen) / 2))
    var density = [Double](repeating: 0, count: 96)
    for quarter in 0..<96 {
      for hour in seen {
        var apart = abs(Double(quarter) / 4 + 0.125 - hour)
        apart = min(apart, 24 - apart)
        density[quarter] += exp(-apart * apart / (2 * spread * spread))
      }
    }
    let sum = density.reduce(0, +)
    return density.map { 0.9 * $0 / max(1e-9, sum) + 0.1 / 96 }
  }
}
