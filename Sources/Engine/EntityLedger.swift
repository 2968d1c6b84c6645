import Archive
import Foundation
import Vocabulary

/// What became of people between two runs: which were merged and which were split.
///
/// Before and after hold the members of every entity concerned, so that a change can be undone to
/// the state before it.
struct EntityLedger {
  private let before: [String: Set<RecordKey>]
  private let after: [String: Set<RecordKey>]

  init(before: [EntityMember], after: [EntityMember]) {
    self.before = Self.members(before)
    self.after = Self.members(after)
  }

  private static func members(_ members: [EntityMember]) -> [String: Set<RecordKey>] {
    members.reduce(into: [:]) { $0[$1.entityID, default: []].insert($1.person) }
  }

  /// Merges first, then splits, each in order of the entity concerned. Records that are new, and
  /// entities of new records alone, change nothing.
  func changes() throws -> [EntityChange] {
    let earlier = Self.entityOf(before)
    let later = Self.entityOf(after)
    var changes: [EntityChange] = []
    for (id, members) in after.sorted(by: { $0.key < $1.key }) {
      let origins = Set(members.compactMap { earlier[$0] })
      guard origins.count > 1 else { continue }
      changes.append(
        EntityChange(
          kind: .merge, before: try Self.json(origins, in: before),
          after: try Self.json([id], in: after)))
    }
    for (id, members) in before.sorted(by: { $0.key < $1.key }) {
      let ends = Set(members.compactMap { later[$0] })
      guard ends.count > 1 else { continue }
      changes.append(
        EntityChange(
          kind: .split, before: try Self.json([id], in: before),
          after: try Self.json(ends, in: after)))
    }
    return changes
  }

  private static func entityOf(_ entities: [String: Set<RecordKey>]) -> [RecordKey: String] {
    entities.reduce(into: [:]) { result, entity in
      for member in entity.value { result[member] = entity.key }
    }
  }

  private static func json(
    _ ids: Set<String>, in entities: [String: Set<RecordKey>]
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let value = Dictionary(
      uniqueKeysWithValues: ids.map { ($0, (entities[$0] ?? []).map(\.text).sorted()) })
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
