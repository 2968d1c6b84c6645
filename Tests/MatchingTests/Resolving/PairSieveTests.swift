import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: the sieve loses no pair that scores enough, and keeps most others from being scored.
// Method: all pairs of invented records, with an extra column, against their scores.

@Suite struct PairSieveTests {
  @Test(arguments: [UInt64(61), 62])
  func nothingThatScoresIsLost(seed: UInt64) throws {
    var records = PersonWorld(seed: seed, recordCount: 250).records
    var draws = SeededGenerator(seed: seed)
    for at in records.indices {
      records[at].extra = [draws.chance(0.5) ? "town \(draws.below(9))" : nil]
    }
    let resolver = try Resolver(
      MatchingInput(persons: records, extraNames: ["town"], asOf: PersonWorld.asOf),
      settings: quickSettings(), on: .one)
    let scorer = PairScorer(try resolver.estimateModel())
    let sieve = PairSieve(resolver.comparer, scorer, bitsMin: -3.17)
    var passed = 0
    for a in records.indices {
      for b in (a + 1)..<records.count {
        let passes = sieve.passes(a, b)
        passed += passes ? 1 : 0
        if scorer.bits(resolver.comparer.compare(a, b)) >= -3.17 {
          #expect(passes, "seed \(seed)")
        }
      }
    }
    #expect(passed < records.count * 10, "\(passed)")
  }
}
