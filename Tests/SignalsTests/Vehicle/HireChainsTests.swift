import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: the next car of one keeper is a step; a car of somebody else, or months later, is none.
struct HireChainsTests {
  private func steps(_ rows: [[String: String]], hires: [String] = []) -> [HireChains.Step] {
    var world = RoadWorld()
    world.add(.persons, ["person_id": "P1"])
    world.add(.persons, ["person_id": "P2"])
    for row in rows { world.add(.vehicles, row.merging(["kind": "hire"]) { a, _ in a }) }
    return HireChains(world.picture(), hires: hires.map(RoadWorld.code)).steps
  }

  @Test func theSameKeepersNextCarFollows() {
    let found = steps([
      [
        "vrm": "AB12CDE", "keeper_person_id": "P1", "keeper_from": "2026-01-05",
        "keeper_to": "2026-01-15",
      ],
      ["vrm": "BC12CDE", "keeper_person_id": "P1", "keeper_from": "2026-01-15"],
      ["vrm": "CE12CDE", "keeper_person_id": "P2", "keeper_from": "2026-01-15"],
      ["vrm": "DF12CDE", "keeper_person_id": "P1", "keeper_from": "2026-02-25"],
    ])
    #expect(found.count == 1)
    #expect(found.first?.from == RoadWorld.code("AB12CDE"))
    #expect(found.first?.to == RoadWorld.code("BC12CDE"))
    #expect(found.first?.isNamed == true)
  }

  @Test func withoutAKeeperOnlyCarsOnTheRoadFollow() {
    let rows = [
      ["vrm": "AB12CDE", "keeper_from": "2026-01-05", "keeper_to": "2026-01-15"],
      ["vrm": "BC12CDE", "keeper_from": "2026-01-15"],
    ]
    #expect(steps(rows).isEmpty)
    let found = steps(rows, hires: ["AB12CDE", "BC12CDE"])
    #expect(found.map(\.isNamed) == [false])
  }
}
