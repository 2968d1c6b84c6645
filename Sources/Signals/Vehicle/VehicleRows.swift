import Picture
import Vocabulary

/// The reads of one registration in order of time, those given back to it by repair among them.
struct VehicleRows: Sendable {
  /// Positions in `holdings.sightings`.
  let rows: [Int]

  /// - Parameter plate: A position in `picture.plates`.
  init(_ picture: RegionalPicture, plate: Int, repairs: [(plate: Int, row: Int)]) {
    let own = picture.plateStarts[plate]..<picture.plateStarts[plate + 1]
    var low = 0
    var high = repairs.count
    while low < high {
      let middle = (low + high) / 2
      if repairs[middle].plate < plate { low = middle + 1 } else { high = middle }
    }
    guard low < repairs.count, repairs[low].plate == plate else {
      rows = Array(own)
      return
    }
    let given = repairs[low...].prefix { $0.plate == plate }.map(\.row)
    let times = picture.holdings.sightings.times
    rows = (Array(own) + given).sorted { (times[$0], $0) < (times[$1], $1) }
  }
}
