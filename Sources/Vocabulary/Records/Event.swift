public import Primitives

/// Something that happened, as a force recorded it.
public struct Event: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// `arrest`, `stop_search` … `other`, as in the contract.
  public let kind: String
  /// When.
  public let at: Instant
  /// Where, by area.
  public let area: RecordKey?
  /// Where, by coordinates.
  public let position: Position?
  /// People in it: those it names, and those whose role it says.
  public let persons: [RecordKey]
  /// What people are in it, where that is said; ascending.
  public let roles: [PersonRole]
  /// Vehicles in it.
  public let vehicles: [VehicleRegistration]
  /// Telephone numbers in it.
  public let numbers: [TelephoneNumber]
  /// Handsets in it.
  public let imeis: [IMEI]
  /// Homes in it.
  public let premises: [RecordKey]
  /// Drugs found.
  public let drugs: String?
  /// Cash found, whole pounds.
  public let cashPounds: Int?
  /// Weapon found.
  public let weapon: String?
  /// Free text.
  public let text: String?
  /// How far that can be relied on.
  public let grading: Grading

  /// The typed form of a canonical row of `events`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .events, "the row is of another kind")
    key = row.key
    place = row.place
    kind = row.need("kind")
    at = row.needInstant("at")
    area = row.reference("area_id")
    position = row.position()
    let roles = row.texts("person_roles").compactMap { PersonRole($0, in: row.source) }.sorted()
    let named = row.references("person_ids")
    self.roles = roles
    persons =
      roles.isEmpty
      ? named
      : named
        + Set(roles.map(\.person)).subtracting(named).sorted()
    vehicles = row.registrations("vrms")
    numbers = row.numbers("numbers")
    imeis = row.texts("imeis").compactMap { try? IMEI($0) }
    premises = row.references("premises_ids")
    drugs = row.text("drugs")
    cashPounds = row.integer("cash_gbp")
    weapon = row.text("weapon")
    text = row.text("text")
    grading = row.grading()
  }
}
