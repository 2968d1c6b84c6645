import Primitives

/// Makes the keys of one rule. Numbers and pointers alone, for the reason that `PartOwner` gives.
struct KeyMaker: BitwiseCopyable, @unchecked Sendable {
  private let columns: UnsafePointer<PartColumns>
  private let seed: UInt64
  private let first: BlockingPart
  private let second: BlockingPart?
  private let third: BlockingPart?
  /// Whether a person's several names have several keys.
  private let isNamed: Bool
  private let isWeak: Bool
  /// The extra column; −1 for none.
  private let extra: Int
  /// The further parts' raw values, first part lowest.
  private let further: UInt64
  private let furtherCount: Int

  /// - Parameter owner: It must outlive the maker.
  init(_ rule: BlockingRule, _ owner: PartOwner) {
    columns = owner.columns
    seed = rule.seed
    first = rule.base[0]
    second = rule.base.count > 1 ? rule.base[1] : nil
    third = rule.base.count > 2 ? rule.base[2] : nil
    isNamed = rule.base.contains(where: \.isOfName)
    isWeak = rule.isWeak
    extra = rule.extra ?? -1
    further = rule.further.reversed().reduce(0) { $0 &<< 8 | UInt64($1.rawValue) }
    furtherCount = rule.further.count
  }

  /// Calls `use` with the record's keys before hot ones are cut; a key may come twice.
  func baseKeys(of record: Int, _ use: (UInt64) -> Void) {
    if extra >= 0 {
      let text = columns.pointee.extras[extra * columns.pointee.records + record]
      if text != 0 { use(Self.join(seed, .extra, text)) }
      return
    }
    let forms =
      Int(columns.pointee.formStarts[record])..<Int(columns.pointee.formStarts[record + 1])
    for at in forms {
      let form = columns.pointee.forms[at]
      let rest = rest(of: record, form)
      if rest != 0 {
        columns.pointee.values(first, record, form) { use(Self.join(rest, first, $0)) }
      }
      if !isNamed { return }
    }
  }

  /// The key of all parts but the first; 0 when the record lacks one.
  private func rest(of record: Int, _ form: NameForm) -> UInt64 {
    guard let second else { return seed }
    let value = columns.pointee.value(second, record, form)
    guard value != 0 else { return 0 }
    let key = Self.join(seed, second, value)
    guard let third else { return key }
    let last = columns.pointee.value(third, record, form)
    return last == 0 ? 0 : Self.join(key, third, last)
  }

  private func furtherPart(_ at: Int) -> BlockingPart {
    // Any other value was never packed.
    BlockingPart(rawValue: UInt8(truncatingIfNeeded: further &>> UInt64(at * 8))) ?? .extra
  }

  /// The keys below a hot key: one for each further part that the record has; and the key itself
  /// once more when nothing is left to ask for and enough was asked.
  func keys(
    below key: UInt64, _ record: Int, _ path: BlockPath, _ use: (UInt64, BlockPath) -> Void
  ) {
    if isWeak { return }
    let form = columns.pointee.form(of: record)
    var isLast = true
    for at in Int(path.from)..<furtherCount {
      let part = furtherPart(at)
      let value = columns.pointee.value(part, record, form)
      guard value != 0 else { continue }
      isLast = false
      use(
        Self.join(key, part, value), BlockPath(from: UInt8(at + 1), used: path.used + 1))
    }
    guard isLast else { return }
    if path.used < 2 {
      // One part in common is enough only for records that have no other.
      var passedOver = 0
      for at in 0..<Int(path.from)
      where columns.pointee.value(furtherPart(at), record, form) != 0 { passedOver += 1 }
      guard passedOver == Int(path.used) else { return }
    }
    var path = path
    path.isTail = true
    use(Self.join(key, .sex, 99), path)
  }

  /// The two buckets of a record below a hot key when nothing is left to ask for.
  func deal(_ key: UInt64, _ record: Int, _ buckets: Int32, _ use: (UInt64) -> Void) {
    let hash = columns.pointee.deals[record]
    use(Self.join(key &+ 1, .sex, hash % UInt64(buckets) + 100))
    use(Self.join(key &+ 2, .sex, (hash &>> 32) % UInt64(buckets) + 100))
  }

