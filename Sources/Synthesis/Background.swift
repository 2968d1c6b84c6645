import Primitives

/// Records that have nothing to do with any line: cars, events, ties, groups, old outcomes.
extension World {
  mutating func makeBackgroundRecords() {
    var draws = generator.fork("background")
    let people = roster.persons.count
    addCars(people: people, using: &draws)
    addEvents(using: &draws)
    for _ in 0..<(settings.lineCount / 2 + 1) {
      let source = draws.below(Places.sources.count)
      var members: [String] = []
      for _ in 0..<(3 + draws.below(6)) {
        members.append(roster.reference(knownPerson(using: &draws), from: source))
      }
      groups.append(
        CrimeGroup(
          name: "Op \(Words.surnames[300 + groups.count])",
          kind: ["ocg", "usg", "priority_individual", "vulnerability"][draws.below(4)],
          tier: "\(1 + draws.below(4))", source: source, members: members))
    }
    addOutcomes(using: &draws)
    addStrangers(using: &draws)
  }

  /// Somebody who is on some source's books.
  private func knownPerson(using draws: inout SeededGenerator) -> Int {
    roster.records[draws.below(roster.records.count)].person
  }

  private mutating func addCars(people: Int, using draws: inout SeededGenerator) {
    for _ in 0..<(settings.personRecords / 4) {
      let keeper = knownPerson(using: &draws)
      let home = roster.persons[keeper].home
      let kind = ["private", "goods", "unknown"][draws.pick(weights: [0.92, 0.04, 0.04])]
      let car = newVehicle(role: "ordinary", kind: kind, town: home, keeper: keeper, using: &draws)
      if draws.chance(0.02) { vehicles[car].markers = "no_insurance" }
    }
  }

  private mutating func addEvents(using draws: inout SeededGenerator) {
    let kinds = [
      "stop_search", "arrest", "intel", "custody", "violence", "school_absence", "other",
      "conviction", "missing",
    ]
    let shares = [0.3, 0.15, 0.25, 0.08, 0.07, 0.05, 0.05, 0.03, 0.02]
    for _ in 0..<settings.backgroundEvents {
      let person = knownPerson(using: &draws)
      let town = roster.persons[person].home
      let source = source(of: town)
      var incident = Incident(
        kind: kinds[draws.pick(weights: shares)], at: randomTime(using: &draws), source: source,
        town: town, persons: [roster.reference(person, from: source)])
      if incident.kind == "intel" { incident.grade = ordinaryGrade(using: &draws) }
      if incident.kind == "arrest" {
        incident.text = ["Theft.", "Public order.", "Driving.", "Burglary."][draws.below(4)]
      }
      if incident.kind != "missing" && draws.chance(0.25) {
        let other = knownPerson(using: &draws)
        if roster.persons[other].home == town && other != person {
          incident.persons.append(roster.reference(other, from: source))
        }
      }
      incident.isPlaced = draws.chance(0.5)
      keep(incident, using: &draws)
    }
    for _ in 0..<(settings.backgroundEvents / 4) {
      let left = knownPerson(using: &draws)
      let right = knownPerson(using: &draws)
      let town = roster.persons[left].home
      guard left != right, roster.persons[right].home == town else { continue }
      tie(
        left, right, kind: ["social", "family", "co_arrest", "other"][draws.below(4)],
        at: source(of: town), grade: ordinaryGrade(using: &draws), using: &draws)
    }
  }

  /// What earlier lists led to: some of it to the cars and homes of today's lines.
  private mutating func addOutcomes(using draws: inout SeededGenerator) {
    for (index, line) in lines.enumerated() {
      let past = line.trips.filter { $0.leaves < finish - 86_400 && !$0.isByRail }
      if let trip = past.first, draws.chance(0.6) {
        let isStopped = draws.chance(0.4)
        outcomes.append(
          OutcomeRow(
            source: source(of: trip.market), list: "vehicle_stops",
            subject: PlateMaker.text(plates.packed(trip.vehicle)), at: trip.arrives,
            result: isStopped ? "stopped" : "not_found", arrests: isStopped ? draws.below(3) : 0,
            cash: isStopped ? draws.below(3000) : 0, drugs: isStopped ? "crack" : "",
            disruption: isStopped ? ["moderate", "minor"][draws.below(2)] : "", aim: "pursue"))
      }
      let runners = line.runners.filter { $0.age < 18 }
      if let runner = runners.first, draws.chance(0.4) {
        let source = source(of: roster.persons[runner.person].home)
        let record = roster.record(runner.person, at: source)
        outcomes.append(
          OutcomeRow(
            source: source, list: "periphery", subject: roster.key(of: record),
            at: randomTime(using: &draws), result: draws.chance(0.6) ? "engaged" : "declined",
            aim: "prevent"))
      }
      if let closes = line.closes {
        let record = roster.record(line.controller, at: source(of: line.hub))
        outcomes.append(
          OutcomeRow(
            source: source(of: line.hub), list: "controllers", subject: roster.key(of: record),
            at: closes + 86_400, result: "closed_line", arrests: 1 + index % 2,
            disruption: "major", aim: "pursue"))
      }
    }
    let innocentCars = innocents.compactMap { innocent -> Int? in
      if case .vehicle(let car) = innocent.subject { return car }
      return nil
    }
    for car in innocentCars where draws.chance(0.06) {
      outcomes.append(
        OutcomeRow(
          source: source(of: vehicles[car].home), list: "vehicle_stops",
          subject: PlateMaker.text(plates.packed(car)), at: randomTime(using: &draws),
          result: draws.chance(0.4) ? "no_further_action" : "not_found", aim: "pursue"))
    }
  }

  /// Numbers of people on nobody's books, and who calls whom among all.
  private mutating func addStrangers(using draws: inout SeededGenerator) {
    let count = settings.personRecords / 3
    let first = phones.count
    for _ in 0..<count {
      _ = newPhone(town: draws.pick(weights: Self.townWeights), using: &draws)
    }
    for phone in first..<phones.count {
      for _ in 0..<(1 + draws.below(4)) {
        // Mostly among neighbours in the making, which share nothing else.
        let other =
          draws.chance(0.7)
          ? first + (phone - first + 1 + draws.below(9)) % count : draws.below(phones.count)
        guard other != phone else { continue }
        contacts.append(CallHabit(left: phone, right: other, perDay: 0.1 + draws.unit()))
      }
    }
  }

  private static let townWeights = Places.towns.map { Double($0.population) + 20_000 }
}
