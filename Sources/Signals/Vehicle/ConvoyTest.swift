import Glibc
import Picture
import Primitives
import Vocabulary

/// Who passes cameras with one vehicle more often than the traffic explains.
///
/// For a target's passes p at a lane (camera and direction) and a candidate v:
///
///     λ_v = Σ_p rate_v(lane of p, quarter of an hour ± 1, weekday or weekend) · 2W
///
/// with the candidate's own rate there, its joint passes included, so that habit raises λ. With k
/// joint passes, p = P(X ≥ k | λ_v). One journey passes many cameras, so the same is asked of days
/// (joint days against the sum of each day's largest rate), and the larger p counts. Then k, days
/// and lanes above the settings' floors, Benjamini–Hochberg over everybody the target met, held or
/// not (the traffic at its passes says how many they are about), and the swap test: the target's
/// passes moved to its own other days. Two cars with the same hours meet on those days too; two
/// that travel together do not.
///
/// - Complexity: For each target, its passes times the traffic within the window, and for each
///   candidate that reaches the floors, its own reads.
///
/// > Y. Benjamini, Y. Hochberg. "Controlling the false discovery rate." 1995.
/// > DOI:[10.1111/j.2517-6161.1995.tb02031.x](https://doi.org/10.1111/j.2517-6161.1995.tb02031.x)
struct ConvoyTest: Sendable {
  /// One vehicle in company with the target.
  struct Partner: Sendable {
    let plate: UInt64
    let passes: Int
    let days: Int
    let lanes: Int
    /// Joint passes expected by chance.
    let expected: Double
    /// The larger of the two chances.
    let chance: Double
    /// Joint passes when the target is moved to its other days, the mean.
    let swapped: Double
    /// How sure, given everybody the target met.
    let probability: Double
    /// Joint passes: the target's row and the partner's, in order of time.
    let rows: [(target: Int, partner: Int)]
  }

  let picture: RegionalPicture
  let traffic: Traffic
  let passes: PassIndex
  let hours: LondonHours
  let settings: VehicleTracing.Settings
  /// Days of weekday and of weekend that the feed spans, each at least 1.
  let weekdays: Double
  let weekendDays: Double

  init(
    picture: RegionalPicture, traffic: Traffic, passes: PassIndex, hours: LondonHours,
    first: Int64, last: Int64, settings: VehicleTracing.Settings
  ) {
    self.picture = picture
    self.traffic = traffic
    self.passes = passes
    self.hours = hours
    self.settings = settings
    let days = hours.day(first)...max(hours.day(first), hours.day(last))
    let working = days.filter { CivilDate(daysSinceEpoch: $0).weekday < 5 }.count
    weekdays = Double(max(1, working))
    weekendDays = Double(max(1, days.count - working))
  }

  private struct Meeting {
    var plate: UInt64
    var target: Int
    var partner: Int
  }

  /// The partners of a vehicle, surest first.
  func partners(of target: UInt64, rows: [Int]) -> [Partner] {
    let meetings = meetings(of: target, rows: rows)
    var partners: [Partner] = []
    var held = 0
    var first = 0
    while first < meetings.count {
      var end = first
      while end < meetings.count && meetings[end].plate == meetings[first].plate { end += 1 }
      held += 1
      if end - first >= settings.convoyPasses,
        let partner = judge(Array(meetings[first..<end]), rows: rows)
      {
        partners.append(partner)
      }
      first = end
    }
    let met = max(held, Int(traffic(at: rows)))
    let stands = Chance.benjaminiHochberg(
      partners.map(\.chance), rate: settings.convoyFalseRate, tests: met)
    let company = zip(partners, stands).filter { pair, stands in
      // A fifth of the passes explained by the hours both keep is habit, not company.
      stands && Double(pair.passes) >= 3 * pair.swapped + 2
        && Double(pair.passes) >= 5 * pair.expected
    }.map { pair, _ in weighed(pair, met: met) }
    return Self.withoutMisreads(company, of: target)
      .sorted { ($1.probability, $0.plate) < ($0.probability, $1.plate) }
  }

  /// About how many others passed with the target: those that the picture holds are some of them.
  private func traffic(at rows: [Int]) -> Double {
    let sightings = picture.holdings.sightings
    return rows.reduce(0) { sum, row in
      sum
        + max(
          0,
          traffic.expected(
            camera: Int(sightings.cameras[row]), direction: Int(sightings.directions[row]),
            at: sightings.times[row], window: settings.convoyWindow) - 1)
    }
  }

  /// A plate that differs from the target's, or from a partner's with more passes, only by
  /// characters that cameras confuse is that vehicle read wrongly, not another one in its company.
  private static func withoutMisreads(_ company: [Partner], of target: UInt64) -> [Partner] {
    let own = MisreadRepair.folded(target)
    return company.filter { pair in
      let folded = MisreadRepair.folded(pair.plate)
      return folded != own
        && !company.contains {
          $0.plate != pair.plate && MisreadRepair.folded($0.plate) == folded
            && ($0.passes, pair.plate) > (pair.passes, $0.plate)
        }
    }
  }

