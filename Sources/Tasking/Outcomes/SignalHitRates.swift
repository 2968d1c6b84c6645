import Primitives
public import Vocabulary

/// How often rows with a signal were right, beside those of the same list without it.
///
/// Only rows that were listed and worked are seen, so the bits here tell rows on a list apart; they
/// are no estimate of what the signal says about people at large, and no weight changes by them.
public struct SignalHitRate: Hashable, Sendable {
  /// The signal.
  public let signal: String
  /// Rows on which it spoke for.
  public let with: HitRate
  /// Rows of the list on which it did not.
  public let without: HitRate
  /// Its mean bits on the rows that had it.
  public let meanBits: Double

  /// What the outcomes say that it tells worked rows apart by, in bits; nil where either side has
  /// no judged row.
  ///
  ///     log2((h + ½)/(m + ½)) with it  −  log2((h + ½)/(m + ½)) without it
  ///
  /// > J. B. S. Haldane. "The estimation and significance of the logarithm of a ratio of
  /// > frequencies." 1956. DOI:
  /// > [10.1111/j.1469-1809.1955.tb01285.x](https://doi.org/10.1111/j.1469-1809.1955.tb01285.x)
  public var tellsApart: Double? {
    guard with.judged > 0, without.judged > 0 else { return nil }
    return Self.odds(with) - Self.odds(without)
  }

  private static func odds(_ rate: HitRate) -> Double {
    // log2 of the odds (h + ½) : (m + ½).
    Bits(probability: (Double(rate.hits) + 0.5) / (Double(rate.judged) + 1)).value
  }

  /// Every signal that spoke for a worked row of a list, ascending by signal.
  public static func rates(of rows: [WorkedRow], on list: ListKind) -> [Self] {
    let own = rows.filter { $0.list == list }
    let signals = Set(own.flatMap { row in row.bits.filter { $0.value > 0 }.keys }).sorted()
    return signals.map { signal in
      var (with, without, sum, count) = (HitRate(), HitRate(), 0.0, 0)
      for row in own {
        if let bits = row.bits[signal], bits > 0 {
          with.add(row.verdict)
          sum += bits
          count += 1
        } else {
          without.add(row.verdict)
        }
      }
      return Self(signal: signal, with: with, without: without, meanBits: sum / Double(count))
    }
  }
}
