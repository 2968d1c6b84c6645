import Picture
import Primitives
import Vocabulary

/// One piece of evidence that a person holds a line.
struct HolderEvidence: Sendable {
  /// What it is: `reported`, `phone_found`, `subscriber`, `second_phone`, `named`.
  let name: String
  let entity: Int
  /// How likely it alone would make the person the holder, 0 … 1.
  let probability: Double
  let reason: String
  let evidence: [Evidence]
  /// Seconds.
  let firstSeen: Int64
  let lastSeen: Int64
}

/// A person weighed as the holder of a line.
struct HolderCandidate: Sendable {
  let entity: Int
  let probability: Double
  /// Strongest first.
  let parts: [HolderEvidence]
}

/// Who holds a line: attribution evidence, each with its grade, in log-odds.
///
/// Each piece moves a person from the prior to what it alone would make of him; pieces of one name
/// count half after the first, for they repeat each other. Persons compete, with "somebody else"
/// as one of them.
struct HolderAttribution: Sendable {
  /// One in this many of the people near a line holds it.
  static let priorBits = -6.0

  let picture: RegionalPicture
  let eventsOfNumber: [UInt64: [Int]]
  let eventsOfHandset: [UInt64: [Int]]

  init(_ picture: RegionalPicture) {
    self.picture = picture
    var numbers: [UInt64: [Int]] = [:]
    var handsets: [UInt64: [Int]] = [:]
    for (position, event) in picture.holdings.events.enumerated() {
      for number in Set(event.numbers.map(\.packed)) {
        numbers[number, default: []].append(position)
      }
      for imei in Set(event.imeis.map(\.packed)) { handsets[imei, default: []].append(position) }
    }
    eventsOfNumber = numbers
    eventsOfHandset = handsets
  }

  /// The people who may hold a line, likeliest first.
  func candidates(
    records: [Int], numbers: [UInt64], handsets: [UInt64], sameUsers: [SameUser]
  ) -> [HolderCandidate] {
    var pieces = reported(records, newest: numbers.last)
    pieces += found(numbers: numbers, handsets: handsets)
    pieces += subscribers(numbers)
    for user in sameUsers { pieces += second(user) }
    let people = Dictionary(grouping: pieces, by: \.entity)
    let odds = people.keys.sorted().map { entity -> (Int, Double, [HolderEvidence]) in
      let parts = (people[entity] ?? []).sorted {
        ($1.probability, $0.name, $0.firstSeen, $0.evidence[0])
          < ($0.probability, $1.name, $1.firstSeen, $1.evidence[0])
      }
      return (entity, self.odds(of: entity, parts), parts)
    }
    let all = odds.reduce(1) { $0 + $1.1 }
    return odds.map { HolderCandidate(entity: $0.0, probability: $0.1 / all, parts: $0.2) }
      .sorted { ($1.probability, $0.entity) < ($0.probability, $1.entity) }
  }

  private func odds(of entity: Int, _ parts: [HolderEvidence]) -> Double {
    var bits = Self.priorBits
    var seen: [String: Int] = [:]
    for part in parts {
      let times = seen[part.name, default: 0]
      seen[part.name] = times + 1
      let gain = Bits(probability: part.probability).value - Self.priorBits
      // The first piece of a name whole, the next half, then a quarter.
      bits += max(0, gain) / Double(1 &<< min(20, times))
    }
    // A child found with the phone is far likelier used by the line than its holder.
    if case .between(_, let oldest) = picture.age(of: entity), oldest < 18 { bits -= 3 }
    let probability = Bits(max(-30, min(12, bits))).probability
    return probability / (1 - probability)
  }

  private func reported(_ records: [Int], newest: UInt64?) -> [HolderEvidence] {
    let lines = picture.holdings.lines
    return records.compactMap { record in
      guard let key = lines[record].holder, let entity = picture.entity(of: key) else { return nil }
      // Who held an earlier number mostly holds the next.
      let decay = lines[record].number.packed == newest ? 1 : 0.85
      let at =
        (lines[record].openedOn?.daysSinceEpoch).map { Int64($0) * 86_400 }
        ?? picture.asOf.seconds
      return HolderEvidence(
        name: "reported", entity: entity, probability: lines[record].grading.weight * decay,
        reason: "named as its holder, grade \(lines[record].grading.text)",
        evidence: [Evidence(.lines, record)], firstSeen: at, lastSeen: at)
    }
  }

