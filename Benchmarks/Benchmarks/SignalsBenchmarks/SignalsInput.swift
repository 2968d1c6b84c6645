import BenchmarkKit
import Picture
import Primitives
import Signals
import Vocabulary

/// The picture of a region, with its lines, and answers of one thread to compare with.
final class SignalsInput {
  let picture: RegionalPicture
  let lines: LineFindings
  private var vehiclesFound: VehicleFindings?
  private var convoysFound: [ConvoyPair]?

  init(isLarge: Bool) throws {
    picture = try RegionalPicture.of(MadeRegion(isLarge: isLarge, seed: 1))
    lines = try LineTracing().run(on: picture, workers: .one)
  }

  func vehicles(workers: Workers) throws -> VehicleFindings {
    try VehicleTracing().run(
      on: picture, lineages: lines.lineages, lineLinks: lines.links, workers: workers)
  }

  func convoys(workers: Workers) throws -> [ConvoyPair] {
    let sightings = picture.holdings.sightings
    return try ConvoyMining().run(
      plates: sightings.plates, cameras: sightings.cameras, directions: sightings.directions,
      times: sightings.times, workers: workers)
  }

  /// Worked out at the first check.
  func vehiclesOnOneThread() throws -> VehicleFindings {
    let found = try vehiclesFound ?? vehicles(workers: .one)
    vehiclesFound = found
    return found
  }

  /// Worked out at the first check.
  func convoysOnOneThread() throws -> [ConvoyPair] {
    let found = try convoysFound ?? convoys(workers: .one)
    convoysFound = found
    return found
  }
}
