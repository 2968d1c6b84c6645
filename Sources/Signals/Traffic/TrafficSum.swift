public import Picture
public import Primitives
public import Vocabulary

/// Puts the days of a window together and says which vehicles' reads are worth loading.
///
/// Most vehicles never matter: they are counted in the summaries, and their reads are not looked at
/// again. Wanted are the reads of
///
/// - vehicles that touched both ends of a line's corridor within two days in a row, because only
///   they can have made a trip along it (`VehicleWalk`);
/// - vehicles that a record names with a line's number, people or home (`VehicleRecords`);
/// - vehicles that a keeper of one of these holds too, because they may follow it (`HireChains`);
/// - plates that cameras confuse with one of these (`MisreadRepair`).
public struct TrafficSum: Sendable {
  let picture: RegionalPicture
  let ground: SummaryGround
  let settings: VehicleTracing.Settings
  private var days: [DaySummary] = []

  /// Nothing yet.
  ///
  /// - Parameter picture: Cameras, areas and files as they are now; its sightings are not looked
  ///   at.
  public init(_ picture: RegionalPicture, settings: VehicleTracing.Settings = .init()) {
    self.picture = picture
    self.settings = settings
    ground = SummaryGround(picture, settings: settings)
  }

  /// Sums one day up.
  ///
  /// - Parameter reads: All reads of that UTC day that may be known, as an archive gives them.
  /// - Throws: `CancelledWork`.
  public func summary(
    ofDay day: Int64, _ reads: SightingColumns, workers: Workers
  ) throws -> DaySummary {
    let (kept, repeated) = picture.taking(reads)
    return try DaySummary(
      day: day, reads: kept, repeated: repeated, ground: ground, workers: workers)
  }

  /// Whether a kept summary still says what one made now would say of the same reads.
  public func isCurrent(_ summary: DaySummary) -> Bool {
    ground.hash(of: summary.cameras) == summary.ground
      && Set(summary.areas).isSubset(of: ground.areaKeys)
  }

  /// Adds a day that is current; days come in order.
  public mutating func add(_ summary: DaySummary) {
    precondition(days.last.map { $0.day < summary.day } ?? true, "days come in order")
    days.append(summary)
  }

  /// The traffic as a whole, the plates whose reads are worth loading, ascending, and about how
  /// many reads those are.
  public struct Survey: Sendable {
    public let traffic: Traffic
    public let plates: [UInt64]
    public let reads: Int
  }

  /// - Parameters:
  ///   - lineages: The run's lines, whose corridors are asked about.
  ///   - lineLinks: As in `VehicleTracing.run`.
  /// - Throws: `CancelledWork`.
  public func survey(
    lineages: [Lineage], lineLinks: [InferredLink], workers: Workers
  ) throws -> Survey {
    let ties = LineTies(picture, lineages: lineages, links: lineLinks)
    let named = Set(
      VehicleRecords(picture, ties: ties).entries.filter { $0.value.isSeed }.keys)
    let survey = PlateSurvey(
      days: days, areas: areaPositions, corridors: Corridors(picture, lineages: lineages),
      named: named, doubted: Set(days.flatMap { $0.conflicts.map(\.plate) }))
    let parts = try parallelMap(chunks: PlateTable.partCount, on: workers) { survey.part($0) }
    var plates = Set(parts.flatMap(\.wanted)).union(named)
    plates.formUnion(kept(byKeepersOf: plates))
    let totals = parts.reduce(into: [:]) { $0.merge($1.doubted) { a, _ in a } }
    return Survey(
      traffic: traffic(platesRead: parts.reduce(0) { $0 + $1.count }, totals: totals),
      plates: plates.sorted(), reads: parts.reduce(0) { $0 + $1.reads })
  }

  /// For each day, the picture's position of each of its areas.
  private var areaPositions: [[UInt32]] {
    let position = Dictionary(
      ground.areaKeys.enumerated().map { ($0.element, UInt32($0.offset)) },
      uniquingKeysWith: { a, _ in a })
    return days.map { $0.areas.map { position[$0] ?? .max } }
  }

