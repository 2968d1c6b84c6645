/// A ranked list seen against truth: for each row which true thing it found, if any.
///
/// A row that finds what an earlier row found already is a miss: it takes a place and brings
/// nothing.
public struct Ranking: Sendable, Hashable {
  /// Which rows found something new, best row first.
  public let hits: [Bool]
  /// How many true things there are to find.
  public let total: Int

  /// - Parameters:
  ///   - found: For each row, best first, a name of the true thing that it is, or nil.
  ///   - total: True things there are; at least as many as are found.
  public init(found: [String?], total: Int) {
    var seen: Set<String> = []
    hits = found.map { name in name.map { seen.insert($0).inserted } ?? false }
    self.total = max(total, seen.count)
  }

  /// Hits among the first `k` rows, divided by `k` or by the rows there are when they are fewer.
  /// 0 of an empty list.
  public func precision(at k: Int) -> Double {
    let count = min(k, hits.count)
    guard count > 0 else { return 0 }
    return Double(hits.prefix(count).count { $0 }) / Double(count)
  }

  /// Share of the true things that the first `k` rows found; 1 when there is nothing to find.
  public func recall(at k: Int) -> Double {
    total == 0 ? 1 : Double(hits.prefix(k).count { $0 }) / Double(total)
  }

  /// Precision at as many rows as there are true things; rows that are not there are misses. 1 when
  /// there is nothing to find.
  public var precisionAtTrue: Double { recall(at: total) }

  /// Share of the true things found anywhere.
  public var recall: Double { recall(at: hits.count) }

  /// Σ over hits of the precision at that hit, divided by the true things; 1 when none exist.
  public var averagePrecision: Double {
    guard total > 0 else { return 1 }
    var sum = 0.0
    var found = 0
    for (index, isHit) in hits.enumerated() where isHit {
      found += 1
      sum += Double(found) / Double(index + 1)
    }
    return sum / Double(total)
  }
}

/// Two groupings of the same things, compared pair by pair.
public struct PairwiseAgreement: Sendable, Hashable {
  /// Pairs that both join.
  public let both: Int
  /// Pairs that the judged grouping joins.
  public let judged: Int
  /// Pairs that truth joins.
  public let truth: Int

  /// - Parameters:
  ///   - judged: Thing to its group; things that truth does not know are passed over.
  ///   - truth: Thing to its true group; one that was not judged stands alone.
  public init(judged: [String: String], truth: [String: String]) {
    var cells: [String: Int] = [:]
    var left: [String: Int] = [:]
    var right: [String: Int] = [:]
    for (thing, group) in truth {
      let own = judged[thing] ?? "alone \(thing)"
      cells["\(own)\u{1F}\(group)", default: 0] += 1
      left[own, default: 0] += 1
      right[group, default: 0] += 1
    }
    // Sums of whole numbers: the order of a dictionary cannot reach them.
    func pairs(_ counts: [String: Int]) -> Int {
      counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
    both = pairs(cells)
    self.judged = pairs(left)
    self.truth = pairs(right)
  }

  /// Share of the judged pairs that are true; 1 when none were judged.
  public var precision: Double { judged == 0 ? 1 : Double(both) / Double(judged) }
  /// Share of the true pairs that were found; 1 when there are none.
  public var recall: Double { truth == 0 ? 1 : Double(both) / Double(truth) }
  /// Harmonic mean of the two.
  public var f1: Double {
    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }
}

/// Chances given, and what came of them.
public struct Forecasts: Sendable, Hashable {
  /// Chance given and whether it came true.
  public let pairs: [Pair]

  /// One forecast.
  public struct Pair: Sendable, Hashable {
    /// 0 … 1.
    public let chance: Double
    /// Whether it came true.
    public let happened: Bool

    /// A forecast and its outcome.
    public init(chance: Double, happened: Bool) {
      self.chance = chance
      self.happened = happened
    }
  }

  /// Those given at least a chance.
  public func given(atLeast chance: Double) -> Forecasts {
    Forecasts(pairs.filter { $0.chance >= chance })
  }

  /// Forecasts in any order.
  public init(_ pairs: [Pair]) { self.pairs = pairs }

  /// Share that came true; nil of none.
  public var hitRate: Double? {
    pairs.isEmpty ? nil : Double(pairs.count { $0.happened }) / Double(pairs.count)
  }

  /// Mean chance given; equal to the hit rate when calibrated. Nil of none.
  public var meanChance: Double? {
    pairs.isEmpty ? nil : pairs.reduce(0) { $0 + $1.chance } / Double(pairs.count)
  }

  /// Mean squared distance of chance and outcome, 0 best, .25 for saying .5 always. Nil of none.
  ///
  /// > G. W. Brier. "Verification of forecasts expressed in terms of probability." 1950.
  /// > DOI:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
  public var brier: Double? {
    pairs.isEmpty
      ? nil
      : pairs.reduce(0) {
        $0 + ($1.chance - ($1.happened ? 1 : 0)) * ($1.chance - ($1.happened ? 1 : 0))
      }
        / Double(pairs.count)
  }
}
