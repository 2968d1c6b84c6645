import Networks
import Picture
import Primitives
import Vocabulary

/// Collects what speaks for and against one young person being at the edge of a line.
struct YoungPersonSigns {
  let picture: RegionalPicture
  let lineages: [Lineage]
  let ties: DirectTies
  let network: PersonNetwork
  let settings: PeripheryAssessment
  let facts: PersonFacts
  let contacts: LineContacts

  init(
    picture: RegionalPicture, lineages: [Lineage], ties: DirectTies, network: PersonNetwork,
    settings: PeripheryAssessment
  ) {
    self.picture = picture
    self.lineages = lineages
    self.ties = ties
    self.network = network
    self.settings = settings
    facts = PersonFacts(picture)
    contacts = LineContacts(picture, lineages: lineages)
  }

  /// The candidate, or nil without a path to a lineage.
  func candidate(_ entity: Int) -> PersonCandidate? {
    let own = ties.ties(of: entity)
    let people = lineNeighbours(of: entity)
    let events = recentEvents(of: entity)
    let away = eventsAway(of: entity, events)
    let called = contacts.rows(of: entity, picture)
    var weights: [Int: Double] = [:]
    for tie in own { weights[tie.lineage, default: 0] += tie.strength }
    for person in people {
      for line in person.lineages {
        weights[line.lineage, default: 0] += person.strength * line.strength
      }
    }
    for (line, rows) in called { weights[line, default: 0] += min(1, Double(rows.count) / 10) }
    for (line, items) in corridor(of: entity, away) {
      weights[line, default: 0] += 0.1 * Double(items.count)
    }
    guard !weights.isEmpty else { return nil }
    let shared = (facts.events[entity] ?? []).filter { event($0).persons.count > 1 }
    var findings = tieFindings(own, people, shared: shared) + telephony(own, called)
    findings += recorded(entity, own, events, away)
    guard findings.contains(where: { Self.isPath($0.signal) }) else { return nil }
    return PersonCandidate(
      entity: entity, findings: findings, unasked: unasked(entity),
      lineages: weights.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(3).map(\.key),
      indicators: indicators(findings), providers: providers(for: entity),
      safeguarding: safeguarding(entity))
  }

  /// Only these lead to a line; the others say how great the need is.
  private static func isPath(_ signal: String) -> Bool {
    [
      PeripherySignals.associates, PeripherySignals.foundAway, PeripherySignals.atPremises,
      PeripherySignals.inVehicle, PeripherySignals.phone, PeripherySignals.contact,
      PeripherySignals.searches,
    ].contains { $0.id == signal }
  }

  private func unasked(_ entity: Int) -> [String: String] {
    var unasked: [String: String] = [:]
    if picture.numbers(of: entity).isEmpty {
      unasked[PeripherySignals.contact.id] = "no telephone number is known"
    }
    if facts.home(of: entity, picture) == nil {
      unasked[PeripherySignals.foundAway.id] = "no home area is known"
    }
    return unasked
  }

  /// Events of the window.
  func recentEvents(of entity: Int) -> [Evidence] {
    let since = picture.asOf.seconds - Int64(settings.windowDays) * 86_400
    return (facts.events[entity] ?? []).filter {
      picture.holdings.events[Int($0.position)].at.seconds >= since
    }
  }

  func event(_ evidence: Evidence) -> Event { picture.holdings.events[Int(evidence.position)] }

  /// Events of being met, with area, away from home, with the distance in kilometres.
  func eventsAway(of entity: Int, _ events: [Evidence]) -> [(
    evidence: Evidence, area: Int, kilometres: Double
  )] {
    guard let home = facts.home(of: entity, picture) else { return [] }
    return events.compactMap { item in
      let event = event(item)
      guard
        ["found", "arrest", "stop_search", "custody", "intel", "seizure", "other"].contains(
          event.kind),
        let area = picture.area(of: event.area), area != home,
        let from = picture.holdings.areas[home].position,
        let to = picture.holdings.areas[area].position
      else { return nil }
      let distance = from.kilometres(to: to)
      return distance >= 8 ? (item, area, distance) : nil
    }
  }

  /// Lineages that work where the young person lives and where that person was met: the hub and a
  /// market, in either direction, or two markets.
  private func corridor(
    of entity: Int, _ away: [(evidence: Evidence, area: Int, kilometres: Double)]
  ) -> [(line: Int, items: [Evidence])] {
    guard let home = facts.home(of: entity, picture) else { return [] }
    return lineages.indices.compactMap { line in
      let places = Set(lineages[line].markets + [lineages[line].hub].compactMap { $0 })
      guard places.contains(home) else { return nil }
      let items = away.filter { places.contains($0.area) }.map(\.evidence)
      return items.isEmpty ? nil : (line, items)
    }
  }

  /// Somebody tied to the young person who touches a line, with how strongly both ties hold.
  struct LineNeighbour {
    let person: Int
    let strength: Double
    let isBeyondHome: Bool
    let isAdult: Bool
    let lineages: [(lineage: Int, strength: Double)]
    /// Records of the tie between the two.
    let evidence: [Evidence]
    /// Records that tie the other to the line.
    let lineRecords: [Evidence]
  }

  func lineNeighbours(of entity: Int) -> [LineNeighbour] {
    zip(network.graph.neighbours(of: entity), network.graph.edges(of: entity)).compactMap {
      neighbour, edge in
      let person = Int(neighbour)
      let touching = ties.ties(of: person)
      guard !touching.isEmpty else { return nil }
      var miss: [Int: Double] = [:]
      for tie in touching { miss[tie.lineage, default: 1] *= 1 - min(0.99, tie.strength) }
      let lines = miss.map { (lineage: $0.key, strength: 1 - $0.value) }
        .sorted { (-$0.strength, $0.lineage) < (-$1.strength, $1.lineage) }
      let strength = network.graph.weight(of: Int(edge))
      guard strength * lines[0].strength >= settings.tieMin else { return nil }
      return LineNeighbour(
        person: person, strength: strength, isBeyondHome: network.isBeyondHome[Int(edge)],
        isAdult: !picture.age(of: person).isPossiblyUnder18, lineages: lines,
        evidence: network.evidence[Int(edge)],
        lineRecords: touching.filter { $0.lineage == lines[0].lineage }.flatMap(\.evidence))
    }
  }
}
