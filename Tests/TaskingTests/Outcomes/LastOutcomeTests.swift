import Picture
import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// Goal: the newest outcome of a subject on a list is the one shown, by whichever name it came.
/// Method: outcomes by hand, in every order.
@Suite struct LastOutcomeTests {
  private func picture(_ order: [Int]) throws -> RegionalPicture {
    let rows = [
      ("o1", "vehicle_stops", "ab12 cde", "2026-03-01T10:00:00Z", "not_found"),
      ("o2", "vehicle_stops", "AB12CDE", "2026-03-05T10:00:00Z", "stopped"),
      ("o3", "periphery", "p1", "2026-03-02T10:00:00Z", "engaged"),
      ("o4", "periphery", "cheshire:p9", "2026-03-03T10:00:00Z", "declined"),
    ]
    var builder = HoldingsBuilder(asOf: Instant(seconds: 1_774_000_000), files: [])
    for index in order {
      let row = rows[index]
      builder.add([
        try madeRow(
          .outcomes, source: "gmp",
          [
            "outcome_id": row.0, "list": row.1, "subject": row.2, "at": row.3, "result": row.4,
            "force": "gmp",
          ])
      ])
    }
    return RegionalPicture(holdings: builder.build(), entities: [])
  }

  @Test func theNewestIsShownByAnyName() throws {
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
      let picture = try picture(order)
      let stops = LastOutcome(of: .vehicleStops, in: picture)
      #expect(
        stops.outcome(of: "AB12CDE", aliases: [])?.sentence
          == "last time: stopped on 2026-03-05 by gmp")
      #expect(stops.outcome(of: "p1", aliases: ["gmp:p1"]) == nil)
      let edge = LastOutcome(of: .periphery, in: picture)
      #expect(
        edge.outcome(of: "p-1", aliases: ["gmp:p1"])?.sentence
          == "last time: engaged on 2026-03-02 by gmp")
      #expect(
        edge.outcome(of: "p-1", aliases: ["gmp:p1", "cheshire:p9"])?.sentence
          == "last time: declined on 2026-03-03 by gmp")
    }
  }
}
