/// Records in order of their groups.
struct RecordGroups {
  /// Each record with its group, the records of one group one after another.
  let order: [(record: Int, group: Int32)]
  /// Groups.
  let count: Int

  /// Every record a group of its own.
  init(each records: Int) {
    order = (0..<records).map { ($0, Int32($0)) }
    count = records
  }

  /// - Parameter groups: By record, a number that its group's records share.
  init(_ groups: [Int32]) {
    order = groups.indices.sorted { (groups[$0], $0) < (groups[$1], $1) }
      .map { ($0, groups[$0]) }
    count = Set(groups).count
  }
}

/// In how many groups each value occurs, groups coming one after another.
struct GroupCounts {
  private var counts: [Int32]
  private var last: [Int32]

  init(values: Int) {
    counts = [Int32](repeating: 0, count: values)
    last = [Int32](repeating: -1, count: values)
  }

  /// Counts the value unless this group has it already; −1 stands for none.
  mutating func add(_ value: Int32, _ group: Int32) {
    guard value >= 0, last[Int(value)] != group else { return }
    last[Int(value)] = group
    counts[Int(value)] += 1
  }

  /// The counts, those of values that occur raised by so many.
  func counts(plus more: Int32) -> [Int32] {
    more == 0 ? counts : counts.map { $0 == 0 ? 0 : $0 + more }
  }
}
