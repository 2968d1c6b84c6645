import Primitives

/// The rows of vehicles that can be in a pair, twice: by lane and time, and by vehicle.
///
///     lane        one camera in one direction
///     vehicles…   vehicle, time, camera and lane of every row, ascending by (lane, time)
///     positions   for each vehicle, where its rows stand in those columns
struct ConvoyLanes: Sendable {
  /// Different registrations that can be in a pair, ascending.
  let plateValues: [UInt64]
  /// In order of (lane, time): position in `plateValues`.
  let vehicles: [UInt32]
  let times: [Int64]
  let cameras: [UInt32]
  /// The lane's number, so that a look along the order stops at its ends.
  let lanes: [UInt32]
  /// `positions[starts[v] ..< starts[v + 1]]` are the places of vehicle v's rows.
  let positions: [UInt32]
  let starts: [Int]

  init(
    plates: [UInt64], cameras: [UInt32], directions: [UInt8], times: [Int64], mining: ConvoyMining
  ) {
    let byPlate = ColumnSort.order(of: plates)
    var values: [UInt64] = []
    var vehicleOfRow = [UInt32](repeating: .max, count: plates.count)
    var keptRows: [UInt32] = []
    keptRows.reserveCapacity(plates.count)
    var screen = Screen(mining: mining)
    var first = 0
    while first < byPlate.count {
      let plate = plates[Int(byPlate[first])]
      var end = first
      while end < byPlate.count && plates[Int(byPlate[end])] == plate { end += 1 }
      if screen.passes(byPlate[first..<end], cameras: cameras, times: times) {
        for row in byPlate[first..<end] {
          vehicleOfRow[Int(row)] = UInt32(values.count)
          keptRows.append(row)
        }
        values.append(plate)
      }
      first = end
    }
    plateValues = values
    let order = Self.laneOrder(keptRows, cameras: cameras, directions: directions, times: times)
    vehicles = order.map { vehicleOfRow[Int($0)] }
    self.times = order.map { times[Int($0)] }
    self.cameras = order.map { cameras[Int($0)] }
    lanes = order.map { cameras[Int($0)] &<< 4 | UInt32(directions[Int($0)]) }
    var starts = [Int](repeating: 0, count: values.count + 1)
    for vehicle in vehicles { starts[Int(vehicle) + 1] += 1 }
    for vehicle in values.indices { starts[vehicle + 1] += starts[vehicle] }
    self.starts = starts
    var next = starts
    var positions = [UInt32](repeating: 0, count: order.count)
    for (place, vehicle) in vehicles.enumerated() {
      positions[next[Int(vehicle)]] = UInt32(place)
      next[Int(vehicle)] += 1
    }
    self.positions = positions
  }

  private static func laneOrder(
    _ rows: [UInt32], cameras: [UInt32], directions: [UInt8], times: [Int64]
  ) -> [UInt32] {
    guard let earliest = rows.lazy.map({ times[Int($0)] }).min() else { return [] }
    let keys = rows.map { row -> UInt64 in
      let at = Int(row)
      precondition(cameras[at] < 1 &<< 24 && directions[at] < 16, "cameras lie below 2^24")
      let lane = UInt64(cameras[at]) &<< 4 | UInt64(directions[at])
      let since = times[at] - earliest
      precondition(since < 1 &<< 36, "reads lie within two thousand years")
      return lane &<< 36 | UInt64(since)
    }
    return ColumnSort.order(of: keys).map { rows[Int($0)] }
  }

  /// Whether a vehicle was read at enough cameras on enough days to be in any pair.
  private struct Screen {
    let mining: ConvoyMining
    var cameras: [UInt32] = []
    var days: [Int64] = []

    init(mining: ConvoyMining) { self.mining = mining }

    mutating func passes(_ rows: ArraySlice<UInt32>, cameras: [UInt32], times: [Int64]) -> Bool {
      guard rows.count >= mining.minCameras else { return false }
      self.cameras.removeAll(keepingCapacity: true)
      days.removeAll(keepingCapacity: true)
      for row in rows {
        self.cameras.append(cameras[Int(row)])
        // A meeting's day is that of the earlier read, which may be the partner's before midnight.
        days.append(times[Int(row)].floorDivided(by: 86_400))
        days.append((times[Int(row)] - mining.windowSeconds).floorDivided(by: 86_400))
      }
      return different(&self.cameras) >= mining.minCameras
        && (mining.windowSeconds >= 86_400 || different(&days) >= mining.minDays)
    }
  }
}

/// How many different values a scratch column holds. It is left sorted.
func different<Value: Comparable>(_ values: inout [Value]) -> Int {
  values.sort()
  var count = 0
  for index in values.indices where index == 0 || values[index] != values[index - 1] { count += 1 }
  return count
}
