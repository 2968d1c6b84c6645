public import Primitives

/// What a source says of a home.
public struct PremisesRecord: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// Twelve-digit UPRN.
  public let uprn: String?
  /// Address as sent.
  public let address: String?
  /// Canonical postcode.
  public let postcode: String?
  /// Where it stands.
  public let position: Position?
  /// The area it lies in.
  public let area: RecordKey?
  /// Who lives there; a victim when it is cuckooed.
  public let occupier: RecordKey?
  /// `suspected`, `confirmed`, `closed` or `safe`.
  public let status: String?
  /// What makes the occupier vulnerable.
  public let vulnerability: String?
  /// First report.
  public let firstReportedOn: CivilDate?
  /// Newest report.
  public let lastReportedOn: CivilDate?
  /// How far that can be relied on.
  public let grading: Grading

  /// The typed form of a canonical row of `premises`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .premises, "the row is of another kind")
    key = row.key
    place = row.place
    uprn = row.text("uprn")
    address = row.text("address")
    postcode = row.text("postcode")
    position = row.position()
    area = row.reference("area_id")
    occupier = row.reference("occupier_person_id")
    status = row.text("status")
    vulnerability = row.text("vulnerability")
    firstReportedOn = row.date("first_reported_on")
    lastReportedOn = row.date("last_reported_on")
    grading = row.grading()
  }
}
