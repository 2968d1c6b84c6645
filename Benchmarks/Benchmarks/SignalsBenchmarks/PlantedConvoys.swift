import BenchmarkKit
import Primitives
import Signals

/// Traffic at random with pairs of vehicles that pass eight cameras together on five days.
struct PlantedConvoys {
  private static let cameras = 8
  private static let days = 5

  private var plates: [UInt64] = []
  private var cameras: [UInt32] = []
  private var directions: [UInt8] = []
  private var times: [Int64] = []
  private var planted: Set<UInt64> = []

  /// Vehicles 0 ..< 60,000 drive at random; the planted ones have numbers above and drive only
  /// together.
  init(sightings: Int, convoys: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for convoy in 0..<convoys {
      let pair = (0..<2).map { MadeColumns.plate(100_000 + 2 * convoy + $0) }
      planted.insert(min(pair[0], pair[1]))
      for day in 0..<Self.days {
        for camera in 0..<Self.cameras {
          // Convoys follow each other at 200 s, further than the window reaches.
          let time = Int64(day * 86_400 + 40_000 + camera * 700 + convoy * 200)
          add(pair[0], camera: UInt32(camera), direction: 1, time: time)
          add(pair[1], camera: UInt32(camera), direction: 1, time: time + Int64(random.below(60)))
        }
      }
    }
    while plates.count < sightings {
      add(
        MadeColumns.plate(random.below(60_000)), camera: UInt32(random.below(400)),
        direction: UInt8(1 + random.below(2)), time: Int64(random.below(28 * 86_400)))
    }
  }

  private mutating func add(_ plate: UInt64, camera: UInt32, direction: UInt8, time: Int64) {
    plates.append(plate)
    cameras.append(camera)
    directions.append(direction)
    times.append(time)
  }

  func mined() throws -> [ConvoyPair] {
    try ConvoyMining().run(
      plates: plates, cameras: cameras, directions: directions, times: times, workers: twoThreads)
  }

  /// Every planted pair with its counts; strangers do not meet at five cameras on three days.
  func check(_ pairs: [ConvoyPair]) {
    let found = pairs.filter { planted.contains($0.a) }
    precondition(found.count == planted.count, "every planted pair is found")
    precondition(
      found.allSatisfy {
        $0.cameras == Self.cameras && $0.days == Self.days
          && $0.occasions >= Self.cameras * Self.days
      }, "with all its cameras and days")
    precondition(pairs.count == planted.count, "and no other pair")
  }
}
