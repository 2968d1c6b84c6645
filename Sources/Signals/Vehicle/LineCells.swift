import Picture
import Primitives
import Vocabulary

/// Where and when each line's phones were served, and which vehicles were on the same way.
///
/// A cell is not a position: an event speaks for the cameras within the cell's reach, which is its
/// stated range, or else half as far again as its nearest neighbour, and grows with the minutes
/// between the event and the read. Only events away from the phone's usual area count, because two
/// things that both live in a city are always near each other.
struct LineCells: Sendable {
  /// One event of a line's number away from its usual area.
  struct Away: Hashable, Sendable {
    var time: Int64
    var cell: Int
    /// Position in `holdings.calls`.
    var row: Int
  }

  /// For each lineage, events away from its usual area, ascending by time.
  let away: [[Away]]
  /// For each lineage, all times at which its numbers sent or called, ascending.
  let sent: [[Int64]]
  /// For each cell in use, the cameras it may serve and their kilometres, ascending by camera.
  private let reach: [Int: [(camera: Int, kilometres: Double)]]
  private let radius: [Int: Double]

  init(
    _ picture: RegionalPicture, lineages: [Lineage], map: CameraMap,
    settings: VehicleTracing.Settings
  ) {
    var away: [[Away]] = []
    var sent: [[Int64]] = []
    for lineage in lineages {
      var events: [Away] = []
      var times: [Int64] = []
      for spell in lineage.spells {
        for row in picture.callRows(from: spell.number) {
          times.append(picture.holdings.calls.times[row])
          let cell = picture.holdings.calls.cells[row]
          guard cell != .max else { continue }
          events.append(Away(time: picture.holdings.calls.times[row], cell: Int(cell), row: row))
        }
      }
      let usual = CorridorProfile.commonest(events.map { picture.areaOfCell[$0.cell] })
      away.append(
        events.filter { picture.areaOfCell[$0.cell] != usual }
          .sorted { ($0.time, $0.row) < ($1.time, $1.row) })
      sent.append(times.sorted())
    }
    self.away = away
    self.sent = sent
    let used = Set(away.flatMap { $0.map(\.cell) }).sorted()
    let cells = picture.holdings.cells
    var reach: [Int: [(camera: Int, kilometres: Double)]] = [:]
    var radius: [Int: Double] = [:]
    for cell in used {
      guard let place = cells[cell].position else { continue }
      let neighbour = cells.indices.compactMap { other -> Double? in
        guard let position = cells[other].position else { return nil }
        let distance = place.kilometres(to: position)
        return distance > 0.05 ? distance : nil
      }.min()
      let own = cells[cell].rangeMetres.map { $0 / 1000 } ?? neighbour.map { 1.5 * $0 }
      radius[cell] = min(20, max(1, own ?? settings.cellRadius))
      reach[cell] = (0..<map.count).compactMap { camera in
        let distance = map.kilometres(camera, latitude: place.latitude, longitude: place.longitude)
        return distance <= (radius[cell] ?? 0) + 12 ? (camera, distance) : nil
      }
    }
    self.reach = reach
    self.radius = radius
  }

  /// Cameras whose reads, so many seconds from an event in the cell, fit one journey: the reach,
  /// and 1.2 km for each minute between, up to 12 km.
  func cameras(of cell: Int, within window: Int64) -> [(camera: Int, kilometres: Double)] {
    let most = (radius[cell] ?? 0) + min(12, Double(window) * 0.02)
    return (reach[cell] ?? []).filter { $0.kilometres <= most }
  }

  /// Whether a read fits an event.
  func fits(_ event: Away, camera: Int, time: Int64, window: Int64) -> Bool {
    let apart = abs(time - event.time)
    guard apart <= window, let near = reach[event.cell] else { return false }
    var low = 0
    var high = near.count
    while low < high {
      let middle = (low + high) / 2
      if near[middle].camera < camera { low = middle + 1 } else { high = middle }
    }
    guard low < near.count, near[low].camera == camera else { return false }
    return near[low].kilometres <= (radius[event.cell] ?? 0) + min(12, Double(apart) * 0.02)
  }
}
