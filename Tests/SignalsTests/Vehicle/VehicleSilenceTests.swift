import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a car that stopped coming, or was given back, falls below one that comes; a feed that
/// ended makes nobody silent. Method: one road, cars made by hand.
struct VehicleSilenceTests {
  private func run(_ world: RoadWorld) throws -> VehicleFindings {
    let picture = world.picture()
    return try VehicleTracing().run(
      on: picture, lineages: RoadWorld.lineages(picture), lineLinks: [],
      workers: Workers(threads: 2))
  }

  private func findings(_ plate: String, _ found: VehicleFindings) -> [String: Finding] {
    let own = found.candidates.first { $0.plate == RoadWorld.code(plate) }?.findings ?? []
    return Dictionary(own.map { ($0.signal, $0) }, uniquingKeysWith: { a, _ in a })
  }

  private func world(lastTrip: Int, seed: UInt64 = 3) -> RoadWorld {
    var world = RoadWorld.cast(seed: seed)
    for day in stride(from: 2, through: lastTrip, by: 3) {
      world.roundTrip("LL11AAA", to: RoadWorld.ash, day: day, hour: 18, stayMinutes: 20)
    }
    return world
  }

  @Test func aCarThatStoppedComingIsAgainstAndOneThatCameIsFor() throws {
    let stopped = findings("LL11AAA", try run(world(lastTrip: 17)))
    #expect((stopped[VehicleSignals.goneQuiet.id]?.strength ?? 0) > 0.5)
    #expect(stopped[VehicleSignals.freshTrip.id] == nil)
    let current = findings("LL11AAA", try run(world(lastTrip: 41)))
    #expect((current[VehicleSignals.goneQuiet.id]?.strength ?? 0) < 0.1)
    #expect((current[VehicleSignals.freshTrip.id]?.strength ?? 0) > 0.5)
  }

  @Test func aFeedThatEndedMakesNobodySilent() throws {
    var world = world(lastTrip: 17)
    world.reads.removeAll { $0.time > RoadWorld.time(day: 18, hour: 0) }
    let found = findings("LL11AAA", try run(world))
    #expect((found[VehicleSignals.goneQuiet.id]?.strength ?? 0) < 0.1)
  }

  @Test func whatTheRegisterGaveBackIsAgainstUnlessItCameSince() throws {
    let world = world(lastTrip: 17)
    func give(back: String) -> RoadWorld {
      var world = world
      world.add(
        .vehicles,
        ["vrm": "LL11AAA", "kind": "hire", "keeper_from": "2026-01-05", "keeper_to": back])
      return world
    }
    // Day 17 is 22 January 2026.
    let after = findings("LL11AAA", try run(give(back: "2026-01-24")))
    #expect(after[VehicleSignals.givenBack.id]?.strength == 1)
    let before = findings("LL11AAA", try run(give(back: "2026-01-10")))
    #expect(before[VehicleSignals.givenBack.id] == nil)
    let later = findings("LL11AAA", try run(give(back: "2027-01-01")))
    #expect(later[VehicleSignals.givenBack.id] == nil)
  }

  /// A camera that looks on a whole town: every stop is near the home and none says anything.
  @Test func aStopNearAHomeCountsOnlyBeyondWhatTheRoadGives() throws {
    var world = world(lastTrip: 41)
    world.add(
      .premises,
      [
        "premises_id": "H1", "area_id": RoadWorld.ash, "status": "confirmed", "latitude": "53.5",
        "longitude": "\(-2 + 65 / 66.14)",
      ])
    for candidate in try run(world).candidates {
      for finding in candidate.findings
      where finding.signal == VehicleSignals.stopsNearPremises.id {
        guard case .count(let days)? = finding.facts["days"],
          case .number(let expected)? = finding.facts["expected"]
        else {
          Issue.record("days and expected are facts of the finding")
          continue
        }
        #expect(Double(days) > expected)
      }
    }
  }
}
