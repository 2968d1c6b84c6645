import Primitives
import Testing

/// Goal: the small types keep their promises. Method: laws, exhaustive where small.
@Suite struct SmallTypesTests {
  @Test func bitsAndProbabilitiesGoBackAndForth() {
    for step in 1..<1000 {
      let p = Double(step) / 1000
      #expect(abs(Bits(probability: p).probability - p) < 1e-12)
    }
    #expect(Bits(0).probability == 0.5)
    #expect(abs(Bits(3).probability - 0.8889) < 1e-4)
    #expect(abs(Bits(9.48).probability - 0.9986) < 1e-4)
    #expect(Bits(2000).probability == 1 && Bits(-2000).probability == 0)
  }

  @Test func sensitiveValuesDoNotLeak() {
    let secret = Sensitive("AB12CDE")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])", "\([1: secret])"] {
      #expect(!text.contains("AB12CDE"))
      #expect(text.contains("7 bytes"))
    }
    // Seen by this test alone.
    #expect(secret.reveal() == "AB12CDE")
  }

  @Test func disjointSetsAgreeWithRelabelling() {
    var generator = SeededGenerator(seed: 5)
    for trial in 0..<200 {
      let count = 1 + generator.below(12)
      var sets = DisjointSets(count: count)
      var label = Array(0..<count)
      for _ in 0..<generator.below(15) {
        let (a, b) = (generator.below(count), generator.below(count))
        let (from, to) = (label[a], label[b])
        #expect(sets.union(a, b) == (from != to), "trial \(trial)")
        label = label.map { $0 == from ? to : $0 }
      }
      #expect(sets.setCount == Set(label).count)
      for a in 0..<count {
        for b in 0..<count { #expect((sets.find(a) == sets.find(b)) == (label[a] == label[b])) }
      }
    }
  }

  @Test func theGeneratorRepeatsAndForksAreApart() {
    var one = SeededGenerator(seed: 1)
    var same = SeededGenerator(seed: 1)
    #expect((0..<100).allSatisfy { _ in one.next() == same.next() })
    var left = one.fork("left")
    var right = one.fork("right")
    #expect((0..<100).contains { _ in left.next() != right.next() })
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[one.below(7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
  }

  @Test func stableHashesAreFrozen() {
    // Entity and lineage identifiers are made of these: a change of value is a migration.
    #expect(StableHash.hex(StableHash.of("cheshire:p-1"), digits: 12).count == 12)
    #expect(StableHash.of("ab") != StableHash.of("ba"))
    #expect(StableHash.of("") != StableHash.of("\0"))
    #expect(Set((0..<10_000).map { StableHash.of("p-\($0)") }).count == 10_000)
  }

  @Test func suggestionsAreNearOrNothing() {
    #expect(Suggestion.nearest(to: "colums", among: ["columns", "formats"]) == "columns")
    #expect(Suggestion.nearest(to: "zzz", among: ["columns", "formats"]) == nil)
    #expect(Suggestion.nearest(to: "x", among: []) == nil)
  }
}
