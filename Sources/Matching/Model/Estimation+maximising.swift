import Glibc
import Primitives

/// The two steps of a pass: what each pattern is expected to be, and the chances that make it most
/// likely.
extension Estimation {
  func expectation(
    _ model: MatchingModel, _ sample: [Pattern], on workers: Workers
  ) throws -> Sums {
    let scorer = PairScorer(model)
    let cells = model.comparisons.count * 16
    let chunks = max(1, min(64, sample.count / 4096))
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      var sums = Sums(
        match: [Double](repeating: 0, count: cells), home: [Double](repeating: 0, count: cells))
      for at in chunkBounds(chunk, of: chunks, count: sample.count) {
        let evidence = sample[at].evidence
        let pairs = sample[at].pairs
        let random = exp2(-Double(scorer.againstRandom(evidence)))
        let home = exp2(-Double(scorer.againstHousehold(evidence)))
        let match = 1 / (1 + random + home)
        let homeShare = home * match
        guard match > 1e-6 || homeShare > 1e-6 else { continue }
        sums.matches += match * pairs
        sums.homes += homeShare * pairs
        if evidence.level(0) != PairEvidence.missing && evidence.level(5) != PairEvidence.missing {
          sums.housed += match * pairs
          if evidence.sharesHousehold { sums.sharing += match * pairs }
        }
        for position in 0..<scorer.positions {
          let cell = position * 16 + evidence.level(position)
          sums.match[cell] += match * pairs
          sums.home[cell] += homeShare * pairs
        }
      }
      return sums
    }
    var total = Sums(
      match: [Double](repeating: 0, count: cells), home: [Double](repeating: 0, count: cells))
    for part in parts {
      for cell in 0..<cells {
        total.match[cell] += part.match[cell]
        total.home[cell] += part.home[cell]
      }
      total.matches += part.matches
      total.homes += part.homes
      total.housed += part.housed
      total.sharing += part.sharing
    }
    return total
  }

  /// New chances from expected counts; returns the largest change of an m.
  func maximise(
    _ model: inout MatchingModel, _ sums: Sums, scale: Double, _ random: LevelCounts,
    household usual: [[Double]]
  ) -> Double {
    var change = 0.0
    for position in model.comparisons.indices {
      let rows = DefaultLevels.rows(position: position)
      var chances = rows.indices.map {
        sums.match[position * 16 + $0] * scale + Self.matchWeight * rows[$0].m
      }
      Self.normalise(&chances)
      var known = 0.0
      for level in rows.indices {
        known += sums.match[position * 16 + level]
        change = max(change, abs(model.comparisons[position].levels[level].m - chances[level]))
        model.comparisons[position].levels[level].m = chances[level]
      }
      for level in rows.indices where known > 0 {
        model.comparisons[position].levels[level].mOrigin = .estimated
      }
      // Given names and dates of birth keep the table's belief: what would be estimated here are
      // mostly one person's records with two errors, and twins must not be learnt from them.
      guard position >= 7 || position == 3 || position == 6 else { continue }
      var home = rows.indices.map { level in
        let belief = position >= 7 ? usual[position - 7][level] : rows[level].household
        return sums.home[position * 16 + level] * scale + Self.householdWeight * belief
      }
      Self.normalise(&home)
      for level in rows.indices {
        model.comparisons[position].levels[level].household = home[level]
      }
    }
    shareHouseholdLevels(of: &model)
    let records = Double(comparer.persons.count)
    let pairs = records * (records - 1) / 2
    model.lambda = min(0.5, (sums.matches * scale + 0.02 * records + 1) / (pairs + 10))
    model.householdPairs = households(model, sums, scale: scale)
    // As many of the random pairs are of one person as of all pairs.
    let share = scale * Double(random.pairs) / max(1, pairs)
    setRandomChances(of: &model, from: random, matches: sums.match.map { $0 * share })
    return change
  }

  static func normalise(_ chances: inout [Double]) {
    let sum = chances.reduce(0, +)
    chances = chances.map { min(1 - chanceMin, max(chanceMin, $0 / sum)) }
  }
}
