import Glibc
import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: estimation finds the chances that made the pairs. Method: draw pairs from a known model,
// estimate from their levels alone, compare; and small or empty inputs stay near the table.

@Suite struct EstimationTests {
  /// A model unlike the table: clerks here slip far more often.
  static func truth() -> MatchingModel {
    var model = MatchingModel.table(records: 200)
    let m: [[Double]] = [
      [0.55, 0.05, 0.2, 0.05, 0.03, 0.02, 0.02, 0.08],
      [0.1, 0.4, 0.05, 0.15, 0.12, 0.04, 0.04, 0.05, 0.05],
      [0.6, 0.03, 0.14, 0.05, 0.05, 0.03, 0.02, 0.02, 0.03, 0.01, 0.02], [0.9, 0.1],
    ]
    for (position, row) in m.enumerated() {
      for (level, chance) in row.enumerated() {
        model.comparisons[position].levels[level].m = chance
      }
    }
    model.lambda = 0.15
    return model
  }

  static func estimation(records: Int) -> Estimation {
    let persons = (0..<records).map { PersonForMatching(key: key("\($0 + 100_000)")) }
    return Estimation(
      comparer: PairComparer(
        persons: PreparedPersons(MatchingInput(persons: persons, asOf: PersonWorld.asOf))),
      settings: MatchingSettings(), extraNames: [])
  }

  @Test func knownChancesAreRecovered() throws {
    let seed: UInt64 = 97
    var draws = SeededGenerator(seed: seed)
    let truth = Self.truth()
    let estimation = Self.estimation(records: 200)
    let pairs = 200 * 199 / 2
    var random = Estimation.LevelCounts(counts: [Double](repeating: 0, count: 7 * 16))
    random.pairs = 300_000
    var sample: [PairEvidence] = []
    for at in 0..<pairs {
      let isMatch = Double(at) < truth.lambda * Double(pairs)
      var evidence = PairEvidence.none
      for position in 0..<4 {
        let levels = truth.comparisons[position].levels
        let level = draws.pick(weights: levels.map { isMatch ? $0.m : $0.u })
        evidence.set(position, level)
        if TermLevels.isTerm(position: position, level: level) {
          evidence.surprise -= Float(log2(levels[level].u))
        }
      }
      sample.append(evidence)
    }
    for position in 0..<4 {
      for (level, chances) in truth.comparisons[position].levels.enumerated() {
        let mixed = chances.u * (1 - truth.lambda) + chances.m * truth.lambda
        random.counts[position * 16 + level] = mixed * 300_000
      }
    }
    let patterns = Estimation.patterns(of: sample)
    #expect(patterns.reduce(0) { $0 + $1.pairs } == Double(sample.count))
    var model = MatchingModel.table(records: 200)
    for _ in 0..<20 {
      let sums = try estimation.expectation(model, patterns, on: .one)
      _ = estimation.maximise(&model, sums, scale: 1, random, household: [])
    }
    #expect(abs(model.lambda - truth.lambda) < 0.01, "seed \(seed)")
    for position in 0..<4 {
      for (level, chances) in truth.comparisons[position].levels.enumerated() {
        let found = model.comparisons[position].levels[level]
        #expect(abs(found.m - chances.m) < 0.03, "\(position) \(chances.name) seed \(seed)")
        #expect(abs(found.u - chances.u) < 0.02, "\(position) \(chances.name) seed \(seed)")
      }
    }
  }

  @Test func nothingToLearnLeavesTheTable() throws {
    for count in 0...2 {
      let persons = (0..<count).map { person("\($0)", "Smith", "John", "1990-05-12") }
      let resolver = try Resolver(
        MatchingInput(persons: persons, asOf: PersonWorld.asOf), on: .one)
      let model = try resolver.estimateModel()
      let table = MatchingModel.table(records: count)
      for (found, row) in zip(model.comparisons, table.comparisons) {
        for (level, other) in zip(found.levels, row.levels) {
          #expect(abs(level.m - other.m) < 0.05)
          #expect(level.m > 0 && level.m < 1 && level.u > 0 && level.u < 1)
        }
      }
      _ = try resolver.resolve(with: model)
    }
  }

  @Test func everyRowAddsUpToOne() throws {
    let world = PersonWorld(seed: 3, recordCount: 250)
    let resolver = try Resolver(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf), on: .one)
    let model = try resolver.estimateModel()
    for comparison in model.comparisons {
      #expect(abs(comparison.levels.reduce(0) { $0 + $1.m } - 1) < 0.001)
      #expect(abs(comparison.levels.reduce(0) { $0 + $1.u } - 1) < 0.001)
    }
  }
}
