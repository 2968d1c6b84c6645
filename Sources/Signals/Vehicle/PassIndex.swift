import Picture
import Primitives
import Vocabulary

/// All reads once more, by camera, direction and time, to ask who else passed.
///
///     lane    camera · 9 + direction (0 unknown, 1 … 8)
///     starts  rows of lane l are starts[l] ..< starts[l + 1] of `rows`, ascending by time
struct PassIndex: Sendable {
  /// Positions in `holdings.sightings`.
  let rows: [UInt32]
  private let starts: [Int]
  private let sightings: SightingColumns

  init(_ picture: RegionalPicture) {
    let sightings = picture.holdings.sightings
    self.sightings = sightings
    let earliest = sightings.times.min() ?? 0
    let lanes = picture.holdings.cameras.count * 9
    var keys: [UInt64] = []
    keys.reserveCapacity(sightings.count)
    var starts = [Int](repeating: 0, count: lanes + 1)
    for row in 0..<sightings.count {
      let lane = Int(sightings.cameras[row]) * 9 + Int(sightings.directions[row])
      starts[lane + 1] += 1
      keys.append(UInt64(lane) &<< 36 | UInt64(sightings.times[row] - earliest))
    }
    for lane in 0..<lanes { starts[lane + 1] += starts[lane] }
    self.starts = starts
    rows = ColumnSort.order(of: keys)
  }

  /// Places in `rows` of reads at a camera in a direction within a stretch of time, both ends in.
  func places(camera: Int, direction: Int, from: Int64, to: Int64) -> Range<Int> {
    let lane = camera * 9 + direction
    let low = first(in: starts[lane]..<starts[lane + 1], at: from)
    let high = first(in: low..<starts[lane + 1], at: to + 1)
    return low..<high
  }

  private func first(in range: Range<Int>, at time: Int64) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if sightings.times[Int(rows[middle])] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
