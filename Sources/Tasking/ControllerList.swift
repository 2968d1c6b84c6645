import Picture
import Signals
import Vocabulary

/// People assessed to control a line.
///
/// Three rules that no weight can overrule: nobody who is or may be under 18; no occupier of a
/// home that is or was reported as cuckooed, who is a victim; nobody of whom all that is known, in
/// records and events, is that they are a victim or a witness.
struct ControllerList {
  let input: TaskingInput

  static let shape = ListShape(
    kind: .controllers,
    columns: [
      "entity_id", "person_ids", "name", "date_of_birth", "categories", "lineage_ids",
      "hub_area_id", "market_area_ids",
    ],
    paths: ["controllers"])

  func drafts() -> [Draft] {
    let occupiers = cuckooedOccupiers()
    let categories = PersonCategories(input.picture)
    return input.controllers.filter { candidate in
      !input.picture.age(of: candidate.entity).isPossiblyUnder18
        && !occupiers.contains(candidate.entity)
        && !SubjectCategory.isVictimOnly(categories.known(of: candidate.entity))
    }.map { draft($0, categories) }
  }

  private func draft(_ candidate: PersonCandidate, _ categories: PersonCategories) -> Draft {
    let picture = input.picture
    let id = picture.entities[candidate.entity].id
    let lineages = candidate.lineages.map { input.lineages[$0] }
    var markets: [String] = []
    for market in lineages.flatMap(\.markets).map({ input.areaText($0) })
    where !markets.contains(market) { markets.append(market) }
    return Draft(
      subject: id,
      aliases: input.personIds(of: candidate.entity).split(separator: ";").map(String.init),
      path: "controllers", findings: candidate.findings, unasked: candidate.unasked, shown: [],
      cells: [
        .text(id), .text(input.personIds(of: candidate.entity)),
        .text(picture.name(of: candidate.entity)), .text(birthDate(candidate.entity)),
        .text(categories.cell(of: candidate.entity, standingOn: candidate.findings)),
        .text(input.lineageIds(candidate.lineages)),
        .text(input.areaText(lineages.lazy.compactMap(\.hub).first)),
        .text(markets.joined(separator: ";")),
      ])
  }

  /// The date most records give; of equals the latest, which is the youngest.
  private func birthDate(_ entity: Int) -> String {
    var counts: [String: Int] = [:]
    for date in input.picture.birthDates(of: entity) where date.isComplete {
      counts[date.text, default: 0] += 1
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
      ?? input.picture.birthDates(of: entity).first?.text ?? ""
  }

  /// Occupiers of homes that are or were suspected or found to be cuckooed, by any source's record:
  /// records with one UPRN are one home.
  private func cuckooedOccupiers() -> Set<Int> {
    let picture = input.picture
    var homes: Set<Int> = []
    for (index, record) in picture.holdings.premises.enumerated()
    where record.status != nil && record.status != "safe" { homes.insert(index) }
    for visit in picture.holdings.visits
    where ["cuckooed", "concern", "rehoused"].contains(visit.finding) {
      if let home = picture.premises(of: visit.premises) { homes.insert(home) }
    }
    for candidate in input.premises { homes.insert(candidate.premises) }
    let properties = Set(homes.compactMap { picture.holdings.premises[$0].uprn })
    return Set(
      picture.holdings.premises.enumerated().compactMap { index, record in
        let isOne = homes.contains(index) || record.uprn.map(properties.contains) == true
        return isOne ? record.occupier.flatMap { picture.entity(of: $0) } : nil
      })
  }
}
