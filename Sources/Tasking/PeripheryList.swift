import Picture
import Signals
import Vocabulary

/// Young people at the edge of a line, to be protected and diverted. The score is a priority of
/// need, never a likelihood of offending.
struct PeripheryList {
  let input: TaskingInput
  let forces: [String]

  var shape: ListShape {
    ListShape(
      kind: .periphery,
      columns: [
        "entity_id", "person_ids", "name", "age", "categories", "area_id", "lineage_ids",
        "indicators", "provider_ids", "safeguarding",
      ],
      paths: forces.map { "periphery/" + $0 })
  }

  func drafts() -> [Draft] {
    let categories = PersonCategories(input.picture)
    return input.periphery.map { draft($0, categories) }
  }

  private func draft(_ candidate: PersonCandidate, _ categories: PersonCategories) -> Draft {
    let picture = input.picture
    let id = picture.entities[candidate.entity].id
    let home = picture.homeArea(of: candidate.entity)
    let age = picture.age(of: candidate.entity).youngest
    return Draft(
      subject: id,
      aliases: input.personIds(of: candidate.entity).split(separator: ";").map(String.init),
      path: "periphery/" + force(of: candidate.entity, home: home), findings: candidate.findings,
      unasked: candidate.unasked, shown: [],
      cells: [
        .text(id), .text(input.personIds(of: candidate.entity)),
        .text(picture.name(of: candidate.entity)),
        age.map { .number(String($0)) } ?? .text(""),
        .text(categories.cell(of: candidate.entity, standingOn: candidate.findings)),
        .text(input.areaText(home)),
        .text(input.lineageIds(candidate.lineages)),
        .text(candidate.indicators.joined(separator: ";")),
        .text(
          candidate.providers.map { picture.holdings.providers[$0].key.text }
            .joined(separator: ";")),
        .text(candidate.safeguarding),
      ])
  }

  private func force(of entity: Int, home: Int?) -> String {
    if let home { return input.picture.force(ofArea: home) }
    let record = input.picture.entities[entity].records[0]
    return input.picture.holdings.persons[record].key.source
  }
}
