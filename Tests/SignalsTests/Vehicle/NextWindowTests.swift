import Primitives
import Testing

@testable import Signals

/// Goal: the window lies where the rhythm says, begins at or after the moment, is no longer than
/// the settings allow, and its probability is right. Method: rhythms made by hand, and cars of
/// random habits whose next days are then looked at.
struct NextWindowTests {
  private static let hours = LondonHours(from: RoadWorld.start, to: RoadWorld.start + 200 * 86_400)
  private let rule = NextWindow(hours: hours, settings: VehicleTracing.Settings())

  private func outing(_ day: Int, _ hour: Double) -> NextWindow.Outing {
    let time = RoadWorld.time(day: day, hour: hour)
    return NextWindow.Outing(time: time, passes: [time, time + 600])
  }

  private func replays(
    _ outings: [NextWindow.Outing], asOf: Int64
  ) -> [WindowCalibration.Replay] {
    rule.replays(outings, reads: outings.flatMap(\.passes), asOf: asOf)
  }

  @Test func aWeeklyRhythmIsForeseen() throws {
    // Mondays at seven in the evening for eight weeks; now it is Thursday noon.
    let outings = (0..<8).map { outing($0 * 7, 19 + Double($0 % 3) / 10) }
    let now = RoadWorld.time(day: 52, hour: 12)
    let window = try #require(rule.window(outings[...], at: now))
    let expected = RoadWorld.time(day: 56, hour: 19.1)
    #expect(window.from >= now && window.from <= expected && expected <= window.to)
    #expect(window.to - window.from == 10_800)
    #expect(window.raw > 0.3)
  }

  @Test func whatBeganIsNotForeseenAgain() throws {
    let outings = (0..<8).map { outing($0 * 7, 19) }
    let now = RoadWorld.time(day: 49, hour: 20)
    let window = try #require(rule.window(outings[...], at: now))
    #expect(window.from >= now)
    #expect(Self.hours.day(window.from) > Self.hours.day(now))
  }

  @Test func aLongSilenceLowersIt() throws {
    let outings = (0..<8).map { outing($0 * 3, 19) }
    let soon = try #require(rule.window(outings[...], at: RoadWorld.time(day: 23, hour: 1)))
    let late = try #require(rule.window(outings[...], at: RoadWorld.time(day: 60, hour: 1)))
    #expect(late.raw < soon.raw / 3)
    #expect(rule.window([], at: 0) == nil)
  }

  /// Of the windows given p, about p come true: cars of random habits, each asked on one night.
  @Test func theProbabilityIsRight() {
    var draws = SeededGenerator(seed: 99)
    var asked: [(window: NextWindow.Window, replays: [WindowCalibration.Replay], hit: Bool)] = []
    for _ in 0..<160 {
      let hour = 8 + draws.unit() * 13
      let spread = 0.3 + draws.unit() * 2
      let chance = 0.1 + draws.unit() * 0.5
      let byWeekday = draws.chance(0.5)
      let weekdays = Set([draws.below(7), draws.below(7)])
      var outings: [NextWindow.Outing] = []
      for day in 0..<67 {
        let isOn =
          byWeekday ? weekdays.contains(day % 7) && draws.chance(0.85) : draws.chance(chance)
        if isOn {
          outings.append(outing(day, min(23, max(1, draws.normal(mean: hour, deviation: spread)))))
        }
      }
      let now = RoadWorld.time(day: 60, hour: 1)
      let known = outings.filter { $0.time < now }
      guard known.count >= 3, let window = rule.window(known[...], at: now) else { continue }
      let hit = outings.contains { outing in
        outing.passes.contains { $0 >= window.from && $0 <= window.to }
      }
      asked.append((window, replays(known, asOf: now), hit))
    }
    let calibration = WindowCalibration(asked.flatMap(\.replays))
    let given = asked.map { calibration.probability(of: $0.window.raw, own: $0.replays) }
    let mean = given.reduce(0, +) / Double(given.count)
    let share = Double(asked.filter(\.hit).count) / Double(asked.count)
    #expect(abs(mean - share) < 0.1, "given \(mean), came true \(share)")
    // The half that is given more comes true more often.
    let order = given.indices.sorted { given[$0] < given[$1] }
    let low = order.prefix(order.count / 2).filter { asked[$0].hit }.count
    let high = order.suffix(order.count / 2).filter { asked[$0].hit }.count
    #expect(high > low)
  }

  @Test func replaysKnowNothingOfWhatCameLater() {
    let early = (0..<12).map { outing($0 * 3, 19) }
    let asOf = RoadWorld.time(day: 40, hour: 1)
    let more = early + [outing(41, 3), outing(44, 3)]
    #expect(
      replays(early, asOf: asOf).map(\.raw) == replays(more, asOf: asOf).map(\.raw))
  }
}
