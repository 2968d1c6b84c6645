import Picture
import Signals
import Vocabulary

/// What people are, record by record and event by event; a person has no single category.
struct PersonCategories {
  private let picture: RegionalPicture
  /// What each person is said to be in events, by entity, ascending by event.
  private let inEvents: [Int: [(event: Int, category: SubjectCategory)]]

  init(_ picture: RegionalPicture) {
    self.picture = picture
    var said: [Int: [(event: Int, category: SubjectCategory)]] = [:]
    for (index, event) in picture.holdings.events.enumerated() {
      for role in event.roles {
        if let entity = picture.entity(of: role.person) {
          said[entity, default: []].append((index, role.category))
        }
      }
    }
    inEvents = said
  }

  /// Everything that a person is known to be.
  func known(of entity: Int) -> [SubjectCategory] {
    picture.entities[entity].records.compactMap { picture.holdings.persons[$0].subjectCategory }
      + (inEvents[entity] ?? []).map(\.category)
  }

  /// The column `categories`: `reference=category`, `;`-separated: every record of the person,
  /// every event that says what the person is in it, and of the events that a row stands on those
  /// that name the person and do not say. What is not said is `unknown`.
  func cell(of entity: Int, standingOn findings: [Finding]) -> String {
    var items = picture.entities[entity].records.map { record in
      let category = picture.holdings.persons[record].subjectCategory
      return item(Evidence(.persons, record), category)
    }
    let said = inEvents[entity] ?? []
    let told = Set(said.map(\.event))
    let cited = Set(findings.flatMap(\.evidence).filter { $0.kind == .events })
      .map { Int($0.position) }
      .filter { event in
        !told.contains(event)
          && picture.holdings.events[event].persons.contains { picture.entity(of: $0) == entity }
      }
    let events =
      said.map { (event: $0.event, category: Optional($0.category)) }
      + cited.map { (event: $0, category: nil) }
    items += events.sorted {
      ($0.event, $0.category?.rawValue ?? "") < ($1.event, $1.category?.rawValue ?? "")
    }
    .map { item(Evidence(.events, $0.event), $0.category) }
    // Two records of one person may be named in one event.
    var seen: Set<String> = []
    return items.filter { seen.insert($0).inserted }.joined(separator: ";")
  }

  private func item(_ evidence: Evidence, _ category: SubjectCategory?) -> String {
    picture.reference(of: evidence).text + "="
      + (category?.rawValue ?? SubjectCategory.unknown)
  }
}
