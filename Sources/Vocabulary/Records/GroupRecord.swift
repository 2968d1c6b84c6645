/// A mapped group of people.
public struct GroupRecord: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// Its name.
  public let name: String
  /// `ocg`, `usg`, `priority_individual` or `vulnerability`.
  public let kind: String
  /// Its tier.
  public let tier: String?
  /// The force that owns it.
  public let ownerForce: String?
  /// Its lead responsible officer.
  public let leadOfficer: String?
  /// Its members.
  public let members: [RecordKey]

  /// The typed form of a canonical row of `groups`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .groups, "the row is of another kind")
    key = row.key
    place = row.place
    name = row.need("name")
    kind = row.need("kind")
    tier = row.text("tier")
    ownerForce = row.text("owner_force")
    leadOfficer = row.text("lead_responsible_officer")
    members = row.references("member_person_ids")
  }
}
