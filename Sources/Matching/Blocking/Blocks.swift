import Primitives

/// All blocks of a plan, laid out so that a record's candidates are read without making pairs.
///
///     members   ‖ 3 9 17̲ ‖ 4 9̲ ‖ 9 12 30 31̲ ‖ …     blocks end to end, records in order, last marked
///     places    ‖ of record 3: 0 ‖ 4: 3 ‖ 9: 1, 4, 5 ‖ …
///
/// A record's candidates are what follows it in its blocks: sorted, each once. Nothing of the size
/// of all pairs is kept. 8 bytes for each record of each block.
struct Blocks: Sendable {
  private let owner: FrozenColumns
  private let members: ConstantColumn<UInt32>
  private let starts: ConstantColumn<UInt32>
  private let places: ConstantColumn<UInt32>
  private let isNew: ConstantColumn<Bool>
  /// Where each rule's members end.
  let ruleEnds: [Int]
  let records: Int
  /// Pairs of all blocks, counted once for every block that makes them.
  let pairsInBlocks: Int
  /// The same by rule, in the plan's order.
  let ruleCounts: [BlockingRuleCount]
  let warnings: [MatchingWarning]

  /// The blocks of a frozen plan.
  ///
  /// - Parameter isNew: With it, only pairs with at least one such record are candidates.
  init(
    _ plan: BlockingPlan, of persons: PreparedPersons, isNew: [Bool] = [], on workers: Workers
  ) throws {
    let owner = PartOwner(persons: persons)
    let known = BlockingRule.all(extraColumns: persons.extras.count)
    let rules = plan.rules.compactMap { rule in
      known.first { $0.name == rule.name }.map { ($0, ReadyRule($0, hot: rule.hot, owner)) }
    }
    let ready = rules.map(\.1)
    let growthMax = plan.ceiling * BlockingPlan.growthMax
    let found = try withExtendedLifetime(owner) {
      isNew.isEmpty
        ? try parallelMap(chunks: rules.count, on: workers) {
          Self.blocks(of: ready[$0], records: persons.count, growthMax: growthMax)
        }
        : try Self.blocks(near: isNew, ready, owner, growthMax: growthMax, on: workers)
    }
    self.init(plan, of: persons, zip(rules, found).map { ($0.0, $1) }, isNew: isNew)
  }

