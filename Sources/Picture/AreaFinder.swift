import Vocabulary

/// Which area a place belongs to: the one a source says, or the nearest within 15 km.
struct AreaFinder {
  /// A market town and its surroundings; farther out a camera stands between towns.
  static let reachKilometres = 15.0

  let areas: [Area]
  let positions: [RecordKey: Int]

  /// - Returns: A position in `areas`, or −1.
  func area(said key: RecordKey?, position: Position?) -> Int {
    if let key, let said = positions[key] { return said }
    guard let position else { return -1 }
    var best = -1
    var least = Self.reachKilometres
    for (index, area) in areas.enumerated() {
      guard let middle = area.position else { continue }
      let distance = middle.kilometres(to: position)
      if distance < least {
        least = distance
        best = index
      }
    }
    return best
  }
}
