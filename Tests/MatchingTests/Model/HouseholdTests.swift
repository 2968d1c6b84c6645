import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: how many households there are is seen in the records, not believed. Method: shared names
// and addresses counted naively; a world with households against one without.

@Suite struct HouseholdTests {
  @Test func pairsSharingNameAndAddressAreCounted() {
    let world = PersonWorld(seed: 8, recordCount: 200)
    let persons = PreparedPersons(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf))
    var naive = 0.0
    for one in 0..<persons.count {
      for other in (one + 1)..<max(persons.count, one + 1) {
        guard persons.homeOf[one] >= 0, persons.homeOf[other] >= 0 else { continue }
        let homes = [one, other].map { persons.homes[Int(persons.homeOf[$0])].address }
        let families = [one, other].map { persons.forms[Int(persons.formStarts[$0])].family }
        guard homes[0] >= 0, families[0] >= 0, homes[0] == homes[1], families[0] == families[1]
        else { continue }
        naive += 1
      }
    }
    #expect(naive > 50)
    #expect(Estimation.sharingPairs(persons) == naive)
  }

  @Test func householdsAreFoundWhereTheyAre() throws {
    let world = PersonWorld(seed: 9, recordCount: 600)
    // Of the same world one person a home.
    var homes: Set<String> = []
    var kept: Set<Int> = []
    for (number, person) in world.persons.enumerated()
    where homes.insert(person.family + person.address).inserted {
      kept.insert(number)
    }
    let alone = world.records.filter { kept.contains(world.truth[$0.key] ?? -1) }
    #expect(alone.count < world.records.count - 100)
    let together = try Self.householdPairs(world.records)
    let apart = try Self.householdPairs(alone)
    print("pairs of a household for each of a person: \(together), without households \(apart)")
    #expect(together > 0.3)
    #expect(apart < together / 3)
  }

  private static func householdPairs(_ records: [PersonForMatching]) throws -> Double {
    try Resolver(
      MatchingInput(persons: records, asOf: PersonWorld.asOf), settings: quickSettings(), on: .one
    ).estimateModel().householdPairs
  }

  @Test func parentAndChildOfOneNameAreFarApart() {
    func bits(_ given: GivenLevel, _ birth: BirthLevel) -> Float {
      var evidence = PairEvidence.none
      evidence.set(1, given.rawValue)
      evidence.set(2, birth.rawValue)
      return PairScorer.withinHousehold(evidence)
    }
    #expect(bits(.first, .far) < 0)
    #expect(bits(.first, .apart) > 0)
    #expect(bits(.first, .exact) > 0)
    #expect(bits(.differ, .exact) < 0)
    #expect(bits(.differ, .far) == 0)
    #expect(bits(.initial, .far) == 0)
  }
}
