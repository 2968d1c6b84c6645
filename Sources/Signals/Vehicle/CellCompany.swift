import Glibc
import Picture
import Primitives
import Vocabulary

/// How often a vehicle and a line's phone were in one place away from the phone's home, and how
/// often they would be by chance: the vehicle's own reads moved by one to seven days either way.
struct CellCompany: Sendable {
  /// Days (of UTC) on which a read fits an event.
  let days: Int
  /// The same by chance, the mean over the shifts, and a tenth for the days never tried.
  let expected: Double
  /// P(at least so many days by chance).
  let chance: Double
  /// The reads and calls that fit, in pairs.
  let evidence: [Evidence]
  let first: Int64
  let last: Int64

  /// - Parameters:
  ///   - rows: The vehicle's reads in order of time.
  /// - Returns: nil when no read fits any event.
  init?(
    rows: [Int], lineage: Int, cells: LineCells, picture: RegionalPicture,
    settings: VehicleTracing.Settings
  ) {
    let events = cells.away[lineage]
    guard !events.isEmpty else { return nil }
    let sightings = picture.holdings.sightings
    let pairs = Self.matches(
      rows, shift: 0, events: events, cells: cells, sightings: sightings, settings: settings)
    guard !pairs.isEmpty else { return nil }
    days = Set(pairs.map { $0.day }).count
    var shifted = 0
    for day in (-7...7) where day != 0 {
      let other = Self.matches(
        rows, shift: Int64(day) * 86_400, events: events, cells: cells, sightings: sightings,
        settings: settings)
      shifted += Set(other.map { $0.day }).count
    }
    expected = Double(shifted) / 14 + 0.1
    chance = Chance.poissonTail(atLeast: days, lambda: expected)
    evidence = pairs.prefix(8).flatMap {
      [Evidence(.sightings, $0.row), Evidence(.calls, $0.call)]
    }
    first = pairs.map { sightings.times[$0.row] }.min() ?? 0
    last = pairs.map { sightings.times[$0.row] }.max() ?? 0
  }

  /// 0 to 1: nothing at one chance in eight or on fewer than two days, full at one in 4,000.
  var strength: Double { days < 2 ? 0 : min(1, max(0, (-log2(max(1e-300, chance)) - 3) / 9)) }

  private static func matches(
    _ rows: [Int], shift: Int64, events: [LineCells.Away], cells: LineCells,
    sightings: SightingColumns, settings: VehicleTracing.Settings
  ) -> [(row: Int, call: Int, day: Int64)] {
    var found: [(row: Int, call: Int, day: Int64)] = []
    var start = 0
    for row in rows {
      let time = sightings.times[row] + shift
      while start < events.count && events[start].time < time - settings.cellWindow { start += 1 }
      var at = start
      while at < events.count && events[at].time <= time + settings.cellWindow {
        if cells.fits(
          events[at], camera: Int(sightings.cameras[row]), time: time, window: settings.cellWindow)
        {
          found.append((row, events[at].row, time.floorDivided(by: 86_400)))
          break
        }
        at += 1
      }
    }
    return found
  }
}
