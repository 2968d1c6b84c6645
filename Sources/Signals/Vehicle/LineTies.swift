import Picture
import Primitives
import Vocabulary

/// What is tied to each line by record: its numbers, handsets, people and homes, with how surely.
///
/// People come from the line's holder, from what was inferred before (`person_line`), from reports
/// that name a person with the line's number or handset, and, with a third of the weight, from the
/// associates of a holder. A child may be tied; that is for the safeguarding question alone.
struct LineTies: Sendable {
  /// One tie to one line.
  struct Tie: Sendable {
    var lineage: Int
    /// 0 … 1.
    var weight: Double
    /// The records it stands on; never empty.
    var evidence: [Evidence]
  }

  /// By position in `picture.entities`, strongest first.
  private(set) var people: [Int: [Tie]] = [:]
  /// By packed number, and by packed handset: positions in the run's lineages, ascending.
  private(set) var numbers: [UInt64: [Int]] = [:]
  private(set) var handsets: [UInt64: [Int]] = [:]
  /// By position in `holdings.premises`, strongest first.
  private(set) var premises: [Int: [Tie]] = [:]

  init(_ picture: RegionalPicture, lineages: [Lineage], links: [InferredLink]) {
    for (index, lineage) in lineages.enumerated() {
      for spell in lineage.spells { numbers[spell.number, default: []].append(index) }
      for imei in lineage.imeis { handsets[imei, default: []].append(index) }
      addHolders(lineage, index: index, picture)
    }
    for link in links { add(link) }
    addNamed(picture)
    addAssociates(picture)
    people = people.mapValues(Self.merged)
    premises = premises.mapValues(Self.merged)
  }

  private mutating func addHolders(_ lineage: Lineage, index: Int, _ picture: RegionalPicture) {
    for record in lineage.lineRecords {
      let line = picture.holdings.lines[record]
      if let holder = line.holder.flatMap({ picture.entity(of: $0) }) {
        people[holder, default: []].append(
          Tie(lineage: index, weight: line.grading.weight, evidence: [Evidence(.lines, record)]))
      }
    }
    if let holder = lineage.holder, let first = lineage.lineRecords.first {
      people[holder, default: []].append(
        Tie(
          lineage: index, weight: lineage.holderProbability,
          evidence: lineage.evidence.isEmpty
            ? [Evidence(.lines, first)] : Array(lineage.evidence.prefix(6))))
    }
  }

  private mutating func add(_ link: InferredLink) {
    let ends = [(link.left, link.right), (link.right, link.left)]
    for (thing, line) in ends {
      guard case .lineage(let index) = line else { continue }
      let tie = Tie(
        lineage: index, weight: link.probability, evidence: Array(link.evidence.prefix(6)))
      switch thing {
      case .person(let entity): people[entity, default: []].append(tie)
      case .premises(let home): premises[home, default: []].append(tie)
      default: break
      }
    }
  }

  /// People and homes that an event names with a line's number or handset. The weight is the
  /// event's grade over the people it names, because it does not say which of them.
  private mutating func addNamed(_ picture: RegionalPicture) {
    for (position, event) in picture.holdings.events.enumerated() {
      let lines = Set(
        event.numbers.flatMap { numbers[$0.packed] ?? [] }
          + event.imeis.flatMap { handsets[$0.packed] ?? [] })
      guard !lines.isEmpty else { continue }
      let evidence = [Evidence(.events, position)]
      let entities = Set(event.persons.compactMap { picture.entity(of: $0) })
      for lineage in lines.sorted() {
        let weight = event.grading.weight / Double(lines.count)
        for entity in entities.sorted() {
          people[entity, default: []].append(
            Tie(
              lineage: lineage, weight: 0.8 * weight / Double(max(1, entities.count - 1)),
              evidence: evidence))
        }
        for home in event.premises.compactMap({ picture.premises(of: $0) }) {
          premises[home, default: []].append(
            Tie(lineage: lineage, weight: 0.8 * weight, evidence: evidence))
        }
      }
    }
  }

  private mutating func addAssociates(_ picture: RegionalPicture) {
    let direct = people
    for (position, association) in picture.holdings.associations.enumerated() {
      guard let a = picture.entity(of: association.personA),
        let b = picture.entity(of: association.personB), a != b, association.kind != "school"
      else { continue }
      for (from, to) in [(a, b), (b, a)] {
        for tie in direct[from] ?? [] where tie.weight >= 0.3 {
          people[to, default: []].append(
            Tie(
              lineage: tie.lineage, weight: tie.weight * association.grading.weight / 3,
              evidence: [Evidence(.associations, position)] + tie.evidence.prefix(2)))
        }
      }
    }
  }

  /// Ties to one line become one: 1 − Π(1 − weight), capped, the evidence together.
  private static func merged(_ ties: [Tie]) -> [Tie] {
    var byLine: [Int: (miss: Double, evidence: [Evidence])] = [:]
    for tie in ties {
      var sum = byLine[tie.lineage] ?? (1, [])
      sum.miss *= 1 - min(0.95, tie.weight)
      sum.evidence += tie.evidence
      byLine[tie.lineage] = sum
    }
    return byLine.map {
      Tie(
        lineage: $0.key, weight: min(0.97, 1 - $0.value.miss),
        evidence: Array(Set($0.value.evidence).sorted().prefix(8)))
    }.sorted { ($1.weight, $0.lineage) < ($0.weight, $1.lineage) }
  }

  /// How an event is tied to lines: by number or handset fully, by people and homes as they are.
  ///
  /// - Returns: Ascending by lineage, each with a weight of 0 to 1 that leaves the grade out.
  func lines(of event: Event, _ picture: RegionalPicture) -> [(lineage: Int, weight: Double)] {
    var weights: [Int: Double] = [:]
    func add(_ lineage: Int, _ weight: Double) {
      weights[lineage] = max(weights[lineage] ?? 0, weight)
    }
    for number in event.numbers { for line in numbers[number.packed] ?? [] { add(line, 1) } }
    for imei in event.imeis { for line in handsets[imei.packed] ?? [] { add(line, 1) } }
    for person in event.persons {
      guard let entity = picture.entity(of: person) else { continue }
      for tie in people[entity] ?? [] { add(tie.lineage, tie.weight) }
    }
    for home in event.premises {
      guard let home = picture.premises(of: home) else { continue }
      for tie in premises[home] ?? [] { add(tie.lineage, tie.weight) }
    }
    return weights.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
