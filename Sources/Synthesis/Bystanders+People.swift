import Primitives

/// Innocent people whom records make look otherwise.
extension World {
  /// Stopped again and again, with many others, for nothing.
  mutating func addOverPoliced(town: Int, using draws: inout SeededGenerator) {
    let person = newPerson(ages: 17...35, town: town, category: "suspect", using: &draws)
    innocents.append(Innocent(subject: .person(person), role: "over_policed"))
    let source = source(of: town)
    roster.record(person, at: source)
    for _ in 0..<(8 + draws.below(14)) {
      var incident = Incident(
        kind: draws.chance(0.8) ? "stop_search" : "intel", at: randomTime(using: &draws),
        source: source, town: town, persons: [roster.reference(person, from: source)],
        text: "Nothing found.", grade: Grade(source: "2", content: "D"))
      incident.isPlaced = true
      for _ in 0..<draws.below(3) {
        let other =
          draws.chance(0.1) && !lines.isEmpty
          ? lines[draws.below(lines.count)].managers[0]
          : newPerson(ages: 16...35, town: town, category: "suspect", using: &draws)
        incident.persons.append(roster.reference(other, from: source))
      }
      keep(incident, using: &draws)
    }
  }

  /// A child who goes missing for reasons of its own and is found near home.
  mutating func addMissingChild(town: Int, using draws: inout SeededGenerator) {
    let child = newPerson(ages: 13...17, town: town, using: &draws)
    innocents.append(Innocent(subject: .person(child), role: "ordinary_missing"))
    let source = source(of: town)
    for _ in 0..<(1 + draws.below(4)) {
      let at = randomTime(using: &draws)
      keep(
        Incident(
          kind: "missing", at: at, source: source, town: town,
          persons: [roster.reference(child, from: source)],
          text: "Did not come home after an argument."), using: &draws)
      var found = Incident(
        kind: "found", at: at + Int64((3 + draws.unit() * 30) * 3600), source: source, town: town,
        persons: [roster.reference(child, from: source)], text: "At a friend's house.")
      found.isPlaced = true
      keep(found, using: &draws)
    }
    for _ in 0..<draws.poisson(mean: 1.5) {
      keep(
        Incident(
          kind: "school_absence", at: randomTime(using: &draws), source: source, town: town,
          persons: [roster.reference(child, from: source)]), using: &draws)
    }
  }

  /// A vulnerable person's home that was looked at and was well.
  mutating func addVulnerableHome(market: Int, using draws: inout SeededGenerator) {
    let occupier = newPerson(ages: 30...80, town: market, category: "victim", using: &draws)
    let source = source(of: market)
    roster.record(occupier, at: source)
    let home = newHome(
      town: market, occupier: occupier, role: "ordinary",
      vulnerability: Words.one(of: Self.vulnerabilities, using: &draws), using: &draws)
    innocents.append(Innocent(subject: .home(home), role: "ordinary"))
    let first = randomTime(using: &draws)
    homes[home].reported = (
      first, min(finish - 60, first + Int64(draws.below(12)) * 86_400),
      draws.chance(0.25) ? Grade(source: "3", content: "E") : ordinaryGrade(using: &draws)
    )
    homes[home].status = draws.chance(0.6) ? "suspected" : "safe"
    if draws.chance(0.6) {
      keep(
        Incident(
          kind: "intel", at: first, source: source, town: market, homes: [home],
          text: "Caller reports noise and visitors.", grade: ordinaryGrade(using: &draws)),
        using: &draws)
    }
    for _ in 0..<draws.below(3) {
      visits.append(
        Visit(
          home: home, at: randomTime(using: &draws),
          agency: ["police", "housing", "council"][draws.below(3)],
          finding: ["no_concern", "no_answer", "concern"][draws.pick(weights: [0.75, 0.15, 0.1])]))
    }
  }

  /// A private and a work phone in one pocket: two numbers of one user, and nothing in it.
  mutating func addTwoPhones(town: Int, using draws: inout SeededGenerator) {
    let person = newPerson(ages: 22...60, town: town, using: &draws)
    let own = personalPhone(person, using: &draws)
    let work = newPhone(town: town, using: &draws)
    carriers.append(TwoPhones(own: own, work: work))
    innocents.append(Innocent(subject: .phone(work), role: "work_phone"))
    for phone in [own, work] {
      for _ in 0..<(4 + draws.below(6)) {
        let other = newPhone(town: town, using: &draws)
        contacts.append(CallHabit(left: phone, right: other, perDay: 0.6 + draws.unit() * 2))
      }
    }
  }

  /// Somebody names an innocent out of malice; the desk suspects as much and grades it E.
  mutating func addMalice(_ line: DealLine, using draws: inout SeededGenerator) {
    let source = source(of: line.hub)
    let target = newPerson(ages: 25...50, town: line.hub, category: "other", using: &draws)
    roster.record(target, at: source)
    innocents.append(Innocent(subject: .person(target), role: "malicious_report"))
    for _ in 0..<(3 + draws.below(4)) {
      keep(
        Incident(
          kind: "intel", at: randomTime(using: &draws), source: source, town: line.hub,
          persons: [
            roster.reference(target, from: source), roster.reference(line.second, from: source),
          ],
          phones: draws.chance(0.5) ? [number(of: line, at: finish).phone] : [],
          text: "Caller says this is the boss of the \(line.brand) line.",
          grade: Grade(source: "3", content: "E", handling: draws.chance(0.2) ? "C" : "P")),
        using: &draws)
    }
  }
}
