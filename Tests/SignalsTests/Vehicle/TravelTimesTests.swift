import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: the road's time is what most drivers need, not what those who stop need. Method: drivers
/// of a known speed, a quarter of whom stop for an hour.
struct TravelTimesTests {
  @Test func theQuartileIsTheDriversWhoDriveOn() throws {
    var world = RoadWorld()
    for car in 0..<40 {
      let start = RoadWorld.time(day: car % 20, hour: 9)
      let there = world.drive(
        "KM\(10 + car)XYZ", from: RoadWorld.hub, to: RoadWorld.ash, at: start)
      world.drive(
        "KM\(10 + car)XYZ", from: RoadWorld.ash, to: RoadWorld.elm,
        at: there + (car % 4 == 0 ? 3600 : 0))
    }
    let picture = world.picture()
    let times = try TravelTimes(
      Traffic(of: picture, workers: .one), map: CameraMap(picture), workers: Workers(threads: 2))
    // Cameras 5 and 6 stand at kilometres 5 and 15: ten kilometres at 80 km/h.
    #expect(abs((times.usual(from: 5, to: 6) ?? 0) - 450) < 2)
    #expect(times.usual(from: 5, to: 5) == 0)
    // Nobody drives from 5 to 1; the distance and the common pace stand in.
    #expect(abs((times.usual(from: 5, to: 1) ?? 0) - 1800) < 60)
    #expect(abs(times.secondsPerKilometre - 45) < 2)
  }

  @Test func withoutTrafficThereIsStillAnAnswer() throws {
    let picture = RoadWorld().picture()
    let times = try TravelTimes(
      Traffic(of: picture, workers: .one), map: CameraMap(picture), workers: .one)
    #expect(times.secondsPerKilometre == 72)
    #expect(abs((times.usual(from: 4, to: 10) ?? 0) - 60 * 72) < 60)
  }
}
