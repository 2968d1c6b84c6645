/// An area: a town, a district; where lines start from or sell.
public struct Area: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// Its name.
  public let name: String
  /// The source code of the force it lies in.
  public let force: String
  /// `hub`, `market` or `other`, if the source says.
  public let role: String?
  /// Its middle.
  public let position: Position?
  /// People living there.
  public let population: Int?

  /// The typed form of a canonical row of `areas`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .areas, "the row is of another kind")
    key = row.key
    place = row.place
    name = row.need("name")
    force = row.need("force")
    role = row.text("role")
    position = row.position()
    population = row.integer("population")
  }
}
