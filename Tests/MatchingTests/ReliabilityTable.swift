import Primitives
import Testing
import Vocabulary

@testable import Matching

/// What was said of pairs against what was true of them, by tenths of the probability said; the
/// last tenth is parted once more at 0.99 and 0.999.
struct ReliabilityTable: CustomStringConvertible {
  struct Row {
    var from: Double
    var pairs = 0
    var saidSum = 0.0
    var right = 0

    /// The mean probability said.
    var said: Double { pairs == 0 ? 0 : saidSum / Double(pairs) }
    var trueShare: Double { pairs == 0 ? 0 : Double(right) / Double(pairs) }
  }

  var rows = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.999].map { Row(from: $0) }

  init(_ pairs: [ScoredPair], truth: [RecordKey: Int]) {
    for pair in pairs {
      let said = pair.probability
      let at = rows.lastIndex { $0.from <= said } ?? 0
      rows[at].pairs += 1
      rows[at].saidSum += said
      if truth[pair.first] == truth[pair.second] { rows[at].right += 1 }
    }
  }

  var description: String {
    rows.filter { $0.pairs > 0 }.map { row in
      "  said from \(row.from): \(row.pairs) pairs, said \((row.said * 1000).rounded() / 1000), "
        + "true \((row.trueShare * 1000).rounded() / 1000)"
    }.joined(separator: "\n")
  }
}

// Goal: on records whose truth is known, what is said surely is true. Method: a generated world,
// its reliability table printed, false merges and missed merges apart.

@Suite struct ReliabilityTests {
  @Test func whatIsSaidSurelyIsTrue() throws {
    let world = PersonWorld(seed: 41, recordCount: 700)
    let resolver = try Resolver(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf), settings: quickSettings(),
      on: .one)
    let resolution = try resolver.resolve(with: resolver.estimateModel())
    let counts = PairCounts(resolution, truth: world.truth)
    print(
      "generated, seed 41: false merges \(counts.found - counts.right) of \(counts.found), "
        + "missed merges \(counts.wanted - counts.right) of \(counts.wanted)")
    let table = ReliabilityTable(resolution.pairs, truth: world.truth)
    print(table)
    let sure = table.rows.filter { $0.from >= 0.99 }
    let pairs = sure.reduce(0) { $0 + $1.pairs }
    let wrong = pairs - sure.reduce(0) { $0 + $1.right }
    #expect(pairs > 100)
    #expect(Double(wrong) <= 0.01 * Double(pairs))
  }
}
