import Picture
import Primitives
import Vocabulary

/// Reads of one plate that no vehicle could have made, and whose fault that is.
///
/// Two reads in a row need more than the impossible speed over at least 3 km. If on that day many
/// vehicles show the same at one of the two cameras, its clock is wrong; else the plate is on two
/// vehicles. That is said only when it happens on different days, between different places, and
/// more
/// often than misreads that look like other plates do everywhere: the fleet's own rate of such
/// reads gives what to expect of a plate read so often, and one chance in a million is asked for.
struct ImpossibleSpeed: Sendable {
  /// Positions in `picture.plates` of plates that two vehicles seem to carry, ascending, with the
  /// rows that show it.
  let clones: [(plate: Int, rows: [Int])]
  /// Camera and day (of UTC) of clocks that seem wrong, ascending.
  let faultyClocks: [(camera: Int, day: Int)]

  /// Vehicles that must disagree with a camera on a day before its clock is blamed, and the share
  /// of those that could be checked.
  static let fewestVehicles = 4
  static let clockShare = 0.25

  /// How unlikely a plate's count must be at the fleet's rate.
  static let cloneChance = 1e-6

  private struct Conflict: Sendable {
    var plate: Int
    var row: Int
    var next: Int
  }

  init(
    _ picture: RegionalPicture, map: CameraMap, settings: VehicleTracing.Settings, workers: Workers
  ) throws {
    let count = picture.plates.count
    let chunks = min(128, max(1, count / 256))
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      Self.look(
        chunkBounds(chunk, of: chunks, count: count), picture, map: map,
        speed: settings.impossibleSpeed)
    }
    let conflicts = parts.flatMap(\.conflicts)
    let checks = parts.reduce(0) { $0 + $1.checked }
    let faulty = Self.clocks(
      conflicts, checked: Self.checks(conflicts, picture, map: map), picture)
    faultyClocks = faulty.map { (Int($0 &>> 32), Int($0 & 0xFFFF_FFFF)) }
    clones = Self.clones(
      conflicts, faulty: Set(faulty), rate: Double(conflicts.count) / Double(max(1, checks)),
      picture)
  }

  private static func look(
    _ plates: Range<Int>, _ picture: RegionalPicture, map: CameraMap, speed: Double
  ) -> (conflicts: [Conflict], checked: Int) {
    let sightings = picture.holdings.sightings
    var conflicts: [Conflict] = []
    var checked = 0
    for plate in plates {
      let rows = picture.plateStarts[plate]..<picture.plateStarts[plate + 1]
      for row in rows.dropFirst() {
        let gap = Double(sightings.times[row] - sightings.times[row - 1])
        // No two cameras of a region lie so far apart that an hour and a half is too little.
        guard gap < 5400 else { continue }
        let distance = map.kilometres(Int(sightings.cameras[row - 1]), Int(sightings.cameras[row]))
        guard distance > 3 else { continue }
        checked += 1
        if distance * 3600 > speed * (gap + 20) {
          conflicts.append(Conflict(plate: plate, row: row - 1, next: row))
        }
      }
    }
    return (conflicts, checked)
  }

  private static func key(_ camera: UInt32, _ time: Int64) -> UInt64 {
    UInt64(camera) &<< 32 | UInt64(max(0, time.floorDivided(by: 86_400)))
  }

  /// For every (camera, day) in a conflict, how many vehicles passed it on that day and another
  /// camera within the hour and a half: those whose times could be checked.
  private static func checks(
    _ conflicts: [Conflict], _ picture: RegionalPicture, map: CameraMap
  ) -> [UInt64: Int] {
    let sightings = picture.holdings.sightings
    var vehicles: [UInt64: Set<Int>] = [:]
    for conflict in conflicts {
      for row in [conflict.row, conflict.next] {
        vehicles[key(sightings.cameras[row], sightings.times[row]), default: []]
          .insert(conflict.plate)
      }
    }
    // Only camera days that enough vehicles dispute are worth counting the traffic of.
    let disputed = vehicles.filter { $0.value.count >= fewestVehicles }
    var counts: [UInt64: Int] = [:]
    guard !disputed.isEmpty else { return counts }
    var isDisputed = [Bool](repeating: false, count: map.count)
    for key in disputed.keys { isDisputed[Int(key &>> 32)] = true }
    for row in 1..<max(1, sightings.count)
    where sightings.plates[row] == sightings.plates[row - 1]
      && sightings.times[row] - sightings.times[row - 1] < 5400
      && (isDisputed[Int(sightings.cameras[row])] || isDisputed[Int(sightings.cameras[row - 1])])
      && map.kilometres(Int(sightings.cameras[row]), Int(sightings.cameras[row - 1])) > 3
    {
      for at in [row - 1, row] where isDisputed[Int(sightings.cameras[at])] {
        counts[key(sightings.cameras[at], sightings.times[at]), default: 0] += 1
      }
    }
    return counts.filter { disputed[$0.key] != nil }
  }

  /// Camera days whose clock is at fault, ascending: the most disputed first, and what it explains
  /// is not held against others.
  private static func clocks(
    _ conflicts: [Conflict], checked: [UInt64: Int], _ picture: RegionalPicture
  ) -> [UInt64] {
    let sightings = picture.holdings.sightings
    var left = conflicts
    var faulty: [UInt64] = []
    while true {
      var vehicles: [UInt64: Set<Int>] = [:]
      for conflict in left {
        for row in [conflict.row, conflict.next] {
          let key = key(sightings.cameras[row], sightings.times[row])
          if checked[key] != nil { vehicles[key, default: []].insert(conflict.plate) }
        }
      }
      let worst = vehicles.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      guard let worst, worst.value.count >= fewestVehicles,
        Double(worst.value.count) >= clockShare * Double(checked[worst.key] ?? .max)
      else { return faulty.sorted() }
      faulty.append(worst.key)
      left.removeAll { conflict in
        [conflict.row, conflict.next].contains {
          key(sightings.cameras[$0], sightings.times[$0]) == worst.key
        }
      }
    }
  }

  private static func clones(
    _ conflicts: [Conflict], faulty: Set<UInt64>, rate: Double, _ picture: RegionalPicture
  ) -> [(plate: Int, rows: [Int])] {
    let sightings = picture.holdings.sightings
    let kept = conflicts.filter { conflict in
      ![conflict.row, conflict.next].contains {
        faulty.contains(key(sightings.cameras[$0], sightings.times[$0]))
      }
    }
    return Dictionary(grouping: kept, by: \.plate).compactMap { plate, own in
      let places = Set(own.flatMap { [sightings.cameras[$0.row], sightings.cameras[$0.next]] })
      let days = Set(own.map { sightings.times[$0.row].floorDivided(by: 86_400) })
      let reads = picture.plateStarts[plate + 1] - picture.plateStarts[plate]
      // Not every two reads in a row can be checked; all of them are the most there could be.
      let chance = Chance.poissonTail(atLeast: own.count, lambda: max(0.05, rate * Double(reads)))
      guard days.count >= 2, places.count >= 3, chance <= cloneChance else { return nil }
      return (plate, Array(Set(own.flatMap { [$0.row, $0.next] })).sorted())
    }.sorted { $0.plate < $1.plate }
  }
}
