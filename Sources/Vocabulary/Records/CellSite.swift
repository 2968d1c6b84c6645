/// A cell of a mobile network. A handset it serves is near it, not at it.
public struct CellSite: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// Where the mast stands.
  public let position: Position?
  /// Where the antenna points, degrees from north.
  public let azimuth: Double?
  /// How far it is said to reach.
  public let rangeMetres: Double?
  /// The area it is said to stand in.
  public let area: RecordKey?

  /// The typed form of a canonical row of `cells`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .cells, "the row is of another kind")
    key = row.key
    place = row.place
    position = row.position()
    azimuth = row.real("azimuth_deg")
    rangeMetres = row.real("range_m")
    area = row.reference("area_id")
  }

  /// A cell that calls name and no source has described.
  public init(unknown key: RecordKey) {
    self.key = key
    place = nil
    position = nil
    azimuth = nil
    rangeMetres = nil
    area = nil
  }
}
