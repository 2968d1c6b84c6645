/// A service that takes young people or occupiers on.
public struct Provider: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// Its name.
  public let name: String
  /// Areas it serves; none said means all.
  public let areas: [RecordKey]
  /// Youngest age taken.
  public let ageFrom: Int?
  /// Oldest age taken.
  public let ageTo: Int?
  /// What it offers.
  public let offers: String?
  /// Places it has.
  public let capacity: Int?

  /// The typed form of a canonical row of `providers`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .providers, "the row is of another kind")
    key = row.key
    place = row.place
    name = row.need("name")
    areas = row.references("area_ids")
    ageFrom = row.integer("age_from")
    ageTo = row.integer("age_to")
    offers = row.text("offers")
    capacity = row.integer("capacity")
  }
}
