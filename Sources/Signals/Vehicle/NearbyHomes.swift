import Picture
import Primitives
import Vocabulary

/// Homes that may be used by lines, and the cameras close by.
struct NearbyHomes: Sendable {
  /// For each camera, homes within the settings' distance: positions in `holdings.premises`.
  let homesOfCamera: [[Int]]

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
