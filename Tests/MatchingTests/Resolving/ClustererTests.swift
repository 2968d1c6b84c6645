import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: links join strongest first under every constraint. Method: random small graphs against a
// clusterer of another shape, which keeps sets and asks every constraint of every pair anew.

@Suite struct ClustererTests {
  /// Two records in any order.
  struct RecordsPair: Hashable {
    let low: Int
    let high: Int

    init(_ one: Int, _ other: Int) {
      low = min(one, other)
      high = max(one, other)
    }
  }

  /// Sets of records, joined by the best link that is allowed, found anew after each union.
  static func naive(
    _ facts: [MemberFacts], apart: [(Int32, Int32)], links: [Clusterer.Link],
    limits: Clusterer.Limits, slips: Set<RecordsPair>, bits: (Int, Int) -> Float
  ) -> [Set<Int>] {
    var groups = facts.indices.map { Set([$0]) }
    var rest = links
    while !rest.isEmpty {
      guard
        let at = rest.indices.min(by: { isBefore(rest[$0], rest[$1]) })
      else { break }
      let link = rest.remove(at: at)
      guard let a = groups.first(where: { $0.contains(Int(link.first)) }),
        let b = groups.first(where: { $0.contains(Int(link.second)) }), a != b
      else { continue }
      if link.isJudged || allowed(a, b, facts, apart, link, limits, slips, bits) {
        groups.removeAll { $0 == a || $0 == b }
        groups.append(a.union(b))
      }
    }
    return groups.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
  }

  private static func isBefore(_ a: Clusterer.Link, _ b: Clusterer.Link) -> Bool {
    if a.isJudged != b.isJudged { return a.isJudged }
    if a.bits != b.bits { return a.bits > b.bits }
    return a.first != b.first ? a.first < b.first : a.second < b.second
  }

  private static func allowed(
    _ a: Set<Int>, _ b: Set<Int>, _ facts: [MemberFacts], _ apart: [(Int32, Int32)],
    _ link: Clusterer.Link,
    _ limits: Clusterer.Limits, _ slips: Set<RecordsPair>, _ pairBits: (Int, Int) -> Float
  ) -> Bool {
    let ages = a.union(b).map { facts[$0].age }
    let isGenerationKnown =
      link.isUndated
      ? [a, b].allSatisfy { group in group.contains { facts[$0].age == .adult } }
      : ages.contains(.adult)
    let needsMore =
      ages.contains(.possiblyChild) || !isGenerationKnown || link.isOfTwoYears
    if link.bits < (needsMore ? limits.childBitsMin : limits.bitsMin) { return false }
    for (one, other) in apart {
      let pair = (Int(one), Int(other))
      if a.contains(pair.0) && b.contains(pair.1) || a.contains(pair.1) && b.contains(pair.0) {
        return false
      }
    }
    var verdicts: [BirthComparison.Verdict] = []
    var sum: Float = 0
    for i in a {
      for j in b {
        if !facts[i].sharesPnc(with: facts[j]) && !slips.contains(RecordsPair(i, j)) {
          return false
        }
        if link.bits < limits.datesBitsMin && !facts[i].hasPnc(of: facts[j])
          && facts[i].birth.isKnown && facts[j].birth.isKnown
        {
          verdicts.append(BirthComparison.verdict(facts[i].birth, facts[j].birth))
        }
        sum += min(max(pairBits(min(i, j), max(i, j)), -limits.evidenceCap), limits.evidenceCap)
      }
    }
    if verdicts.contains(.apart) { return false }
    if verdicts.count(where: { $0 == .doubtful }) > verdicts.count(where: { $0 == .explained }) {
      return false
    }
    return a.count * b.count == 1 || sum / Float(a.count * b.count) >= limits.meanBitsMin
  }

  @Test func everyConstraintAgreesWithTheNaiveClusterer() {
    for seed in UInt64(1)...300 {
      var draws = SeededGenerator(seed: seed)
      let count = 2 + draws.below(7)
      let births = ["1990-05-12", "1990-05-13", "1960-05-12", "1993-08-30", "2010-02-03"]
      let facts = (0..<count).map { _ in
        var fact = MemberFacts()
        if draws.chance(0.5) { fact.birth = PackedBirth(draws.pick(births).flatMap { date($0) }) }
        if draws.chance(0.3) { fact.pncStem = Int32(draws.below(2)) }
        fact.age = MemberFacts.age(fact.birth, asOf: PersonWorld.asOf)
        return fact
      }
      let table = (0..<count).map { _ in (0..<count).map { _ in Float(draws.below(30)) - 10 } }
      var links: [Clusterer.Link] = []
      var apart: [(Int32, Int32)] = []
      var slips: Set<RecordsPair> = []
      for a in 0..<Int32(count) {
        for b in (a + 1)..<Int32(max(count, Int(a) + 1)) {
          if draws.chance(0.1) { apart.append((a, b)) }
          if draws.chance(0.2) { slips.insert(RecordsPair(Int(a), Int(b))) }
          let bits = table[Int(a)][Int(b)]
          let judged = draws.chance(0.04)
          if bits >= 3 || judged {
            links.append(
              Clusterer.Link(
                first: a, second: b, bits: bits, isJudged: judged, isUndated: draws.chance(0.3),
                isOfTwoYears: draws.chance(0.1)))
          }
        }
      }
      let limits = Clusterer.Limits(bitsMin: 3, childBitsMin: 10)
      var clusterer = Clusterer(
        facts: facts, apart: apart, limits: limits, pairBits: { table[$0][$1] },
        isPncSlip: { slips.contains(RecordsPair($0, $1)) })
      let roots = clusterer.run(links.shuffled(using: &draws))
      var groups: [Int32: Set<Int>] = [:]
      for (member, root) in roots.enumerated() { groups[root, default: []].insert(member) }
      let found = groups.values.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
      let expected = Self.naive(
        facts, apart: apart, links: links, limits: limits, slips: slips,
        bits: { table[$0][$1] })
      #expect(found == expected, "seed \(seed)")
      for (root, members) in groups { #expect(Int(root) == members.min()) }
    }
  }

  @Test func aChainOfLikenessesIsCut() {
    // 0–1–2–3: neighbours are alike, the ends speak strongly against being one.
    let facts = (0..<4).map { _ in
      MemberFacts(birth: PackedBirth(), pncStem: -1, pncCheck: 0, age: .adult)
    }
    let bits: (Int, Int) -> Float = { $1 - $0 == 1 ? 5 : -12 }
    var clusterer = Clusterer(
      facts: facts, apart: [], limits: Clusterer.Limits(bitsMin: 3, childBitsMin: 10),
      pairBits: bits)
    let roots = clusterer.run(
      (0..<3).map { Clusterer.Link(first: Int32($0), second: Int32($0 + 1), bits: 5) })
    #expect(roots == [0, 0, 2, 2])
  }
}
