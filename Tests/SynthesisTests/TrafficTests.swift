import Primitives
import TestKit
import Testing

@testable import Synthesis

/// Goal: what is true of the cars can be seen in their reads.
/// Method: laws over the reads of one small world, before any feed is written.
struct TrafficTests {
  private let world: World
  private let traffic: Traffic
  private let reads: [Read]

  init() {
    var settings = WorldSettings(preset: .small, seed: 7, noise: .low)
    settings.sightings = 20_000
    world = World.make(settings)
    traffic = Traffic(world)
    let all = traffic
    reads = all.days.flatMap { all.reads(day: $0) }
  }

  @Test func aDaysReadsAreInOrderAndAsManyAsAskedFor() {
    for day in traffic.days {
      let reads = traffic.reads(day: day)
      #expect(zip(reads, reads.dropFirst()).allSatisfy { $0.time <= $1.time })
      #expect(abs(reads.count - 666) < 120, "day \(day) has \(reads.count)")
    }
  }

  @Test func scoutsPassWhereTheirPartnersPass() throws {
    for convoy in world.convoys where convoy.kind == "scout" && convoy.occasions >= 4 {
      let left = reads.filter { Int($0.vehicle) == convoy.left }
      let right = reads.filter { Int($0.vehicle) == convoy.right }
      let meetings = left.count { one in
        right.contains {
          $0.camera == one.camera && $0.direction == one.direction
            && abs($0.time - one.time) <= 60
        }
      }
      #expect(meetings >= convoy.occasions * 3, "\(meetings) in \(convoy.occasions) trips")
    }
    #expect(world.convoys.contains { $0.kind == "scout" })
  }

  @Test func aTripIsReadInItsMarketBetweenArrivalAndTurning() {
    var seen = 0
    var trips = 0
    for line in world.lines {
      for trip in line.trips where trip.returns < world.finish {
        trips += 1
        let isRead = reads.contains {
          Int($0.vehicle) == trip.plate && abs($0.time - trip.arrives) < 1200
            && world.geography.cameras[Int($0.camera)].town == trip.market
        }
        if isRead { seen += 1 }
      }
    }
    #expect(trips > 10 && seen * 10 > trips * 7, "\(seen) of \(trips)")
  }
}
