import Primitives

/// A plan made from records, and the blocks of the same records.
struct FrozenBlocks: Sendable {
  let plan: BlockingPlan
  let blocks: Blocks

  /// Pairs a record that a weak rule may make; a rule that makes more is left out of the plan.
  static let weakPairsMax = 4

  /// Finds the hot keys of these records, and on the way their blocks. O(keys), one pass of keys in
  /// memory for each rule at work.
  init(
    _ rules: [BlockingRule], over persons: PreparedPersons, ceiling: Int, on workers: Workers
  ) throws {
    let owner = PartOwner(persons: persons)
    let found = try withExtendedLifetime(owner) {
      // The rules of names, which cost most, stand last: begun first, they leave no thread alone
      // with one of them at the end.
      try parallelMap(chunks: rules.count, on: workers) { chunk in
        let rule = rules[rules.count - 1 - chunk]
        return Self.freeze(
          KeyMaker(rule, owner), isWeak: rule.isWeak, records: persons.count, ceiling: ceiling)
      }.reversed()
    }
    let used = zip(rules, found).compactMap { rule, found in found.map { (rule, $0) } }
    plan = BlockingPlan(
      ceiling: ceiling,
      rules: used.map { BlockingPlan.Rule(name: $0.0.name, hot: $0.1.hot) })
    blocks = Blocks(plan, of: persons, used.map { ($0.0, $0.1.blocks) }, isNew: [])
  }

  private struct Found: Sendable {
    var hot: [BlockingPlan.HotKey] = []
    var blocks: RuleBlocks
  }

  /// A rule's hot keys and blocks; nil for a weak rule that makes too many pairs.
  private static func freeze(
    _ maker: KeyMaker, isWeak: Bool, records: Int, ceiling: Int
  ) -> Found? {
    var entries: [BlockEntry] = []
    entries.reserveCapacity(records)
    for record in 0..<records {
      maker.baseKeys(of: record) {
        entries.append(BlockEntry(key: $0, record: UInt32(record)))
      }
    }
    var found = Found(blocks: RuleBlocks(growthMax: ceiling * BlockingPlan.growthMax))
    KeySort.sort(&entries)
    if isWeak {
      var pairs = 0
      BlockRuns.forEach(in: entries) { pairs += $1 * ($1 - 1) / 2 }
      if pairs > weakPairsMax * records { return nil }
    }
    while !entries.isEmpty {
      var next: [BlockEntry] = []
      BlockRuns.forEach(in: entries) { run, records in
        let path = entries[run.lowerBound].path
        if records <= ceiling || path.isBucket {
          if records > 1 { found.blocks.append(entries[run]) }
        } else {
          cut(entries[run], records, maker, ceiling: ceiling, &found.hot, &next)
        }
      }
      KeySort.sort(&next)
      entries = next
    }
    found.hot.sort { $0.key < $1.key }
    return found
  }

  /// Notes a hot key and what stands below it.
  private static func cut(
    _ run: ArraySlice<BlockEntry>, _ records: Int, _ maker: KeyMaker, ceiling: Int,
    _ hot: inout [BlockingPlan.HotKey], _ next: inout [BlockEntry]
  ) {
    let path = run[run.startIndex].path
    let key = run[run.startIndex].key
    let buckets = path.isTail ? Int32((records + ceiling - 1) / ceiling) : 0
    hot.append(BlockingPlan.HotKey(key: key, buckets: buckets))
    for at in run.indices where at == run.startIndex || run[at].record != run[at - 1].record {
      let record = run[at].record
      if path.isTail {
        maker.deal(key, Int(record), buckets) {
          next.append(BlockEntry(key: $0, record: record, path: BlockPath(isBucket: true)))
        }
      } else {
        maker.keys(below: key, Int(record), path) {
          next.append(BlockEntry(key: $0, record: record, path: $1))
        }
      }
    }
  }
}

/// The blocks of one rule: members end to end, the last of each marked.
struct RuleBlocks: Sendable {
  /// Marks a block's last member.
  static let last: UInt32 = 1 << 31

  private(set) var members: [UInt32] = []
  /// Records of blocks that had to be cut because they are larger than a plan foresees.
  private(set) var outgrown = 0
  /// Pairs of all blocks.
  private(set) var pairs = 0
  let growthMax: Int

  init(growthMax: Int) { self.growthMax = growthMax }

  /// Adds a block of at least two records.
  mutating func append(_ run: ArraySlice<BlockEntry>) {
    var inBlock = 0
    var whole = 0
    for at in run.indices where at == run.startIndex || run[at].record != run[at - 1].record {
      if inBlock == growthMax {
        members[members.count - 1] |= Self.last
        inBlock = 0
      }
      members.append(run[at].record)
      pairs += inBlock
      inBlock += 1
      whole += 1
    }
    members[members.count - 1] |= Self.last
    if whole > growthMax { outgrown += whole }
  }
}

/// Runs of one key in sorted entries.
enum BlockRuns {
  /// Calls `use` with every run and its number of different records.
  static func forEach(in entries: [BlockEntry], _ use: (Range<Int>, Int) -> Void) {
    var start = 0
    while start < entries.count {
      let key = entries[start].key
      var records = 1
      var end = start + 1
      while end < entries.count && entries[end].key == key {
        if entries[end].record != entries[end - 1].record { records += 1 }
        end += 1
      }
      use(start..<end, records)
      start = end
    }
  }
}
