import Primitives

/// A line's cars and their trips between hub and market.
extension World {
  /// The seconds after the period for which trips are planned, as truth of what comes next.
  var outlook: Int64 { 7 * 86_400 }

  /// Journeys go on for a day after the period, because `night` is that day; traces of the period
  /// itself end with it.
  var horizon: Int64 { finish + 86_400 }

  /// A vehicle and the days on which the line has it.
  private typealias Tenure = (vehicle: Int, from: Int64, to: Int64)

  mutating func giveTrips(
    to line: inout DealLine, index: Int, using draws: inout SeededGenerator
  ) {
    let isHired = draws.chance(0.4)
    let tenures =
      isHired
      ? hireChain(line, index: index, using: &draws)
      : ownCars(line, index: index, using: &draws)
    planTrips(of: &line, tenures: tenures, using: &draws)
    driveTrips(of: &line, index: index, using: &draws)
    scoutTrips(of: &line, index: index, using: &draws)
    clonePlate(for: line, index: index, using: &draws)
  }

  private mutating func ownCars(
    _ line: DealLine, index: Int, using draws: inout SeededGenerator
  ) -> [Tenure] {
    // In the name of somebody near the line, seldom of its head.
    let front = newPerson(ages: 19...60, town: line.hub, using: &draws)
    roster.record(front, at: source(of: line.hub))
    let keeper = [front, line.second, line.managers[0]][draws.pick(weights: [0.5, 0.25, 0.25])]
    let car = newVehicle(
      role: "resupply", town: line.hub, keeper: keeper, lineage: index,
      isRecorded: draws.chance(0.8), using: &draws)
    livePrivately(car, from: start, to: horizon, perDay: 1.1, using: &draws)
    return [(car, start, finish + outlook)]
  }

  private mutating func hireChain(
    _ line: DealLine, index: Int, using draws: inout SeededGenerator
  ) -> [Tenure] {
    var tenures: [Tenure] = []
    let hirer =
      draws.chance(0.5)
      ? line.second
      : newPerson(
        ages: 19...40, town: line.hub, category: "suspect", using: &draws)
    var from = start
    while from < finish + outlook {
      let to = from + Int64(8 + draws.below(9)) * 86_400
      let car = newVehicle(
        role: "resupply", kind: "hire", town: line.hub, lineage: index,
        isRecorded: draws.chance(0.85), using: &draws)
      vehicles[car].keepers = hireKeepers(hirer, from: from, to: to, using: &draws)
      // Others hire the same car before and after, and drive it about innocently.
      livePrivately(car, from: start, to: min(from, horizon), perDay: 1.3, using: &draws)
      livePrivately(car, from: min(to, horizon), to: horizon, perDay: 1.3, using: &draws)
      tenures.append((car, from, to))
      from = to
    }
    return tenures
  }

  private mutating func hireKeepers(
    _ hirer: Int, from: Int64, to: Int64, using draws: inout SeededGenerator
  ) -> [Keepership] {
    let first = CivilDate(daysSinceEpoch: Int(from / 86_400))
    let last = CivilDate(daysSinceEpoch: Int(to / 86_400))
    var keepers: [Keepership] = []
    if from > start + 86_400 {
      let before = newPerson(ages: 21...65, town: 5, using: &draws)
      keepers.append(Keepership(person: before, from: first.adding(days: -9), to: first))
    }
    if from < finish {
      roster.record(hirer, at: source(of: roster.persons[hirer].home))
      keepers.append(Keepership(person: hirer, from: first, to: to < finish ? last : nil))
    }
    return keepers
  }

  /// Ordinary driving: mostly inside the own town, now and then to another.
  mutating func livePrivately(
    _ vehicle: Int, from: Int64, to: Int64, perDay: Double, using draws: inout SeededGenerator
  ) {
    guard to > from else { return }
    let home = vehicles[vehicle].home
    for day in stride(from: from, to: to, by: 86_400) {
      for _ in 0..<draws.poisson(mean: perDay) {
        let leaves = day + Int64((7 + draws.unit() * 15) * 3600)
        let isLocal = draws.chance(0.85)
        let goal = isLocal ? home : draws.below(Places.towns.count)
        journeys.append(Journey(vehicle: vehicle, from: home, to: goal, leaves: leaves))
        guard goal != home else { continue }
        let back =
          leaves + Int64(geography.route(from: home, to: goal).seconds)
          + Int64((1 + draws.unit() * 5) * 3600)
        journeys.append(Journey(vehicle: vehicle, from: goal, to: home, leaves: back))
      }
    }
  }

