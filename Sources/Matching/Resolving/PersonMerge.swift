import Primitives
import Vocabulary

/// New records among held ones, less those that go: all columns in order of keys, and where the
/// held ones went.
///
/// Values that are known keep their ordinals, so words, homes and numbers are only added to; the
/// columns by record are copied once. O(held) moves and O(new) folding.
struct PersonMerge: Sendable {
  private let folded: PreparedPersons
  /// By record after the merge, its position in `folded`: held ones first, then new ones.
  private let sources: [Int32]
  /// By held record, where it stands now; −1 of one that went.
  let places: [Int32]
  /// By record after the merge.
  let isNew: [Bool]
  /// Records that are new.
  let added: Int
  /// Held records that went, in order.
  let removed: [Int]
  /// About the input.
  private(set) var warnings: [MatchingWarning] = []

  /// - Parameter removing: Keys of records that go; those not held are passed over.
  init(
    _ input: MatchingInput, removing: [RecordKey] = [], into held: PreparedPersons,
    on workers: Workers
  ) throws {
    let order = KeyOrder.sortedOnce(input.persons)
    var goes = [Bool](repeating: false, count: held.count)
    for key in removing {
      if let record = held.ordinal(of: key) { goes[record] = true }
    }
    removed = goes.indices.filter { goes[$0] }
    var sources: [Int32] = []
    sources.reserveCapacity(held.count + order.count)
    var places = [Int32](repeating: -1, count: held.count)
    var next = 0
    var new: [Int] = []
    func takeHeld(upTo end: Int) {
      while next < end {
        if !goes[next] {
          places[next] = Int32(sources.count)
          sources.append(Int32(next))
        }
        next += 1
      }
    }
    for at in order {
      let insertion = held.insertion(of: input.persons[at].key)
      if insertion < held.count && held.keys[insertion] == input.persons[at].key
        && !goes[insertion]
      {
        continue
      }
      takeHeld(upTo: insertion)
      sources.append(Int32(held.count + new.count))
      new.append(at)
    }
    takeHeld(upTo: held.count)
    added = new.count
    folded = try held.adding(input.persons, new, on: workers)
    self.sources = sources
    self.places = places
    isNew = sources.map { $0 >= held.count }
    if new.count < input.persons.count {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-REPEATED-KEY", count: input.persons.count - new.count,
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

  /// Held pairs at their records' new places, less those of records that went; order stays.
  func moved(_ pairs: [ScoredCandidate]) -> [ScoredCandidate] {
    pairs.compactMap { pair in
      var pair = pair
      pair.first = places[Int(pair.first)]
      pair.second = places[Int(pair.second)]
      return pair.first < 0 || pair.second < 0 ? nil : pair
    }
  }

  /// Held roots at their new places; a new record is its own, and so is one whose root went.
  func moved(roots: [Int32]) -> [Int32] {
    sources.enumerated().map { record, source in
      let root = Int(source) < places.count ? places[Int(roots[Int(source)])] : -1
      return root < 0 ? Int32(record) : root
    }
  }

  /// Marks records about which something else than new records changed: a judgement, a pair of one
  /// event, an age, or that a record went to which links led.
  func touch(_ touched: inout [Bool], before: ResolvedState, after: ResolvedState) {
    touchLinked(&touched, before: before)
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

  private func touchLinked(_ touched: inout [Bool], before: ResolvedState) {
    guard !removed.isEmpty else { return }
    var goes = [Bool](repeating: false, count: places.count)
    for record in removed { goes[record] = true }
    let groups = LinkedGroups(records: places.count, links: before.links())
    for group in 0..<groups.count where groups.records(of: group).contains(where: { goes[Int($0)] })
    {
      for record in groups.records(of: group) where places[Int(record)] >= 0 {
        touched[Int(places[Int(record)])] = true
      }
    }
  }
}
