import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a line's phone that comes to stay under new cells is seen, one that was always there is
/// not.
/// Method: one line that moves from one cell to another 10 days before the end, homes under both.
struct SettledPhonesTests {
  static func found() throws -> PremisesAssessmentTests.Assessed {
    var world = LineWorld(seed: 6, days: 60)
    world.record("L1", LineWorld.line, status: "active", opened: -60)
    for call in 0..<240 {
      let day = Double(call) / 4
      world.small.call(
        LineWorld.line, LineWorld.customers[call % 40], days: day, cell: day < 50 ? "H0" : "M5")
    }
    PremisesAssessmentTests.home(
      &world.small, "NEW", more: ["latitude": "53.251", "longitude": "-2.401", "uprn": "1"])
    PremisesAssessmentTests.home(
      &world.small, "OLD", more: ["latitude": "53.401", "longitude": "-2.901", "uprn": "2"])
    return try PremisesAssessmentTests.assess(world.small)
  }

  @Test func onlyTheNewPlaceIsASign() throws {
    let found = try Self.found()
    #expect(found.signals("NEW").contains("premises.line-cells"))
    #expect(!found.signals("OLD").contains("premises.line-cells"))
    let finding = found.candidate("NEW")?.findings.first { $0.signal == "premises.line-cells" }
    #expect((finding?.evidence.count ?? 0) <= 20)
    #expect(found.candidate("NEW")?.lineages == [0])
  }

  @Test func withoutCellsItIsNotAsked() throws {
    var small = PremisesAssessmentTests.start()
    PremisesAssessmentTests.home(&small, "H")
    let found = try PremisesAssessmentTests.assess(small)
    #expect(found.candidate("H")?.unasked["premises.line-cells"] == "no call has a cell")
  }
}
