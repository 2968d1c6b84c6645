import Glibc
import Primitives
import Testing

@testable import Matching

// Goal: the score is the published sum, and household evidence only ever takes away. Method: the
// published example; random evidence against the formula written out in full.

@Suite struct PairScorerTests {
  @Test func thePublishedSumComesOut() {
    let parts = [4.74, 6.49, -1.97, -1.12, 8.00]
    let waterfall = Waterfall(
      prior: Bits(-6.67),
      steps: parts.enumerated().map {
        Waterfall.Step(
          comparison: Comparison(position: $0.offset), name: "", level: "",
          levelBits: Bits($0.element),
          rarityBits: .zero)
      }, namesTried: .zero, household: .zero)
    #expect(abs(waterfall.total.value - 9.47) < 0.011)
    #expect(abs(waterfall.probability - 0.9986) < 0.00005)
    #expect(Bits(0).probability == 0.5)
    #expect(abs(Bits(3).probability - 0.889) < 0.0005)
    #expect(abs(Bits(7).probability - 0.992) < 0.0005)
  }

  @Test func bitsAreTheFormula() {
    let model = MatchingModel.table(records: 500, extraNames: ["email"])
    let scorer = PairScorer(model)
    var draws = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      var evidence = PairEvidence.none
      var random = Bits(probability: model.lambda).value
      var household = -log2(model.householdPairs)
      for (position, comparison) in model.comparisons.enumerated() {
        let level = draws.below(comparison.levels.count + 1)
        guard level < comparison.levels.count else { continue }
        evidence.set(position, level)
        let chances = comparison.levels[level]
        let term = TermLevels.isTerm(position: position, level: level)
        random += log2(chances.m) - (term ? 0 : log2(chances.u))
        household += log2(chances.m / chances.household)
      }
      evidence.surprise = Float(draws.unit() * 30)
      random += Double(evidence.surprise)
      household += Double(PairScorer.withinHousehold(evidence))
      let expected = -log2(exp2(-random) + exp2(-household))
      #expect(abs(Double(scorer.bits(evidence)) - expected) < 0.001)
      #expect(scorer.bits(evidence) <= scorer.againstRandom(evidence) + 0.001)
    }
  }

  @Test func levelsArePackedWithoutLoss() {
    var evidence = PairEvidence.none
    for position in 0..<31 { #expect(evidence.level(position) == PairEvidence.missing) }
    for position in 0..<31 { evidence.set(position, position % 15) }
    for position in 0..<31 { #expect(evidence.level(position) == position % 15) }
    evidence.set(30, 3)
    #expect(evidence.level(30) == 3)
    #expect(evidence.level(29) == 14)
  }
}
