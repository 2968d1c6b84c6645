import Primitives
import Vocabulary

/// The identifiers of people, kept from night to night.
///
/// A person keeps the identifier that most of their records had. Of several people who could claim
/// one identifier, the one with most of its records has it; of several identifiers that one person
/// could keep, the one that most of their records had; ties go to the smaller record. Whoever has
/// no claim gets the identifier that follows from their smallest record. So new records never
/// change an identifier, a merge keeps the larger part's, a split leaves it with the larger part,
/// and where nothing was known before the names follow from the records alone.
///
/// Time: O(records log records). The same answer for any order of records.
struct EntityNames {
  private let earlier: [RecordKey: String]

  /// - Parameter earlier: Each record's identifier before.
  init(earlier: [RecordKey: String]) { self.earlier = earlier }

  private struct Claim {
    var group: Int
    var id: String
    var records: Int
    var smallest: RecordKey
  }

  /// An identifier for each group; all different.
  ///
  /// - Parameter groups: Records of each person in order of their keys; no record in two of them.
  func ids(of groups: [[RecordKey]]) -> [String] {
    var ids = [String?](repeating: nil, count: groups.count)
    var taken: Set<String> = []
    for claim in claims(groups) where ids[claim.group] == nil && !taken.contains(claim.id) {
      ids[claim.group] = claim.id
      taken.insert(claim.id)
    }
    return zip(ids, groups).map { id, members in
      id ?? Self.fresh(members[0], taken: &taken)
    }
  }

  private func claims(_ groups: [[RecordKey]]) -> [Claim] {
    var claims: [Claim] = []
    for (group, members) in groups.enumerated() {
      let first = claims.count
      for member in members {
        guard let id = earlier[member] else { continue }
        if let at = claims[first...].firstIndex(where: { $0.id == id }) {
          claims[at].records += 1
        } else {
          claims.append(Claim(group: group, id: id, records: 1, smallest: member))
        }
      }
    }
    return claims.sorted { ($1.records, $0.smallest) < ($0.records, $1.smallest) }
  }

  /// The identifier that follows from a record, or the first of its further ones that is free.
  static func fresh(_ record: RecordKey, taken: inout Set<String>) -> String {
    var attempt = 1
    while true {
      let text = attempt == 1 ? record.text : "\(record.text)#\(attempt)"
      let id = "p-" + StableHash.hex(StableHash.of(text), digits: 12)
      if taken.insert(id).inserted { return id }
      attempt += 1
    }
  }
}
