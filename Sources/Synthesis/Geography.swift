import Glibc
import Primitives
import Vocabulary

/// A camera where traffic is read, in both directions.
struct CameraSite: Sendable {
  let name: String
  let road: String
  let position: Position
  let town: Int
  let source: Int
  /// Counted within its source.
  let serial: Int

  var identifier: String { "\(Places.prefixes[source])CAM\(100 + serial)" }
}

/// A mast that serves telephones.
struct Mast: Sendable {
  let position: Position
  let azimuth: Int
  let range: Int
  let town: Int
  let source: Int
  let serial: Int

  var identifier: String { "\(Places.prefixes[source])CELL\(1000 + serial)" }
}

/// One camera on a way, and the seconds from the way's start at free flow.
struct Passage: Sendable {
  let camera: UInt16
  let direction: UInt8
  let seconds: Int32
}

/// The way from one town to another.
struct Route: Sendable {
  var passages: [Passage] = []
  var seconds: Int32 = 0
}

/// Towns, cameras, masts and the quickest way between any two towns.
struct Geography: Sendable {
  private(set) var cameras: [CameraSite] = []
  private(set) var masts: [Mast] = []
  /// Cameras inside a town.
  private(set) var townCameras: [[UInt16]]
  /// Masts of a town.
  private(set) var townMasts: [[Int]]
  /// The three masts nearest a camera.
  private(set) var mastsAtCamera: [[Int]] = []
  private var routes: [Route] = []

  private struct Road {
    let from: Int
    let to: Int
    let seconds: Int32
    /// In order from `from` to `to`, with the share of the road where each stands.
    var cameras: [(camera: UInt16, share: Double)] = []
  }

  init(_ settings: WorldSettings, using generator: SeededGenerator) {
    let towns = Places.towns
    townCameras = [[UInt16]](repeating: [], count: towns.count)
    townMasts = [[Int]](repeating: [], count: towns.count)
    var draws = generator.fork("geography")
    var serials = [Int](repeating: 0, count: Places.sources.count)
    for (index, town) in towns.enumerated() {
      let count = settings.preset == .small ? 1 : 2 + town.population / 120_000
      for number in 0..<count {
        townCameras[index].append(UInt16(cameras.count))
        cameras.append(
          CameraSite(
            name: "\(town.name) site \(number + 1)", road: "town",
            position: Self.scatter(index, kilometres: 1.5, using: &draws), town: index,
            source: town.source, serial: serials[town.source]))
        serials[town.source] += 1
      }
    }
    var roads = Places.roads.map { Self.road($0) }
    for road in roads.indices {
      addCameras(
        to: &roads[road], named: Places.roads[road].2, settings: settings,
        serials: &serials, using: &draws)
    }
    addMasts(settings, roads: roads, using: &draws)
    mastsAtCamera = cameras.map { nearestMasts(to: $0.position) }
    findRoutes(roads)
  }

  /// The quickest way; from a town to itself it passes the town's own cameras.
  func route(from: Int, to: Int) -> Route { routes[from * Places.towns.count + to] }

  /// How a source names an area: bare when the area is its own.
  static func areaReference(_ town: Int, from source: Int) -> String {
    let row = Places.towns[town]
    let identifier = "A-\(row.code)"
    return row.source == source ? identifier : "\(Places.sources[row.source]):\(identifier)"
  }

  /// A place some kilometres around a town's centre.
  static func scatter(
    _ town: Int, kilometres: Double, using draws: inout SeededGenerator
  ) -> Position {
    let row = Places.towns[town]
    let latitude = row.latitude + draws.normal(deviation: kilometres / 111)
    let longitude = row.longitude + draws.normal(deviation: kilometres / 66)
    return Position(latitude: latitude, longitude: longitude)
  }

  static func position(of town: Int) -> Position {
    Position(latitude: Places.towns[town].latitude, longitude: Places.towns[town].longitude)
  }

  private static func index(of code: String) -> Int {
    guard let index = Places.towns.firstIndex(where: { $0.code == code }) else {
      preconditionFailure("roads join towns of the table")
    }
    return index
  }

  private static func road(_ row: (String, String, String)) -> Road {
    let (from, to) = (index(of: row.0), index(of: row.1))
    let kilometres = position(of: from).kilometres(to: position(of: to)) * 1.25
    let speed = row.2.hasPrefix("M") ? 92.0 : 62.0
    return Road(from: from, to: to, seconds: Int32(kilometres / speed * 3600) + 120)
  }

  private mutating func addCameras(
    to road: inout Road, named name: String, settings: WorldSettings, serials: inout [Int],
    using draws: inout SeededGenerator
  ) {
    let (a, b) = (Self.position(of: road.from), Self.position(of: road.to))
    let count = max(1, Int(a.kilometres(to: b) * 1.25 / settings.cameraSpacing))
    for number in 0..<count {
      let share = (Double(number) + 0.5) / Double(count)
      let nearer = share < 0.5 ? road.from : road.to
      let source = Places.towns[nearer].source
      road.cameras.append((UInt16(cameras.count), share))
      cameras.append(
        CameraSite(
          name:
            "\(name) \(Places.towns[road.from].code)-\(Places.towns[road.to].code) \(number + 1)",
          road: name,
          position: Position(
            latitude: a.latitude + (b.latitude - a.latitude) * share
              + draws.normal(deviation: 0.004),
            longitude: a.longitude + (b.longitude - a.longitude) * share
              + draws.normal(deviation: 0.006)),
          town: nearer, source: source, serial: serials[source]))
      serials[source] += 1
    }
  }

