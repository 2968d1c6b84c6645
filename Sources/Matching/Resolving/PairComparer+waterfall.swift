import Glibc
import Primitives

extension PairComparer {
  /// The pair's score taken apart.
  ///
  /// The comparisons are run one by one, so that each surprise is seen apart; the sum is the
  /// scorer's own.
  func waterfall(_ one: Int, _ other: Int, _ model: MatchingModel) -> Waterfall {
    let scorer = PairScorer(model)
    let evidence = compare(one, other)
    let parts = surprises(one, other)
    let steps = model.comparisons.enumerated().map { position, comparison -> Waterfall.Step in
      let level = evidence.level(position)
      guard level != PairEvidence.missing else {
        return Waterfall.Step(
          comparison: Comparison(position: position), name: comparison.name, level: nil,
          levelBits: .zero, rarityBits: .zero)
      }
      let chances = comparison.levels[level]
      let isTerm = TermLevels.isTerm(position: position, level: level)
      let average = log2(chances.u)
      return Waterfall.Step(
        comparison: Comparison(position: position), name: comparison.name, level: chances.name,
        levelBits: Bits(log2(chances.m / chances.u)),
        rarityBits: isTerm ? Bits(Double(parts.byPosition[position]) + average) : .zero)
    }
    let random = Double(scorer.againstRandom(evidence))
    return Waterfall(
      prior: Bits(probability: model.lambda), steps: steps,
      namesTried: Bits(Double(parts.namesTried)),
      household: Bits(Double(scorer.bits(evidence)) - random))
  }

  /// The surprises of a pair by position, and the bits that trying several names costs.
  private func surprises(
    _ one: Int, _ other: Int
  ) -> (byPosition: [Float], namesTried: Float) {
    var parts = [Float](repeating: 0, count: 7 + columns.extraCount)
    var unused = PairEvidence.none
    let name = bestName(one, other)
    parts[0] = name.agreement.familySurprise
    parts[1] = name.agreement.givenSurprise
    birth(one, other, &unused, &parts[2])
    home(one, other, &unused, &parts[5])
    telephone(one, other, &unused, &parts[6])
    for column in 0..<columns.extraCount { text(column, one, other, &unused, &parts[7 + column]) }
    return (parts, -name.tried)
  }
}
