import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: two cars that travel together are found, two that keep the same hours are not. Method:
/// planted pairs on one road; commuters leave within the same ten minutes every working day.
struct ConvoyTestTests {
  private func partners(_ world: RoadWorld, of plate: String) throws -> [ConvoyTest.Partner] {
    let picture = world.picture()
    let test = ConvoyTest(
      picture: picture, traffic: try Traffic(of: picture, workers: .one),
      passes: PassIndex(picture),
      hours: LondonHours(from: RoadWorld.start, to: world.asOf), first: RoadWorld.start,
      last: world.asOf, settings: VehicleTracing.Settings())
    let code = RoadWorld.code(plate)
    return test.partners(of: code, rows: Array(picture.sightingRows(of: code)))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func theScoutIsFoundAndNobodyElse(seed: UInt64) throws {
    let found = try partners(RoadWorld.cast(seed: seed), of: RoadWorld.supply)
    #expect(found.map(\.plate) == [RoadWorld.code(RoadWorld.scout)], "seed \(seed)")
    #expect((found.first?.probability ?? 0) > 0.9 && (found.first?.days ?? 0) >= 10)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func commutersOfOneHourAreHabitAndNotCompany(seed: UInt64) throws {
    var world = RoadWorld()
    var draws = SeededGenerator(seed: seed)
    for day in 0..<world.days where day % 7 < 5 {
      for car in 0..<30 {
        world.roundTrip(
          "KM\(10 + car)XYZ", to: RoadWorld.ash, day: day, hour: 7.2 + draws.unit() * 0.2,
          stayMinutes: 480 + draws.unit() * 10)
      }
    }
    #expect(try partners(world, of: "KM10XYZ").isEmpty, "seed \(seed)")
  }

  @Test func aMisreadOfThePartnerIsNotASecondPartner() throws {
    var world = RoadWorld.cast(seed: 4)
    var count = 0
    for row in world.reads.indices where world.reads[row].plate == RoadWorld.scout {
      count += 1
      if count % 6 == 0 { world.reads[row].plate = "HKI2CDE" }
    }
    #expect(
      try partners(world, of: RoadWorld.supply).map(\.plate) == [RoadWorld.code(RoadWorld.scout)])
  }
}
