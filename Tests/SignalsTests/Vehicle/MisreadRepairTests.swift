import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a misread plate goes back to its vehicle, and no other read ever does. Method: one journey
/// with one read changed, and each of the four conditions broken in turn.
struct MisreadRepairTests {
  private static let plate = "SB12OZG"
  private static let misread = "5B12OZG"

  /// Five drives, so that the road is known, and the plate's own drive with one read changed.
  private func world(change: (inout RoadWorld) -> Void = { _ in }) -> RoadWorld {
    var world = RoadWorld()
    for car in 0..<12 {
      world.drive(
        "KM1\(car % 10)XY\(car < 10 ? "A" : "B")", from: RoadWorld.hub, to: RoadWorld.ash,
        at: RoadWorld.time(day: car, hour: 9))
    }
    world.drive(
      Self.plate, from: RoadWorld.hub, to: RoadWorld.ash, at: RoadWorld.time(day: 2, hour: 12))
    let row = world.reads.indices.filter { world.reads[$0].plate == Self.plate }[3]
    world.reads[row].plate = Self.misread
    change(&world)
    return world
  }

  private func repairs(_ world: RoadWorld) throws -> [(plate: UInt64, row: UInt64)] {
    let picture = world.picture()
    let times = try TravelTimes(
      Traffic(of: picture, workers: .one), map: CameraMap(picture), workers: .one)
    return MisreadRepair(picture, times: times, settings: VehicleTracing.Settings()).repairs.map {
      (picture.plates[$0.plate], picture.holdings.sightings.plates[$0.row])
    }
  }

  @Test func theReadGoesBackAndTheRowStaysTheReadOne() throws {
    let found = try repairs(world())
    #expect(found.count == 1)
    #expect(found.first?.plate == RoadWorld.code(Self.plate))
    #expect(found.first?.row == RoadWorld.code(Self.misread))
  }

  @Test func notWhenTheReadPlateAppearsElsewhere() throws {
    let found = try repairs(
      world { $0.drive(Self.misread, from: RoadWorld.end, to: RoadWorld.elm, at: $0.asOf - 9_000) })
    #expect(found.isEmpty)
  }

  @Test func notWhenARegisterKnowsIt() throws {
    let found = try repairs(world { $0.add(.vehicles, ["vrm": Self.misread, "kind": "private"]) })
    #expect(found.isEmpty)
  }

  @Test func notWhenTheTimesDoNotFit() throws {
    let found = try repairs(
      world { world in
        for row in world.reads.indices where world.reads[row].plate == Self.misread {
          world.reads[row].time += 86_400
        }
      })
    #expect(found.isEmpty)
  }

  @Test func notWhenTwoVehiclesFit() throws {
    let found = try repairs(
      world {
        $0.drive(
          "SB12QZG", from: RoadWorld.hub, to: RoadWorld.ash,
          at: RoadWorld.time(day: 2, hour: 12) + 20)
      })
    #expect(found.isEmpty)
  }

  /// Every pair of characters: folded alike if and only if one class of the contract holds both.
  @Test func foldsExactlyTheClasses() {
    let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let classes: [Set<Character>] = [
      ["O", "0", "Q", "D"], ["I", "1", "L"], ["S", "5"], ["B", "8"], ["Z", "2"], ["G", "6"],
    ]
    for a in characters {
      for b in characters {
        let alike =
          MisreadRepair.folded(RoadWorld.code("A\(a)X"))
          == MisreadRepair.folded(RoadWorld.code("A\(b)X"))
        #expect(
          alike == (a == b || classes.contains { $0.contains(a) && $0.contains(b) }), "\(a)\(b)")
      }
    }
  }
}
