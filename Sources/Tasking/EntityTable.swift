import Picture
import Vocabulary

/// Which person each source record was resolved to. No rank.
struct EntityTable {
  let input: TaskingInput

  static let columns = ["entity_id", "source", "person_id", "probability", "basis"]

  /// In order of entity, then record.
  func table() -> ListTable {
    let rows = input.picture.entities.flatMap { entity in
      zip(entity.records, entity.probabilities).map { record, probability -> [ListCell] in
        let key = input.picture.holdings.persons[record].key
        return [
          .text(entity.id), .text(key.source), .text(key.id),
          .number(Sentence.decimal(probability, 4)),
          // One record is itself; that several speak of one person is worked out.
          .text((entity.records.count == 1 ? Basis.fact : .inferred).rawValue),
        ]
      }
    }
    return ListTable(path: "entities", columns: Self.columns, rows: rows)
  }
}