  /// Lays out what was found.
  init(
    _ plan: BlockingPlan, of persons: PreparedPersons,
    _ found: [(rule: BlockingRule, blocks: RuleBlocks)], isNew: [Bool]
  ) {
    precondition(persons.count < Int(RuleBlocks.last), "records are numbered in 31 bits")
    var warnings: [MatchingWarning] = []
    for (rule, blocks) in found where blocks.outgrown > 0 {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-MODEL-OUTGROWN", count: blocks.outgrown,
          text: "records share one \(rule.title) with more than \(blocks.growthMax) others, which"
            + " the model did not foresee; they were compared in parts: estimate the model anew"))
    }
    for (rule, kept) in zip(found.map(\.rule), plan.rules) {
      let dealt = kept.hot.reduce(0) { $0 + Int($1.buckets) * plan.ceiling }
      guard dealt > 0 else { continue }
      warnings.append(
        MatchingWarning(
          code: "MATCHING-BLOCK-CEILING", count: dealt,
          text: "records share one \(rule.title) and all else that was asked for with more than "
            + "\(plan.ceiling) others; each was compared with about twice as many only"))
    }
    self.warnings = warnings
    var end = 0
    ruleEnds = found.map { rule in
      end += rule.blocks.members.count
      return end
    }
    records = persons.count
    pairsInBlocks = found.reduce(0) { $0 + $1.blocks.pairs }
    ruleCounts = found.map { BlockingRuleCount(name: $0.rule.name, pairs: $0.blocks.pairs) }
    owner = FrozenColumns()
    (members, starts, places) = Self.layOut(
      found.map(\.blocks.members), records: persons.count, owner)
    self.isNew = ConstantColumn(owner.freeze(isNew))
  }

  /// The number of cut stretches of records, for work on several threads.
  var chunks: Int { max(1, min(1024, records / 512)) }

  /// Replaces `seconds` by the candidates of a record that stand behind it, in order, each once.
  func candidates(of first: Int, into seconds: inout [UInt32]) {
    seconds.removeAll(keepingCapacity: true)
    let filters = isNew.values.count > 0 && !isNew.values[first]
    for place in Int(starts.values[first])..<Int(starts.values[first + 1]) {
      var at = Int(places.values[place])
      while members.values[at] & RuleBlocks.last == 0 {
        at += 1
        let second = members.values[at] & ~RuleBlocks.last
        if filters && !isNew.values[Int(second)] { continue }
        seconds.append(second)
      }
    }
    guard seconds.count > 1 else { return }
    seconds.sort()
    var kept = 1
    for at in 1..<seconds.count where seconds[at] != seconds[at - 1] {
      seconds[kept] = seconds[at]
      kept += 1
    }
    seconds.removeLast(seconds.count - kept)
  }

  /// Calls `use` with the records behind this one in each of its blocks, and the block's rule.
  func places(of first: Int, _ use: (_ second: UInt32, _ rule: Int) -> Void) {
    for place in Int(starts.values[first])..<Int(starts.values[first + 1]) {
      var at = Int(places.values[place])
      let rule = ruleEnds.firstIndex { $0 > at } ?? 0
      while members.values[at] & RuleBlocks.last == 0 {
        at += 1
        use(members.values[at] & ~RuleBlocks.last, rule)
      }
    }
  }

  /// The number of candidate pairs.
  func count(on workers: Workers) throws -> Int {
    try parallelMap(chunks: chunks, on: workers) { chunk in
      var seconds: [UInt32] = []
      var count = 0
      for first in chunkBounds(chunk, of: chunks, count: records) {
        candidates(of: first, into: &seconds)
        count += seconds.count
      }
      return count
    }.reduce(0, +)
  }

  private static func blocks(
    of rule: ReadyRule, records: Int, growthMax: Int
  ) -> RuleBlocks {
    var entries: [BlockEntry] = []
    entries.reserveCapacity(records)
    for record in 0..<records {
      rule.keys(of: record) { entries.append(BlockEntry(key: $0, record: UInt32(record))) }
    }
    return blocks(of: &entries, growthMax: growthMax)
  }

  /// The blocks that have a new record.
  ///
  /// Every record is walked over for every rule, rule by rule, so that a rule's filter stays in the
  /// cache.
  private static func blocks(
    near isNew: [Bool], _ rules: [ReadyRule], _ owner: PartOwner, growthMax: Int,
    on workers: Workers
  ) throws -> [RuleBlocks] {
    let new = isNew.count { $0 }
    let filters = rules.map { (rule: $0, filter: KeyFilter(new, owner)) }
    _ = try parallelMap(chunks: rules.count, on: workers) { at in
      let (rule, filter) = filters[at]
      for record in isNew.indices where isNew[record] { rule.enter(record, into: filter) }
    }
    let chunks = max(1, min(16, owner.count / 4096))
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      var entries = [[BlockEntry]](repeating: [], count: rules.count)
      for at in filters.indices {
        let (rule, filter) = filters[at]
        for record in chunkBounds(chunk, of: chunks, count: owner.count) {
          rule.keys(of: record, in: filter) {
            entries[at].append(BlockEntry(key: $0, record: UInt32(record)))
          }
        }
      }
      return entries
    }
    return try parallelMap(chunks: rules.count, on: workers) { rule in
      var entries = parts.flatMap { $0[rule] }
      return blocks(of: &entries, growthMax: growthMax)
    }
  }

  private static func blocks(of entries: inout [BlockEntry], growthMax: Int) -> RuleBlocks {
    KeySort.sort(&entries)
    var result = RuleBlocks(growthMax: growthMax)
    BlockRuns.forEach(in: entries) { run, records in
      if records > 1 { result.append(entries[run]) }
    }
    return result
  }

  private static func layOut(
    _ lists: [[UInt32]], records: Int, _ owner: FrozenColumns
  ) -> (ConstantColumn<UInt32>, ConstantColumn<UInt32>, ConstantColumn<UInt32>) {
    let count = lists.reduce(0) { $0 + $1.count }
    precondition(count < Int(UInt32.max), "blocks are numbered in 32 bits")
    let members = owner.allocate(UInt32.self, count: count)
    let starts = owner.allocate(UInt32.self, count: records + 1)
    let places = owner.allocate(UInt32.self, count: count)
    for at in 0...records { starts[at] = 0 }
    var next = 0
    for list in lists {
      for member in list {
        members[next] = member
        // Counted one further on, so that filling moves the starts to where they belong.
        starts[Int(member & ~RuleBlocks.last)] += 1
        next += 1
      }
    }
    var sum: UInt32 = 0
    for at in 0...records {
      sum += starts[at]
      starts[at] = sum
    }
    for at in stride(from: count - 1, through: 0, by: -1) {
      let record = Int(members[at] & ~RuleBlocks.last)
      starts[record] -= 1
      places[Int(starts[record])] = UInt32(at)
    }
    return (ConstantColumn(members), ConstantColumn(starts), ConstantColumn(places))
  }
}

/// Words that an owner keeps and nobody writes any more.
struct ConstantColumn<Value: BitwiseCopyable>: @unchecked Sendable {
  let values: UnsafeBufferPointer<Value>

  init(_ values: UnsafeBufferPointer<Value>) { self.values = values }
  init(_ values: UnsafeMutableBufferPointer<Value>) {
    self.values = UnsafeBufferPointer(values)
  }
}
