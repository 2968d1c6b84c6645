import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: trips are those out and back within a day with a stay, and the stay is what the road does
/// not explain. Method: one car on a road whose times the traffic taught, each case by hand.
struct VehicleWalkTests {
  private static let plate = "AB12CDE"

  private func walk(_ drive: (inout RoadWorld) -> Void) throws -> VehicleWalk {
    var world = RoadWorld.cast(seed: 2)
    world.reads.removeAll { $0.plate == Self.plate }
    drive(&world)
    let picture = world.picture()
    let times = try TravelTimes(
      Traffic(of: picture, workers: .one), map: CameraMap(picture), workers: .one)
    let walker = VehicleWalker(
      picture: picture, corridors: Corridors(picture, lineages: RoadWorld.lineages(picture)),
      times: times, hours: LondonHours(from: RoadWorld.start, to: world.asOf),
      settings: VehicleTracing.Settings())
    let plate = try #require(VehicleTracing.index(of: RoadWorld.code(Self.plate), picture))
    return walker.walk(
      plate: plate, rows: VehicleRows(picture, plate: plate, repairs: []).rows)
  }

  @Test func outAndBackIsATripWithItsStay() throws {
    let walk = try walk {
      $0.roundTrip(Self.plate, to: RoadWorld.ash, day: 3, hour: 19, stayMinutes: 40)
    }
    #expect(walk.trips.count == 1)
    let stay = walk.trips.first.map { Double($0.dwell) / 60 } ?? 0
    #expect((30...50).contains(stay))
    #expect(walk.trips.first?.otherStops == 0 && walk.trips.first?.isOvernight == false)
  }

  @Test func passingThroughIsNoTrip() throws {
    let walk = try walk { world in
      let there = world.drive(
        Self.plate, from: RoadWorld.hub, to: RoadWorld.end, at: RoadWorld.time(day: 3, hour: 9))
      world.drive(Self.plate, from: RoadWorld.end, to: RoadWorld.hub, at: there + 7200)
    }
    #expect(walk.trips.isEmpty)
  }

  @Test func twoDaysAwayAreNoTrip() throws {
    let walk = try walk {
      $0.roundTrip(Self.plate, to: RoadWorld.ash, day: 3, hour: 19, stayMinutes: 48 * 60)
    }
    #expect(walk.trips.isEmpty)
  }

  @Test func aNightInTheMarketIsSeen() throws {
    let walk = try walk {
      $0.roundTrip(Self.plate, to: RoadWorld.ash, day: 3, hour: 19, stayMinutes: 12 * 60)
    }
    #expect(walk.trips.first?.isOvernight == true)
    #expect(walk.home == walk.trips.first?.market)
  }

  @Test func stopsElsewhereOnTheWayAreCounted() throws {
    let walk = try walk { world in
      let first = world.drive(
        Self.plate, from: RoadWorld.hub, to: RoadWorld.ash, at: RoadWorld.time(day: 3, hour: 9))
      let second = world.drive(
        Self.plate, from: RoadWorld.ash, to: RoadWorld.elm, at: first + 1500)
      world.drive(Self.plate, from: RoadWorld.elm, to: RoadWorld.hub, at: second + 1500)
    }
    // The first call at Ash and the one on the way back are two visits; the second is no stay.
    #expect(walk.trips.map(\.otherStops) == [1])
  }
}
