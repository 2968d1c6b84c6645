import Picture
import Primitives
import Vocabulary

extension DaySummary {
  /// Gaps that a day teaches travel times with, about. A month's are 1.8 million.
  static let gapsMax = 60_000

  /// What chunks of the day's vehicles say, before it is put together.
  fileprivate struct Part: Sendable {
    var first = Int64.max
    var newest: [Int64]
    var newestOfFile: [Int64]
    var gaps: [UInt64] = []
    var checked = 0
    var conflicts: [Conflict] = []
    /// For each camera, reads whose time could be checked against another camera's.
    var checks: [UInt32]
    /// Camera · 9 + direction, by 24 hours.
    var laneHours: [UInt32]
    var plates: [(plate: UInt64, reads: Int, areas: [UInt32])] = []
  }

  /// Sums a day up.
  ///
  /// - Parameters:
  ///   - reads: Those of the day, ascending by (plate, time, camera), each once; cameras are
  ///     positions in the ground's.
  /// - Throws: `CancelledWork`.
  init(
    day: Int64, reads: SightingColumns, repeated: Int, ground: SummaryGround, workers: Workers
  ) throws {
    self.init(day: day)
    self.reads = reads.count
    self.repeated = repeated
    let chunks = min(32, max(1, reads.count / 50_000))
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      let rows = chunkBounds(chunk, of: chunks, count: reads.count)
      return Self.look(
        Self.wholeVehicles(rows.lowerBound, reads)..<Self.wholeVehicles(rows.upperBound, reads),
        reads, ground: ground)
    }
    let newest = parts.reduce(into: [Int64](repeating: .min, count: ground.cameraKeys.count)) {
      for camera in $0.indices { $0[camera] = max($0[camera], $1.newest[camera]) }
    }
    // From here on cameras and areas go by their place among the day's own.
    let used = newest.indices.filter { newest[$0] > .min }
      .sorted { ground.cameraKeys[$0] < ground.cameraKeys[$1] }
    var local = [UInt32](repeating: .max, count: newest.count)
    for (place, camera) in used.enumerated() { local[camera] = UInt32(place) }
    first = parts.reduce(.max) { min($0, $1.first) }
    cameras = used.map { ground.cameraKeys[$0] }
    self.newest = used.map { newest[$0] }
    self.ground = ground.hash(of: cameras) ?? 0
    sources = Self.sources(parts, ground: ground)
    gaps = parts.flatMap(\.gaps).map { gap in
      UInt64(local[Int(gap &>> 40)]) &<< 40
        | UInt64(local[Int(gap &>> 16 & 0xFF_FFFF)]) &<< 16 | gap & 0xFFFF
    }.sorted()
    settle(parts, ground: ground, local: local)
    addLanes(parts, used: used)
    addPlates(parts, used: used, ground: ground)
  }

  /// The first row at or after one at which a vehicle begins.
  private static func wholeVehicles(_ row: Int, _ reads: SightingColumns) -> Int {
    var row = row
    while row > 0 && row < reads.count && reads.plates[row] == reads.plates[row - 1] { row += 1 }
    return row
  }

  private static func look(
    _ rows: Range<Int>, _ reads: SightingColumns, ground: SummaryGround
  ) -> Part {
    let cameras = ground.cameraKeys.count
    var part = Part(
      newest: [Int64](repeating: .min, count: cameras),
      newestOfFile: [Int64](repeating: .min, count: ground.sourceOfFile.count),
      checks: [UInt32](repeating: 0, count: cameras),
      laneHours: [UInt32](repeating: 0, count: cameras * 9 * 24))
    let share = UInt64(max(1, (reads.count + gapsMax - 1) / gapsMax))
    var own: [UInt32] = []
    var begin = rows.lowerBound
    for row in rows {
      let (camera, time) = (Int(reads.cameras[row]), reads.times[row])
      part.first = min(part.first, time)
      part.newest[camera] = max(part.newest[camera], time)
      let file = Int(reads.files[row])
      part.newestOfFile[file] = max(part.newestOfFile[file], time)
      let hour = Int((time - time.floorDivided(by: 86_400) * 86_400) / 3600)
      part.laneHours[(camera * 9 + Int(reads.directions[row])) * 24 + hour] &+= 1
      let area = ground.map.area[camera]
      if area >= 0, !own.contains(UInt32(area)) { own.append(UInt32(area)) }
      if row > begin { part.compare(row, reads, ground: ground, share: share) }
      if row + 1 == rows.upperBound || reads.plates[row + 1] != reads.plates[row] {
        part.plates.append((reads.plates[row], row + 1 - begin, own))
        own.removeAll(keepingCapacity: true)
        begin = row + 1
      }
    }
    return part
  }

  private static func sources(_ parts: [Part], ground: SummaryGround) -> [Newest] {
    var newest: [String: Int64] = [:]
    for part in parts {
      for (file, time) in part.newestOfFile.enumerated() where time > .min {
        let source = ground.sourceOfFile[file]
        newest[source] = max(newest[source] ?? time, time)
      }
    }
    return newest.map { Newest(source: $0.key, time: $0.value) }.sorted { $0.source < $1.source }
  }

  /// Speeds: whose clock is at fault, and what is left to be held against plates.
  private mutating func settle(_ parts: [Part], ground: SummaryGround, local: [UInt32]) {
    var checks = [Int](repeating: 0, count: ground.cameraKeys.count)
    for part in parts {
      for (camera, count) in part.checks.enumerated() { checks[camera] += Int(count) }
    }
    checked = parts.reduce(0) { $0 + $1.checked }
    let all = parts.flatMap(\.conflicts)
    impossible = all.count
    let wrong = ImpossibleSpeed.faultyCameras(all, checks: checks)
    faulty = wrong.map { local[$0] }.sorted()
    let isWrong = Set(wrong.map { UInt32($0) })
    conflicts = all.filter { !isWrong.contains($0.camera) && !isWrong.contains($0.nextCamera) }
      .map { conflict in
        var conflict = conflict
        conflict.camera = local[Int(conflict.camera)]
        conflict.nextCamera = local[Int(conflict.nextCamera)]
        return conflict
      }
  }

  private mutating func addLanes(_ parts: [Part], used: [Int]) {
    for (place, camera) in used.enumerated() {
      for direction in 0..<9 {
        let from = (camera * 9 + direction) * 24
        let hours = (0..<24).map { hour in parts.reduce(0) { $0 + $1.laneHours[from + hour] } }
        guard hours.contains(where: { $0 > 0 }) else { continue }
        lanes.append(UInt64(place * 9 + direction))
        laneHours += hours
      }
    }
  }

  private mutating func addPlates(_ parts: [Part], used: [Int], ground: SummaryGround) {
    let seen = Set(used.map { ground.map.area[$0] }.filter { $0 >= 0 })
      .sorted { ground.areaKeys[$0] < ground.areaKeys[$1] }
    areas = seen.map { ground.areaKeys[$0] }
    var local = [UInt32](repeating: .max, count: ground.areaKeys.count)
    for (place, area) in seen.enumerated() { local[area] = UInt32(place) }
    var packing = PlateTable.Packing()
    for part in parts {
      for (plate, reads, areas) in part.plates {
        packing.add(plate, reads: reads, areas: areas.map { local[Int($0)] }.sorted())
      }
    }
    plates = packing.table
  }
}

extension DaySummary.Part {
  /// A read against the one before it of the same vehicle.
  fileprivate mutating func compare(
    _ row: Int, _ reads: SightingColumns, ground: SummaryGround, share: UInt64
  ) {
    let (from, to) = (reads.cameras[row - 1], reads.cameras[row])
    let gap = reads.times[row] - reads.times[row - 1]
    guard from != to, gap <= TravelTimes.longestGap else { return }
    let plate = reads.plates[row]
    if StableHash.mix(plate) % share == 0 {
      gaps.append(UInt64(from) &<< 40 | UInt64(to) &<< 16 | UInt64(gap))
    }
    // No two cameras of a region lie so far apart that an hour and a half is too little.
    guard gap < 5400 else { return }
    let distance = ground.map.kilometres(Int(from), Int(to))
    guard distance > 3 else { return }
    checked += 1
    checks[Int(from)] += 1
    checks[Int(to)] += 1
    if distance * 3600 > ground.impossibleSpeed * (Double(gap) + 20) {
      conflicts.append(
        DaySummary.Conflict(
          plate: plate, time: reads.times[row - 1], camera: from, nextTime: reads.times[row],
          nextCamera: to))
    }
  }
}
