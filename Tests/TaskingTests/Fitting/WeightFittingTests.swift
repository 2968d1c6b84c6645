import Glibc
import Primitives
import Signals
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// Goal: a fit finds weights that were wrong, stays within its bounds, and measures scores as they
/// are drawn. Method: rows drawn from known weights; laws; surprise against the rows' own totals.
@Suite struct WeightFittingTests {
  private static let policy = ScorePolicy(standard: SignalCatalogue.all)
  /// Two signals that speak for and one against, of three families.
  private static let signals = ["vehicle.named-with-line", "vehicle.company", "vehicle.gone-quiet"]

  private static func row(
    _ world: Int, _ bits: [String: Double], isTrue: Bool, prior: Double = -2
  ) -> LabelledRow {
    let why = madeExplanation(
      "x", prior: prior, steps: bits.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    return LabelledRow(world: world, why: why, isTrue: isTrue)
  }

  /// Rows that are true with the chance that weights times `factors` give.
  private static func rows(
    _ count: Int, factors: [String: Double], using generator: inout SeededGenerator
  ) -> [LabelledRow] {
    (0..<count).map { number in
      var bits: [String: Double] = [:]
      for signal in signals where generator.chance(0.5) {
        bits[signal] =
          (policy.weights[signal]?.bits ?? 0) * Double(1 + generator.below(4)) / 8
      }
      let total = bits.reduce(-1.0) { $0 + $1.value * (factors[$1.key] ?? 1) }
      return row(
        number % 4, bits, isTrue: generator.chance(Bits(total).probability), prior: -1)
    }
  }

  @Test func weightsThatWereWrongAreFound() {
    var generator = SeededGenerator(seed: 3)
    let truth = [Self.signals[0]: 1.3, Self.signals[1]: 1.0, Self.signals[2]: 0.94]
    let rows = Self.rows(20_000, factors: truth, using: &generator)
    let found = WeightFitting().proposals(from: rows, policy: Self.policy)
    #expect(found.map(\.signal) == Self.signals.sorted())
    for proposal in found {
      let factor = proposal.proposed / proposal.bits
      #expect(abs(factor - (truth[proposal.signal] ?? 0)) < 0.12, "\(proposal)")
      #expect(proposal.rows == rows.count { $0.steps.contains { $0.signal == proposal.signal } })
    }
  }

  @Test func aProposalIsNoWorseOnItsRowsAndKeepsItsBounds() {
    withEverySeed(0..<60) { _, generator in
      let truth = Dictionary(
        uniqueKeysWithValues: Self.signals.map { ($0, Double(generator.below(40)) / 10) })
      let rows = Self.rows(10 + generator.below(300), factors: truth, using: &generator)
      var fitting = WeightFitting()
      fitting.pull = generator.chance(0.5) ? 8 : 0.5
      let found = fitting.proposals(from: rows, policy: Self.policy)
      for proposal in found where proposal.bits != 0 {
        let factor = proposal.proposed / proposal.bits
        #expect(abs(proposal.proposed - proposal.bits) <= fitting.bitsMax + 0.026)
        #expect(factor > fitting.factors.lowerBound - 0.1 && factor < 2.1)
      }
      let wanted = Dictionary(uniqueKeysWithValues: found.map { ($0.signal, $0.proposed) })
      let before = WeightFitting.surprise(rows, policy: Self.policy)
      let after = WeightFitting.surprise(rows, weights: wanted, policy: Self.policy)
      // A twentieth of a bit is what rounding may cost.
      #expect(after <= before + 0.01)
    }
  }

  @Test func nothingIsProposedOfNothing() {
    #expect(WeightFitting().proposals(from: [], policy: Self.policy).isEmpty)
    #expect(WeightFitting.surprise([], policy: Self.policy) == 0)
    // A row of one signal moves it little: the pull is worth eight.
    let one = [Self.row(0, [Self.signals[0]: 4], isTrue: false)]
    let found = WeightFitting().proposals(from: one, policy: Self.policy)
    #expect(found.count == 1 && found[0].bits - found[0].proposed < 1.001)
    #expect(found[0].rows == 1 && found[0].trueRows == 0)
  }

  @Test func surpriseIsThatOfTheScoresThatAreDrawn() throws {
    var judged = 0
    for seed in UInt64(0)..<30 {
      let region = try RandomRegion(seed: seed)
      let run = try region.lists(region.rows)
      for why in run.lists.ranked.flatMap(\.explanations) {
        for isTrue in [true, false] {
          let row = LabelledRow(world: 0, why: why, isTrue: isTrue)
          let expected = log2(1 + exp2(isTrue ? -why.total : why.total))
          let found = WeightFitting.surprise([row], policy: run.input.policy)
          #expect(abs(found - expected) < 1e-6, "seed \(seed), \(why.subject)")
          judged += 1
        }
      }
    }
    #expect(judged > 0)
  }
}
