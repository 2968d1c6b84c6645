import Glibc
import Picture
import Primitives
import Vocabulary

/// Homes that may be used by lines, and the cameras close by.
struct NearbyHomes: Sendable {
  /// For each camera, homes within the settings' distance: positions in `holdings.premises`.
  let homesOfCamera: [[Int]]
  /// For each area, the share of the road's stops there that are near such a home.
  private(set) var usual: [Double]

  /// Suspected and confirmed homes, those where a visit found a concern, and those tied to a line;
  /// homes said to be safe or closed are not asked about.
  init(
    _ picture: RegionalPicture, map: CameraMap, ties: LineTies, settings: VehicleTracing.Settings
  ) {
    let all = picture.holdings.premises
    var concerns = Set<Int>()
    for visit in picture.holdings.visits where VehicleRecords.isConcern(visit) {
      if let home = picture.premises(of: visit.premises) { concerns.insert(home) }
    }
    var homes = [[Int]](repeating: [], count: map.count)
    for (position, home) in all.enumerated() {
      let isAsked =
        home.status == "confirmed" || concerns.contains(position)
        || (home.status == "suspected" && home.grading.weight >= 0.4)
        || ties.premises[position] != nil
      guard isAsked, let place = home.position else { continue }
      for camera in map.cameras(
        within: settings.premisesRadius, latitude: place.latitude, longitude: place.longitude)
      { homes[camera].append(position) }
    }
    homesOfCamera = homes
    usual = [Double](repeating: 1, count: picture.holdings.areas.count)
  }

  /// One stop away from home.
  private struct Stop {
    var area: Int
    var before: Int
    var after: Int
    /// Homes close to both cameras.
    var homes: [Int]
  }

  /// Stops in areas other than the one slept in, of half a day at most, in order of time.
  private func stops(
    _ rows: [Int], home: Int?, picture: RegionalPicture, times: TravelTimes,
    settings: VehicleTracing.Settings
  ) -> [Stop] {
    let sightings = picture.holdings.sightings
    return zip(rows, rows.dropFirst()).compactMap { a, b in
      let (before, after) = (Int(sightings.cameras[a]), Int(sightings.cameras[b]))
      let area = picture.areaOfCamera[before]
      guard area >= 0, area == picture.areaOfCamera[after], area != home else { return nil }
      let stay =
        Double(sightings.times[b] - sightings.times[a])
        - (times.usual(from: before, to: after) ?? 2700)
      guard stay >= Double(settings.stopSeconds), stay <= 12 * 3600 else { return nil }
      return Stop(
        area: area, before: a, after: b,
        homes: homesOfCamera[before].filter(homesOfCamera[after].contains))
    }
  }

  /// Learns how common such stops are on the road: a camera may look on a whole town, and then a
  /// stop near one of its homes says nothing. A vehicle counts for at most ten stops.
  mutating func learn(
    _ walks: [VehicleWalk], picture: RegionalPicture, times: TravelTimes,
    settings: VehicleTracing.Settings
  ) {
    var near = [Double](repeating: 1, count: usual.count)
    var all = [Double](repeating: 2, count: usual.count)
    for walk in walks {
      let rows = Array(picture.plateStarts[walk.plate]..<picture.plateStarts[walk.plate + 1])
      let own = stops(rows, home: walk.home, picture: picture, times: times, settings: settings)
      for stop in own.prefix(10) {
        all[stop.area] += 1
        if !stop.homes.isEmpty { near[stop.area] += 1 }
      }
    }
    usual = zip(near, all).map { $0 / $1 }
  }

  /// A vehicle's stops near any of the homes against those expected of any car that stops where it
  /// does.
  struct Finding {
    var stops: Int
    var days: Int
    /// Days expected by chance.
    var expected: Double
    /// 0 to 1: nothing at one chance in four, full at one in 256.
    var strength: Double
  }

  /// Nothing without stops near a home on two days.
  func finding(
    _ look: VehicleLook, picture: RegionalPicture, times: TravelTimes, hours: LondonHours,
    settings: VehicleTracing.Settings
  ) -> Finding? {
    let own = stops(
      look.rows, home: look.walk?.home, picture: picture, times: times, settings: settings)
    var expected: [Int: Double] = [:]
    var days = Set<Int>()
    var count = 0
    for stop in own {
      let day = hours.day(picture.holdings.sightings.times[stop.before])
      expected[day] = max(expected[day] ?? 0, usual[stop.area])
      if !stop.homes.isEmpty {
        days.insert(day)
        count += 1
      }
    }
    guard days.count >= 2 else { return nil }
    let sum = expected.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    let chance = Chance.poissonTail(atLeast: days.count, lambda: sum)
    return Finding(
      stops: count, days: days.count, expected: sum,
      strength: min(1, max(0, (-log2(max(1e-300, chance)) - 2) / 6)))
  }

  /// Stops of a vehicle near each home, outside the area it sleeps in: ascending by home, the rows
  /// before and after each stop.
  func stops(
    _ look: VehicleLook, picture: RegionalPicture, times: TravelTimes,
    settings: VehicleTracing.Settings
  ) -> [(home: Int, stops: [(before: Int, after: Int)])] {
    let sightings = picture.holdings.sightings
    var found: [Int: [(before: Int, after: Int)]] = [:]
    for (a, b) in zip(look.rows, look.rows.dropFirst()) {
      let (before, after) = (Int(sightings.cameras[a]), Int(sightings.cameras[b]))
      guard !homesOfCamera[before].isEmpty, !homesOfCamera[after].isEmpty else { continue }
      let stay =
        Double(sightings.times[b] - sightings.times[a])
        - (times.usual(from: before, to: after) ?? 2700)
      guard stay >= Double(settings.stopSeconds), stay <= 12 * 3600 else { continue }
      for home in homesOfCamera[before] where homesOfCamera[after].contains(home) {
        let area = picture.area(of: picture.holdings.premises[home].area)
        if area == nil || area != look.walk?.home { found[home, default: []].append((a, b)) }
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