  private func planTrips(
    of line: inout DealLine, tenures: [Tenure], using draws: inout SeededGenerator
  ) {
    let weekdays = [[1, 4], [0, 2, 4], [3, 5], [2, 6], [4], [0, 3]][draws.below(6)]
    let byWeekday = draws.chance(0.6)
    let gap = 2 + draws.below(3)
    let hour = [10.5, 13, 16.5, 19.5, 21.5][draws.below(5)]
    let end = line.closes ?? finish + outlook
    var due = draws.below(gap)
    for day in 0..<Int((finish + outlook - start) / 86_400) {
      let midnight = start + Int64(day) * 86_400
      let weekday = CivilDate(daysSinceEpoch: Int(midnight / 86_400)).weekday
      if byWeekday {
        guard weekdays.contains(weekday) else { continue }
      } else {
        guard day >= due else { continue }
        due = day + max(1, gap + draws.below(3) - 1)
      }
      guard draws.chance(0.92), midnight < end,
        let tenure = tenures.last(where: { $0.from <= midnight && midnight < $0.to })
      else { continue }
      let market = line.markets[draws.chance(0.75) ? 0 : draws.below(line.markets.count)]
      let leaves = midnight + Int64(draws.normal(mean: hour, deviation: 0.6) * 3600)
      let arrives = leaves + travelSeconds(from: line.hub, to: market, leaves: leaves)
      let turns = arrives + Int64((9 + draws.unit() * 32) * 60)
      line.trips.append(
        SupplyTrip(
          vehicle: tenure.vehicle, plate: tenure.vehicle, market: market, leaves: leaves,
          arrives: arrives, turns: turns,
          returns: turns + travelSeconds(from: market, to: line.hub, leaves: turns),
          isByRail: settings.isAdversarial && draws.chance(0.5), carriesPhone: draws.chance(0.3)))
    }
  }

  private mutating func driveTrips(
    of line: inout DealLine, index: Int, using draws: inout SeededGenerator
  ) {
    // A line that fights back drives on another plate every two weeks.
    var swapped: [Int: Int] = [:]
    for (place, trip) in line.trips.enumerated() where !trip.isByRail {
      var plate = trip.vehicle
      let fortnight = Int((trip.leaves - start) / (14 * 86_400))
      if settings.isAdversarial && fortnight % 2 == 1 {
        if let known = swapped[fortnight] {
          plate = known
        } else {
          plate = newVehicle(
            role: "swapped_plate", kind: "unknown", town: line.hub, lineage: index,
            isRecorded: false, using: &draws)
          swapped[fortnight] = plate
        }
      }
      line.trips[place].plate = plate
      journeys.append(
        Journey(
          vehicle: plate, from: line.hub, to: trip.market, leaves: trip.leaves))
      journeys.append(
        Journey(
          vehicle: plate, from: trip.market, to: line.hub, leaves: trip.turns))
    }
  }

  /// A second car some seconds ahead on most trips.
  private mutating func scoutTrips(
    of line: inout DealLine, index: Int, using draws: inout SeededGenerator
  ) {
    guard index % 2 == 0, let first = line.trips.first else { return }
    let scout = newVehicle(
      role: "scout", town: line.hub, keeper: line.managers.last, lineage: index, using: &draws)
    livePrivately(scout, from: start, to: horizon, perDay: 1, using: &draws)
    var occasions: [Int: Int] = [first.plate: 0]
    for (place, trip) in line.trips.enumerated() where !trip.isByRail && draws.chance(0.75) {
      line.trips[place].scout = scout
      let lead = Int64(12 + draws.below(35))
      journeys.append(
        Journey(
          vehicle: scout, from: line.hub, to: trip.market, leaves: trip.leaves - lead))
      journeys.append(
        Journey(
          vehicle: scout, from: trip.market, to: line.hub, leaves: trip.turns - lead))
      if trip.leaves < finish { occasions[trip.plate, default: 0] += 1 }
    }
    for (vehicle, count) in occasions.sorted(by: { $0.key < $1.key }) where count > 0 {
      convoys.append(Convoy(left: scout, right: vehicle, kind: "scout", occasions: count))
    }
  }

  /// An innocent car whose plate a line's second car wore for some weeks.
  private mutating func clonePlate(
    for line: DealLine, index: Int, using draws: inout SeededGenerator
  ) {
    guard index % 6 == 1, let trip = line.trips.first else { return }
    let town = Places.towns.indices.filter { $0 != line.hub && !line.markets.contains($0) }
    let keeper = newPerson(ages: 30...70, town: town[draws.below(town.count)], using: &draws)
    roster.record(keeper, at: source(of: roster.persons[keeper].home))
    let original = newVehicle(
      role: "cloned", town: roster.persons[keeper].home, keeper: keeper, using: &draws)
    livePrivately(original, from: start, to: horizon, perDay: 2, using: &draws)
    let from = start + (finish - start) / 3
    clones.append(Clone(original: original, user: trip.vehicle, from: from, to: finish))
    for day in stride(from: from, to: finish, by: 86_400) where draws.chance(0.3) {
      let leaves = day + Int64((9 + draws.unit() * 11) * 3600)
      let way = travelSeconds(from: line.hub, to: line.markets[0], leaves: leaves)
      journeys.append(
        Journey(
          vehicle: original, from: line.hub, to: line.markets[0], leaves: leaves))
      journeys.append(
        Journey(
          vehicle: original, from: line.markets[0], to: line.hub, leaves: leaves + way + 1800))
    }
  }
}
