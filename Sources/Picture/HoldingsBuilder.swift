public import Primitives
public import Vocabulary

/// Records in any order to `Holdings`.
///
/// The Engine pours what the archive gives, kind by kind, and freezes once.
public struct HoldingsBuilder {
  private let asOf: Instant
  private let files: [SourceFile]
  private var rows: [RecordKind: [RecordRow]] = [:]
  private var sightings = SightingColumns()
  private var calls = CallColumns()

  /// - Parameters:
  ///   - asOf: Rows that happened later are left out.
  ///   - files: The files that every row's place points into, ascending by digest.
  public init(asOf: Instant, files: [SourceFile]) {
    self.asOf = asOf
    self.files = files
  }

  /// Adds records of one kind.
  public mutating func add(_ records: [RecordRow]) {
    for (kind, group) in Dictionary(grouping: records, by: \.kind) {
      rows[kind, default: []] += group
    }
  }

  /// Sets the sightings, ascending by (plate, time, camera, file, row), cameras ascending by key.
  public mutating func set(_ columns: SightingColumns) { sightings = columns }

  /// Sets the calls, ascending by (A, time, B, file, row), cells ascending by key.
  public mutating func set(_ columns: CallColumns) { calls = columns }

  /// Freezes what was poured in.
  public consuming func build() -> Holdings {
    let cameras = Self.complete(
      typed(.cameras, Camera.init), with: sightings.cameraKeys, key: \.key,
      unknown: Camera.init(unknown:))
    let cells = Self.complete(
      typed(.cells, CellSite.init), with: calls.cellKeys, key: \.key,
      unknown: CellSite.init(unknown:))
    let (kept, repeated) = Self.trim(sightings, asOf: asOf, cameras: cameras)
    let limit = asOf
    var aside: [RecordKind: Int] = [:]
    let allLines = typed(.lines, LineRecord.init)
    let allEvents = typed(.events, Event.init)
    let allAssociations = typed(.associations, Association.init)
    let lines = allLines.filter { !$0.grading.isSuspectedFalse }
    let events = allEvents.filter { !$0.grading.isSuspectedFalse }
    let associations = allAssociations.filter { !$0.grading.isSuspectedFalse }
    aside[.lines] = allLines.count - lines.count
    aside[.events] = allEvents.count - events.count
    aside[.associations] = allAssociations.count - associations.count
    return Holdings(
      asOf: asOf, files: files, areas: typed(.areas, Area.init), cameras: cameras, cells: cells,
      vehicles: typed(.vehicles, VehicleRecord.init), lines: lines,
      persons: typed(.persons, PersonRecord.init), premises: typed(.premises, PremisesRecord.init),
      visits: typed(.premisesVisits, PremisesVisit.init).filter { $0.at <= limit },
      events: events.filter { $0.at <= limit }, associations: associations,
      groups: typed(.groups, GroupRecord.init), providers: typed(.providers, Provider.init),
      outcomes: typed(.outcomes, Outcome.init).filter { $0.at <= limit },
      sightings: kept, calls: Self.trim(calls, asOf: asOf, cells: cells),
      suspectedFalse: aside.filter { $0.value > 0 }, repeatedSightings: repeated)
  }

  private func typed<Record>(_ kind: RecordKind, _ make: (RecordRow) -> Record) -> [Record] {
    (rows[kind] ?? [])
      .sorted { ($0.source, $0.identity) < ($1.source, $1.identity) }.map(make)
  }

  /// Described things and, between them, the ones that are only named, ascending by key.
  private static func complete<Thing>(
    _ described: [Thing], with named: [RecordKey], key: (Thing) -> RecordKey,
    unknown: (RecordKey) -> Thing
  ) -> [Thing] {
    let known = Set(described.map(key))
    let missing = Set(named).subtracting(known).map(unknown)
    return (described + missing).sorted { key($0) < key($1) }
  }

  /// For each old position, the new one.
  private static func remap<Thing>(
    _ old: [RecordKey], to new: [Thing], key: (Thing) -> RecordKey
  ) -> [UInt32] {
    let position = Dictionary(
      new.enumerated().map { (key($0.element), UInt32($0.offset)) }, uniquingKeysWith: { a, _ in a }
    )
    return old.map { name in
      guard let at = position[name] else { preconditionFailure("every named thing was added") }
      return at
    }
  }

  /// Rows up to the moment, each once, with cameras by position in `cameras`.
  static func trim(
    _ all: SightingColumns, asOf: Instant, cameras: [Camera]
  ) -> (SightingColumns, repeated: Int) {
    let map = remap(all.cameraKeys, to: cameras, key: \.key)
    var kept = SightingColumns()
    kept.cameraKeys = cameras.map(\.key)
    kept.reserveCapacity(all.count)
    var repeated = 0
    for row in 0..<all.count where all.times[row] <= asOf.seconds {
      let camera = map[Int(all.cameras[row])]
      if let last = kept.plates.last, last == all.plates[row], kept.times.last == all.times[row],
        kept.cameras.last == camera
      {
        repeated += 1
        continue
      }
      kept.plates.append(all.plates[row])
      kept.cameras.append(camera)
      kept.times.append(all.times[row])
      kept.directions.append(all.directions[row])
      kept.confidences.append(all.confidences[row])
      kept.files.append(all.files[row])
      kept.rows.append(all.rows[row])
    }
    return (kept, repeated)
  }

  private static func trim(_ all: CallColumns, asOf: Instant, cells: [CellSite]) -> CallColumns {
    let map = remap(all.cellKeys, to: cells, key: \.key)
    var kept = CallColumns()
    kept.cellKeys = cells.map(\.key)
    for row in 0..<all.count where all.times[row] <= asOf.seconds {
      kept.aNumbers.append(all.aNumbers[row])
      kept.bNumbers.append(all.bNumbers[row])
      kept.times.append(all.times[row])
      kept.durations.append(all.durations[row])
      kept.kinds.append(all.kinds[row])
      kept.imeis.append(all.imeis[row])
      kept.imsis.append(all.imsis[row])
      kept.cells.append(all.cells[row] == .max ? .max : map[Int(all.cells[row])])
      kept.files.append(all.files[row])
      kept.rows.append(all.rows[row])
    }
    return kept
  }
}
