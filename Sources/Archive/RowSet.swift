/// Which data rows of a file of sightings or calls were stored, as runs of neighbouring rows.
///
///     rows 1 2 3 5 6 9    runs [1, 4) [5, 7) [9, 10)
struct RowSet: Hashable {
  private(set) var starts: [UInt32] = []
  private(set) var ends: [UInt64] = []

  /// - Parameter rows: Counted from 1, in any order; a row that comes twice counts once.
  init(_ rows: [UInt32]) {
    for row in rows.sorted() {
      if ends.last == UInt64(row) {
        ends[ends.count - 1] += 1
      } else if ends.last != UInt64(row) + 1 {
        starts.append(row)
        ends.append(UInt64(row) + 1)
      }
    }
  }

  /// Rows as they come, mostly in order.
  struct Gathering {
    private var inOrder = RowSet([])
    private var strays: [UInt32] = []

    /// Adds rows; one that comes twice counts once.
    mutating func add(_ rows: [UInt32]) {
      for row in rows {
        if let end = inOrder.ends.last {
          if end == UInt64(row) {
            inOrder.ends[inOrder.ends.count - 1] += 1
            continue
          }
          guard end < UInt64(row) else {
            strays.append(row)
            continue
          }
        }
        inOrder.starts.append(row)
        inOrder.ends.append(UInt64(row) + 1)
      }
    }

    /// All rows that were added.
    func set() -> RowSet {
      guard !strays.isEmpty else { return inOrder }
      var rows = strays
      for (start, end) in zip(inOrder.starts, inOrder.ends) {
        rows += (UInt64(start)..<end).map { UInt32($0) }
      }
      return RowSet(rows)
    }
  }

  var count: Int { zip(starts, ends).reduce(0) { $0 + Int($1.1 - UInt64($1.0)) } }

  func contains(_ row: UInt32) -> Bool {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle + 1 } else { high = middle }
    }
    return low > 0 && UInt64(row) < ends[low - 1]
  }

  /// For each run, the gap since the last one and its length, in groups of seven bits.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    var last: UInt64 = 0
    for (start, end) in zip(starts, ends) {
      VariableBytes.append(UInt64(start) - last, to: &bytes)
      VariableBytes.append(end - UInt64(start), to: &bytes)
      last = end
    }
    return bytes
  }

  /// Reads `encoded`; nil when the bytes are something else.
  init?(encoded bytes: [UInt8]) {
    var at = 0
    var last: UInt64 = 0
    while at < bytes.count {
      guard let gap = VariableBytes.next(bytes, &at), let length = VariableBytes.next(bytes, &at),
        gap <= 1 &<< 32, length >= 1, length <= 1 &<< 32,
        let start = UInt32(exactly: last + gap)
      else { return nil }
      last = UInt64(start) + length
      starts.append(start)
      ends.append(last)
    }
  }
}
