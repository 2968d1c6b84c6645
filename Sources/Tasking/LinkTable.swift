import Picture
import Primitives
import Signals
import Vocabulary

/// Inferred links as a table. No rank.
struct LinkTable {
  let input: TaskingInput

  static let columns = [
    "kind", "left", "right", "probability", "first_seen", "last_seen", "reasons", "evidence",
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
          item.link.evidence.prefix(Ranking.citationsMax)
            .map { input.picture.reference(of: $0).text }.joined(separator: ";")),
      ]
    }
    return ListTable(path: "links", columns: Self.columns, rows: rows)
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
