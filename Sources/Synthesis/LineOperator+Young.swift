import Primitives

/// What is noticed of the young people of a line: missing, found far away, out of school.
extension World {
  mutating func reportYoungPeople(_ index: Int, using draws: inout SeededGenerator) {
    let line = lines[index]
    for runner in line.runners {
      let isChild = runner.age < 18
      if isChild && !runner.isEdge {
        goMissing(runner, line: line, times: 1 + draws.below(4), using: &draws)
        if draws.chance(0.35) { refer(runner, using: &draws) }
      }
      if isChild { missSchool(runner, isEdge: runner.isEdge, using: &draws) }
      stopAndSearch(runner, line: line, using: &draws)
    }
  }

  private mutating func goMissing(
    _ runner: Runner, line: DealLine, times: Int, using draws: inout SeededGenerator
  ) {
    let home = roster.persons[runner.person].home
    for _ in 0..<times {
      let at = randomTime(using: &draws)
      let homeSource = source(of: home)
      keep(
        Incident(
          kind: "missing", at: at, source: homeSource, town: home,
          persons: [roster.reference(runner.person, from: homeSource)],
          text: "Reported missing by carer."), using: &draws)
      let market = line.markets.first { $0 != home } ?? line.markets[0]
      let marketSource = source(of: market)
      let back = at + Int64((12 + draws.unit() * 84) * 3600)
      var found = Incident(
        kind: "found", at: back, source: marketSource, town: market,
        persons: [roster.reference(runner.person, from: marketSource)],
        text: "Found in \(Places.towns[market].name); cash and a second handset.")
      found.isPlaced = true
      let taken = line.homes.first {
        homes[$0].town == market && homes[$0].cuckooed.contains { $0.from <= back && back < $0.to }
      }
      if let taken, draws.chance(0.45) { found.homes = [taken] }
      if draws.chance(0.3) { found.phones = [runner.phone] }
      keep(found, using: &draws)
    }
  }

  private mutating func refer(_ runner: Runner, using draws: inout SeededGenerator) {
    let source = source(of: roster.persons[runner.person].home)
    keep(
      Incident(
        kind: "nrm_referral", at: randomTime(using: &draws), source: source,
        town: roster.persons[runner.person].home,
        persons: [roster.reference(runner.person, from: source)],
        text: "Referral; criminal exploitation indicated."), using: &draws)
  }

  private mutating func missSchool(
    _ runner: Runner, isEdge: Bool, using draws: inout SeededGenerator
  ) {
    let home = roster.persons[runner.person].home
    let source = source(of: home)
    for _ in 0..<draws.poisson(mean: isEdge ? 1 : 3.5) {
      keep(
        Incident(
          kind: "school_absence", at: randomTime(using: &draws), source: source, town: home,
          persons: [roster.reference(runner.person, from: source)]), using: &draws)
    }
    if draws.chance(isEdge ? 0.08 : 0.35) {
      keep(
        Incident(
          kind: "school_exclusion", at: randomTime(using: &draws), source: source, town: home,
          persons: [roster.reference(runner.person, from: source)]), using: &draws)
    }
  }

  private mutating func stopAndSearch(
    _ runner: Runner, line: DealLine, using draws: inout SeededGenerator
  ) {
    for _ in 0..<(runner.isEdge ? 1 : 1 + draws.below(3)) {
      let town = draws.chance(0.5) ? line.hub : line.markets[draws.below(line.markets.count)]
      let source = source(of: town)
      let older =
        draws.chance(0.6)
        ? line.managers[draws.below(line.managers.count)]
        : line.runners[draws.below(line.runners.count)].person
      var incident = Incident(
        kind: "stop_search", at: randomTime(using: &draws), source: source, town: town,
        persons: [roster.reference(runner.person, from: source)],
        text: "Searched; \(draws.chance(0.3) ? "cannabis found" : "nothing found").")
      if older != runner.person {
        incident.persons.append(roster.reference(older, from: source))
      }
      incident.isPlaced = true
      keep(incident, using: &draws)
    }
  }
}
