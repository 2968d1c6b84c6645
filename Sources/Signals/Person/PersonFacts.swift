import Picture
import Primitives
import Vocabulary

/// What records say of each person, indexed once for all assessments.
struct PersonFacts: Sendable {
  /// Events of each person, ascending.
  private(set) var events: [Int: [Evidence]] = [:]
  /// Mapped groups of each person: organised crime groups and priority individuals.
  private(set) var groups: [Int: [Int]] = [:]
  /// Signs that the person is or was exploited or missing.
  private(set) var exploitation: [Int: [Evidence]] = [:]

  init(_ picture: RegionalPicture) {
    for (index, event) in picture.holdings.events.enumerated() {
      let evidence = Evidence(.events, index)
      for entity in Set(event.persons.compactMap { picture.entity(of: $0) }).sorted() {
        events[entity, default: []].append(evidence)
        if ["missing", "found", "nrm_referral"].contains(event.kind) {
          exploitation[entity, default: []].append(evidence)
        }
      }
    }
    for (index, person) in picture.holdings.persons.enumerated() where person.category == "victim" {
      exploitation[picture.entityOfRecord[index], default: []].append(Evidence(.persons, index))
    }
    for (index, group) in picture.holdings.groups.enumerated()
    where ["ocg", "usg", "priority_individual"].contains(group.kind) {
      for entity in Set(group.members.compactMap { picture.entity(of: $0) }).sorted() {
        groups[entity, default: []].append(index)
      }
    }
  }

  /// Where a person lives: as records of the person say, else the area most missing episodes and
  /// school records name, ties to the first.
  func home(of entity: Int, _ picture: RegionalPicture) -> Int? {
    if let said = picture.homeArea(of: entity) { return said }
    var counts: [Int: Int] = [:]
    for item in events[entity] ?? [] {
      let event = picture.holdings.events[Int(item.position)]
      guard ["missing", "school_absence", "school_exclusion"].contains(event.kind),
        let area = picture.area(of: event.area)
      else { continue }
      counts[area, default: 0] += 1
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// Whether only a child has records of this kind. For people whose age no record gives.
  func hasSchoolRecord(_ entity: Int, _ picture: RegionalPicture) -> Bool {
    (events[entity] ?? []).contains {
      ["school_absence", "school_exclusion"].contains(
        picture.holdings.events[Int($0.position)].kind)
    }
  }

  /// Records of a person being stopped or caught in the markets of lineages, away from home.
  func metInMarkets(
    of entity: Int, _ lines: [Lineage], _ picture: RegionalPicture
  ) -> [Evidence] {
    let home = picture.homeArea(of: entity)
    return (events[entity] ?? []).filter { item in
      let event = picture.holdings.events[Int(item.position)]
      guard ["stop_search", "arrest", "custody", "seizure"].contains(event.kind),
        let area = picture.area(of: event.area), area != home
      else { return false }
      return lines.contains { $0.markets.contains(area) && $0.hub != area }
    }
  }
}