  /// A key and one part more.
  static func join(_ key: UInt64, _ part: BlockingPart, _ value: UInt64) -> UInt64 {
    StableHash.mix(key &+ StableHash.mix(value ^ UInt64(part.rawValue) &<< 56)) | 1
  }
}

/// A rule ready to be asked: its keys, cut where they are hot.
struct ReadyRule: BitwiseCopyable, @unchecked Sendable {
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    var buckets: Int32 = 0
  }

  private let maker: KeyMaker
  /// Hot keys by key, open addressing.
  private let slots: UnsafeBufferPointer<Slot>
  private let mask: Int

  /// - Parameter owner: It must outlive the rule.
  init(_ rule: BlockingRule, hot: [BlockingPlan.HotKey], _ owner: PartOwner) {
    maker = KeyMaker(rule, owner)
    var size = 2
    while size < hot.count * 2 { size *= 2 }
    mask = size - 1
    var slots = [Slot](repeating: Slot(), count: size)
    for entry in hot {
      var at = Int(truncatingIfNeeded: entry.key &>> 20) & mask
      while slots[at].key != 0 { at = (at + 1) & mask }
      slots[at] = Slot(key: entry.key, buckets: entry.buckets)
    }
    self.slots = owner.memory.freeze(slots)
  }

  /// Calls `use` with the keys of the blocks that the record stands in; a key may come twice.
  func keys(of record: Int, _ use: (UInt64) -> Void) {
    maker.baseKeys(of: record) { cut($0, record, BlockPath(), use) }
  }

  /// The same, but only keys that the filter lets through, as it must all keys on the way to them.
  func keys(of record: Int, in filter: KeyFilter, _ use: (UInt64) -> Void) {
    maker.baseKeys(of: record) { cut($0, record, BlockPath(), in: filter, use) }
  }

  /// Puts the record's keys and all keys on the way to them into the filter.
  func enter(_ record: Int, into filter: KeyFilter) {
    maker.baseKeys(of: record) { enter($0, record, BlockPath(), into: filter) }
  }

  private func cut(_ key: UInt64, _ record: Int, _ path: BlockPath, _ use: (UInt64) -> Void) {
    let buckets = buckets(of: key)
    if buckets < 0 {
      use(key)
    } else if path.isTail {
      maker.deal(key, record, buckets, use)
    } else {
      maker.keys(below: key, record, path) { cut($0, record, $1, use) }
    }
  }

  private func cut(
    _ key: UInt64, _ record: Int, _ path: BlockPath, in filter: KeyFilter, _ use: (UInt64) -> Void
  ) {
    // Asked first: most held records end here, at a look into a few hundred kilobytes.
    guard filter.mayContain(key) else { return }
    let buckets = buckets(of: key)
    if buckets < 0 {
      use(key)
    } else if path.isTail {
      maker.deal(key, record, buckets) { if filter.mayContain($0) { use($0) } }
    } else {
      maker.keys(below: key, record, path) { cut($0, record, $1, in: filter, use) }
    }
  }

  private func enter(_ key: UInt64, _ record: Int, _ path: BlockPath, into filter: KeyFilter) {
    filter.insert(key)
    let buckets = buckets(of: key)
    guard buckets >= 0 else { return }
    if path.isTail {
      maker.deal(key, record, buckets) { filter.insert($0) }
    } else {
      maker.keys(below: key, record, path) { enter($0, record, $1, into: filter) }
    }
  }

  /// The buckets of a hot key, 0 for further parts; −1 for a key that is not hot.
  private func buckets(of key: UInt64) -> Int32 {
    var at = Int(truncatingIfNeeded: key &>> 20) & mask
    while slots[at].key != 0 {
      if slots[at].key == key { return slots[at].buckets }
      at = (at + 1) & mask
    }
    return -1
  }
}