  /// Other vehicles that the register gives to the keepers of some.
  private func kept(byKeepersOf plates: Set<UInt64>) -> Set<UInt64> {
    let records = picture.holdings.vehicles
    var keepers = Set<Int>()
    for record in records where plates.contains(record.registration.packed) {
      if let keeper = record.keeper.flatMap({ picture.entity(of: $0) }) { keepers.insert(keeper) }
    }
    return Set(
      records.filter { record in
        record.keeper.flatMap { picture.entity(of: $0) }.map(keepers.contains) ?? false
      }.map(\.registration.packed))
  }

  private func traffic(platesRead: Int, totals: [UInt64: Int]) -> Traffic {
    var newest = [Int64](repeating: .min, count: ground.cameraKeys.count)
    var sources: [String: Int64] = [:]
    var gaps = [[UInt64]](repeating: [], count: newest.count)
    var clocks: [(camera: Int, day: Int)] = []
    var conflicts: [DaySummary.Conflict] = []
    var hours: [Int64: [Int: [UInt32]]] = [:]
    for day in days {
      // Current days name only cameras that are there.
      let cameras = day.cameras.map { ground.camera($0) ?? 0 }
      for (camera, time) in zip(cameras, day.newest) { newest[camera] = max(newest[camera], time) }
      for source in day.sources {
        sources[source.source] = max(sources[source.source] ?? .min, source.time)
      }
      for gap in day.gaps {
        let to = UInt64(cameras[Int(gap &>> 16 & 0xFF_FFFF)])
        gaps[cameras[Int(gap &>> 40)]].append(to &<< 32 | gap & 0xFFFF)
      }
      clocks += day.faulty.map { (cameras[Int($0)], Int(day.day)) }
      conflicts += day.conflicts.map { conflict in
        var conflict = conflict
        conflict.camera = UInt32(cameras[Int(conflict.camera)])
        conflict.nextCamera = UInt32(cameras[Int(conflict.nextCamera)])
        return conflict
      }
      var lanes: [Int: [UInt32]] = [:]
      for (place, lane) in day.lanes.enumerated() {
        let camera = cameras[Int(lane / 9)]
        lanes[camera * 9 + Int(lane % 9)] = Array(day.laneHours[(24 * place)..<(24 * place + 24)])
      }
      hours[day.day] = lanes
    }
    let checked = days.reduce(0) { $0 + $1.checked }
    let rate = Double(days.reduce(0) { $0 + $1.impossible }) / Double(max(1, checked))
    return Traffic(
      platesRead: platesRead, reads: days.reduce(0) { $0 + $1.reads },
      repeated: days.reduce(0) { $0 + $1.repeated },
      newestOfSource: sources.map { (source: $0.key, time: $0.value) }
        .sorted { $0.source < $1.source },
      first: days.filter { $0.reads > 0 }.map(\.first).min(), newest: newest, gaps: gaps,
      faultyClocks: clocks.sorted { ($0.camera, $0.day) < ($1.camera, $1.day) },
      clones: ImpossibleSpeed.clones(conflicts, rate: rate, reads: totals), hours: hours)
  }
}

extension Traffic {
  /// The traffic of a picture that holds all reads of its window.
  ///
  /// - Throws: `CancelledWork`.
  public init(
    of picture: RegionalPicture, settings: VehicleTracing.Settings = .init(), workers: Workers
  ) throws {
    var sum = TrafficSum(picture, settings: settings)
    let sightings = picture.holdings.sightings
    var rowsOfDay: [Int64: [Int]] = [:]
    for (row, time) in sightings.times.enumerated() {
      rowsOfDay[time.floorDivided(by: 86_400), default: []].append(row)
    }
    for (day, rows) in rowsOfDay.sorted(by: { $0.key < $1.key }) {
      sum.add(
        try DaySummary(
          day: day, reads: sightings.picking(rows), repeated: 0, ground: sum.ground,
          workers: workers))
    }
    self = try sum.survey(lineages: [], lineLinks: [], workers: workers).traffic
  }
}

extension SightingColumns {
  /// Some rows, in the order given.
  fileprivate func picking(_ rows: [Int]) -> SightingColumns {
    var picked = SightingColumns()
    picked.cameraKeys = cameraKeys
    picked.plates = rows.map { plates[$0] }
    picked.cameras = rows.map { cameras[$0] }
    picked.times = rows.map { times[$0] }
    picked.directions = rows.map { directions[$0] }
    picked.confidences = rows.map { confidences[$0] }
    picked.files = rows.map { files[$0] }
    picked.rows = rows.map { self.rows[$0] }
    return picked
  }
}
