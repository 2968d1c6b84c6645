public import Vocabulary

/// What each column of each list rests on, so that nothing inferred stands in a column of facts.
public enum ColumnBasis {
  /// Worked out for every ranked list.
  private static let shared: [String: Basis] = [
    "rank": .inferred, "score": .inferred, "band": .inferred, "rank_low": .inferred,
    "rank_high": .inferred, "status": .inferred, "reasons": .inferred, "evidence": .fact,
    "handling": .assessment, "basis": .inferred,
  ]

  private static let own: [ListKind: [String: Basis]] = [
    .controllers: [
      // Which records speak of one person is worked out, so its name and birthday are too.
      "entity_id": .inferred, "person_ids": .inferred, "name": .inferred,
      "date_of_birth": .inferred, "categories": .fact, "lineage_ids": .inferred,
      "hub_area_id": .inferred, "market_area_ids": .inferred,
    ],
    .vehicleStops: [
      "vrm": .fact, "make": .fact, "model": .fact, "colour": .fact, "kind": .fact,
      "lineage_ids": .inferred, "from_area_id": .inferred, "to_area_id": .inferred,
      "next_from": .inferred, "next_to": .inferred, "next_camera_ids": .inferred,
      "next_probability": .inferred, "warnings": .inferred, "child_at_risk": .inferred,
    ],
    .periphery: [
      "entity_id": .inferred, "person_ids": .inferred, "name": .inferred, "age": .inferred,
      "categories": .fact, "area_id": .inferred, "lineage_ids": .inferred,
      "indicators": .inferred, "provider_ids": .inferred, "safeguarding": .inferred,
    ],
    .premises: [
      "premises_id": .fact, "uprn": .fact, "address": .fact, "area_id": .fact,
      "lineage_ids": .inferred, "last_visited_at": .fact, "visit_by": .inferred,
    ],
    .lines: [
      "lineage_id": .inferred, "line_ids": .inferred, "numbers": .inferred, "imeis": .inferred,
      "brand": .inferred, "line_status": .inferred, "hub_area_id": .inferred,
      "market_area_ids": .inferred, "holder_entity_id": .inferred, "closure": .inferred,
      "closed_on": .inferred, "check_back_on": .inferred, "alarm": .inferred,
    ],
  ]

  /// What a column of a ranked list rests on; nil for one that the list does not have.
  public static func of(_ column: String, in list: ListKind) -> Basis? {
    own[list]?[column] ?? shared[column]
  }

  /// Every column of a list that is said here.
  static func columns(of list: ListKind) -> Set<String> {
    Set(shared.keys).union((own[list] ?? [:]).keys)
  }
}
