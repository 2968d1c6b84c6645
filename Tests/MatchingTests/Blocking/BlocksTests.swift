import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: candidates are exactly the pairs that share a key under the plan, each once; whether two
// records meet depends on the two and the plan alone; hot blocks stay bounded, lose nobody who is
// alike throughout, and say so. Method: a slow twin over all pairs; two records by themselves; made
// blocks.

@Suite struct BlocksTests {
  static func persons(_ records: [PersonForMatching]) -> PreparedPersons {
    PreparedPersons(MatchingInput(persons: records, asOf: PersonWorld.asOf))
  }

  static func plan(_ persons: PreparedPersons, ceiling: Int) throws -> BlockingPlan {
    try frozen(persons, ceiling: ceiling).plan
  }

  static func frozen(_ persons: PreparedPersons, ceiling: Int) throws -> FrozenBlocks {
    try FrozenBlocks(BlockingRule.fixed, over: persons, ceiling: ceiling, on: .one)
  }

  static func pairs(_ blocks: Blocks) -> [UInt64] {
    var seconds: [UInt32] = []
    return (0..<blocks.records).flatMap { first in
      blocks.candidates(of: first, into: &seconds)
      return seconds.map { UInt64(first) &<< 32 | UInt64($0) }
    }
  }

  @Test(arguments: [(UInt64(1), 3), (2, 8), (3, 1000)])
  func candidatesAreThePairsThatShareAKey(seed: UInt64, ceiling: Int) throws {
    let persons = Self.persons(PersonWorld(seed: seed, recordCount: 150).records)
    let frozen = try Self.frozen(persons, ceiling: ceiling)
    let plan = frozen.plan
    let owner = PartOwner(persons: persons)
    let rules = plan.rules.compactMap { rule in
      BlockingRule.fixed.first { $0.name == rule.name }.map {
        ReadyRule($0, hot: rule.hot, owner)
      }
    }
    let keys = (0..<persons.count).map { record in
      rules.reduce(into: Set<UInt64>()) { keys, rule in rule.keys(of: record) { keys.insert($0) } }
    }
    withExtendedLifetime(owner) {}
    var expected: [UInt64] = []
    for a in 0..<persons.count {
      for b in (a + 1)..<persons.count where !keys[a].isDisjoint(with: keys[b]) {
        expected.append(UInt64(a) &<< 32 | UInt64(b))
      }
    }
    let blocks = try Blocks(plan, of: persons, on: .one)
    #expect(Self.pairs(blocks) == expected, "seed \(seed)")
    #expect(Self.pairs(frozen.blocks) == expected, "seed \(seed)")
    #expect(try blocks.count(on: Workers(threads: 3)) == expected.count)
  }

