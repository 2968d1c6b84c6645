import Glibc
import Primitives
import Testing

/// Goal: tails, intervals and false-discovery control are those of their definitions. Method: the
/// published values, direct sums, and a step-up twin over all subsets.
@Suite struct ChanceTests {
  @Test func poissonTailsHaveThePublishedValues() {
    let cases: [(Double, Int, Double)] = [
      (0.1, 3, 1.5e-4), (0.5, 4, 1.8e-3), (1, 5, 3.7e-3), (2, 8, 1.1e-3),
    ]
    for (lambda, k, value) in cases {
      #expect(abs(Chance.poissonTail(atLeast: k, lambda: lambda) / value - 1) < 0.05)
    }
  }

  @Test func poissonTailIsOneMinusTheSumOfTheTermsBelow() {
    for lambda in [0.01, 0.3, 1, 4, 25, 80] {
      var term = exp(-lambda)
      var below = 0.0
      for k in 0...120 {
        let tail = Chance.poissonTail(atLeast: k, lambda: lambda)
        #expect(abs(tail - (1 - below)) < 1e-12, "lambda \(lambda), k \(k)")
        below += term
        term *= lambda / Double(k + 1)
      }
    }
    #expect(Chance.poissonTail(atLeast: 0, lambda: 0) == 1)
    #expect(Chance.poissonTail(atLeast: 1, lambda: 0) == 0)
  }

  @Test func wilsonGivesThePublicComparator() {
    let (low, high) = Chance.wilson(successes: 119, trials: 336)
    #expect(abs(low - 0.305) < 5e-4 && abs(high - 0.407) < 5e-4)
    let nothing = Chance.wilson(successes: 0, trials: 0)
    #expect(nothing.low == 0 && nothing.high == 1)
  }

  @Test func benjaminiHochbergAgreesWithItsDefinition() {
    var generator = SeededGenerator(seed: 11)
    for trial in 0..<500 {
      let p = (0..<generator.below(12)).map { _ in generator.unit() * generator.unit() }
      let sorted = p.sorted()
      // The largest i with p(i) ≤ i/m · rate; all up to it stand.
      let last = sorted.indices.last { sorted[$0] <= 0.1 * Double($0 + 1) / Double(p.count) }
      let expected = p.map { value in last.map { value <= sorted[$0] } ?? false }
      #expect(Chance.benjaminiHochberg(p, rate: 0.1) == expected, "trial \(trial)")
    }
  }
}
