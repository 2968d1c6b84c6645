import Primitives

/// Many sorted runs made into one, on many threads, with the same result on any number of them.
enum SortedMerge {
  /// Rows a part should have: few enough that a part is sorted within a core's own cache.
  private static let partRows = 65_536
  private static let sampleStep = 256

  /// The rows of all runs in order, in parts that follow each other.
  ///
  /// The parts are cut at keys taken from the runs at fixed steps, so that they depend on the rows
  /// alone; rows of one key never lie in two parts. Within a part the runs are put one behind the
  /// other and sorted, and the standard library's sort finds the runs again and merges them.
  ///
  /// - Parameter runs: Each sorted by `key`; rows of one key may stand in any order.
  /// - Complexity: O(n log k) for n rows in k runs; twice their memory for a while.
  static func parts<Entry: ChunkEntry>(
    _ runs: [[Entry]], on workers: Workers
  ) throws -> [[Entry]] {
    let cuts = cutKeys(runs)
    return try parallelMap(chunks: cuts.count + 1, on: workers) { part in
      var bounds: [Range<Int>] = []
      bounds.reserveCapacity(runs.count)
      var count = 0
      for run in runs {
        let low = part == 0 ? 0 : first(atOrAbove: cuts[part - 1], in: run)
        let high = part == cuts.count ? run.count : first(atOrAbove: cuts[part], in: run)
        bounds.append(low..<high)
        count += high - low
      }
      var rows: [Entry] = []
      rows.reserveCapacity(count)
      for (run, range) in zip(runs, bounds) { rows.append(contentsOf: run[range]) }
      rows.sort()
      return rows
    }
  }

  private static func cutKeys<Entry: ChunkEntry>(_ runs: [[Entry]]) -> [UInt64] {
    let total = runs.reduce(0) { $0 + $1.count }
    let parts = min(1024, total / partRows + 1)
    guard parts > 1 else { return [] }
    var sample: [UInt64] = []
    for run in runs {
      for at in stride(from: 0, to: run.count, by: sampleStep) { sample.append(run[at].key) }
    }
    sample.sort()
    var cuts: [UInt64] = []
    for part in 1..<parts {
      let key = sample[sample.count * part / parts]
      if key != cuts.last { cuts.append(key) }
    }
    return cuts
  }

  private static func first<Entry: ChunkEntry>(atOrAbove key: UInt64, in run: [Entry]) -> Int {
    var low = 0
    var high = run.count
    while low < high {
      let middle = (low + high) / 2
      if run[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
