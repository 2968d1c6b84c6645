import Primitives
import Vocabulary

/// Cars that look alike on the map and are not.
extension RoadWorld {
  static let supply = "AB12CDE"
  static let commuter = "BC12CDE"
  static let resident = "CE12CDE"
  static let van = "DF12CDE"
  static let taxi = "EG12CDE"
  static let familyOne = "FH12CDE"
  static let familyTwo = "GJ12CDE"
  static let scout = "HK12CDE"
  static let stranger = "JL12CDE"

  /// The whole cast on one road, with a line from the hub to Ash and background traffic.
  static func cast(seed: UInt64) -> RoadWorld {
    var world = RoadWorld()
    var draws = SeededGenerator(seed: seed)
    world.add(
      .lines,
      [
        "line_id": "L1", "number": "07700900001", "status": "active", "hub_area_id": hub,
        "market_area_ids": ash,
      ])
    for day in 0..<world.days {
      let weekday = CivilDate(daysSinceEpoch: Int(start / 86_400) + day).weekday
      for plate in [supply, scout, familyOne, familyTwo] {
        world.potter(plate, in: hub, day: day, hour: 8.5 + draws.unit() * 0.5)
      }
      world.live(day: day, weekday: weekday, draws: &draws)
    }
    world.addTraffic(draws: &draws)
    world.add(.vehicles, ["vrm": van, "kind": "goods"])
    world.add(.vehicles, ["vrm": taxi, "kind": "taxi"])
    return world
  }

  private mutating func live(day: Int, weekday: Int, draws: inout SeededGenerator) {
    if weekday == 1 || weekday == 4 {
      let hour = 19 + draws.unit() * 0.5
      let stay = 15 + draws.unit() * 30
      roundTrip(Self.supply, to: Self.ash, day: day, hour: hour, stayMinutes: stay)
      roundTrip(Self.scout, to: Self.ash, day: day, hour: hour - 30 / 3600.0, stayMinutes: stay)
    }
    if weekday < 5 {
      roundTrip(
        Self.commuter, to: Self.ash, day: day, hour: 7.2 + draws.unit() * 0.3, stayMinutes: 480)
      roundTrip(
        Self.resident, to: Self.hub, from: Self.ash, day: day, hour: 7.3 + draws.unit() * 0.3,
        stayMinutes: 490)
      let out = Self.time(day: day, hour: 6.5 + draws.unit() * 0.3)
      let first = drive(Self.van, from: Self.hub, to: Self.ash, at: out) + 1800
      let second = drive(Self.van, from: Self.ash, to: Self.elm, at: first) + 1800
      drive(Self.van, from: Self.elm, to: Self.hub, at: second)
    }
    for hour in [8.0, 9.5, 13, 16, 22] { potter(Self.taxi, in: Self.hub, day: day, hour: hour) }
    if draws.chance(0.3) {
      roundTrip(
        Self.taxi, to: Self.ash, day: day, hour: 17 + draws.unit() * 2,
        stayMinutes: 5 + draws.unit() * 10)
    }
    if weekday == 5 {
      let hour = 10 + draws.unit()
      let stay = 300 + draws.unit() * 60
      roundTrip(Self.familyOne, to: Self.ash, day: day, hour: hour, stayMinutes: stay)
      roundTrip(Self.familyTwo, to: Self.ash, day: day, hour: hour + 20 / 3600.0, stayMinutes: stay)
    }
    if weekday == 2 {
      drive(Self.stranger, from: Self.elm, to: Self.end, at: Self.time(day: day, hour: 12))
    }
  }

  private mutating func addTraffic(draws: inout SeededGenerator) {
    let names = Self.towns.map(\.name)
    for car in 0..<150 {
      let plate = "KM\(10 + car % 80)\(["XAA", "XBB", "XCC"][car / 80])"
      for _ in 0..<(2 + draws.below(5)) {
        let from = draws.below(names.count)
        let to = (from + 1 + draws.below(names.count - 1)) % names.count
        drive(
          plate, from: names[from], to: names[to],
          at: Self.time(day: draws.below(days - 1), hour: 6 + draws.unit() * 15))
      }
    }
  }
}
