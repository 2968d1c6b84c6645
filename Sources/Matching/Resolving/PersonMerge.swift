import Primitives
import Vocabulary

/// New records among held ones: all columns in order of keys, and where the held ones went.
///
/// Values that are known keep their ordinals, so words, homes and numbers are only added to; the
/// columns by record are copied once. O(held) moves and O(new) folding.
struct PersonMerge: Sendable {
  private let folded: PreparedPersons
  /// By record after the merge, its position in `folded`: held ones first, then new ones.
  private let sources: [Int32]
  /// By held record, where it stands now.
  let places: [Int32]
  /// By record after the merge.
  let isNew: [Bool]
  /// Records that are new.
  let added: Int
  /// About the input.
  private(set) var warnings: [MatchingWarning] = []

  init(_ input: MatchingInput, into held: PreparedPersons) {
    let order = KeyOrder.sortedOnce(input.persons)
    var folder = PersonFolder(goingOnFrom: held, extraColumns: held.extras.count)
    var sources: [Int32] = []
    sources.reserveCapacity(held.count + order.count)
    var places = [Int32](repeating: 0, count: held.count)
    var next = 0
    var new = 0
    func takeHeld(upTo end: Int) {
      while next < end {
        places[next] = Int32(sources.count)
        sources.append(Int32(next))
        next += 1
      }
    }
    for at in order {
      let insertion = held.insertion(of: input.persons[at].key)
      if insertion < held.count && held.keys[insertion] == input.persons[at].key { continue }
      takeHeld(upTo: insertion)
      sources.append(Int32(held.count + new))
      new += 1
      folder.add(input.persons[at])
    }
    takeHeld(upTo: held.count)
    added = new
    folded = folder.finish()
    self.sources = sources
    self.places = places
    isNew = sources.map { $0 >= held.count }
    if new < input.persons.count {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-REPEATED-KEY", count: input.persons.count - new,
          text: "records repeat a key that another record has; one of each was kept"))
    }
  }

  /// All records in order of their keys, weighed by the model.
  func persons(weighedBy model: MatchingModel) -> PreparedPersons {
    var all = folded
    all.keys = gather(folded.keys)
    all.births = gather(folded.births)
    all.sexes = gather(folded.sexes)
    all.pncStems = gather(folded.pncStems)
    all.pncChecks = gather(folded.pncChecks)
    all.homeOf = gather(folded.homeOf)
    (all.formStarts, all.forms) = gather(folded.formStarts, folded.forms)
    (all.numberStarts, all.numbers) = gather(folded.numberStarts, folded.numbers)
    for column in all.extras.indices { all.extras[column] = gather(folded.extras[column]) }
    if let terms = model.terms { all.weigh(by: terms) }
    return all
  }

  private func gather<Value>(_ column: [Value]) -> [Value] { sources.map { column[Int($0)] } }

  private func gather<Value>(
    _ starts: [Int32], _ values: [Value]
  ) -> (starts: [Int32], values: [Value]) {
    var newStarts: [Int32] = [0]
    newStarts.reserveCapacity(starts.count)
    var newValues: [Value] = []
    newValues.reserveCapacity(values.count)
    for source in sources {
      newValues.append(
        contentsOf: values[Int(starts[Int(source)])..<Int(starts[Int(source) + 1])])
      newStarts.append(Int32(newValues.count))
    }
    return (newStarts, newValues)
  }

  /// A held pair at its records' new places; order stays.
  func moved(_ pair: ScoredCandidate) -> ScoredCandidate {
    var pair = pair
    pair.first = places[Int(pair.first)]
    pair.second = places[Int(pair.second)]
    return pair
  }

  /// Held roots at their new places; a new record is its own.
  func moved(roots: [Int32]) -> [Int32] {
    sources.enumerated().map { record, source in
      Int(source) < places.count ? places[Int(roots[Int(source)])] : Int32(record)
    }
  }

  /// Marks records about which something else than the records changed: a judgement, a pair of one
  /// event, or an age.
  func touch(_ touched: inout [Bool], before: ResolvedState, after: ResolvedState) {
    var keys: Set<RecordKey> = []
    for judgement in Set(before.judgements).symmetricDifference(after.judgements) {
      keys.formUnion([judgement.left, judgement.right])
    }
    for pair in Set(before.together).symmetricDifference(after.together) {
      keys.formUnion([pair.first, pair.second])
    }
    for key in keys {
      if let record = after.persons.ordinal(of: key) { touched[record] = true }
    }
    guard before.asOf != after.asOf else { return }
    for (record, birth) in after.persons.births.enumerated() where birth.isKnown {
      let ages = (
        MemberFacts.age(birth, asOf: before.asOf), MemberFacts.age(birth, asOf: after.asOf)
      )
      if ages.0 != ages.1 { touched[record] = true }
    }
  }
}

