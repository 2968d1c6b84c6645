import Primitives

/// What the sources come to know of a line: records, intelligence, arrests, seizures, groups.
extension World {
  mutating func reportLine(_ index: Int, using draws: inout SeededGenerator) {
    let line = lines[index]
    reportIntelligence(line, using: &draws)
    reportArrests(line, using: &draws)
    let source = line.recorder
    if draws.chance(0.7) {
      var members: [String] = []
      for person in [line.second, line.controller] + line.managers where draws.chance(0.75) {
        members.append(roster.reference(person, from: source))
      }
      groups.append(
        CrimeGroup(
          name: "Op \(Words.surnames[200 + index])", kind: draws.chance(0.8) ? "ocg" : "usg",
          tier: ["1", "2", "3", "4"][draws.below(4)], source: source, members: members))
    }
    // Ties inside the line: many among the lower ranks, few to its head.
    if draws.chance(0.4) {
      tie(
        line.controller, line.second, kind: draws.chance(0.5) ? "social" : "family", at: source,
        grade: ordinaryGrade(using: &draws), using: &draws)
    }
    for manager in line.managers where draws.chance(0.6) {
      tie(
        line.second, manager, kind: "gang", at: source, grade: ordinaryGrade(using: &draws),
        using: &draws)
    }
    for runner in line.runners where draws.chance(runner.isEdge ? 0.3 : 0.55) {
      let manager = line.managers[draws.below(line.managers.count)]
      tie(
        manager, runner.person, kind: ["social", "gang", "other"][draws.below(3)],
        at: self.source(of: line.hub), grade: ordinaryGrade(using: &draws), using: &draws)
    }
    for pair in zip(line.runners, line.runners.dropFirst()) where draws.chance(0.5) {
      tie(
        pair.0.person, pair.1.person, kind: draws.chance(0.5) ? "co_arrest" : "social",
        at: self.source(of: line.markets[0]), grade: ordinaryGrade(using: &draws), using: &draws)
    }
  }

  private mutating func reportIntelligence(
    _ line: DealLine, using draws: inout SeededGenerator
  ) {
    let number = line.numbers[draws.below(line.numbers.count)]
    for _ in 0..<(1 + draws.below(3)) {
      let source = draws.chance(0.7) ? source(of: line.hub) : source(of: line.markets[0])
      var incident = Incident(
        kind: "intel", at: randomTime(using: &draws), source: source, town: line.hub,
        persons: [roster.reference(line.controller, from: source)],
        text: "Said to hold the \(line.brand) line.", grade: ordinaryGrade(using: &draws))
      if draws.chance(0.5) { incident.phones = [number.phone] }
      if draws.chance(0.4) { incident.persons.append(roster.reference(line.second, from: source)) }
      keep(incident, using: &draws)
    }
    for _ in 0..<(2 + draws.below(4)) {
      let source = draws.chance(0.5) ? source(of: line.hub) : source(of: line.markets[0])
      let person =
        draws.chance(0.5)
        ? line.second : line.managers[draws.below(line.managers.count)]
      var incident = Incident(
        kind: "intel", at: randomTime(using: &draws), source: source, town: line.markets[0],
        persons: [roster.reference(person, from: source)],
        text: "Runs young people out for the \(line.brand) line.",
        grade: ordinaryGrade(using: &draws))
      if let trip = line.trips.filter({ $0.leaves < finish }).last, draws.chance(0.6) {
        incident.vehicles = [trip.vehicle]
      }
      if draws.chance(0.4) { incident.phones.append(line.secondPhone) }
      keep(incident, using: &draws)
    }
  }

  private mutating func reportArrests(_ line: DealLine, using draws: inout SeededGenerator) {
    let market = line.markets[draws.below(line.markets.count)]
    for runner in line.runners where !runner.isEdge && draws.chance(0.5) {
      let source = source(of: market)
      let at = randomTime(using: &draws)
      let deal = number(of: line, at: at)
      var incident = Incident(
        kind: "arrest", at: at, source: source, town: market,
        persons: [roster.reference(runner.person, from: source)],
        drugs: draws.chance(0.7) ? "crack;heroin" : "cannabis", cash: 40 + draws.below(900),
        text: "Possession with intent to supply.")
      incident.isPlaced = true
      if draws.chance(0.4), let other = line.runners.first(where: { $0.person != runner.person }) {
        incident.persons.append(roster.reference(other.person, from: source))
      }
      keep(incident, using: &draws)
      var seizure = incident
      (seizure.kind, seizure.at, seizure.drugs, seizure.cash) = ("seizure", at + 3600, "", nil)
      seizure.handsets = [runner.phone]
      seizure.phones = [runner.phone] + (draws.chance(0.5) ? [deal.phone] : [])
      seizure.text = "Handset seized and examined."
      keep(seizure, using: &draws)
    }
    if let closes = line.closes {
      let source = source(of: line.hub)
      var incident = Incident(
        kind: "arrest", at: closes, source: source, town: line.hub,
        persons: [roster.reference(line.controller, from: source)], cash: 8000,
        text: "Warrant; deal phone recovered.")
      incident.handsets = [number(of: line, at: closes - 1).phone]
      incident.phones = incident.handsets
      incident.weapon = draws.chance(0.4) ? "machete" : ""
      keep(incident, using: &draws)
    }
    if draws.chance(0.5) {
      let source = source(of: market)
      keep(
        Incident(
          kind: "violence", at: randomTime(using: &draws), source: source, town: market,
          persons: [roster.reference(line.managers[0], from: source)], weapon: "knife",
          text: "Assault over a debt."), using: &draws)
    }
  }

  /// The number in use at a time, or the nearest before.
  func number(of line: DealLine, at time: Int64) -> LineNumber {
    line.numbers.last { $0.from <= time } ?? line.numbers[0]
  }

  /// A time of the period, by day more likely than by night.
  func randomTime(using draws: inout SeededGenerator) -> Int64 {
    let day = start + Int64(draws.below(settings.days)) * 86_400
    return min(finish - 60, day + Int64((7 + draws.unit() * 17) * 3600))
  }
}
