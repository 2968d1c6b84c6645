import Glibc
import Primitives

/// Estimates a model from records nobody has labelled. Apart from scoring: its result is data.
///
/// u comes from seeded random pairs, less the pairs of one person expected among them. m, λ and the
/// household's share come from expectation–maximisation over candidate pairs, with the pairs that
/// blocking left out taken for different people. Every chance is drawn towards the table by
/// pseudo-counts (300 random pairs, 30 pairs of one person, 20 of a household), so that fifty
/// records still resolve sensibly.
///
/// > A. P. Dempster, N. M. Laird, D. B. Rubin. "Maximum likelihood from incomplete data via the EM
/// > algorithm." 1977.
/// > DOI:[10.1111/j.2517-6161.1977.tb01600.x](https://doi.org/10.1111/j.2517-6161.1977.tb01600.x)
/// > T. Enamorado, B. Fifield, K. Imai. "Using a probabilistic model to assist merging of
/// > large-scale administrative records." 2019.
/// > DOI:[10.1017/S0003055418000783](https://doi.org/10.1017/S0003055418000783)
struct Estimation: Sendable {
  /// Pseudo-counts that draw u, m and the household's chances towards the table.
  static let randomWeight = 300.0
  static let matchWeight = 30.0
  static let householdWeight = 20.0
  /// Pairs of one person, and as many of one household, that are believed in before any is seen.
  static let householdPairsWeight = 5.0
  /// What a shared 1 January of one year says at most: a year in thirty-two.
  static let placeholderBitsMax = 5.0
  /// No chance is smaller, so that no level becomes a certainty.
  static let chanceMin = 0.000_001

  let comparer: PairComparer
  let settings: MatchingSettings
  let extraNames: [String]
  /// Pairs of records that share family name and address, whoever they are; see `sharingPairs`.
  let sharing: Double

  init(comparer: PairComparer, settings: MatchingSettings, extraNames: [String]) {
    self.comparer = comparer
    self.settings = settings
    self.extraNames = extraNames
    sharing = Self.sharingPairs(comparer.persons)
  }

  /// How often each level came up, by position × 16 + level, the last being "missing".
  struct LevelCounts: Sendable {
    var counts: [Double]
    var pairs = 0
  }

  func model(candidates: Blocks, on workers: Workers) throws -> MatchingModel {
    let records = comparer.persons.count
    var model = MatchingModel.table(records: records, extraNames: extraNames)
    guard records >= 2 else { return model }
    let random = try randomCounts(positions: model.comparisons.count, on: workers)
    let (sample, candidateCount) = try sampleEvidence(candidates, on: workers)
    let patterns = Self.patterns(of: sample)
    model.report.records = records
    model.report.randomPairs = random.pairs
    model.report.candidatePairs = candidateCount
    model.report.sampledPairs = sample.count
    let scale = sample.isEmpty ? 0 : Double(candidateCount) / Double(sample.count)
    setRandomChances(of: &model, from: random)
    let usual = householdBeliefs(sample, of: &model)
    for pass in 1...max(1, settings.estimationPassesMax) {
      let sums = try expectation(model, patterns, on: workers)
      let change = maximise(&model, sums, scale: scale, random, household: usual)
      model.report.passes = pass
      model.report.lastChange = change
      model.report.expectedMatches = sums.matches * scale
      if change < 0.0005 { break }
    }
    return model
  }

  // MARK: Random pairs

