import Primitives

/// The homes that a line takes over, one after another.
extension World {
  static let vulnerabilities = [
    "substance dependency", "learning disability", "mental health", "mobility", "isolation",
  ]

  mutating func takeHomes(
    for line: inout DealLine, index: Int, using draws: inout SeededGenerator
  ) {
    let last = line.closes ?? finish + 14 * 86_400
    for market in line.markets {
      var from = start - Int64(draws.below(21)) * 86_400
      while from < min(last, finish) {
        // One to six weeks, then they move on.
        let to = min(last, from + Int64(7 + draws.below(36)) * 86_400)
        let occupier = newPerson(ages: 28...68, town: market, category: "victim", using: &draws)
        roster.record(occupier, at: source(of: market))
        let home = newHome(
          town: market, occupier: occupier, role: "cuckooed",
          vulnerability: Words.one(of: Self.vulnerabilities, using: &draws), using: &draws)
        homes[home].cuckooed = [(from, to, index)]
        line.homes.append(home)
        // By itself, so that a report that got lost shifts nothing of what comes after.
        var own = draws.fork("home").fork(home)
        report(home, of: line, index: index, from: from, to: to, using: &own)
        from = to + Int64(draws.below(6)) * 86_400
      }
    }
  }

  /// What neighbours, officers and the council notice of it.
  private mutating func report(
    _ home: Int, of line: DealLine, index: Int, from: Int64, to: Int64,
    using draws: inout SeededGenerator
  ) {
    let source = source(of: homes[home].town)
    let first = max(start, from) + Int64(1 + draws.below(10)) * 86_400
    guard first < min(to, finish), !draws.chance(rates.lostRecord) else { return }
    let last = min(finish - 3600, to, first + Int64(draws.below(15)) * 86_400)
    homes[home].reported = (first, last, ordinaryGrade(using: &draws))
    homes[home].status =
      to < finish
      ? ["closed", "safe", "confirmed"][draws.below(3)]
      : ["suspected", "confirmed"][draws.pick(weights: [0.7, 0.3])]
    for _ in 0...(draws.below(3)) {
      let at = first + Int64(draws.unit() * Double(max(1, last - first)))
      var incident = Incident(
        kind: "intel", at: at, source: source, town: homes[home].town, homes: [home],
        text: [
          "Neighbour reports callers at all hours staying minutes only.",
          "Occupier not seen for days; unknown young males at the address.",
          "Several cars stopping briefly outside through the evening.",
        ][draws.below(3)], grade: ordinaryGrade(using: &draws))
      let present = line.trips.first {
        abs($0.arrives - at) < 3 * 86_400 && $0.arrives < finish && !$0.isByRail
      }
      if let present, draws.chance(0.4) { incident.vehicles = [present.vehicle] }
      keep(incident, using: &draws)
    }
    visit(home, of: line, first: first, to: to, using: &draws)
  }

  private mutating func visit(
    _ home: Int, of line: DealLine, first: Int64, to: Int64,
    using draws: inout SeededGenerator
  ) {
    let source = source(of: homes[home].town)
    var at = first + Int64(2 + draws.below(6)) * 86_400 + Int64(draws.below(28_800))
    while at < finish && draws.chance(0.7) {
      let isDuring = at < to
      let findings =
        isDuring
        ? ["cuckooed", "concern", "no_answer", "no_concern"]
        : ["no_concern", "rehoused", "no_answer"]
      let finding = findings[
        draws.pick(
          weights: isDuring ? [0.35, 0.35, 0.22, 0.08] : [0.7, 0.1, 0.2])]
      var visit = Visit(
        home: home, at: at, agency: ["police", "housing", "council"][draws.below(3)],
        finding: finding)
      if finding == "cuckooed" || finding == "concern" {
        for runner in line.runners where !runner.isEdge && draws.chance(0.4) {
          visit.persons.append(roster.reference(runner.person, from: source))
        }
        let near = line.trips.first { abs($0.arrives - at) < 86_400 && $0.arrives < finish }
        if let near, draws.chance(0.4) { visit.vehicles = [near.vehicle] }
      }
      visits.append(visit)
      at += Int64(4 + draws.below(9)) * 86_400
    }
  }

  /// Keeps an event unless it lies outside the period or got lost on its way.
  mutating func keep(_ incident: Incident, using draws: inout SeededGenerator) {
    guard incident.at >= start, incident.at < finish, !draws.chance(rates.lostRecord) else {
      return
    }
    incidents.append(incident)
  }
}
