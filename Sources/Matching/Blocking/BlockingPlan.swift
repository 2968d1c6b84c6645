/// Which records become candidates, decided once and frozen: the rules and their hot keys.
///
/// A block is the records of one key. Keys of more than `ceiling` records are hot: records of a hot
/// key meet only if they share a further part of the rule too, or two of them; what still is hot
/// when nothing is left to ask for is dealt into buckets twice over, so that records which are
/// alike throughout stay linked through one another and each is compared with about twice `ceiling`
/// others. So the number of candidates follows the number of records, whatever is common in them,
/// and whether two records meet depends on nothing but the two records and this plan.
public struct BlockingPlan: Hashable, Sendable {
  /// What happens with the records of one hot key.
  public struct HotKey: Hashable, Sendable {
    /// The key: a stable hash of what is shared.
    public var key: UInt64
    /// 0 when further parts are asked for; otherwise the number of buckets.
    public var buckets: Int32
  }

  /// One rule as it is used.
  public struct Rule: Hashable, Sendable {
    /// A name that stays: `names`, `birth-family` …
    public var name: String
    /// In order of `key`.
    public var hot: [HotKey]
  }

  /// The largest block of which every pair is compared.
  public var ceiling: Int
  /// In the order in which rules are tried.
  public var rules: [Rule]

  /// How far a block may outgrow `ceiling` under a frozen plan, before it is cut and a warning
  /// says that the model is to be estimated anew.
  public static let growthMax = 20

  init(ceiling: Int, rules: [Rule]) {
    self.ceiling = ceiling
    self.rules = rules
  }
}

/// A rule ready to be asked: its hot keys in a table. A class for the reason that `PartReader` is.
final class ReadyRule: Sendable {
  let rule: BlockingRule
  private let seed: UInt64
  private let hot: HotTable
  private let reader: PartReader

  init(_ rule: BlockingRule, hot: [BlockingPlan.HotKey], _ reader: PartReader) {
    self.rule = rule
    self.reader = reader
    seed = rule.seed
    self.hot = HotTable(hot)
  }

  /// Calls `use` with the keys of the blocks that the record stands in; a key may come twice.
  func keys(of record: Int, _ use: (UInt64) -> Void) {
    rule.baseKeys(of: record, reader, seed) { cut($0, record, BlockPath(), use) }
  }

  /// The same, without the keys below those that the filter keeps out.
  func keys(of record: Int, below filter: KeyFilter, _ use: (UInt64) -> Void) {
    rule.baseKeys(of: record, reader, seed) {
      if filter.mayContain($0) { cut($0, record, BlockPath(), use) }
    }
  }

  /// The record's keys before hot ones are cut.
  func baseKeys(of record: Int, _ use: (UInt64) -> Void) {
    rule.baseKeys(of: record, reader, seed, use)
  }

  private func cut(_ key: UInt64, _ record: Int, _ path: BlockPath, _ use: (UInt64) -> Void) {
    let buckets = hot[key]
    guard buckets >= 0 else {
      use(key)
      return
    }
    if path.isTail {
      Self.deal(key, record, buckets, reader, use)
    } else {
      Self.further(key, record, path, rule, reader) { cut($0, record, $1, use) }
    }
  }

  /// The keys below a hot key: one for each further part that the record has; and the key itself
  /// once more when nothing is left to ask for and enough was asked.
  static func further(
    _ key: UInt64, _ record: Int, _ path: BlockPath, _ rule: BlockingRule, _ reader: PartReader,
    _ use: (UInt64, BlockPath) -> Void
  ) {
    if rule.isWeak { return }
    let form = reader.persons.forms[Int(reader.persons.formStarts[record])]
    var isLast = true
    for at in Int(path.from)..<rule.further.count {
      let value = reader.value(rule.further[at], record, form)
      guard value != 0 else { continue }
      isLast = false
      use(
        BlockingRule.join(key, rule.further[at], value),
        BlockPath(from: UInt8(at + 1), used: path.used + 1))
    }
    guard isLast else { return }
    if path.used < 2 {
      // One part in common is enough only for records that have no other.
      let passedOver = (0..<Int(path.from)).count {
        reader.value(rule.further[$0], record, form) != 0
      }
      guard passedOver == Int(path.used) else { return }
    }
    var path = path
    path.isTail = true
    use(BlockingRule.join(key, .sex, 99), path)
  }

  /// The two buckets of a record below a hot key when nothing is left to ask for.
  static func deal(
    _ key: UInt64, _ record: Int, _ buckets: Int32, _ reader: PartReader, _ use: (UInt64) -> Void
  ) {
    let hash = reader.recordHash(record)
    use(bucket(key, 1, hash % UInt64(buckets)))
    use(bucket(key, 2, (hash &>> 32) % UInt64(buckets)))
  }

  private static func bucket(_ key: UInt64, _ deal: UInt64, _ number: UInt64) -> UInt64 {
    BlockingRule.join(key &+ deal, .sex, number &+ 100)
  }
}

/// Hot keys by key, open addressing.
struct HotTable: Sendable {
  private var keys: [UInt64]
  private var buckets: [Int32]
  private let mask: Int

  init(_ hot: [BlockingPlan.HotKey]) {
    var size = 2
    while size < hot.count * 2 { size *= 2 }
    mask = size - 1
    keys = [UInt64](repeating: 0, count: size)
    buckets = [Int32](repeating: 0, count: size)
    for entry in hot {
      var at = Int(truncatingIfNeeded: entry.key &>> 20) & mask
      while keys[at] != 0 { at = (at + 1) & mask }
      keys[at] = entry.key
      buckets[at] = entry.buckets
    }
  }

  /// The buckets of a hot key, 0 for further parts; −1 for a key that is not hot.
  subscript(key: UInt64) -> Int32 {
    var at = Int(truncatingIfNeeded: key &>> 20) & mask
    while keys[at] != 0 {
      if keys[at] == key { return buckets[at] }
      at = (at + 1) & mask
    }
    return -1
  }
}
