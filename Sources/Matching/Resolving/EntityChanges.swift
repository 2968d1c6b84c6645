import Primitives
import Vocabulary

/// Which entities changed between two states, of which the second has new records and lacks some.
struct EntityChanges {
  private let before: ResolvedState
  private let after: ResolvedState
  private let merge: PersonMerge
  /// By root before, the first of its members that is still there, where it stands now; −1 when
  /// none is.
  private let remaining: [Int32]

  init(before: ResolvedState, after: ResolvedState, _ merge: PersonMerge) {
    self.before = before
    self.after = after
    self.merge = merge
    var remaining = [Int32](repeating: -1, count: before.roots.count)
    for (held, root) in before.roots.enumerated() where remaining[Int(root)] < 0 {
      remaining[Int(root)] = merge.places[held]
    }
    self.remaining = remaining
  }

  /// In order of the smallest key concerned. O(records).
  func all() -> [AddedRecords.EntityChange] {
    let changed = changedRoots()
    guard changed.contains(true) || !merge.removed.isEmpty else { return [] }
    // Old and new groups that share a record belong to one change.
    var sets = DisjointSets(count: after.roots.count)
    for (record, root) in after.roots.enumerated() { sets.union(record, Int(root)) }
    for (held, root) in before.roots.enumerated() where merge.places[held] >= 0 {
      sets.union(Int(merge.places[held]), Int(remaining[Int(root)]))
    }
    var touched = [Bool](repeating: false, count: after.roots.count)
    for root in changed.indices where changed[root] { touched[sets.find(root)] = true }
    let (keys, heldKeys) = (after.persons.keys, before.persons.keys)
    var parts: [Int: Part] = [:]
    for record in after.roots.indices {
      let set = sets.find(record)
      guard touched[set] else { continue }
      parts[set, default: Part()].after[after.roots[record], default: []]
        .append(keys[record])
    }
    var vanished: [Int32: Part] = [:]
    for (held, root) in before.roots.enumerated() {
      let key = heldKeys[held]
      let place = remaining[Int(root)]
      if place < 0 {
        vanished[root, default: Part()].before[root, default: []].append(key)
      } else if touched[sets.find(Int(place))] {
        parts[sets.find(Int(place)), default: Part()].before[root, default: []].append(key)
      }
    }
    let found = parts.values.filter { !$0.before.isEmpty } + vanished.values
    return found.sorted { $0.smallest.lexicographicallyPrecedes($1.smallest) }.map {
      AddedRecords.EntityChange(
        before: Self.entities($0.before), after: Self.entities($0.after))
    }
  }

  private struct Part {
    var before: [Int32: [RecordKey]] = [:]
    var after: [Int32: [RecordKey]] = [:]

    /// No two parts share a key.
    var smallest: [RecordKey] {
      (before.values.compactMap(\.first) + after.values.compactMap(\.first)).min().map { [$0] }
        ?? []
    }
  }

  /// By record, whether it is a root of a group that is not what it was.
  private func changedRoots() -> [Bool] {
    var changed = [Bool](repeating: false, count: after.roots.count)
    for (held, root) in before.roots.enumerated() where merge.places[held] >= 0 {
      let now = after.roots[Int(merge.places[held])]
      let moved = remaining[Int(root)]
      if now != moved {
        changed[Int(moved)] = true
        changed[Int(now)] = true
      }
    }
    for record in merge.isNew.indices where merge.isNew[record] {
      changed[Int(after.roots[record])] = true
    }
    for record in merge.removed {
      let moved = remaining[Int(before.roots[record])]
      if moved >= 0 { changed[Int(after.roots[Int(moved)])] = true }
    }
    return changed
  }

  private static func entities(_ groups: [Int32: [RecordKey]]) -> [AddedRecords.Entity] {
    groups.sorted { $0.key < $1.key }.map { _, members in
      AddedRecords.Entity(id: ResolvedState.entityID(of: members[0]), members: members)
    }
  }
}
