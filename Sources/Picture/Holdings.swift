public import Primitives
public import Vocabulary

/// Everything that is held as of one moment, typed and in an order that does not depend on when
/// anything arrived.
///
/// Invariants: records of each kind ascend by key; `sightings` ascend by (plate, time, camera,
/// file,
/// row) and `sightings.cameras` are positions in `cameras`; `calls` ascend by (A, time, B, file,
/// row) and `calls.cells` are positions in `cells`; nothing lies after `asOf`; lines, events and
/// associations graded E (suspected to be false) are not here at all, so nothing can stand on them.
/// `sightings` are all of the window, or those of the vehicles that matter and then all of theirs.
public struct Holdings: Sendable {
  /// The moment: nothing later was looked at.
  public let asOf: Instant
  /// Delivered files, ascending by digest.
  public let files: [SourceFile]
  public let areas: [Area]
  /// Described cameras, and those that only sightings name.
  public let cameras: [Camera]
  /// Described cells, and those that only calls name.
  public let cells: [CellSite]
  public let vehicles: [VehicleRecord]
  public let lines: [LineRecord]
  public let persons: [PersonRecord]
  public let premises: [PremisesRecord]
  public let visits: [PremisesVisit]
  public let events: [Event]
  public let associations: [Association]
  public let groups: [GroupRecord]
  public let providers: [Provider]
  public let outcomes: [Outcome]
  public internal(set) var sightings: SightingColumns
  public let calls: CallColumns
  /// Records graded E that were set aside, by kind.
  public let suspectedFalse: [RecordKind: Int]
  /// Sightings that repeat another in plate, camera and second; they are counted once.
  public internal(set) var repeatedSightings: Int
}
