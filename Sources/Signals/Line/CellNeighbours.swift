import Glibc
import Picture
import Vocabulary

/// Which cells are near which: where a handset that a cell serves may really be.
///
/// A handset's cell is not its position. In over 60 % of connections the handset was outside the
/// serving cell's Voronoi polygon, and the cell with two rings of neighbours covers 90 %; two rings
/// of a hexagonal net are 18 cells.
struct CellNeighbours: Sendable {
  /// Two rings of a hexagonal net.
  static let neighboursMax = 18
  /// Farther than this is another town, however few cells stand between.
  static let reachKilometres = 8.0

  /// For each cell, itself and its neighbours, ascending.
  let near: [[UInt32]]

  init(_ cells: [CellSite]) {
    let placed = cells.indices.compactMap { index in
      cells[index].position.map { (cell: index, position: $0) }
    }.sorted { ($0.position.latitude, $0.cell) < ($1.position.latitude, $1.cell) }
    let reachDegrees = Self.reachKilometres / 111
    var near = cells.indices.map { [UInt32($0)] }
    var low = 0
    for (rank, here) in placed.enumerated() {
      while placed[low].position.latitude < here.position.latitude - reachDegrees { low += 1 }
      var found: [(distance: Double, cell: Int)] = []
      var at = low
      while at < placed.count
        && placed[at].position.latitude <= here.position.latitude + reachDegrees
      {
        if at != rank
          && abs(placed[at].position.longitude - here.position.longitude) < 3 * reachDegrees
        {
          let distance = placed[at].position.kilometres(to: here.position)
          if distance <= Self.reachKilometres { found.append((distance, placed[at].cell)) }
        }
        at += 1
      }
      let closest = found.sorted { ($0.distance, $0.cell) < ($1.distance, $1.cell) }
        .prefix(Self.neighboursMax)
      near[here.cell] = ([here.cell] + closest.map(\.cell)).map { UInt32($0) }.sorted()
    }
    self.near = near
  }
}
