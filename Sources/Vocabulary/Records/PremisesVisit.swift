public import Primitives

/// A visit to a home.
public struct PremisesVisit: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// The home.
  public let premises: RecordKey
  /// When.
  public let at: Instant
  /// Who visited.
  public let agency: String?
  /// `no_concern`, `concern`, `cuckooed`, `no_answer` or `rehoused`.
  public let finding: String?
  /// People found there.
  public let presentPersons: [RecordKey]
  /// Vehicles found there.
  public let presentVehicles: [VehicleRegistration]

  /// The typed form of a canonical row of `premisesVisits`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .premisesVisits, "the row is of another kind")
    key = row.key
    place = row.place
    premises = row.reference("premises_id") ?? RecordKey(source: row.source, id: "")
    at = row.needInstant("visited_at")
    agency = row.text("agency")
    finding = row.text("finding")
    presentPersons = row.references("present_person_ids")
    presentVehicles = row.registrations("present_vrms")
  }
}
