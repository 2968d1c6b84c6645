import Primitives

/// How often rows were right, of those of which somebody could say.
public struct HitRate: Hashable, Sendable {
  /// Rows that were right.
  public var hits: Int
  /// Rows that were not.
  public var misses: Int
  /// Rows with an outcome of which nobody can say.
  public var notJudged: Int

  /// Counts, each at least 0.
  public init(hits: Int = 0, misses: Int = 0, notJudged: Int = 0) {
    precondition(hits >= 0 && misses >= 0 && notJudged >= 0, "counts are not below nought")
    self.hits = hits
    self.misses = misses
    self.notJudged = notJudged
  }

  /// Counts one more row.
  public mutating func add(_ verdict: OutcomeVerdict) {
    switch verdict {
    case .hit: hits += 1
    case .miss: misses += 1
    case .notJudged: notJudged += 1
    }
  }

  /// Rows that were judged.
  public var judged: Int { hits + misses }

  /// The share that was right, 0 … 1; nil where none was judged.
  public var share: Double? { judged == 0 ? nil : Double(hits) / Double(judged) }

  /// Wilson's interval at 95 %: 0 … 1 where none was judged.
  public var interval: (low: Double, high: Double) {
    Chance.wilson(successes: hits, trials: judged)
  }
}
