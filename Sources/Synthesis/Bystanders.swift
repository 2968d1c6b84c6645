import Primitives

/// People, cars and homes that look like part of a line and are not.
///
/// They are made on the corridors of the true lines, so that place alone tells nothing. A list is
/// judged by how few of them it holds.
extension World {
  mutating func makeBystanders() {
    let root = generator.fork("bystanders")
    for index in lines.indices {
      var draws = root.fork(index)
      let line = lines[index]
      for _ in 0..<settings.lookalikesPerLine {
        let market = line.markets[draws.below(line.markets.count)]
        addCommuter(hub: line.hub, market: market, using: &draws)
        addTaxi(
          town: draws.chance(0.5) ? line.hub : market, hub: line.hub, market: market,
          using: &draws)
        addVan(line, using: &draws)
        addCarer(market: market, using: &draws)
        addOverPoliced(town: draws.chance(0.5) ? line.hub : market, using: &draws)
        addMissingChild(town: draws.chance(0.5) ? line.hub : market, using: &draws)
        addVulnerableHome(market: market, using: &draws)
      }
      for _ in 0...(settings.lookalikesPerLine / 3) {
        let market = line.markets[draws.below(line.markets.count)]
        addFamily(hub: line.hub, market: market, using: &draws)
        addShop(town: draws.chance(0.4) ? line.hub : market, using: &draws)
        addMalice(line, using: &draws)
        addTwoPhones(town: draws.chance(0.5) ? line.hub : market, using: &draws)
      }
    }
  }

  /// Weekdays out and back at the same hours, with a working day between.
  private mutating func addCommuter(
    hub: Int, market: Int, using draws: inout SeededGenerator
  ) {
    let (home, work) = draws.chance(0.7) ? (market, hub) : (hub, market)
    let keeper = newPerson(ages: 22...62, town: home, using: &draws)
    let car = newVehicle(
      role: "commuter", town: home, keeper: keeper, isRecorded: draws.chance(0.5), using: &draws)
    innocents.append(Innocent(subject: .vehicle(car), role: "commuter"))
    let morning = 6.5 + draws.unit() * 2
    let stay = 7.5 + draws.unit() * 1.5
    for day in stride(from: start, to: horizon, by: 86_400) {
      guard CivilDate(daysSinceEpoch: Int(day / 86_400)).weekday < 5, draws.chance(0.88) else {
        continue
      }
      let leaves = day + Int64((morning + draws.normal(deviation: 0.15)) * 3600)
      let back = leaves + Int64((stay + draws.normal(deviation: 0.3)) * 3600)
      journeys.append(Journey(vehicle: car, from: home, to: work, leaves: leaves))
      journeys.append(Journey(vehicle: car, from: work, to: home, leaves: back))
    }
  }

  /// Many short drives in town, now and then a fare to the market and straight back.
  private mutating func addTaxi(
    town: Int, hub: Int, market: Int, using draws: inout SeededGenerator
  ) {
    let driver = newPerson(ages: 25...65, town: town, using: &draws)
    let car = newVehicle(role: "taxi", kind: "taxi", town: town, keeper: driver, using: &draws)
    innocents.append(Innocent(subject: .vehicle(car), role: "taxi"))
    let other = town == hub ? market : hub
    for day in stride(from: start, to: horizon, by: 86_400) where draws.chance(0.8) {
      for _ in 0..<draws.poisson(mean: 6) {
        journeys.append(
          Journey(
            vehicle: car, from: town, to: town,
            leaves: day + Int64((8 + draws.unit() * 16) * 3600)))
      }
      guard draws.chance(0.18) else { continue }
      addReturn(
        car, from: town, to: other, hour: 9 + draws.unit() * 13, day: day,
        dwell: 4 + draws.unit() * 20, using: &draws)
    }
  }

  /// Out, a stop of some minutes, and back.
  private mutating func addReturn(
    _ vehicle: Int, from: Int, to: Int, hour: Double, day: Int64, dwell: Double,
    using draws: inout SeededGenerator
  ) {
    let leaves = day + Int64(hour * 3600)
    let way = travelSeconds(from: from, to: to, leaves: leaves)
    journeys.append(Journey(vehicle: vehicle, from: from, to: to, leaves: leaves))
    journeys.append(
      Journey(
        vehicle: vehicle, from: to, to: from, leaves: leaves + way + Int64(dwell * 60)))
  }

