import Primitives

/// Counts the meetings of one vehicle at a time, with scratch columns that are used again.
struct ConvoyCounting {
  let lanes: ConvoyLanes
  let mining: ConvoyMining
  /// Meetings of the vehicle at hand with each other one; zero between vehicles.
  private var counts: [UInt32]
  private var touched: [UInt32] = []
  private var meetings: [Meeting] = []

  private struct Meeting {
    var partner: UInt32
    var camera: UInt32
    var earlier: Int64
  }

  init(lanes: ConvoyLanes, mining: ConvoyMining) {
    self.lanes = lanes
    self.mining = mining
    counts = [UInt32](repeating: 0, count: lanes.plateValues.count)
  }

  /// The pairs whose lower vehicle lies in `range`, ascending.
  mutating func pairs(of range: Range<Int>) -> [ConvoyPair] {
    var found: [ConvoyPair] = []
    for vehicle in range {
      countPartners(of: vehicle)
      let need = UInt32(max(mining.minCameras, mining.minDays))
      if touched.contains(where: { counts[Int($0)] >= need }) {
        writeMeetings(of: vehicle, need: need)
        found += settle(vehicle)
      }
      for partner in touched { counts[Int(partner)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
    return found
  }

  /// Calls `body` with the place of the vehicle's read and of each read above it in the window.
  @inline(__always)
  private func forEachMeeting(of vehicle: Int, _ body: (_ own: Int, _ other: Int) -> Void) {
    let window = mining.windowSeconds
    let last = lanes.times.count
    lanes.times.withUnsafeBufferPointer { times in
      lanes.lanes.withUnsafeBufferPointer { laneOf in
        lanes.vehicles.withUnsafeBufferPointer { vehicles in
          for index in lanes.starts[vehicle]..<lanes.starts[vehicle + 1] {
            let own = Int(lanes.positions[index])
            let lane = laneOf[own]
            var other = own - 1
            while other >= 0 && laneOf[other] == lane && times[own] - times[other] <= window {
              if Int(vehicles[other]) > vehicle { body(own, other) }
              other -= 1
            }
            other = own + 1
            while other < last && laneOf[other] == lane && times[other] - times[own] <= window {
              if Int(vehicles[other]) > vehicle { body(own, other) }
              other += 1
            }
          }
        }
      }
    }
  }

  private mutating func countPartners(of vehicle: Int) {
    var counts = self.counts
    var touched = self.touched
    self.counts = []
    self.touched = []
    forEachMeeting(of: vehicle) { _, other in
      let partner = Int(lanes.vehicles[other])
      if counts[partner] == 0 { touched.append(UInt32(partner)) }
      counts[partner] += 1
    }
    self.counts = counts
    self.touched = touched
  }

  private mutating func writeMeetings(of vehicle: Int, need: UInt32) {
    var meetings = self.meetings
    self.meetings = []
    meetings.removeAll(keepingCapacity: true)
    forEachMeeting(of: vehicle) { own, other in
      let partner = lanes.vehicles[other]
      guard counts[Int(partner)] >= need else { return }
      meetings.append(
        Meeting(
          partner: partner, camera: lanes.cameras[own],
          earlier: min(lanes.times[own], lanes.times[other])))
    }
    meetings.sort { ($0.partner, $0.camera, $0.earlier) < ($1.partner, $1.camera, $1.earlier) }
    self.meetings = meetings
  }

  /// The exact counts of the meetings written down, partner by partner.
  private func settle(_ vehicle: Int) -> [ConvoyPair] {
    var found: [ConvoyPair] = []
    var days: [Int64] = []
    var first = 0
    while first < meetings.count {
      let partner = meetings[first].partner
      var end = first
      var cameras = 0
      var occasions = 0
      days.removeAll(keepingCapacity: true)
      while end < meetings.count && meetings[end].partner == partner {
        let meeting = meetings[end]
        let slot = meeting.earlier.floorDivided(by: 600)
        let newCamera = end == first || meetings[end - 1].camera != meeting.camera
        if newCamera { cameras += 1 }
        if newCamera || meetings[end - 1].earlier.floorDivided(by: 600) != slot { occasions += 1 }
        days.append(meeting.earlier.floorDivided(by: 86_400))
        end += 1
      }
      let dayCount = different(&days)
      if cameras >= mining.minCameras && dayCount >= mining.minDays {
        found.append(
          ConvoyPair(
            a: lanes.plateValues[vehicle], b: lanes.plateValues[Int(partner)],
            occasions: occasions, cameras: cameras, days: dayCount))
      }
      first = end
    }
    return found
  }
}
