import Archive
import Foundation
import Matching
import Vocabulary

/// What became of people between two runs: which were merged and which were split, and why.
///
/// Before and after hold the members of every entity concerned, so that a change can be undone to
/// the state before it.
struct EntityLedger {
  private let before: [String: Set<RecordKey>]
  private let after: [String: Set<RecordKey>]
  private let earlier: [RecordKey: String]
  private let later: [RecordKey: String]
  private let pairs: [ScoredPair]
  private let judgements: [HeldJudgement]

  /// - Parameters:
  ///   - pairs: Pairs that were scored in between: reasons are found among them.
  ///   - judgements: The judgements that rule.
  init(
    before: [EntityMember], after: [EntityMember], pairs: [ScoredPair] = [],
    judgements: [HeldJudgement] = []
  ) {
    self.before = Self.members(before)
    self.after = Self.members(after)
    earlier = Self.entityOf(before)
    later = Self.entityOf(after)
    self.pairs = pairs
    self.judgements = judgements
  }

  private static func members(_ members: [EntityMember]) -> [String: Set<RecordKey>] {
    members.reduce(into: [:]) { $0[$1.entityID, default: []].insert($1.person) }
  }

  private static func entityOf(_ members: [EntityMember]) -> [RecordKey: String] {
    members.reduce(into: [:]) { $0[$1.person] = $1.entityID }
  }

  /// Merges first, then splits, each in order of the entity concerned. Records that are new, and
  /// entities of new records alone, change nothing.
  func changes() throws -> [EntityChange] {
    let merged = after.filter { Set($0.value.compactMap { earlier[$0] }).count > 1 }
    let split = before.filter { Set($0.value.compactMap { later[$0] }).count > 1 }
    guard !merged.isEmpty || !split.isEmpty else { return [] }
    let across = Across(
      pairs: pairs.map { ($0.first, $0.second) }, judgements: judgements.map { ($0.left, $0.right) }
    )
    var changes: [EntityChange] = []
    let inMerged = across.grouped(within: later, only: merged, parts: earlier)
    for (id, members) in merged.sorted(by: { $0.key < $1.key }) {
      let found = inMerged[id] ?? Across.Found()
      let reason = ChangeReason.ofMerge(
        found.pairs.map { pairs[$0] }, found.judgements.map { judgements[$0] },
        newRecords: members.count { earlier[$0] == nil })
      changes.append(
        EntityChange(
          kind: .merge, before: try Self.json(Set(members.compactMap { earlier[$0] }), in: before),
          after: try Self.json([id], in: after), detail: try reason.json))
    }
    let inSplit = across.grouped(within: earlier, only: split, parts: later)
    for (id, members) in split.sorted(by: { $0.key < $1.key }) {
      let found = inSplit[id] ?? Across.Found()
      let reason = ChangeReason.ofSplit(
        found.pairs.map { pairs[$0] }, found.judgements.map { judgements[$0] })
      changes.append(
        EntityChange(
          kind: .split, before: try Self.json([id], in: before),
          after: try Self.json(Set(members.compactMap { later[$0] }), in: after),
          detail: try reason.json))
    }
    return changes
  }

  /// Pairs and judgements, by position, that lie within one entity and across two of its parts.
  private struct Across {
    struct Found {
      var pairs: [Int] = []
      var judgements: [Int] = []
    }

    var pairs: [(RecordKey, RecordKey)]
    var judgements: [(RecordKey, RecordKey)]

    func grouped(
      within entityOf: [RecordKey: String], only: [String: Set<RecordKey>],
      parts: [RecordKey: String]
    ) -> [String: Found] {
      func entity(_ pair: (RecordKey, RecordKey)) -> String? {
        guard let id = entityOf[pair.0], id == entityOf[pair.1], only[id] != nil else { return nil }
        // A record not known before is a part of its own.
        guard let one = parts[pair.0], let other = parts[pair.1] else { return id }
        return one == other ? nil : id
      }
      var found: [String: Found] = [:]
      guard !only.isEmpty else { return found }
      for (at, pair) in pairs.enumerated() {
        if let id = entity(pair) { found[id, default: Found()].pairs.append(at) }
      }
      for (at, pair) in judgements.enumerated() {
        if let id = entity(pair) { found[id, default: Found()].judgements.append(at) }
      }
      return found
    }
  }

  /// Entities and the keys of their members, as the ledger holds them.
  static func json(
    _ ids: Set<String>, in entities: [String: Set<RecordKey>]
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let value = Dictionary(
      uniqueKeysWithValues: ids.map { ($0, (entities[$0] ?? []).map(\.text).sorted()) })
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads what `json` wrote; nil when it is nothing of the kind.
  static func entities(_ json: String) -> [String: [RecordKey]]? {
    guard let value = try? JSONDecoder().decode([String: [String]].self, from: Data(json.utf8))
    else { return nil }
    return value.mapValues { $0.map { RecordKey(reference: $0, in: "") } }
  }
}
