import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// Goal: every outcome is judged as the table says and counted on the one row that brought it
/// about. Method: tables by hand; counts of random rows told again from the rows alone.
@Suite struct OutcomeMatchingTests {
  private func outcome(
    _ id: String, _ subject: String, day: Int, list: String = "vehicle_stops",
    _ more: [String: String] = [:]
  ) throws -> Outcome {
    let at = Instant(seconds: Int64(day) * 86_400 + 43_200).iso8601
    let fields = ["outcome_id": id, "list": list, "subject": subject, "at": at]
    return Outcome(
      try madeRow(.outcomes, source: "gmp", fields.merging(more) { $1 }))
  }

  private static func day(_ day: Int) -> Instant { Instant(seconds: Int64(day) * 86_400) }

  @Test func verdicts() throws {
    let table: [([String: String], OutcomeVerdict)] = [
      ([:], .notJudged), (["result": "not_found"], .notJudged),
      (["result": "declined"], .notJudged), (["result": "something new"], .notJudged),
      (["result": "stopped"], .miss), (["result": "no_further_action"], .miss),
      (["result": "stopped", "arrests": "0", "drugs": "None", "weapons": "0"], .miss),
      (["result": "stopped", "arrests": "1"], .hit),
      (["result": "stopped", "drugs": "heroin"], .hit),
      (["result": "stopped", "weapons": "2"], .hit), (["result": "engaged"], .hit),
      (["result": "not_found", "disruption": "minor"], .hit), (["safeguarded": "1"], .hit),
      (["result": "closed_line"], .hit), (["result": "investigation"], .hit),
      (["result": "stopped", "cash_gbp": "40"], .miss),
    ]
    for (fields, verdict) in table {
      #expect(OutcomeVerdict(try outcome("o", "AB12CDE", day: 3, fields)) == verdict, "\(fields)")
    }
  }

  @Test func anOutcomeBelongsToTheNewestRunBeforeItThatListedItsSubject() throws {
    let outcomes = [
      try outcome("early", "AB12CDE", day: 9), try outcome("same", "ab12 cde", day: 14),
      try outcome("first", "AB12CDE", day: 13, ["arrests": "1"]),
      try outcome("late", "AB12CDE", day: 40), try outcome("other", "ZZ99ZZZ", day: 14),
      try outcome("list", "p1", day: 14, list: "periphery", ["result": "engaged"]),
    ]
    func row(_ subject: String, _ bits: Double) -> Explanation {
      madeExplanation(subject, on: "vehicle_stops/gmp", steps: [("one", bits)])
    }
    var matching = OutcomeMatching(outcomes)
    for (day, bits) in [(20, 5.0), (12, 4.0), (10, 3.0)] {
      matching.match(
        [row("AB12CDE", bits)], list: .vehicleStops, asOf: Self.day(day), expiryDays: 28)
      matching.match(
        [madeExplanation("p-9", on: "periphery/gmp", aliases: ["gmp:p1"])], list: .periphery,
        asOf: Self.day(day), expiryDays: 28)
    }
    // `late` is within 28 days of day 20; `same` and `first` are of the row of day 12.
    #expect(matching.unmatched.map(\.key.id) == ["other", "early"])
    #expect(matching.isWanted(list: .vehicleStops, asOf: Self.day(8), expiryDays: 28))
    #expect(!matching.isWanted(list: .premises, asOf: Self.day(8), expiryDays: 28))
    #expect(matching.repeats == 1)
    let vehicles = matching.worked.filter { $0.list == .vehicleStops }
    #expect(vehicles.map(\.bits) == [["one": 5], ["one": 4]])
    #expect(vehicles.map(\.verdict) == [.notJudged, .notJudged], "the newest of a row counts")
    #expect(matching.worked.filter { $0.list == .periphery }.map(\.verdict) == [.hit])
  }

  @Test func anExpiredRowBringsAboutNothing() throws {
    for (age, found) in [(0, 1), (27, 1), (28, 0), (-1, 0)] {
      var matching = OutcomeMatching([try outcome("o", "AB12CDE", day: 30 + age)])
      matching.match(
        [madeExplanation("AB12CDE", on: "vehicle_stops/gmp")], list: .vehicleStops,
        asOf: Self.day(30), expiryDays: 28)
      #expect(matching.worked.count == found, "\(age)")
    }
  }

  @Test func ratesOfSignalsAreCountsOfRows() {
    withEverySeed(0..<200) { _, generator in
      let signals = ["a", "b", "c"]
      let rows = (0..<generator.below(40)).map { _ in
        WorkedRow(
          list: generator.chance(0.8) ? .vehicleStops : .premises, force: "gmp",
          bits: Dictionary(
            uniqueKeysWithValues: signals.filter { _ in generator.chance(0.6) }.map {
              ($0, Double(generator.below(7)) - 2)
            }),
          verdict: OutcomeVerdict.allCases[generator.below(3)])
      }
      let own = rows.filter { $0.list == .vehicleStops }
      let rates = SignalHitRate.rates(of: rows, on: .vehicleStops)
      #expect(rates.map(\.signal) == rates.map(\.signal).sorted())
      for rate in rates {
        let having = own.filter { ($0.bits[rate.signal] ?? 0) > 0 }
        #expect(rate.with.hits == having.count { $0.verdict == .hit })
        #expect(rate.with.misses == having.count { $0.verdict == .miss })
        #expect(rate.with.hits + rate.without.hits == own.count { $0.verdict == .hit })
        #expect(
          rate.with.notJudged + rate.without.notJudged == own.count { $0.verdict == .notJudged })
        let (low, high) = rate.with.interval
        #expect(rate.with.share.map { (low...high).contains($0) } ?? (low == 0 && high == 1))
        // Turned about, the same outcomes tell apart the other way.
        if let bits = rate.tellsApart {
          let turned = SignalHitRate(
            signal: "", with: rate.without, without: rate.with, meanBits: 0)
          #expect(abs((turned.tellsApart ?? 99) + bits) < 1e-9)
        }
      }
    }
  }

  @Test func theHitRateOfThePublicComparatorHasItsPublishedInterval() {
    // 119 of 336 vehicles stopped: 35.4 %, Wilson 30.5 to 40.7.
    let rate = HitRate(hits: 119, misses: 217)
    #expect(abs((rate.share ?? 0) - 0.354) < 0.0005)
    #expect(abs(rate.interval.low - 0.305) < 0.0005 && abs(rate.interval.high - 0.407) < 0.0005)
  }

  @Test func disruptionsAreSharedByForce() throws {
    let outcomes = [
      try outcome("1", "x", day: 1, ["force": "b", "disruption": "major", "four_p": "pursue"]),
      try outcome("2", "x", day: 1, ["force": "b", "disruption": "minor", "four_p": "protect"]),
      try outcome("3", "x", day: 1, ["force": "b", "disruption": "minor"]),
      try outcome("4", "x", day: 1, ["force": "a", "four_p": "pursue"]),
      try outcome("5", "x", day: 1, ["disruption": "moderate", "four_p": "prevent"]),
    ]
    let shares = DisruptionShares.shares(of: outcomes)
    #expect(shares.map(\.force) == ["b", "gmp"])
    #expect(shares[0].ofStrand == [1, 0, 1, 0] && shares[0].withoutStrand == 1)
    #expect(shares[0].ofGrade == [1, 0, 2] && shares[0].count == 3)
    #expect(shares[1].ofStrand == [0, 1, 0, 0] && shares[1].count == 1)
  }
}
