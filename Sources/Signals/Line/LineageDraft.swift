import Picture
import Primitives
import Vocabulary

/// A lineage before its people are known: records and numbers that are one line.
struct LineageDraft: Sendable {
  /// Positions in `holdings.lines`, ascending; at least one.
  let records: [Int]
  /// In order of time.
  let spells: [Lineage.Spell]
  /// Packed handsets, ascending.
  let imeis: [UInt64]
  /// The successions by which it was joined, in order of time.
  let successions: [Succession]

  /// The newest number, packed.
  var newest: UInt64 { spells[spells.count - 1].number }

  /// `l-` and 12 digits of a hash of the smallest key among the records.
  func id(in picture: RegionalPicture) -> String {
    let key = records.map { picture.holdings.lines[$0].key }.min()
    return "l-" + StableHash.hex(StableHash.of(key?.text ?? ""), digits: 12)
  }
}

extension LineageDraft {
  /// Joins the line records and the numbers that follow them.
  ///
  /// Records with one number are one line. Numbers that no chain ties to a record are left out.
  static func all(
    seeds: [LineSeed], search: SuccessionSearch.Result, weighing: SuccessionWeighing
  ) -> [LineageDraft] {
    let joined = search.joined.map { search.successions[$0] }
    let numbers = Set(seeds.map(\.number) + joined.flatMap { [$0.old, $0.new] }).sorted()
    let position = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    var sets = DisjointSets(count: numbers.count)
    for succession in joined {
      guard let old = position[succession.old], let new = position[succession.new] else { continue }
      sets.union(old, new)
    }
    let labels = sets.labels()
    let members = Dictionary(grouping: numbers.indices) { labels[$0] }
    return members.keys.sorted().compactMap { label in
      let own = (members[label] ?? []).map { numbers[$0] }
      return draft(own, joined: joined, weighing: weighing)
    }
  }

  private static func draft(
    _ numbers: [UInt64], joined: [Succession], weighing: SuccessionWeighing
  ) -> LineageDraft? {
    let records = numbers.flatMap { weighing.seeds[$0]?.records ?? [] }.sorted()
    guard !records.isEmpty else { return nil }
    let asOf = weighing.picture.asOf.seconds
    let spells = numbers.map { number -> Lineage.Spell in
      let life = weighing.life(of: number) ?? (first: asOf, last: asOf)
      return Lineage.Spell(number: number, from: life.first, to: max(life.first, life.last))
    }.sorted { ($0.to, $0.from, $0.number) < ($1.to, $1.from, $1.number) }
    let handsets = numbers.compactMap { weighing.book.position(of: $0) }
      .flatMap { weighing.handsets.handsets(of: $0) }
    let own = Set(numbers)
    return LineageDraft(
      records: records, spells: spells, imeis: Array(Set(handsets)).sorted(),
      successions: joined.filter { own.contains($0.old) }
        .sorted { ($0.firstNew, $0.new) < ($1.firstNew, $1.new) })
  }
}
