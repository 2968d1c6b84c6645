import Picture
import Primitives
import Signals
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// Goal: a row that was just worked stays away, and comes back for what is found since. Method: one
/// vehicle, a stop, and reports before and after it, in every arrangement.
@Suite struct RestingRowsTests {
  private static let vehicle = "AB12CDE"
  private static let asOf = Instant(seconds: 1_774_000_000)

  private func list(
    reportsDaysAgo: [Int], outcomeDaysAgo: Int?, result: String = "stopped", restDays: Int = 7,
    earlier: EarlierRanks = [:]
  ) throws -> DrawnList {
    func at(_ days: Int) -> String {
      Instant(seconds: Self.asOf.seconds - Int64(days) * 86_400 - 3600).iso8601
    }
    var builder = HoldingsBuilder(asOf: Self.asOf, files: [])
    for (number, days) in reportsDaysAgo.enumerated() {
      builder.add([
        try madeRow(
          .events, source: "gmp",
          ["event_id": "e\(number)", "kind": "intel", "at": at(days)])
      ])
    }
    if let outcomeDaysAgo {
      builder.add([
        try madeRow(
          .outcomes, source: "gmp",
          [
            "outcome_id": "o", "list": "vehicle_stops", "subject": Self.vehicle,
            "at": at(outcomeDaysAgo), "result": result,
          ])
      ])
    }
    let signal = try #require(SignalCatalogue.all.first { $0.id == "vehicle.named-with-line" })
    let picture = RegionalPicture(holdings: builder.build(), entities: [])
    var policy = ScorePolicy(standard: SignalCatalogue.all)
    policy.resamples = 0
    policy.weights[signal.id]?.bits = 8
    policy.rules[.vehicleStops]?.floor = 20
    policy.rules[.vehicleStops]?.restDays = restDays
    let draft = Draft(
      subject: Self.vehicle, aliases: [], path: "vehicle_stops/gmp",
      findings: [
        Finding(
          signal: signal, strength: 1, facts: [:],
          evidence: reportsDaysAgo.indices.map { Evidence(.events, $0) })
      ], unasked: [:], shown: [], cells: [])
    let input = TaskingInput(
      picture: picture, lineages: [], vehicles: [], controllers: [], periphery: [], premises: [],
      links: [], catalogue: SignalCatalogue.all, policy: policy, earlier: earlier, seed: 1)
    return Ranking(
      input: input,
      shape: ListShape(kind: .vehicleStops, columns: [], paths: ["vehicle_stops/gmp"])
    ).draw([draft])
  }

  @Test func itRestsAndComesBack() throws {
    let table: [(reports: [Int], outcome: Int?, result: String, rest: Int, isListed: Bool)] = [
      ([20], nil, "stopped", 7, true), ([20], 2, "stopped", 7, false),
      ([20], 2, "stopped", 0, true), ([20], 7, "stopped", 7, true), ([20], 6, "stopped", 7, false),
      // Nobody found it, so nobody worked it.
      ([20], 2, "not_found", 7, true), ([20], 2, "no_further_action", 7, false),
      // A report since would list it by itself; one among five is a fifth of the bits.
      ([1], 2, "stopped", 7, true), ([20, 1], 2, "stopped", 7, true),
      ([20, 21, 22, 23, 1], 2, "stopped", 7, false), ([1, 0, 1, 0, 20], 2, "stopped", 7, true),
    ]
    for (number, row) in table.enumerated() {
      let found = try list(
        reportsDaysAgo: row.reports, outcomeDaysAgo: row.outcome, result: row.result,
        restDays: row.rest)
      #expect((found.explanations.count == 1) == row.isListed, "row \(number)")
      #expect(found.leftOut.isEmpty, "it was not there before")
    }
  }

  @Test func whoRestsIsGoneWithTheReason() throws {
    let found = try list(
      reportsDaysAgo: [20], outcomeDaysAgo: 2,
      earlier: ["vehicle_stops/gmp": [Self.vehicle: 1]])
    #expect(found.explanations.isEmpty)
    let reason = try #require(found.leftOut.first?.reason)
    #expect(reason.contains("(stopped), it rests for 7 days"))
  }
}
