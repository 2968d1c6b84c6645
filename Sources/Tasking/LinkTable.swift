import Picture
import Primitives
import Signals
import Vocabulary

/// Inferred links as a table. No rank.
///
/// A link that shows somebody who is or may be under 18 carries conditions, whatever it stands on,
/// and says that it is for safeguarding: it is no accusation.
struct LinkTable {
  let input: TaskingInput

  static let columns = [
    "kind", "left", "right", "probability", "first_seen", "last_seen", "reasons", "evidence",
    "handling", "safeguarding", "basis",
  ]

  /// In order of kind, then likeliest first, then by ends.
  func table() -> ListTable {
    let rows = input.links.map { link in
      (link: link, left: end(link.left), right: end(link.right))
    }.sorted {
      ($0.link.kind.rawValue, -$0.link.probability, $0.left, $0.right)
        < ($1.link.kind.rawValue, -$1.link.probability, $1.left, $1.right)
    }.map { item -> [ListCell] in
      [
        .text(item.link.kind.rawValue), .text(item.left), .text(item.right),
        .number(Sentence.decimal(item.link.probability, 4)),
        .text(Instant(seconds: item.link.firstSeen).iso8601),
        .text(Instant(seconds: item.link.lastSeen).iso8601),
        .text(item.link.reasons.map(Sentence.clean).joined(separator: ";")),
        .text(
          citations(item.link).map { input.picture.reference(of: $0).text }.joined(separator: ";")),
        .text(handling(item.link).rawValue), .text(showsYoung(item.link) ? "true" : "false"),
        .text(Basis.inferred.rawValue),
      ]
    }
    return ListTable(path: "links", columns: Self.columns, rows: rows)
  }

  /// Records with conditions first, so that a row never shows a handling it does not cite.
  private func citations(_ link: InferredLink) -> [Evidence] {
    guard link.evidence.count > Ranking.citationsMax else { return link.evidence }
    let conditioned = link.evidence.filter(hasConditions)
    let rest = link.evidence.filter { !hasConditions($0) }
    return Array((conditioned + rest).prefix(max(Ranking.citationsMax, conditioned.count)))
  }

  private func hasConditions(_ evidence: Evidence) -> Bool {
    input.picture.grading(of: evidence)?.handling == .conditions
  }

  private func handling(_ link: InferredLink) -> Handling {
    showsYoung(link) || link.evidence.contains(where: hasConditions) ? .conditions : .permitted
  }

  private func showsYoung(_ link: InferredLink) -> Bool {
    [link.left, link.right].contains { end in
      guard case .person(let entity) = end else { return false }
      return input.picture.age(of: entity).isPossiblyUnder18
    }
  }

  /// A person by the first of its records, a number in E.164, a registration, a home, a lineage.
  private func end(_ end: LinkEnd) -> String {
    switch end {
    case .person(let entity):
      input.picture.holdings.persons[input.picture.entities[entity].records[0]].key.text
    case .number(let number): TelephoneNumber(packed: number).text
    case .vehicle(let plate): VehicleRegistration(packed: plate).text
    case .premises(let home): input.picture.holdings.premises[home].key.text
    case .lineage(let position): input.lineages[position].id
    }
  }
}
