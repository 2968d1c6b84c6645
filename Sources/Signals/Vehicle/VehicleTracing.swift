public import Picture
public import Primitives
import Vocabulary

/// Which vehicles supply the lines, why, and when they are expected next.
///
/// Seed first: a vehicle is looked at closely only if a path leads from it to something lawfully
/// known, that is two days with a trip between a line's hub and market, a record that names it
/// with a line's number, people or home, a keeper tied to a line, a line's phone beside it on two
/// days away from home, or company with such a vehicle. All others are counted and nothing more.
///
/// The steps: read times of the roads from the traffic; give misread plates back; walk every
/// vehicle that touches a corridor; hold it against that corridor's own traffic; look closely at
/// the best; ask whom they travel with; say when next. What concerns the traffic as a whole (times
/// of the roads, clocks and plates that cannot be right, how busy a camera is) comes from
/// `Traffic`, so that the picture need not hold the reads of vehicles that do not matter
/// (`TrafficSum`).
///
/// - Complexity: O(reads) for the walks and O(reads log reads) for the order by camera; close looks
///   are bounded by the settings. The same bytes on any number of threads.
public struct VehicleTracing: Sendable {
  /// How vehicles are followed.
  public var settings: Settings

  /// - Parameter settings: See `VehicleTracing.Settings`.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Follows the vehicles of a picture that holds all reads of its window.
  ///
  /// - Parameters:
  ///   - lineages: The run's lines; candidates and links point into this array.
  ///   - lineLinks: What is already inferred of people and homes and lines (`person_line`,
  ///     `line_premises`); other kinds are passed over.
  /// - Throws: `CancelledWork`.
  public func run(
    on picture: RegionalPicture, lineages: [Lineage], lineLinks: [InferredLink], workers: Workers
  ) throws -> VehicleFindings {
    try run(
      on: picture, traffic: Traffic(of: picture, settings: settings, workers: workers),
      lineages: lineages, lineLinks: lineLinks, workers: workers)
  }

  /// Follows the vehicles whose reads a picture holds, within the traffic of the whole window.
  ///
  /// - Parameters:
  ///   - picture: Holds all reads of every vehicle that it holds any of: those of
  ///     `TrafficSum.Survey.plates`, or more.
  ///   - traffic: That of the window, vehicles that the picture does not hold among it.
  /// - Throws: `CancelledWork`.
  public func run(
    on picture: RegionalPicture, traffic: Traffic, lineages: [Lineage], lineLinks: [InferredLink],
    workers: Workers
  ) throws -> VehicleFindings {
    let map = CameraMap(picture)
    let times = try TravelTimes(traffic, map: map, workers: workers)
    let repair = MisreadRepair(picture, times: times, settings: settings)
    let passes = PassIndex(picture)
    let first = traffic.first ?? picture.asOf.seconds
    let hours = LondonHours(
      from: first - 86_400, to: picture.asOf.seconds + Int64(settings.horizonDays + 2) * 86_400)
    let ties = LineTies(picture, lineages: lineages, links: lineLinks)
    let cells = LineCells(picture, lineages: lineages, map: map, settings: settings)
    let records = VehicleRecords(picture, ties: ties)
    let walker = VehicleWalker(
      picture: picture, corridors: Corridors(picture, lineages: lineages), times: times,
      hours: hours, settings: settings)
    let seeds = directSeeds(picture, records: records, cells: cells, passes: passes)
    let walks = try walks(walker, seeds: seeds, repairs: repair.repairs, workers: workers)
    var homes = NearbyHomes(picture, map: map, ties: ties, settings: settings)
    homes.learn(walks, picture: picture, times: times, settings: settings)
    let context = VehicleContext(
      picture: picture, lineages: lineages, settings: settings, map: map, times: times,
      hours: hours, corridors: walker.corridors, ties: ties, records: records, cells: cells,
      baseline: CorridorBaseline(walks, hours: hours), start: first,
      cloneRows: Self.rows(of: traffic.clones, picture),
      faultyClocks: Set(
        traffic.faultyClocks.map { UInt64($0.camera) &<< 32 | UInt64(max(0, $0.day)) }),
      homes: homes,
      newest: VehicleContext.newestReads(picture, traffic), traffic: traffic)
    return try settle(
      context, walks: walks, walker: walker, seeds: seeds, repair: repair, passes: passes,
      workers: workers)
  }

  /// The rows that show each clone of which the picture holds reads, by position of its plate.
  private static func rows(
    of clones: [Traffic.Clone], _ picture: RegionalPicture
  ) -> [Int: [Int]] {
    let sightings = picture.holdings.sightings
    var found: [Int: [Int]] = [:]
    for clone in clones {
      guard let plate = index(of: clone.plate, picture) else { continue }
      let own = picture.plateStarts[plate]..<picture.plateStarts[plate + 1]
      let rows = clone.reads.flatMap { read in
        own.filter { sightings.times[$0] == read.time && Int(sightings.cameras[$0]) == read.camera }
      }
      found[plate] = Array(Set(rows)).sorted()
    }
    return found
  }

  /// Registrations that records or cells lead to, without regard to their journeys.
  private func directSeeds(
    _ picture: RegionalPicture, records: VehicleRecords, cells: LineCells, passes: PassIndex
  ) -> Set<UInt64> {
    var seeds = Set(records.entries.filter { $0.value.isSeed }.keys)
    let sightings = picture.holdings.sightings
    for events in cells.away {
      var days: [UInt64: Set<Int64>] = [:]
      // An event a minute says no more than the first of them.
      var lastTime = Int64.min
      var lastCell = -1
      for event in events where event.cell != lastCell || event.time - lastTime >= 300 {
        (lastTime, lastCell) = (event.time, event.cell)
        for near in cells.cameras(of: event.cell, within: settings.cellWindow) {
          for direction in 0...8 {
            let places = passes.places(
              camera: near.camera, direction: direction, from: event.time - settings.cellWindow,
              to: event.time + settings.cellWindow)
            for place in places {
              let row = Int(passes.rows[place])
              days[sightings.plates[row], default: []].insert(
                event.time.floorDivided(by: 86_400))
            }
          }
        }
      }
      seeds.formUnion(days.filter { $0.value.count >= 3 }.keys)
    }
    return seeds
  }

  /// Walks of vehicles with a trip on a corridor, and of seeds, ascending by plate.
  private func walks(
    _ walker: VehicleWalker, seeds: Set<UInt64>, repairs: [(plate: Int, row: Int)],
    workers: Workers
  ) throws -> [VehicleWalk] {
    let picture = walker.picture
    let count = picture.plates.count
    let chunks = min(256, max(1, count / 256))
    return try parallelMap(chunks: chunks, on: workers) { chunk in
      var found: [VehicleWalk] = []
      for plate in chunkBounds(chunk, of: chunks, count: count) {
        let isSeed = seeds.contains(picture.plates[plate])
        let own = picture.plateStarts[plate + 1] - picture.plateStarts[plate]
        guard isSeed || own >= 4 else { continue }
        let rows = VehicleRows(picture, plate: plate, repairs: repairs).rows
        guard isSeed || walker.touchesCorridor(rows) else { continue }
        let walk = walker.walk(plate: plate, rows: rows)
        if isSeed || !walk.trips.isEmpty { found.append(walk) }
      }
      return found
    }.flatMap { $0 }
  }
}