/// Which entities changed between two states, of which the second has more records.
struct EntityChanges {
  private let before: ResolvedState
  private let after: ResolvedState
  private let merge: PersonMerge

  init(before: ResolvedState, after: ResolvedState, _ merge: PersonMerge) {
    self.before = before
    self.after = after
    self.merge = merge
  }

  /// In order of the smallest record concerned. O(records).
  func all() -> [AddedRecords.EntityChange] {
    let changed = changedRoots()
    guard changed.contains(true) else { return [] }
    // Old and new groups that share a record belong to one change.
    var sets = DisjointSets(count: after.roots.count)
    for (record, root) in after.roots.enumerated() { sets.union(record, Int(root)) }
    for (held, root) in before.roots.enumerated() {
      sets.union(Int(merge.places[held]), Int(merge.places[Int(root)]))
    }
    var touched = [Bool](repeating: false, count: after.roots.count)
    for root in changed.indices where changed[root] { touched[sets.find(root)] = true }
    var parts: [Int: Part] = [:]
    var order: [Int] = []
    let heldOf = heldPositions()
    for record in after.roots.indices {
      let set = sets.find(record)
      guard touched[set] else { continue }
      if parts[set] == nil { order.append(set) }
      var part = parts[set] ?? Part()
      let key = after.persons.keys[record]
      part.after[after.roots[record], default: []].append(key)
      if heldOf[record] >= 0 {
        part.before[before.roots[Int(heldOf[record])], default: []].append(key)
      }
      parts[set] = part
    }
    return order.compactMap { set in
      guard let part = parts[set], !part.before.isEmpty else { return nil }
      return AddedRecords.EntityChange(
        before: Self.entities(part.before), after: Self.entities(part.after))
    }
  }

  private struct Part {
    var before: [Int32: [RecordKey]] = [:]
    var after: [Int32: [RecordKey]] = [:]
  }

  private func heldPositions() -> [Int32] {
    var heldOf = [Int32](repeating: -1, count: after.roots.count)
    for (held, place) in merge.places.enumerated() { heldOf[Int(place)] = Int32(held) }
    return heldOf
  }

  /// By record, whether it is a root of a group that is not what it was.
  private func changedRoots() -> [Bool] {
    var changed = [Bool](repeating: false, count: after.roots.count)
    for (held, root) in before.roots.enumerated() {
      let record = Int(merge.places[held])
      let moved = merge.places[Int(root)]
      if after.roots[record] != moved {
        changed[Int(moved)] = true
        changed[Int(after.roots[record])] = true
      }
    }
    for record in merge.isNew.indices where merge.isNew[record] {
      changed[Int(after.roots[record])] = true
    }
    return changed
  }

  private static func entities(_ groups: [Int32: [RecordKey]]) -> [AddedRecords.Entity] {
    groups.sorted { $0.key < $1.key }.map { _, members in
      AddedRecords.Entity(id: ResolvedState.entityID(of: members[0]), members: members)
    }
  }
}
