import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: the candidates are exactly the pairs that share a key, each once; a ceiling cuts blocks by
// second keys and says so. Method: a slow twin over all pairs; made blocks.

@Suite struct BlockerTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func candidatesAreThePairsThatShareAKey(seed: UInt64) throws {
    let world = PersonWorld(seed: seed, recordCount: 120)
    let persons = PreparedPersons(MatchingInput(persons: world.records, asOf: PersonWorld.asOf))
    let keys = (0..<persons.count).map { record in
      BlockingRule.fixed.reduce(into: Set<UInt64>()) { set, rule in
        var own: [UInt64] = []
        rule.keys(of: record, in: persons, into: &own)
        // Both postcode rules write one kind of key; a rule pairs only with itself.
        set.formUnion(own.map { $0 ^ StableHash.of(rule.name) })
      }
    }
    var expected: [UInt64] = []
    for a in 0..<persons.count {
      for b in (a + 1)..<persons.count where !keys[a].isDisjoint(with: keys[b]) {
        expected.append(UInt64(a) &<< 32 | UInt64(b))
      }
    }
    let found = try Blocker(persons: persons, ceiling: 1000).candidates(on: .one)
    #expect(found.pairs == expected, "seed \(seed)")
    #expect(found.warnings.isEmpty)
  }

  @Test func aFullBlockIsCutByNamesBirthAndHome() throws {
    // 300 share one telephone; the two of one name must still meet.
    var records = (0..<300).map { at in
      person(
        "r\(at)", "Family\(String(at * 7919, radix: 26))", "Given\(at % 26)",
        "19\(50 + at % 40)-02-0\(1 + at % 9)",
        numbers: [447_700_900_000])
    }
    records.append(person("x1", "Quarrington", "Delia", numbers: [447_700_900_000]))
    records.append(person("x2", "Quarrington", "Delia", numbers: [447_700_900_000]))
    let persons = PreparedPersons(MatchingInput(persons: records, asOf: PersonWorld.asOf))
    let found = try Blocker(persons: persons, ceiling: 50).candidates(on: .one)
    let a = try #require(persons.keys.firstIndex(of: key("x1")))
    let b = try #require(persons.keys.firstIndex(of: key("x2")))
    #expect(found.pairs.contains(UInt64(a) &<< 32 | UInt64(b)))
    #expect(found.pairs.count < 300 * 50)
  }

  @Test func whatNoKeyCutsIsWarnedOf() throws {
    let records = (0..<200).map { person("r\($0)", "Smith", "John", "1990-01-01") }
    let persons = PreparedPersons(MatchingInput(persons: records, asOf: PersonWorld.asOf))
    let found = try Blocker(persons: persons, ceiling: 20).candidates(on: .one)
    #expect(!found.warnings.isEmpty)
    #expect(found.warnings.allSatisfy { $0.code == "MATCHING-BLOCK-CEILING" && $0.count > 0 })
    #expect(found.pairs.count < 200 * 20)
    #expect(found.pairs.count >= 199)
    for (one, next) in zip(found.pairs, found.pairs.dropFirst()) { #expect(one < next) }
  }
}
