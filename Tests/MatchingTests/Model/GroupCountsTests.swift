import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: values are counted once a group. Method: random small records against sets.

@Suite struct GroupCountsTests {
  @Test func everyValueIsCountedOnceAGroup() {
    for seed in UInt64(1)...50 {
      var draws = SeededGenerator(seed: seed)
      let groups = (0..<12).map { _ in Int32(draws.below(5) * 7) }
      let values = (0..<12).map { _ in Int32(draws.below(4)) - 1 }
      let order = RecordGroups(groups)
      #expect(order.order.map(\.record).sorted() == Array(0..<12))
      #expect(order.count == Set(groups).count)
      var counts = GroupCounts(values: 3)
      for (record, group) in order.order {
        #expect(group == groups[record])
        counts.add(values[record], group)
      }
      let expected = (0..<3).map { value in
        Int32(Set((0..<12).filter { values[$0] == value }.map { groups[$0] }).count)
      }
      #expect(counts.counts(plus: 0) == expected, "seed \(seed)")
      #expect(counts.counts(plus: 1) == expected.map { $0 == 0 ? 0 : $0 + 1 }, "seed \(seed)")
    }
  }

  @Test func manyRecordsOfOnePersonMakeNoNameCommon() {
    // Nine records of one Quayle and two of another: two people of that name.
    let records =
      (0..<9).map { person("a\($0)", "Quayle", "Una", "1980-03-04") }
      + (0..<2).map { person("b\($0)", "Quayle", "Orry", "1990-05-06") }
    let persons = PreparedPersons(MatchingInput(persons: records, asOf: PersonWorld.asOf))
    let byRecord = persons.countTerms().tables[0]
    let byPerson = persons.countTerms(
      groups: persons.keys.map { $0.id.hasPrefix("a") ? 0 : 1 }
    ).tables[0]
    #expect(byRecord.records == 11 && byRecord.entries.map(\.count) == [11])
    #expect(byPerson.records == 3 && byPerson.entries.map(\.count) == [3])
  }
}
