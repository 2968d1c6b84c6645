import Picture
import Primitives
import Signals
import Testing
import Vocabulary

@testable import Tasking

/// Goal: an interval holds its rank, is narrow where the evidence is plain and wide where it is
/// not. Method: laws on made rows; one case by hand.
@Suite struct TaskingRankIntervalsTests {
  /// A row with one finding of so much strength that cites so many records of its own.
  private func draft(_ place: Int, strength: Double, records: Int) -> Draft {
    Draft(
      subject: "S\(place)", aliases: [], path: "lines",
      findings: [
        Finding(
          signal: ScoringTests.catalogue[0], strength: strength, facts: [:],
          evidence: (0..<records).map { Evidence(.events, place * 1_000 + $0) })
      ], unasked: [:], shown: [], cells: [])
  }

  private func intervals(_ drafts: [Draft], resamples: Int = 400) -> [(low: Int, high: Int)] {
    RankIntervals(
      scoring: Scoring(
        policy: ScorePolicy(standard: ScoringTests.catalogue), catalogue: ScoringTests.catalogue),
      resamples: resamples, seed: 7
    ).intervals(of: drafts)
  }

  @Test func aRankLiesInItsInterval() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<40 {
      let drafts = (0..<(2 + generator.below(30))).map {
        draft($0, strength: 0.05 + 0.9 * generator.unit(), records: 1 + generator.below(6))
      }.sorted { $0.findings[0].strength > $1.findings[0].strength }
      for (place, interval) in intervals(drafts, resamples: 60).enumerated() {
        #expect(interval.low <= place + 1 && place + 1 <= interval.high && interval.low >= 1)
      }
    }
  }

  /// Six rows far apart and on four hundred records each: the first is sure of its place, and
  /// below it only rows that are not seen can come between.
  @Test func plainEvidenceGivesNarrowIntervals() {
    let drafts = (0..<6).map { draft($0, strength: 1 - Double($0) * 0.16, records: 400) }
    let found = intervals(drafts)
    #expect(found[0].low == 1 && found[0].high == 1)
    for (place, interval) in found.enumerated() {
      #expect(interval.low >= place && interval.high <= place + 5, "\(place): \(interval)")
    }
  }

  /// One record each, nearly equal: any of them could be first or last.
  @Test func thinEvidenceGivesWideOnes() {
    let drafts = (0..<12).map { draft($0, strength: 0.5 - Double($0) * 0.001, records: 1) }
    for interval in intervals(drafts) { #expect(interval.high - interval.low >= 8) }
  }

  /// A weak row on four records gains as well as loses; a full one can only lose.
  @Test func whatIsDrawnOftenerSpeaksLouder() {
    let drafts = [
      draft(0, strength: 0.6, records: 400), draft(1, strength: 0.4, records: 4),
      draft(2, strength: 0.3, records: 400),
    ]
    let found = intervals(drafts)
    #expect(found[1].low == 1 && found[1].high >= 3)
  }

  @Test func withoutResamplesTheRankItself() {
    let found = intervals(
      [draft(0, strength: 1, records: 1), draft(1, strength: 0.5, records: 1)],
      resamples: 0)
    #expect(found.map(\.low) == [1, 2] && found.map(\.high) == [1, 2])
  }
}
