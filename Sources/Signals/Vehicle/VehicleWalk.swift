import Picture
import Primitives
import Vocabulary

/// What one vehicle's reads say of its life: where it goes, where it sleeps, and its trips along
/// the corridors that lines use.
struct VehicleWalk: Sendable {
  /// Position in `picture.plates`.
  let plate: Int
  /// In order of leaving; a stay under five minutes is passing through and no trip.
  let trips: [RoundTrip]
  /// Days (in London) with a read.
  let activeDays: Int
  /// Nights spent in each area where the last read before and the first after agree: area and
  /// nights, most first.
  let nights: [(area: Int, nights: Int)]
  /// Different areas in which it stopped; passing through is no visit.
  let areaCount: Int
  /// Visits with a stop to each area, most first.
  let visits: [(area: Int, visits: Int)]
  /// Moves within one area (a read, a stop, a read), for the whole time.
  let localMoves: Int
  /// First and last read.
  let first: Int64
  let last: Int64

  /// The area it sleeps in, if any night is known.
  var home: Int? { nights.first?.area }
}

/// Makes walks; holds the scratch that a chunk of vehicles shares.
struct VehicleWalker {
  /// A stay in the market shorter than this is passing through.
  static let leastStay: Int64 = 300

  let picture: RegionalPicture
  let corridors: Corridors
  let times: TravelTimes
  let hours: LondonHours
  let settings: VehicleTracing.Settings
  private let sightings: SightingColumns

  private struct Visit {
    var area: Int
    /// Positions in the vehicle's rows.
    var from: Int
    var to: Int
  }

  init(
    picture: RegionalPicture, corridors: Corridors, times: TravelTimes, hours: LondonHours,
    settings: VehicleTracing.Settings
  ) {
    self.picture = picture
    self.corridors = corridors
    self.times = times
    self.hours = hours
    self.settings = settings
    sightings = picture.holdings.sightings
  }

  /// Whether the rows touch both ends of some corridor, which most vehicles' do not.
  func touchesCorridor(_ rows: [Int]) -> Bool {
    var hub = false
    var market = false
    for row in rows {
      let area = picture.areaOfCamera[Int(sightings.cameras[row])]
      guard area >= 0 else { continue }
      if corridors.isHub[area] { hub = true }
      if !corridors.hubsOfMarket[area].isEmpty { market = true }
      if hub && market { return true }
    }
    return false
  }

  /// The walk of a vehicle with at least one row.
  func walk(plate: Int, rows: [Int]) -> VehicleWalk {
    let stays = zip(rows, rows.dropFirst()).map { excess($0, $1) }
    let visits = visits(rows)
    var nights: [Int: Int] = [:]
    var localMoves = 0
    for index in stays.indices where stays[index] >= settings.stopSeconds {
      let (a, b) = (area(rows[index]), area(rows[index + 1]))
      guard a == b, a >= 0 else { continue }
      if isOvernight(rows[index], rows[index + 1]) {
        nights[a, default: 0] += 1
      } else {
        localMoves += 1
      }
    }
    let visitCounts = stopVisits(rows, stays: stays)
    var days = 0
    var lastDay = Int.min
    for row in rows {
      let day = hours.day(sightings.times[row])
      if day != lastDay { days += 1 }
      lastDay = day
    }
    return VehicleWalk(
      plate: plate, trips: trips(visits, rows: rows, stays: stays), activeDays: days,
      nights: Self.ranked(nights).map { (area: $0, nights: $1) }, areaCount: visitCounts.count,
      visits: Self.ranked(visitCounts).map { (area: $0, visits: $1) }, localMoves: localMoves,
      first: sightings.times[rows[0]], last: sightings.times[rows[rows.count - 1]])
  }

  /// Visits with a stop, by area: stops in one area in a row are one visit.
  private func stopVisits(_ rows: [Int], stays: [Int64]) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    var last = -1
    for index in stays.indices where stays[index] >= settings.stopSeconds {
      let (a, b) = (area(rows[index]), area(rows[index + 1]))
      let here = a >= 0 ? a : b
      if here >= 0 && here != last { counts[here, default: 0] += 1 }
      if here >= 0 { last = here }
    }
    return counts
  }

  private static func ranked(_ counts: [Int: Int]) -> [(Int, Int)] {
    counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private func area(_ row: Int) -> Int { picture.areaOfCamera[Int(sightings.cameras[row])] }

  /// How much longer than the road needs; 45 minutes count as road where nothing is known of it.
  private func excess(_ a: Int, _ b: Int) -> Int64 {
    let usual = times.usual(from: Int(sightings.cameras[a]), to: Int(sightings.cameras[b]))
    return sightings.times[b] - sightings.times[a] - Int64(usual ?? 2700)
  }

  /// Whether three in the morning, in London, lies between two reads.
  private func isOvernight(_ a: Int, _ b: Int) -> Bool {
    let shift: Int64 = 3 * 3600
    return (hours.local(sightings.times[a]) - shift).floorDivided(by: 86_400)
      != (hours.local(sightings.times[b]) - shift).floorDivided(by: 86_400)
  }

  /// Runs of reads in one area; cameras between towns belong to none and end no visit.
  private func visits(_ rows: [Int]) -> [Visit] {
    var visits: [Visit] = []
    for (index, row) in rows.enumerated() {
      let here = area(row)
      guard here >= 0 else { continue }
      if let last = visits.last, last.area == here,
        sightings.times[row] - sightings.times[rows[last.to]] <= settings.tripSeconds
      {
        visits[visits.count - 1].to = index
      } else {
        visits.append(Visit(area: here, from: index, to: index))
      }
    }
    return visits
  }

  private func trips(_ visits: [Visit], rows: [Int], stays: [Int64]) -> [RoundTrip] {
    var trips: [RoundTrip] = []
    for (position, visit) in visits.enumerated() {
      for hub in corridors.hubsOfMarket[visit.area] {
        guard let before = visits[..<position].last(where: { $0.area == hub }),
          let after = visits[(position + 1)...].first(where: { $0.area == hub }),
          sightings.times[rows[after.from]] - sightings.times[rows[before.to]]
            <= settings.tripSeconds
        else { continue }
        if let trip = trip(
          visit, hub: hub, from: before.to, to: after.from, rows: rows, stays: stays)
        {
          trips.append(trip)
        }
      }
    }
    return trips
  }

  private func trip(
    _ visit: Visit, hub: Int, from: Int, to: Int, rows: [Int], stays: [Int64]
  ) -> RoundTrip? {
    var dwell: Int64 = 0
    var longest = visit.from
    var otherStops = 0
    for index in from..<to {
      // From the read before the visit to the read after it: one of the market's own may be
      // missing.
      if (visit.from - 1...visit.to).contains(index) {
        if stays[index] > dwell { (dwell, longest) = (stays[index], index) }
      } else if stays[index] >= settings.stopSeconds {
        otherStops += 1
      }
    }
    guard dwell >= Self.leastStay else { return nil }
    return RoundTrip(
      hub: hub, market: visit.area, outRow: rows[from], arriveRow: rows[visit.from],
      leaveRow: rows[visit.to], backRow: rows[to], out: sightings.times[rows[from]],
      arrive: sightings.times[rows[visit.from]], back: sightings.times[rows[to]], dwell: dwell,
      otherStops: otherStops, isOvernight: isOvernight(rows[longest], rows[longest + 1]))
  }
}