  /// Everybody near the target at each of its passes; one meeting a pass and plate.
  private func meetings(of target: UInt64, rows: [Int]) -> [Meeting] {
    let sightings = picture.holdings.sightings
    var meetings: [Meeting] = []
    for row in rows {
      let time = sightings.times[row]
      let near = passes.places(
        camera: Int(sightings.cameras[row]), direction: Int(sightings.directions[row]),
        from: time - settings.convoyWindow, to: time + settings.convoyWindow)
      for place in near {
        let other = Int(passes.rows[place])
        let plate = sightings.plates[other]
        if plate != target {
          meetings.append(Meeting(plate: plate, target: row, partner: other))
        }
      }
    }
    meetings.sort { ($0.plate, $0.target, $0.partner) < ($1.plate, $1.target, $1.partner) }
    var kept: [Meeting] = []
    for meeting in meetings {
      if let last = kept.last, last.plate == meeting.plate, last.target == meeting.target {
        continue
      }
      kept.append(meeting)
    }
    return kept
  }

  private func lane(_ row: Int) -> Int {
    let sightings = picture.holdings.sightings
    return Int(sightings.cameras[row]) * 9 + Int(sightings.directions[row])
  }

  /// Counts, chances and the swap of one candidate; nil below the floors.
  private func judge(_ meetings: [Meeting], rows: [Int]) -> Partner? {
    let times = picture.holdings.sightings.times
    let days = Set(meetings.map { times[$0.target].floorDivided(by: 86_400) }).count
    let lanes = Set(meetings.map { lane($0.target) }).count
    guard days >= settings.convoyDays, lanes >= settings.convoyCameras else { return nil }
    let own = picture.sightingRows(of: meetings[0].plate)
    var byLane: [Int: [Int]] = [:]
    for row in own { byLane[lane(row), default: []].append(row) }
    var expected = 0.05
    var largest: [Int64: Double] = [:]
    for row in rows {
      guard let others = byLane[lane(row)] else { continue }
      let rate = rate(others, like: times[row])
      expected += rate
      let day = times[row].floorDivided(by: 86_400)
      largest[day] = max(largest[day] ?? 0, rate)
    }
    let expectedDays = 0.05 + largest.values.sorted().reduce(0, +)
    let shifts: [Int64] = [-14, -7, -2, -1, 1, 2, 7, 14]
    let swapped = shifts.reduce(0) { $0 + joint(rows, shift: $1 * 86_400, byLane: byLane) }
    return Partner(
      plate: meetings[0].plate, passes: meetings.count, days: days, lanes: lanes,
      expected: expected,
      chance: max(
        Chance.poissonTail(atLeast: meetings.count, lambda: expected),
        Chance.poissonTail(atLeast: days, lambda: expectedDays)),
      swapped: Double(swapped) / Double(shifts.count), probability: 0,
      rows: meetings.map { ($0.target, $0.partner) })
  }

  /// Passes expected within the window on both sides, from the candidate's reads in that lane.
  private func rate(_ others: [Int], like time: Int64) -> Double {
    let times = picture.holdings.sightings.times
    let quarter = Int(hours.hour(time) * 4)
    let isWeekend = hours.weekday(time) >= 5
    let alike = others.filter { row in
      guard (hours.weekday(times[row]) >= 5) == isWeekend else { return false }
      let apart = abs(Int(hours.hour(times[row]) * 4) - quarter)
      return min(apart, 96 - apart) <= 1
    }.count
    let seconds = (isWeekend ? weekendDays : weekdays) * 2700
    return Double(alike) / seconds * Double(2 * settings.convoyWindow)
  }

  private func joint(_ rows: [Int], shift: Int64, byLane: [Int: [Int]]) -> Int {
    let times = picture.holdings.sightings.times
    return rows.filter { row in
      byLane[lane(row)]?.contains {
        abs(times[$0] - times[row] - shift) <= settings.convoyWindow
      } ?? false
    }.count
  }

  /// log2(1 / chance) against as many as were met, and sixteen to one against company at all; but
  /// no more than twice the bits by which they met oftener than their habits have it, because many
  /// passes make a chance tiny that a little habit, unseen in the rates, would explain.
  private func weighed(_ pair: Partner, met: Int) -> Partner {
    let chance = min(40, -log2(max(1e-300, pair.chance))) - log2(Double(max(1, met)))
    let habit = max(0.1, max(pair.expected, pair.swapped))
    let bits = min(chance, 2 * log2(Double(pair.passes) / habit)) - 4
    return Partner(
      plate: pair.plate, passes: pair.passes, days: pair.days, lanes: pair.lanes,
      expected: pair.expected, chance: pair.chance, swapped: pair.swapped,
      probability: min(settings.maxProbability, Bits(bits).probability), rows: pair.rows)
  }
}
