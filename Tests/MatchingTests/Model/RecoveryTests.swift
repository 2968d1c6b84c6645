import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: from records alone, estimation finds the chances that made them. Method: a generated world
// whose truth is known; λ, m and u counted with the truth in hand against those estimated without.

@Suite struct RecoveryTests {
  struct Counted {
    /// By position × 16 + level.
    var ones = [Double](repeating: 0, count: 7 * 16)
    var others = [Double](repeating: 0, count: 7 * 16)
    var pairsOfOne = 0

    /// The share of a level among those of its comparison, and how many pairs that rests on.
    static func share(_ counts: [Double], _ position: Int, _ level: Int) -> (Double, Double) {
      let all = counts[(position * 16)..<(position * 16 + 15)].reduce(0, +)
      return (counts[position * 16 + level] / max(1, all), all)
    }
  }

  static func count(_ world: PersonWorld, _ resolver: Resolver, seed: UInt64) -> Counted {
    let comparer = resolver.comparer
    let persons = comparer.persons.keys.map { world.truth[$0] ?? -1 }
    var counted = Counted()
    func count(_ one: Int, _ other: Int, _ counts: inout [Double]) {
      let evidence = comparer.compare(one, other)
      for position in 0..<7 { counts[position * 16 + evidence.level(position)] += 1 }
    }
    var members: [Int: [Int]] = [:]
    for (record, person) in persons.enumerated() { members[person, default: []].append(record) }
    for person in members.keys.sorted() {
      let own = members[person] ?? []
      for (at, one) in own.enumerated() {
        for other in own[(at + 1)...] {
          counted.pairsOfOne += 1
          count(one, other, &counted.ones)
        }
      }
    }
    var draws = SeededGenerator(seed: seed)
    for _ in 0..<60_000 {
      let one = draws.below(persons.count)
      let other = draws.below(persons.count)
      if persons[one] != persons[other] {
        count(min(one, other), max(one, other), &counted.others)
      }
    }
    return counted
  }

  @Test func chancesOfAGeneratedWorldAreRecovered() throws {
    let seed: UInt64 = 71
    let world = PersonWorld(seed: seed, recordCount: 1500)
    var settings = MatchingSettings()
    settings.randomPairsMax = 60_000
    let resolver = try Resolver(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf), settings: settings,
      on: Workers(threads: 2))
    let model = try resolver.estimateModel()
    let counted = Self.count(world, resolver, seed: seed)
    let records = Double(world.records.count)
    let lambda = Double(counted.pairsOfOne) / (records * (records - 1) / 2)
    print("λ \(lambda), estimated \(model.lambda) in \(model.report.passes) passes")
    #expect(abs(model.lambda / lambda - 1) < 0.2, "seed \(seed)")
    var worst = (m: 0.0, u: 0.0)
    for (position, comparison) in model.comparisons.enumerated() {
      for (level, chances) in comparison.levels.enumerated() {
        let (m, pairs) = Counted.share(counted.ones, position, level)
        let (u, _) = Counted.share(counted.others, position, level)
        guard pairs >= 200 else { continue }
        worst = (max(worst.m, abs(chances.m - m)), max(worst.u, abs(chances.u - u)))
        #expect(abs(chances.m - m) < 0.05, "\(comparison.name) \(chances.name) seed \(seed)")
        #expect(abs(chances.u - u) < 0.01, "\(comparison.name) \(chances.name) seed \(seed)")
      }
    }
    print("largest error of an m \(worst.m), of a u \(worst.u)")
  }

  @Test func theSeriesOfPassesIsReportedAndEnds() throws {
    let world = PersonWorld(seed: 72, recordCount: 300)
    let resolver = try Resolver(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf), settings: quickSettings(),
      on: .one)
    let report = try resolver.estimateModel().report
    #expect(report.passes >= 2 && report.passes <= MatchingSettings().estimationPassesMax)
    #expect(report.lastChange < 0.0005 || report.passes == MatchingSettings().estimationPassesMax)
    #expect(report.expectedMatches > 50)
  }
}
