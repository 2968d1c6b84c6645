public import Primitives

/// What a source says of a registered vehicle.
public struct VehicleRecord: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// Its registration, which is also its identifier.
  public let registration: VehicleRegistration
  /// Its make.
  public let make: String?
  /// Its model.
  public let model: String?
  /// Its colour.
  public let colour: String?
  /// `private`, `hire`, `taxi`, `goods`, `fleet` or `unknown`.
  public let kind: String?
  /// The person who keeps it.
  public let keeper: RecordKey?
  /// Since when.
  public let keeperFrom: CivilDate?
  /// Until when; nil when still.
  public let keeperTo: CivilDate?
  /// Warnings the source attaches, as it writes them.
  public let markers: [String]

  /// The typed form of a canonical row of `vehicles`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .vehicles, "the row is of another kind")
    key = row.key
    place = row.place
    registration = VehicleRegistration(
      packed: (try? VehicleRegistration(row.need("vrm")).packed) ?? 0)
    make = row.text("make")
    model = row.text("model")
    colour = row.text("colour")
    kind = row.text("kind")
    keeper = row.reference("keeper_person_id")
    keeperFrom = row.date("keeper_from")
    keeperTo = row.date("keeper_to")
    markers = row.texts("markers")
  }
}
