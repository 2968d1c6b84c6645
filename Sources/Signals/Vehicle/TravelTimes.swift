import Glibc
import Primitives

/// How long the road takes from one camera to another, learnt from the traffic itself.
///
/// For a pair of cameras that follow each other in enough vehicles' reads, the lower quartile of
/// the gaps: most drivers drive on, some stop, and the quartile is among those who drive. Where the
/// traffic says too little, the distance over the speed that the learnt pairs have in common; where
/// the distance is unknown too, nothing.
///
/// The gaps come from the days' summaries: two reads of one UTC day, about 60,000 a day, of
/// vehicles chosen by a stable hash, so that the cost of a day stays the same and the answer too.
struct TravelTimes: Sendable {
  /// A gap that teaches something is at most this long: 4 hours.
  static let longestGap: Int64 = 4 * 3600
  static let fewestGaps = 8

  /// Seconds a straight-line kilometre takes on the way, the middle of the learnt pairs.
  let secondsPerKilometre: Double
  private let map: CameraMap
  private let starts: [Int]
  private let targets: [UInt32]
  private let seconds: [Float]

  /// - Throws: `CancelledWork`.
  init(_ traffic: Traffic, map: CameraMap, workers: Workers) throws {
    self.map = map
    let buckets = traffic.gaps
    let chunks = min(64, max(1, map.count))
    let learnt = try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: map.count).map { Self.quartiles(buckets[$0]) }
    }.flatMap { $0 }
    var paces: [Double] = []
    for (from, rows) in learnt.enumerated() {
      for row in rows where row.count >= 20 {
        let distance = map.kilometres(from, Int(row.target))
        if distance > 2 { paces.append(Double(row.seconds) / distance) }
      }
    }
    // 72 seconds, which is 50 km/h as the crow flies, when there is no traffic to learn from.
    let pace = Chance.quantile(paces, 0.5) ?? 72
    secondsPerKilometre = pace
    var starts = [0]
    var targets: [UInt32] = []
    var seconds: [Float] = []
    for (from, rows) in learnt.enumerated() {
      for row in rows {
        // Two cameras at the ends of a street where people park must not teach that a street
        // takes an hour.
        let distance = map.kilometres(from, Int(row.target))
        let limit = distance.isNaN ? Float.infinity : Float(distance * pace * 3 + 180)
        targets.append(row.target)
        seconds.append(min(row.seconds, limit))
      }
      starts.append(targets.count)
    }
    self.starts = starts
    self.targets = targets
    self.seconds = seconds
  }

  /// What the road usually takes; 0 from a camera to itself; nil when nothing is known.
  func usual(from a: Int, to b: Int) -> Double? {
    if a == b { return 0 }
    var low = starts[a]
    var high = starts[a + 1]
    while low < high {
      let middle = (low + high) / 2
      if Int(targets[middle]) < b { low = middle + 1 } else { high = middle }
    }
    if low < starts[a + 1], Int(targets[low]) == b { return Double(seconds[low]) }
    let distance = map.kilometres(a, b)
    return distance.isNaN ? nil : distance * secondsPerKilometre
  }

  private struct Learnt: Sendable {
    var target: UInt32
    var seconds: Float
    var count: Int
  }

  private static func quartiles(_ gaps: [UInt64]) -> [Learnt] {
    let sorted = gaps.sorted()
    var found: [Learnt] = []
    var first = 0
    while first < sorted.count {
      let target = sorted[first] &>> 32
      var end = first
      while end < sorted.count && sorted[end] &>> 32 == target { end += 1 }
      if end - first >= fewestGaps {
        let quarter = sorted[first + (end - first) / 4] & 0xFFFF_FFFF
        found.append(Learnt(target: UInt32(target), seconds: Float(quarter), count: end - first))
      }
      first = end
    }
    return found
  }
}
