import Primitives

/// One read of a plate.
struct Read: Sendable {
  let time: Int64
  let vehicle: Int32
  let camera: UInt16
  let direction: UInt8
  /// Hundredths.
  let confidence: UInt8
  /// Which character is taken for another, counted from 1; 0 none.
  let slip: UInt8
  let isLate: Bool
}

/// A camera whose clock was wrong for some days.
struct ClockFault: Sendable {
  let camera: Int
  let from: Int64
  let to: Int64
  let offset: Int64
}

/// The reads of the period, drawn a day at a time.
struct Traffic: Sendable {
  let world: World
  let faults: [ClockFault]
  /// First and last day, counted from the start of the period.
  let days: Range<Int>
  /// Journeys by the day on which they begin.
  private let byDay: [[Int32]]
  private let commonRoutes: RoutePicker

  init(_ world: World) {
    self.world = world
    let period = world.settings.days
    days = world.settings.preset == .night ? period..<(period + 1) : 0..<period
    var byDay = [[Int32]](repeating: [], count: days.upperBound + 1)
    for (index, journey) in world.journeys.enumerated() {
      let day = Int((journey.leaves - world.start).floorDivided(by: 86_400))
      if byDay.indices.contains(day) { byDay[day].append(Int32(index)) }
    }
    self.byDay = byDay
    commonRoutes = RoutePicker(world.geography)
    faults = Self.faults(world, days: days)
  }

  private static func faults(_ world: World, days: Range<Int>) -> [ClockFault] {
    var draws = world.generator.fork("clocks")
    let span = Int64(days.count) * 86_400
    let first = world.start + Int64(days.lowerBound) * 86_400
    return world.geography.cameras.indices.compactMap { camera in
      guard draws.chance(world.rates.clockFault) else { return nil }
      let from = first + Int64(draws.unit() * Double(span))
      let offsets: [Int64] = [3600, -3600, 420, -780, 1500]
      return ClockFault(
        camera: camera, from: from, to: from + Int64(1 + draws.below(9)) * 86_400,
        offset: offsets[draws.below(offsets.count)])
    }
  }

  /// The reads of one day, in order of time.
  func reads(day: Int) -> [Read] {
    var draws = world.generator.fork("traffic").fork(day)
    var reads: [Read] = []
    let target = world.settings.sightings / days.count
    reads.reserveCapacity(target + target / 8)
    if byDay.indices.contains(day) {
      for index in byDay[day] { drive(world.journeys[Int(index)], into: &reads, using: &draws) }
    }
    addBackground(day, target: target, into: &reads, using: &draws)
    reads.sort { ($0.time, $0.camera, $0.vehicle) < ($1.time, $1.camera, $1.vehicle) }
    return reads
  }

  /// A journey's reads. Cars that set out together keep together: slowness comes with the journey,
  /// and each camera adds a second or two.
  private func drive(
    _ journey: Journey, into reads: inout [Read], using draws: inout SeededGenerator
  ) {
    let route = world.geography.route(from: journey.from, to: journey.to)
    let isLocal = journey.from == journey.to
    let pace = journey.slowness * World.congestion(at: journey.leaves)
    for passage in route.passages {
      guard draws.unit() < (isLocal ? 0.4 : journey.detection) - world.rates.unread else {
        continue
      }
      let time = journey.leaves + Int64(Double(passage.seconds) * pace) + Int64(draws.below(5))
      add(journey.vehicle, at: passage, time: time, into: &reads, using: &draws)
    }
  }

  @inline(__always)
  private func add(
    _ vehicle: Int, at passage: Passage, time: Int64, into reads: inout [Read],
    using draws: inout SeededGenerator
  ) {
    let word = draws.next()
    let isSlip = Double(word &>> 40) * 0x1p-24 < world.rates.misread
    let late = Double(word & 0xFF_FFFF) * 0x1p-24 < world.rates.late
    let low = UInt8((word &>> 24) & 7)
    reads.append(
      Read(
        time: time, vehicle: Int32(vehicle), camera: passage.camera, direction: passage.direction,
        confidence: isSlip ? 55 + low * 5 : 99 - low * UInt8((word &>> 27) & 1),
        slip: isSlip ? UInt8((word &>> 32) % 7) + 1 : 0, isLate: late))
  }

  /// Everybody else: four in ten are regulars with a way and an hour of their own, the rest
  /// somewhere, sometime.
  private func addBackground(
    _ day: Int, target: Int, into reads: inout [Read], using draws: inout SeededGenerator
  ) {
    let first = world.vehicles.count
    let pool = world.settings.backgroundVehicles
    let regulars = pool / 8
    let midnight = world.start + Int64(day) * 86_400
    let isWeekend = CivilDate(daysSinceEpoch: Int(midnight / 86_400)).weekday >= 5
    while reads.count < target {
      if draws.unit() < (isWeekend ? 0.15 : 0.4) {
        let number = draws.below(regulars)
        let habit = StableHash.mix(UInt64(number) &* 0x9E37_79B9 ^ world.settings.seed)
        let route = commonRoutes.route(habit)
        let isHomeward = draws.next() & 1 == 1
        let hour = (isHomeward ? 16.2 : 6.8) + Double(habit &>> 48 & 255) / 128
        let leaves = midnight + Int64(hour * 3600) + Int64(draws.below(1200))
        pass(
          first + number, along: isHomeward ? commonRoutes.reverse(habit) : route,
          leaves: leaves, into: &reads, using: &draws)
      } else {
        let number = regulars + draws.below(pool - regulars)
        let hour = Self.hours[draws.below(Self.hours.count)]
        let leaves = midnight + Int64(hour) * 3600 + Int64(draws.below(3600))
        pass(
          first + number, along: commonRoutes.route(draws.next()), leaves: leaves,
          into: &reads, using: &draws)
      }
    }
  }

  private func pass(
    _ vehicle: Int, along route: Route, leaves: Int64, into reads: inout [Read],
    using draws: inout SeededGenerator
  ) {
    let pace = 1 + draws.unit() * 0.25
    for passage in route.passages where draws.unit() < 0.93 - world.rates.unread {
      let time = leaves + Int64(Double(passage.seconds) * pace)
      add(vehicle, at: passage, time: time, into: &reads, using: &draws)
    }
  }

  /// Hours of the day as often as traffic has them.
  private static let hours: [UInt8] = {
    let shares = [1, 1, 1, 1, 2, 4, 8, 12, 12, 10, 9, 9, 9, 9, 10, 11, 12, 12, 10, 8, 6, 4, 3, 2]
    return shares.enumerated().flatMap { hour, share in
      [UInt8](repeating: UInt8(hour), count: share)
    }
  }()
}

/// Ways that background traffic takes: near ones often, far ones seldom.
struct RoutePicker: Sendable {
  private var routes: [Route] = []
  private var back: [Route] = []

  init(_ geography: Geography) {
    let towns = Places.towns
    for from in towns.indices {
      for to in towns.indices {
        let route = geography.route(from: from, to: to)
        let size = Double(towns[from].population + towns[to].population) / 150_000
        let near = from == to ? 3.0 : 3600.0 / Double(route.seconds)
        for _ in 0..<max(1, Int(size * near)) {
          routes.append(route)
          back.append(geography.route(from: to, to: from))
        }
      }
    }
  }

  func route(_ word: UInt64) -> Route { routes[Int(word % UInt64(routes.count))] }
  func reverse(_ word: UInt64) -> Route { back[Int(word % UInt64(back.count))] }
}