  /// Levels of random pairs; of all pairs when there are no more than asked for.
  private func randomCounts(positions: Int, on workers: Workers) throws -> LevelCounts {
    let records = comparer.persons.count
    let all = records * (records - 1) / 2
    let takesAll = all <= settings.randomPairsMax
    let wanted = takesAll ? all : settings.randomPairsMax
    let chunks = max(1, min(32, wanted / 4096))
    let generator = SeededGenerator(seed: settings.seed)
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      var counts = [Double](repeating: 0, count: positions * 16)
      var draws = generator.fork(chunk)
      var pairs = 0
      func count(_ one: Int, _ other: Int) {
        let evidence = comparer.compare(min(one, other), max(one, other))
        for position in 0..<positions { counts[position * 16 + evidence.level(position)] += 1 }
        pairs += 1
      }
      if takesAll {
        for one in stride(from: chunk, to: records, by: chunks) {
          for other in (one + 1)..<max(records, one + 1) { count(one, other) }
        }
      } else {
        for _ in chunkBounds(chunk, of: chunks, count: wanted) {
          let one = draws.below(records)
          let other = draws.below(records - 1)
          count(one, other >= one ? other + 1 : other)
        }
      }
      return LevelCounts(counts: counts, pairs: pairs)
    }
    var total = LevelCounts(counts: [Double](repeating: 0, count: positions * 16))
    for part in parts {
      for index in part.counts.indices { total.counts[index] += part.counts[index] }
      total.pairs += part.pairs
    }
    return total
  }

  /// u of every level: the random pairs' share less what pairs of one person add to it.
  ///
  /// - Parameter matches: Pairs of one person expected among the random pairs, by level; nil before
  ///   any expectation, when λ and the table's m say how many.
  func setRandomChances(
    of model: inout MatchingModel, from random: LevelCounts, matches expected: [Double]? = nil
  ) {
    for position in model.comparisons.indices {
      let rows = DefaultLevels.rows(position: position)
      var known = 0.0
      for level in rows.indices { known += random.counts[position * 16 + level] }
      let matches = known * model.lambda
      var chances = rows.indices.map { level in
        let others =
          random.counts[position * 16 + level]
          - (expected?[position * 16 + level]
            ?? matches * model.comparisons[position].levels[level].m)
        return max(0, others) + Self.randomWeight * rows[level].u
      }
      Self.normalise(&chances)
      if position == Comparison.dateOfBirth.position {
        // Two 1 Januaries come from two systems' habits, which go together, so whatever the counts
        // say they count for no more than a shared year does.
        let at = BirthLevel.placeholder.rawValue
        let m = model.comparisons[position].levels[at].m
        chances[at] = max(chances[at], m / exp2(Self.placeholderBitsMax))
        // Of two different years nobody could say that they speak for one person.
        let slip = BirthLevel.yearSlip.rawValue
        chances[slip] = max(chances[slip], model.comparisons[position].levels[slip].m)
        Self.normalise(&chances)
      }
      for level in rows.indices {
        model.comparisons[position].levels[level].u = chances[level]
        model.comparisons[position].levels[level].uOrigin = known > 0 ? .estimated : .table
      }
    }
  }

  // MARK: Expectation and maximisation

  /// The candidates of a sample of the records, about `estimationPairsMax`, or all when the blocks
  /// make no more; and how many candidates there are, from a sample as its share says.
  private func sampleEvidence(
    _ candidates: Blocks, on workers: Workers
  ) throws -> (evidence: [PairEvidence], candidates: Int) {
    // A candidate stands in about two blocks. Records are chosen by hash, so that the sample has no
    // preferred part of the alphabet, and whole, so that the others' blocks need not be read.
    let takesAll = candidates.pairsInBlocks <= 2 * settings.estimationPairsMax
    let share = Double(2 * settings.estimationPairsMax) / Double(max(1, candidates.pairsInBlocks))
    let limit = takesAll ? 0 : UInt64(share * 0x1p63) &<< 1
    let chunks = candidates.chunks
    let evidence = try parallelMap(chunks: chunks, on: workers) { chunk in
      var seconds: [UInt32] = []
      var found: [PairEvidence] = []
      for first in chunkBounds(chunk, of: chunks, count: candidates.records) {
        guard takesAll || StableHash.mix(UInt64(first) ^ settings.seed) < limit else { continue }
        candidates.candidates(of: first, into: &seconds)
        for second in seconds { found.append(comparer.compare(first, Int(second))) }
      }
      return found
    }.flatMap { $0 }
    return (evidence, takesAll ? evidence.count : Int((Double(evidence.count) / share).rounded()))
  }

  /// Pairs with one pattern of agreement, as one.
  struct Pattern: Sendable {
    /// The levels, and the mean surprise of these pairs.
    var evidence: PairEvidence
    var pairs: Double
  }

  /// Patterns in a fixed order. Pairs are put together when their levels are equal and their
  /// surprises too to a quarter of a bit, so that each pass costs what the patterns cost.
  static func patterns(of sample: [PairEvidence]) -> [Pattern] {
    let sorted = sample.map { (levels: $0.levels, surprise: $0.surprise) }.sorted {
      $0.levels != $1.levels ? $0.levels < $1.levels : $0.surprise < $1.surprise
    }
    var patterns: [Pattern] = []
    var sum = 0.0
    var step: Float = 0
    for pair in sorted {
      let own = (pair.surprise * 4).rounded()
      if let last = patterns.last, last.evidence.levels == pair.levels, step == own {
        sum += Double(pair.surprise)
        patterns[patterns.count - 1].pairs += 1
        patterns[patterns.count - 1].evidence.surprise = Float(sum / (last.pairs + 1))
      } else {
        patterns.append(
          Pattern(
            evidence: PairEvidence(levels: pair.levels, surprise: pair.surprise), pairs: 1))
        sum = Double(pair.surprise)
        step = own
      }
    }
    return patterns
  }

  struct Sums: Sendable {
    /// Expected pairs of one person, by position × 16 + level.
    var match: [Double]
    /// Expected pairs of one household, in the same layout.
    var home: [Double]
    var matches = 0.0
    var homes = 0.0
    /// Expected pairs of one person with family name and home known on both sides, and those of
    /// them that share both.
    var housed = 0.0
    var sharing = 0.0
  }
}