  /// A depot round on working days: several towns, short stops, always the same hours.
  private mutating func addVan(_ line: DealLine, using draws: inout SeededGenerator) {
    let van = newVehicle(
      role: "van", kind: draws.chance(0.5) ? "fleet" : "goods", town: line.hub, using: &draws)
    innocents.append(Innocent(subject: .vehicle(van), role: "van"))
    var stops = line.markets
    let near = Places.towns.indices.filter { source(of: $0) == source(of: line.markets[0]) }
    stops.append(near[draws.below(near.count)])
    let hour = 6 + draws.unit() * 4
    for day in stride(from: start, to: horizon, by: 86_400) {
      guard CivilDate(daysSinceEpoch: Int(day / 86_400)).weekday < 6, draws.chance(0.85) else {
        continue
      }
      var at = line.hub
      var time = day + Int64((hour + draws.normal(deviation: 0.2)) * 3600)
      for stop in stops + [line.hub] where stop != at {
        journeys.append(Journey(vehicle: van, from: at, to: stop, leaves: time, slowness: 1.15))
        time +=
          travelSeconds(from: at, to: stop, leaves: time, slowness: 1.15)
          + Int64((10 + draws.unit() * 25) * 60)
        at = stop
      }
    }
  }

  /// Mornings and evenings, from one vulnerable home to the next.
  private mutating func addCarer(market: Int, using draws: inout SeededGenerator) {
    let carer = newPerson(ages: 22...60, sex: "F", town: market, using: &draws)
    let car = newVehicle(role: "carer", town: market, keeper: carer, using: &draws)
    innocents.append(Innocent(subject: .vehicle(car), role: "carer"))
    innocents.append(Innocent(subject: .person(carer), role: "carer"))
    for day in stride(from: start, to: horizon, by: 86_400) where draws.chance(0.75) {
      for round in [7.0, 12.0, 18.0] {
        for stop in 0..<3 {
          let hour = round + Double(stop) * 0.5 + draws.unit() * 0.3
          journeys.append(
            Journey(
              vehicle: car, from: market, to: market, leaves: day + Int64(hour * 3600)))
        }
      }
    }
    let client = newPerson(ages: 50...88, town: market, category: "other", using: &draws)
    let home = newHome(
      town: market, occupier: client, role: "cared_for", vulnerability: "mobility", using: &draws)
    homes[home].status = "suspected"
    homes[home].reported = (
      randomTime(using: &draws), finish - 3600,
      Grade(source: "2", content: draws.chance(0.5) ? "D" : "C")
    )
    innocents.append(Innocent(subject: .home(home), role: "cared_for"))
    let source = source(of: market)
    roster.record(client, at: source)
    for _ in 0..<(1 + draws.below(2)) {
      visits.append(
        Visit(
          home: home, at: randomTime(using: &draws), agency: "police", finding: "no_concern",
          persons: draws.chance(0.5) ? [roster.reference(carer, from: source)] : [],
          vehicles: [car]))
    }
  }

  /// Two cars of one family, together to the same place at most weekends.
  private mutating func addFamily(hub: Int, market: Int, using draws: inout SeededGenerator) {
    let home = draws.chance(0.5) ? hub : market
    let goal = home == hub ? market : hub
    let one = newPerson(ages: 35...60, town: home, using: &draws)
    let two = newPerson(
      ages: 20...40, town: home, familyName: roster.persons[one].familyName, using: &draws)
    let cars = [one, two].map {
      newVehicle(role: "family", town: home, keeper: $0, using: &draws)
    }
    for car in cars {
      innocents.append(Innocent(subject: .vehicle(car), role: "family"))
      livePrivately(car, from: start, to: horizon, perDay: 0.9, using: &draws)
    }
    tie(one, two, kind: "family", at: source(of: home), using: &draws)
    var occasions = 0
    for day in stride(from: start, to: horizon, by: 86_400) {
      guard CivilDate(daysSinceEpoch: Int(day / 86_400)).weekday == 5, draws.chance(0.8) else {
        continue
      }
      let leaves = day + Int64((9.5 + draws.unit() * 2) * 3600)
      let back = leaves + Int64((5 + draws.unit() * 3) * 3600)
      let gap = Int64(8 + draws.below(35))
      for (from, to, at) in [(home, goal, leaves), (goal, home, back)] {
        journeys.append(Journey(vehicle: cars[0], from: from, to: to, leaves: at))
        journeys.append(Journey(vehicle: cars[1], from: from, to: to, leaves: at + gap))
      }
      if day < finish { occasions += 1 }
    }
    convoys.append(Convoy(left: cars[0], right: cars[1], kind: "family", occasions: occasions))
  }

  /// A shop that texts its customers, as a line does.
  private mutating func addShop(town: Int, using draws: inout SeededGenerator) {
    let phone = newPhone(town: town, using: &draws)
    let count = settings.customers.upperBound + draws.below(settings.customers.upperBound)
    var customers = (0..<count).map { _ in newPhone(town: town, using: &draws) }
    // People who buy from a line eat, too.
    for line in lines where line.markets.contains(town) {
      customers += line.numbers[0].customers.filter { phones[$0].home == town && $0 % 5 == 0 }
        .filter { !customers.contains($0) }
    }
    shops.append(TextingShop(phone: phone, customers: customers))
    innocents.append(Innocent(subject: .phone(phone), role: "texting_shop"))
  }
}
