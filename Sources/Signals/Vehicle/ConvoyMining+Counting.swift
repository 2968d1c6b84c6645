import Primitives

/// Counts the meetings of pairs exactly.
struct ConvoyCount: Sendable {
  let mining: ConvoyMining
  /// Registrations by vehicle number.
  let plates: [UInt64]

  /// The pairs that count, of meetings that hold all those of each of their pairs.
  func pairs(_ meetings: UnsafeMutableBufferPointer<ConvoyMeetings.Meeting>) -> [ConvoyPair] {
    var meetings = meetings
    meetings.sort { ($0.pair, $0.camera, $0.seconds) < ($1.pair, $1.camera, $1.seconds) }
    var found: [ConvoyPair] = []
    var days: [UInt32] = []
    var first = 0
    while first < meetings.count {
      let pair = meetings[first].pair
      var end = first
      var cameras = 0
      var occasions = 0
      days.removeAll(keepingCapacity: true)
      while end < meetings.count && meetings[end].pair == pair {
        let meeting = meetings[end]
        let isNewCamera = end == first || meetings[end - 1].camera != meeting.camera
        if isNewCamera { cameras += 1 }
        // The clock counts from a midnight, so ten minutes begin where they do in the definition.
        if isNewCamera || meetings[end - 1].seconds / 600 != meeting.seconds / 600 {
          occasions += 1
        }
        days.append(meeting.seconds / 86_400)
        end += 1
      }
      if cameras >= mining.minCameras {
        let dayCount = different(&days)
        if dayCount >= mining.minDays {
          let (one, other) = (
            plates[Int(truncatingIfNeeded: pair & 0xFFFF_FFFF)],
            plates[Int(truncatingIfNeeded: pair &>> 32)]
          )
          found.append(
            ConvoyPair(
              a: min(one, other), b: max(one, other), occasions: occasions, cameras: cameras,
              days: dayCount))
        }
      }
      first = end
    }
    return found
  }
}