  /// Events in which the line's number or handset and people appear together.
  private func found(numbers: [UInt64], handsets: [UInt64]) -> [HolderEvidence] {
    let positions = Set(
      numbers.flatMap { eventsOfNumber[$0] ?? [] } + handsets.flatMap { eventsOfHandset[$0] ?? [] })
    return positions.sorted().flatMap { position -> [HolderEvidence] in
      let event = picture.holdings.events[position]
      let people = Set(event.persons.compactMap { picture.entity(of: $0) }).sorted()
      let (name, share, reason) = Self.weight(of: event)
      return people.map { entity in
        HolderEvidence(
          name: name, entity: entity, probability: share / Double(people.count),
          reason: people.count == 1
            ? reason : "\(reason), with \(people.count - 1) other people",
          evidence: [Evidence(.events, position)], firstSeen: event.at.seconds,
          lastSeen: event.at.seconds)
      }
    }
  }

  /// How likely the one person in an event with the line's phone is its holder.
  ///
  /// A runner may carry the phone in the market, so even an arrest with it is not certain.
  static func weight(of event: Event) -> (name: String, share: Double, reason: String) {
    let grade = event.grading.weight
    return switch event.kind {
    case "arrest", "seizure", "custody", "conviction":
      (
        "phone_found", 0.45 + 0.3 * grade,
        "its phone was recovered in an event of kind \(event.kind)"
      )
    case "stop_search":
      ("phone_found", 0.25 + 0.3 * grade, "its phone was found in a stop and search")
    case "intel":
      ("named", 0.6 * grade, "named with its number in intelligence, grade \(event.grading.text)")
    default: ("named", 0.15 * grade, "named with its number in a record of another kind")
    }
  }

  /// A line's own number among a person's numbers.
  private func subscribers(_ numbers: [UInt64]) -> [HolderEvidence] {
    numbers.flatMap { number in
      (picture.peopleOfNumber[number] ?? []).map { entity in
        let owners = picture.peopleOfNumber[number]?.count ?? 1
        let records = picture.entities[entity].records.filter { record in
          picture.holdings.persons[record].numbers.contains { $0.packed == number }
        }
        return HolderEvidence(
          name: "subscriber", entity: entity, probability: 0.7 / Double(owners),
          reason: "the number stands in the person's own record",
          evidence: records.map { Evidence(.persons, $0) }, firstSeen: picture.asOf.seconds,
          lastSeen: picture.asOf.seconds)
      }
    }
  }

  /// The people whom a phone that moves with the line belongs to.
  private func second(_ user: SameUser) -> [HolderEvidence] {
    var pieces: [HolderEvidence] = []
    let calls = user.rows.map { Evidence(.calls, $0) }
    let owners = picture.peopleOfNumber[user.number] ?? []
    for entity in owners {
      let records = picture.entities[entity].records.filter { record in
        picture.holdings.persons[record].numbers.contains { $0.packed == user.number }
      }
      pieces.append(
        HolderEvidence(
          name: "second_phone", entity: entity,
          probability: 0.9 * user.movementProbability / Double(owners.count),
          reason: "the person's own phone moved with it on \(user.days) days",
          evidence: records.map { Evidence(.persons, $0) } + calls, firstSeen: user.firstSeen,
          lastSeen: user.lastSeen))
    }
    for position in eventsOfNumber[user.number] ?? [] {
      let event = picture.holdings.events[position]
      let people = Set(event.persons.compactMap { picture.entity(of: $0) }).sorted()
      for entity in people where !owners.contains(entity) {
        pieces.append(
          HolderEvidence(
            name: "second_phone", entity: entity,
            probability: 0.8 * user.movementProbability * event.grading.weight
              / Double(people.count),
            reason:
              "a phone that moved with it on \(user.days) days is tied to the person by a record",
            evidence: [Evidence(.events, position)] + calls, firstSeen: user.firstSeen,
            lastSeen: user.lastSeen))
      }
    }
    return pieces
  }
}
