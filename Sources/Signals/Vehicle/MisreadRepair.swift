import Picture
import Primitives
import Vocabulary

/// Reads of a plate that was read wrongly, given back to the vehicle that made them.
///
/// Cameras confuse {O, 0, Q, D} {I, 1, L} {S, 5} {B, 8} {Z, 2} {G, 6}. A read is given to another
/// registration only when (a) the two differ by such characters alone, (b) the read one appears
/// nowhere else, neither at a camera nor in a register, (c) the other one's own reads just before
/// and just after lie on the road at times that fit, and (d) only one registration fits.
/// The read row stays what is cited.
struct MisreadRepair: Sendable {
  /// Row in `holdings.sightings` and the position in `picture.plates` it is given to, ascending by
  /// (plate, row).
  let repairs: [(plate: Int, row: Int)]

  init(_ picture: RegionalPicture, times: TravelTimes, settings: VehicleTracing.Settings) {
    let keyed = picture.plates.map { Self.folded($0) }
    let order = ColumnSort.order(of: keyed)
    var found: [(plate: Int, row: Int)] = []
    var first = 0
    while first < order.count {
      let key = keyed[Int(order[first])]
      var end = first + 1
      while end < order.count && keyed[Int(order[end])] == key { end += 1 }
      if end - first > 1 {
        found += Self.within(
          order[first..<end].map { Int($0) }, picture, times: times, settings: settings)
      }
      first = end
    }
    repairs = found.sorted { ($0.plate, $0.row) < ($1.plate, $1.row) }
  }

  /// The registration with every character replaced by the first of those it is confused with.
  static func folded(_ packed: UInt64) -> UInt64 {
    var word: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 54, by: 6) {
      word |= class64[Int((packed &>> shift) & 63)] &<< shift
    }
    return word
  }

  /// For each six-bit code, the code of its class.
  private static let class64: [UInt64] = {
    var table = (0..<64).map { UInt64($0) }
    for group in ["0OQD", "1IL", "5S", "8B", "2Z", "6G"] {
      let codes = group.utf8.map { byte in
        Int(byte < 0x3A ? byte - 0x30 + 1 : byte - 0x41 + 11)
      }
      for code in codes { table[code] = UInt64(codes[0]) }
    }
    return table
  }()

  private static func within(
    _ group: [Int], _ picture: RegionalPicture, times: TravelTimes,
    settings: VehicleTracing.Settings
  ) -> [(plate: Int, row: Int)] {
    func rows(_ plate: Int) -> Range<Int> {
      picture.plateStarts[plate]..<picture.plateStarts[plate + 1]
    }
    return group.compactMap { single -> (plate: Int, row: Int)? in
      guard rows(single).count == 1, picture.recordsOfVehicle[picture.plates[single]] == nil
      else { return nil }
      let row = rows(single).lowerBound
      let fitting = group.filter { plate in
        plate != single && rows(plate).count >= 2
          && fits(row, among: rows(plate), picture, times: times, settings: settings)
      }
      return fitting.count == 1 ? (fitting[0], row) : nil
    }
  }

  /// Whether a read lies on the road between the reads before and after it.
  private static func fits(
    _ row: Int, among rows: Range<Int>, _ picture: RegionalPicture, times: TravelTimes,
    settings: VehicleTracing.Settings
  ) -> Bool {
    let sightings = picture.holdings.sightings
    let time = sightings.times[row]
    guard let next = rows.first(where: { sightings.times[$0] > time }), next > rows.lowerBound
    else { return false }
    return isDriving(next - 1, row, sightings, times: times, settings: settings)
      && isDriving(row, next, sightings, times: times, settings: settings)
  }

  private static func isDriving(
    _ a: Int, _ b: Int, _ sightings: SightingColumns, times: TravelTimes,
    settings: VehicleTracing.Settings
  ) -> Bool {
    let gap = Double(sightings.times[b] - sightings.times[a])
    guard
      let usual = times.usual(from: Int(sightings.cameras[a]), to: Int(sightings.cameras[b]))
    else { return false }
    return gap >= usual * 0.5 && gap <= usual * settings.legFactor + Double(settings.stopSeconds)
  }
}
