import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: two cars on one plate are told from a camera with a wrong clock. Method: both planted, one
/// at a time, in ordinary traffic; ordinary traffic alone shows neither.
struct ImpossibleSpeedTests {
  private static let plate = "AB12CDE"

  private func traffic() -> RoadWorld {
    var world = RoadWorld()
    for car in 0..<60 {
      world.roundTrip(
        "KM\(10 + car)XYZ", to: RoadWorld.ash, day: car % 20, hour: 9 + Double(car % 5),
        stayMinutes: 60)
    }
    return world
  }

  private func look(_ world: RoadWorld) throws -> (
    clones: [UInt64], clocks: [(camera: Int, day: Int)]
  ) {
    let picture = world.picture()
    let found = try Traffic(of: picture, workers: .one)
    return (found.clones.map(\.plate), found.faultyClocks)
  }

  @Test func ordinaryTrafficShowsNothing() throws {
    let found = try look(traffic())
    #expect(found.clones.isEmpty && found.clocks.isEmpty)
  }

  @Test func oneDisagreementIsNotAClone() throws {
    var world = traffic()
    let time = RoadWorld.time(day: 4, hour: 12)
    world.drive(Self.plate, from: RoadWorld.hub, to: RoadWorld.ash, at: time)
    world.reads.append((Self.plate, 17, time + 1200, .east))
    #expect(try look(world).clones.isEmpty)
  }

  @Test func twoCarsOnOnePlateAreAClone() throws {
    var world = traffic()
    for day in 3..<9 {
      let time = RoadWorld.time(day: day, hour: 12)
      world.drive(Self.plate, from: RoadWorld.hub, to: RoadWorld.ash, at: time)
      world.drive(Self.plate, from: RoadWorld.end, to: RoadWorld.elm, at: time + 300)
    }
    let found = try look(world)
    #expect(found.clones == [RoadWorld.code(Self.plate)])
    #expect(found.clocks.isEmpty)
  }

  @Test func aClockThatIsWrongIsNotHeldAgainstItsVehicles() throws {
    var world = traffic()
    for car in 0..<12 {
      world.drive(
        "LM\(10 + car)XYZ", from: RoadWorld.hub, to: RoadWorld.ash,
        at: RoadWorld.time(day: 30, hour: 8 + Double(car)))
    }
    for row in world.reads.indices
    where world.reads[row].camera == 8 && world.reads[row].plate.hasPrefix("LM") {
      world.reads[row].time += 900
    }
    let found = try look(world)
    #expect(found.clones.isEmpty)
    #expect(found.clocks.map(\.camera) == [8])
    #expect(found.clocks.map(\.day) == [Int(RoadWorld.start / 86_400) + 30])
  }

  /// Every camera counted again after each that is settled.
  private func counted(_ conflicts: [DaySummary.Conflict], checks: [Int]) -> [Int] {
    var left = conflicts
    var faulty: [Int] = []
    while true {
      let counts = checks.indices.map { camera in
        Set(left.filter { Int($0.camera) == camera || Int($0.nextCamera) == camera }.map(\.plate))
          .count
      }
      guard let worst = checks.indices.first(where: { counts[$0] == counts.max() }),
        counts[worst] >= ImpossibleSpeed.fewestVehicles,
        Double(counts[worst]) >= ImpossibleSpeed.clockShare * Double(checks[worst])
      else { return faulty.sorted() }
      faulty.append(worst)
      left.removeAll { Int($0.camera) == worst || Int($0.nextCamera) == worst }
    }
  }

  @Test(arguments: 1...200) func camerasAreSettledAsIfAllWereCountedAgain(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let cameras = 2 + random.below(8)
    let conflicts = (0..<random.below(80)).map { index in
      DaySummary.Conflict(
        plate: UInt64(random.below(12)), time: Int64(index), camera: UInt32(random.below(cameras)),
        nextTime: Int64(index + 1), nextCamera: UInt32(random.below(cameras)))
    }
    let checks = (0..<cameras).map { _ in random.below(60) }
    #expect(
      ImpossibleSpeed.faultyCameras(conflicts, checks: checks)
        == counted(conflicts, checks: checks), "seed \(seed)")
  }
}
