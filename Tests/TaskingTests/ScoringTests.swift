import Picture
import Primitives
import Signals
import Testing
import Vocabulary

@testable import Tasking

/// Goal: a score is its prior and its contributions, a signal counts once, a family's cap is a
/// step,
/// and what is lost in a resample can only bring a score nearer its prior. Method: laws on random
/// findings.
@Suite struct ScoringTests {
  static let catalogue: [Signal] = (0..<8).map { number in
    Signal(
      id: "test.signal-\(number)", question: "Is it \(number)?", about: .vehicle,
      family: number < 5 ? .movement : .register, bits: [4, 3, 2.5, 2, -6, 1, -2, 5][number],
      weightReason: "for the test", innocentWhen: ["always"], basis: "none",
      sentence: "found {count} of {what}")
  }

  static func findings(_ generator: inout SeededGenerator) -> [Finding] {
    (0..<generator.below(12)).map { _ in
      Finding(
        signal: catalogue[generator.below(8)], strength: generator.unit(),
        facts: ["count": .count(generator.below(9)), "what": .text("a;b")],
        evidence: (0...generator.below(4)).map { _ in Evidence(.events, generator.below(20)) })
    }
  }

  @Test func theWaterfallAddsUpAndFamiliesKeepTheirCap() {
    var generator = SeededGenerator(seed: 3)
    var policy = ScorePolicy(standard: Self.catalogue)
    policy.familyCaps = [.movement: 6, .register: 3]
    policy.againstCap = 5
    let scoring = Scoring(policy: policy, catalogue: Self.catalogue)
    for trial in 0..<2_000 {
      let findings = Self.findings(&generator)
      let score = scoring.score(prior: 0.02, findings: findings)
      let sum = score.contributions.reduce(score.prior.value) { $0 + $1.bits.value }
      #expect(abs(sum - score.total.value) < 1e-9, "trial \(trial)")
      for (family, cap) in policy.familyCaps {
        let bits = score.contributions.filter { $0.family == family }.reduce(0) {
          $0 + $1.bits.value
        }
        #expect(bits <= cap + 1e-9, "trial \(trial)")
        #expect(bits >= -max(cap, policy.againstCap) - 1e-9, "trial \(trial)")
      }
      let named = score.contributions.map(\.signal)
      #expect(Set(named).count == named.count)
      #expect(score.contributions.allSatisfy { !$0.sentence.contains(";") })
      #expect(score.contributions.allSatisfy { $0.signal.hasPrefix("cap.") == $0.evidence.isEmpty })
    }
  }

  @Test func theShortWayToATotalAgreesWithTheLongOne() {
    var generator = SeededGenerator(seed: 4)
    let scoring = Scoring(policy: ScorePolicy(standard: Self.catalogue), catalogue: Self.catalogue)
    for trial in 0..<1_000 {
      let findings = Self.findings(&generator)
      let left = (0..<20).map { _ in generator.unit() }
      func share(_ finding: Finding) -> Double { left[Int(finding.evidence[0].position)] }
      let long = scoring.score(prior: 0.1, findings: findings, scale: share)
      let weighed = scoring.weighed(findings)
      let short = scoring.bits(of: weighed, shares: weighed.map { share($0.finding) })
      #expect(abs(long.total.value - long.prior.value - short) < 1e-9, "trial \(trial)")
    }
  }

  @Test func nothingFoundStaysAtThePrior() {
    let scoring = Scoring(policy: ScorePolicy(standard: Self.catalogue), catalogue: Self.catalogue)
    #expect(abs(scoring.score(prior: 0.3, findings: []).percent - 30) < 1e-9)
  }

  @Test func aFindingFadesWithItsRecords() {
    let scoring = Scoring(policy: ScorePolicy(standard: Self.catalogue), catalogue: Self.catalogue)
    let finding = Finding(
      signal: Self.catalogue[0], strength: 1, facts: [:], evidence: [Evidence(.events, 1)])
    var last = -1.0
    for step in 0...10 {
      let percent = scoring.score(prior: 0.1, findings: [finding]) { _ in Double(step) / 10 }
        .percent
      #expect(percent > last)
      last = percent
    }
  }
}