  @Test func twoRecordsMeetOrNotWhateverElseIsThere() throws {
    let seed: UInt64 = 11
    let world = PersonWorld(seed: seed, recordCount: 200)
    let persons = Self.persons(world.records)
    let plan = try Self.plan(persons, ceiling: 4)
    let found = Set(Self.pairs(try Blocks(plan, of: persons, on: .one)))
    let byKey = Dictionary(uniqueKeysWithValues: world.records.map { ($0.key, $0) })
    var draws = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let a = draws.below(persons.count - 1)
      let b = a + 1 + draws.below(persons.count - a - 1)
      let two = Self.persons([persons.keys[a], persons.keys[b]].compactMap { byKey[$0] })
      let alone = Self.pairs(try Blocks(plan, of: two, on: .one))
      #expect(alone.isEmpty == !found.contains(UInt64(a) &<< 32 | UInt64(b)), "seed \(seed)")
    }
  }

  @Test func newRecordsMeetWhomTheyWouldMeetAmongAll() throws {
    let persons = Self.persons(PersonWorld(seed: 12, recordCount: 200).records)
    let plan = try Self.plan(persons, ceiling: 5)
    var draws = SeededGenerator(seed: 12)
    let isNew = (0..<persons.count).map { _ in draws.chance(0.2) }
    let all = Self.pairs(try Blocks(plan, of: persons, on: .one))
    let new = Self.pairs(try Blocks(plan, of: persons, isNew: isNew, on: .one))
    #expect(new == all.filter { isNew[Int($0 &>> 32)] || isNew[Int($0 & 0xFFFF_FFFF)] })
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
    let persons = Self.persons(records)
    let pairs = Self.pairs(
      try Blocks(try Self.plan(persons, ceiling: 12), of: persons, on: .one))
    let a = try #require(persons.keys.firstIndex(of: key("x1")))
    let b = try #require(persons.keys.firstIndex(of: key("x2")))
    #expect(pairs.contains(UInt64(a) &<< 32 | UInt64(b)))
    #expect(pairs.count < 300 * 24)
  }

  @Test func recordsAlikeThroughoutStayLinkedAndBounded() throws {
    // One person on record six hundred times: 179,700 pairs.
    let records = (0..<600).map { person("r\($0)", "Smith", "John", "1990-05-12") }
    let persons = Self.persons(records)
    let blocks = try Blocks(try Self.plan(persons, ceiling: 12), of: persons, on: .one)
    let pairs = Self.pairs(blocks)
    #expect(!blocks.warnings.isEmpty)
    #expect(blocks.warnings.allSatisfy { $0.code == "MATCHING-BLOCK-CEILING" && $0.count > 0 })
    #expect(pairs.count < 600 * 12 * BlockingRule.fixed.count)
    var sets = DisjointSets(count: records.count)
    for pair in pairs { sets.union(Int(pair &>> 32), Int(pair & 0xFFFF_FFFF)) }
    #expect(sets.setCount == 1)
  }

  @Test func candidatesFollowTheRecords() throws {
    // Five in a hundred share one family name, and three one birthday: twice the records must not
    // give four times the pairs.
    func count(_ records: Int) throws -> Int {
      var draws = SeededGenerator(seed: 5)
      let made = (0..<records).map { at in
        person(
          "r\(at)", draws.chance(0.05) ? "Smith" : "Fam\(draws.below(3000))",
          "Given\(draws.below(40))",
          draws.chance(0.03)
            ? "1990-01-01" : "19\(40 + draws.below(60))-0\(1 + draws.below(9))-1\(draws.below(10))")
      }
      let persons = Self.persons(made)
      return try Blocks(try Self.plan(persons, ceiling: 6), of: persons, on: .one).count(on: .one)
    }
    let (small, large) = (try count(4000), try count(8000))
    #expect(Double(large) < 3 * Double(small), "\(small) \(large)")
    #expect(large < 8000 * 30, "\(large)")
  }

  @Test func aPlanThatDidNotForeseeABlockSaysSo() throws {
    let few = Self.persons((0..<5).map { person("r\($0)", "Smith", "John", "1990-05-12") })
    let many = Self.persons((0..<300).map { person("r\($0)", "Smith", "John", "1990-05-12") })
    let blocks = try Blocks(try Self.plan(few, ceiling: 10), of: many, on: .one)
    #expect(blocks.warnings.contains { $0.code == "MATCHING-MODEL-OUTGROWN" && $0.count == 300 })
    #expect(Self.pairs(blocks).count <= 300 * 10 * BlockingPlan.growthMax)
  }

  @Test func keysAreSortedAsByTheStandardSort() {
    var draws = SeededGenerator(seed: 8)
    for count in [0, 1, 2, 63, 64, 65, 1000, 20_000] {
      var entries = (0..<count).map { at in
        // Few high bits, so that many keys mix.
        BlockEntry(key: draws.next() &>> (at % 3 == 0 ? 40 : 1), record: UInt32(at / 2))
      }
      let expected = entries.sorted { ($0.key, $0.record) < ($1.key, $1.record) }
      KeySort.sort(&entries)
      #expect(entries.map(\.key) == expected.map(\.key))
      #expect(entries.map(\.record) == expected.map(\.record))
    }
  }
}
