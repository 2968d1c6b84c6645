import Testing
import Vocabulary

@testable import Engine

/// Goal: identifiers persist from night to night. Method: laws on every way to group five records
/// before and after.
@Suite struct EntityNamesTests {
  private static let records = (0..<5).map { RecordKey(source: "a", id: "\($0)") }

  /// Every partition of so many records, groups in order of their first members.
  private static func partitions(of count: Int) -> [[[RecordKey]]] {
    guard count > 0 else { return [[]] }
    return partitions(of: count - 1).flatMap { partition -> [[[RecordKey]]] in
      let record = records[count - 1]
      return partition.indices.map { at in
        var larger = partition
        larger[at].append(record)
        return larger
      } + [partition + [[record]]]
    }
  }

  private func names(
    _ groups: [[RecordKey]], _ ids: [String]
  ) -> [RecordKey: String] {
    zip(groups, ids).reduce(into: [:]) { result, group in
      for member in group.0 { result[member] = group.1 }
    }
  }

  @Test func everyChangeOfFiveRecordsKeepsTheLaws() {
    let all = Self.partitions(of: 5)
    #expect(all.count == 52)
    for before in all {
      let first = EntityNames(earlier: [:]).ids(of: before)
      let earlier = names(before, first)
      #expect(EntityNames(earlier: earlier).ids(of: before) == first)
      for after in all {
        let ids = EntityNames(earlier: earlier).ids(of: after)
        #expect(Set(ids).count == ids.count)
        for (members, id) in zip(after, ids) {
          let own = Set(members.compactMap { earlier[$0] })
          let isNew = !first.contains(id)
          #expect(isNew || own.contains(id), "an identifier came from another person")
          // Whoever is whole as before, or took in others whole, keeps an identifier of theirs.
          if let kept = before.firstIndex(of: members) { #expect(id == first[kept]) }
        }
        // The largest claim on an identifier wins it.
        for (group, id) in zip(before, first) {
          let shares = after.map { Set($0).intersection(group).count }
          guard let most = shares.max(), shares.filter({ $0 == most }).count == 1,
            let at = shares.firstIndex(of: most),
            Set(after[at].compactMap { earlier[$0] }).count == 1
          else { continue }
          #expect(ids[at] == id)
        }
      }
    }
  }

  @Test func newRecordsNeverChangeAnIdentifier() {
    for before in Self.partitions(of: 4) {
      let first = EntityNames(earlier: [:]).ids(of: before)
      let earlier = names(before, first)
      // A record that sorts before all others.
      let new = RecordKey(source: "A", id: "0")
      for at in before.indices {
        var after = before
        after[at].insert(new, at: 0)
        #expect(EntityNames(earlier: earlier).ids(of: after) == first)
      }
    }
  }
}
