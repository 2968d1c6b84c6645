import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: the report counts what the rules make and find; the choice loses no true pair that is worth
// its pairs. Method: an invented world with known persons; sums that must add up; the chosen rules
// used.

@Suite struct BlockingChoiceTests {
  static func resolver(_ world: PersonWorld, rules: [String]? = nil) throws -> Resolver {
    var settings = quickSettings()
    settings.blockingRules = rules
    return try Resolver(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf), settings: settings, on: .one)
  }

  @Test func theReportAddsUp() throws {
    let world = PersonWorld(seed: 41, recordCount: 600)
    let resolver = try Self.resolver(world)
    let choice = try resolver.chooseBlocking(labels: world.truth, pairsForTrueMax: .infinity)
    let all = try resolver.blocks.count(on: .one)
    #expect(choice.rules.reduce(0) { $0 + $1.pairsAdded } == all)
    #expect(choice.truePairsFound + choice.truePairsLost == choice.truePairs)
    #expect(choice.truePairsFound >= choice.truePairs * 95 / 100, "\(choice.lines)")
    for rule in choice.rules {
      #expect(rule.pairs >= rule.pairsAdded && rule.truePairs >= rule.truePairsAdded)
      #expect(rule.truePairs <= rule.pairs)
    }
    #expect(choice.lines.count == resolver.plan.rules.count + 1)
  }

  @Test func theChosenRulesMakeTheirPairs() throws {
    let world = PersonWorld(seed: 42, recordCount: 600)
    let choice = try Self.resolver(world).chooseBlocking(
      labels: world.truth, pairsForTrueMax: 30)
    #expect(choice.names.count < BlockingRule.fixed.count && !choice.names.isEmpty)
    let chosen = try Self.resolver(world, rules: choice.names)
    #expect(try chosen.blocks.count(on: .one) == choice.pairs)
    let again = try chosen.chooseBlocking(labels: world.truth, pairsForTrueMax: .infinity)
    #expect(again.truePairsFound == choice.truePairsFound)
  }

  @Test func theLineSaysWhatIsLost() throws {
    let choice = BlockingChoice(
      rules: [
        .init(
          name: "names", pairs: 10, truePairs: 4, pairsAdded: 10, truePairsAdded: 4,
          isChosen: true),
        .init(
          name: "birth", pairs: 90, truePairs: 4, pairsAdded: 85, truePairsAdded: 1,
          isChosen: false),
      ], truePairs: 6)
    #expect(
      choice.lines == [
        "+ names: 10 pairs, 4 true; adds 10 pairs, 4 true",
        "- birth: 90 pairs, 4 true; adds 85 pairs, 1 true",
        "1 of 2 rules: 10 pairs, 4 of 6 true pairs found, 2 lost",
      ])
  }
}
