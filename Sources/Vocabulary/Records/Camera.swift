/// A camera that reads registrations.
public struct Camera: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// What the force calls it.
  public let name: String?
  /// The road it watches.
  public let road: String?
  /// Where it stands; nil for a camera that only sightings name.
  public let position: Position?
  /// The area it is said to stand in.
  public let area: RecordKey?
  /// The force it belongs to, if said.
  public let force: String?

  /// The typed form of a canonical row of `cameras`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .cameras, "the row is of another kind")
    key = row.key
    place = row.place
    name = row.text("name")
    road = row.text("road")
    position = row.position()
    area = row.reference("area_id")
    force = row.text("force")
  }

  /// A camera that sightings name and no source has described.
  public init(unknown key: RecordKey) {
    self.key = key
    place = nil
    name = nil
    road = nil
    position = nil
    area = nil
    force = nil
  }
}
