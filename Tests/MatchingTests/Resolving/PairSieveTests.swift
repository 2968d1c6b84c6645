import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: the sieve loses no pair that scores enough, says of it what comparing says, and keeps most
// others from being compared in full.
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
    let sieve = try PairSieve(resolver.comparer, scorer, bitsMin: -3.17, on: .one)
    var passed = 0
    for a in records.indices {
      for b in (a + 1)..<records.count {
        let found = sieve.evidence(a, b)
        passed += found == nil ? 0 : 1
        let whole = resolver.comparer.compare(a, b)
        if scorer.bits(whole) >= -3.17 || found != nil {
          #expect(found == whole, "seed \(seed)")
        }
      }
    }
    #expect(passed < records.count * 10, "\(passed)")
  }

  @Test func lettersThatTwoWordsShareBoundHowAlikeTheyAre() {
    var draws = SeededGenerator(seed: 63)
    var table = WordTable()
    for _ in 0..<400 {
      let letters =
        (0..<(1 + draws.below(9))).map { _ in
          draws.chance(0.02) ? UInt8(0xC3) : UInt8(0x61 + draws.below(6))
        } + (draws.chance(0.05) ? [UInt8](repeating: 0x61, count: 50 + draws.below(30)) : [])
      table.append(letters[...])
    }
    for one in 0..<table.count {
      for other in 0..<table.count {
        let (left, right) = (table.letters(one), table.letters(other))
        let (a, b) = (LetterSet(left), LetterSet(right))
        let most = a.most(b)
        #expect(Double(most.similarity) >= JaroWinkler.similarity(left, right))
        let isSlip = left.withUnsafeBufferPointer { left in
          right.withUnsafeBufferPointer { OneEdit.apart(left, $0) }
        }
        if isSlip { #expect(a.mayBeSlip(b, matches: most.matches)) }
      }
    }
  }
}

extension WordTable {
  fileprivate func letters(_ word: Int) -> [UInt8] {
    Array(bytes[Int(offsets[word])..<Int(offsets[word + 1])])
  }
}