  private mutating func addMasts(
    _ settings: WorldSettings, roads: [Road], using draws: inout SeededGenerator
  ) {
    var serials = [Int](repeating: 0, count: Places.sources.count)
    func add(_ position: Position, _ town: Int, range: Int) {
      let source = Places.towns[town].source
      townMasts[town].append(masts.count)
      masts.append(
        Mast(
          position: position, azimuth: draws.below(12) * 30, range: range, town: town,
          source: source, serial: serials[source]))
      serials[source] += 1
    }
    for (index, town) in Places.towns.enumerated() {
      let most = settings.preset == .small ? 6 : 24
      for _ in 0..<min(most, 3 + town.population / 25_000) {
        add(Self.scatter(index, kilometres: 2.5, using: &draws), index, range: 1500)
      }
    }
    for road in roads {
      for (camera, _) in road.cameras {
        let site = cameras[Int(camera)]
        add(
          Position(
            latitude: site.position.latitude + draws.normal(deviation: 0.01),
            longitude: site.position.longitude + draws.normal(deviation: 0.015)),
          site.town, range: 6000)
      }
    }
  }

  private func nearestMasts(to position: Position) -> [Int] {
    let far = masts.map { $0.position.kilometres(to: position) }
    return Array(masts.indices.sorted { (far[$0], $0) < (far[$1], $1) }.prefix(3))
  }

  /// Dijkstra from every town by plain search: 35 towns.
  private mutating func findRoutes(_ roads: [Road]) {
    let count = Places.towns.count
    routes = [Route](repeating: Route(), count: count * count)
    for start in 0..<count {
      var cost = [Int32](repeating: .max, count: count)
      var via = [(road: Int, forward: Bool)?](repeating: nil, count: count)
      var done = [Bool](repeating: false, count: count)
      cost[start] = 0
      while let next = (0..<count).filter({ !done[$0] && cost[$0] < .max })
        .min(by: { (cost[$0], $0) < (cost[$1], $1) })
      {
        done[next] = true
        for (index, road) in roads.enumerated() where road.from == next || road.to == next {
          let other = road.from == next ? road.to : road.from
          guard cost[next] + road.seconds < cost[other] else { continue }
          cost[other] = cost[next] + road.seconds
          via[other] = (index, road.from == next)
        }
      }
      for end in 0..<count {
        routes[start * count + end] = way(from: start, to: end, via: via, roads: roads)
      }
    }
  }

  private func way(
    from start: Int, to end: Int, via: [(road: Int, forward: Bool)?], roads: [Road]
  ) -> Route {
    var route = Route()
    guard start != end else {
      for (number, camera) in townCameras[start].enumerated() {
        route.passages.append(
          Passage(
            camera: camera, direction: UInt8(number % 8 + 1), seconds: Int32(number * 210 + 60)))
      }
      route.seconds = 900
      return route
    }
    var steps: [(road: Int, forward: Bool)] = []
    var at = end
    while at != start, let step = via[at] {
      steps.append(step)
      at = step.forward ? roads[step.road].from : roads[step.road].to
    }
    steps.reverse()
    var seconds: Int32 = 60
    for (number, step) in steps.enumerated() {
      let road = roads[step.road]
      let (a, b) = step.forward ? (road.from, road.to) : (road.to, road.from)
      let heading = Self.heading(from: a, to: b)
      if number == 0 {
        let camera = townCameras[a][b % townCameras[a].count]
        route.passages.append(Passage(camera: camera, direction: heading, seconds: seconds))
      }
      for (camera, share) in step.forward ? road.cameras : road.cameras.reversed() {
        let part = step.forward ? share : 1 - share
        route.passages.append(
          Passage(
            camera: camera, direction: heading,
            seconds: seconds + Int32(part * Double(road.seconds))))
      }
      seconds += road.seconds
      if number == steps.count - 1 {
        let camera = townCameras[b][a % townCameras[b].count]
        route.passages.append(Passage(camera: camera, direction: heading, seconds: seconds))
      }
    }
    route.seconds = seconds + 60
    return route
  }

  /// The eighth of the circle, 1 north … 8 north-west, as in `Compass`.
  private static func heading(from: Int, to: Int) -> UInt8 {
    let (a, b) = (position(of: from), position(of: to))
    let east = (b.longitude - a.longitude) * cos(a.latitude * .pi / 180)
    let turns = atan2(east, b.latitude - a.latitude) / (.pi / 4)
    return UInt8((Int(turns.rounded()) + 8) % 8 + 1)
  }
}
