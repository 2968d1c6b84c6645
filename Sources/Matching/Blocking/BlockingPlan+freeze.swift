import Primitives

extension BlockingPlan {
  /// Finds the hot keys of these records. O(keys), one pass of keys in memory for each rule at
  /// work.
  init(
    freezing rules: [BlockingRule], over persons: PreparedPersons, ceiling: Int,
    on workers: Workers
  ) throws {
    let reader = PartReader(persons: persons)
    let hot = try parallelMap(chunks: rules.count, on: workers) {
      Self.hotKeys(of: rules[$0], reader, ceiling: ceiling)
    }
    self.init(
      ceiling: ceiling, rules: zip(rules, hot).map { Rule(name: $0.name, hot: $1) })
  }

  private static func hotKeys(
    of rule: BlockingRule, _ reader: PartReader, ceiling: Int
  ) -> [HotKey] {
    var entries: [BlockEntry] = []
    entries.reserveCapacity(reader.persons.count)
    let seed = rule.seed
    for record in 0..<reader.persons.count {
      rule.baseKeys(of: record, reader, seed) {
        entries.append(BlockEntry(key: $0, record: UInt32(record)))
      }
    }
    var hot: [HotKey] = []
    while !entries.isEmpty {
      KeySort.sort(&entries)
      var next: [BlockEntry] = []
      BlockRuns.forEach(in: entries) { run, records in
        guard records > ceiling else { return }
        let path = entries[run.lowerBound].path
        let key = entries[run.lowerBound].key
        hot.append(
          HotKey(
            key: key, buckets: path.isTail ? Int32((records + ceiling - 1) / ceiling) : 0))
        guard !path.isTail else { return }
        for at in run where at == run.lowerBound || entries[at].record != entries[at - 1].record {
          ReadyRule.further(key, Int(entries[at].record), path, rule, reader) {
            next.append(BlockEntry(key: $0, record: entries[at].record, path: $1))
          }
        }
      }
      entries = next
    }
    hot.sort { $0.key < $1.key }
    return hot
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
