import Primitives
import Signals

/// Proposes weights under which candidates of known truth would have been scored more honestly.
///
/// Each signal keeps its findings and gets a factor; the factors minimise
///
///     Σ −log P(row is what it is)  +  pull / 2 · Σ (factor − 1)²
///
/// where P is the logistic of prior and weighted bits, each family held within its cap as scores
/// are. A factor leaves neither `factors` nor what lets a weight move by more than `bitsMax`, and
/// never turns a signal about. Signals of few rows stay near what they are: the pull is worth as
/// much as that many rows.
///
/// - Complexity: O(rounds · Σ steps).
///
/// > D. R. Cox. "The regression analysis of binary sequences." 1958. DOI:
/// > [10.1111/j.2517-6161.1958.tb00292.x](https://doi.org/10.1111/j.2517-6161.1958.tb00292.x)
public struct WeightFitting: Sendable {
  /// What a weight may be multiplied by. The default is a half to two.
  public var factors: ClosedRange<Double> = 0.5...2
  /// The most bits by which a weight may move. The default is 1.
  public var bitsMax = 1.0
  /// How strongly factors are drawn to 1. The default is 8.
  public var pull = 8.0
  /// Passes over all signals. The default is 60; it stops when no factor moves by a thousandth.
  public var roundsMax = 60

  /// The defaults.
  public init() {}

  /// One signal's proposal.
  public struct Proposal: Hashable, Sendable {
    /// The signal.
    public let signal: String
    /// Bits at full strength now.
    public let bits: Double
    /// Bits at full strength as proposed, to a twentieth of a bit.
    public let proposed: Double
    /// Rows that it speaks on, and how many of them are what the list says.
    public let rows: Int
    public let trueRows: Int
  }

  /// Proposes weights.
  ///
  /// - Parameters:
  ///   - rows: Of one list, with the bits of `policy`.
  ///   - policy: The weights and caps in use.
  /// - Returns: Every signal that speaks on a row, ascending.
  public func proposals(from rows: [LabelledRow], policy: ScorePolicy) -> [Proposal] {
    let signals = Set(rows.flatMap { $0.steps.map(\.signal) }).sorted()
    let bits = signals.map { policy.weights[$0]?.bits ?? 0 }
    let bounds = bits.map(bounds)
    var model = FactorModel(rows: rows, signals: signals, policy: policy)
    for _ in 0..<roundsMax {
      var largest = 0.0
      for signal in signals.indices {
        let step = model.newtonStep(of: signal, pull: pull)
        let factor = min(
          bounds[signal].upperBound, max(bounds[signal].lowerBound, model.factors[signal] + step))
        largest = max(largest, abs(factor - model.factors[signal]))
        model.set(factor, of: signal)
      }
      if largest < 1e-3 { break }
    }
    return signals.indices.map { at in
      let own = rows.filter { row in row.steps.contains { $0.signal == signals[at] } }
      return Proposal(
        signal: signals[at], bits: bits[at],
        proposed: (bits[at] * model.factors[at] * 20).rounded() / 20, rows: own.count,
        trueRows: own.count(where: \.isTrue))
    }
  }

  private func bounds(of bits: Double) -> ClosedRange<Double> {
    guard bits != 0 else { return 1...1 }
    let reach = bitsMax / abs(bits)
    return max(factors.lowerBound, 1 - reach)...min(factors.upperBound, 1 + reach)
  }

  /// Mean of −log2 P over rows, in bits: how surprised a reader of the scores would be.
  ///
  /// - Parameter weights: Bits at full strength, by signal; signals not named keep those of
  ///   `policy`, by which the rows were scored.
  /// - Returns: 0 of no rows.
  public static func surprise(
    _ rows: [LabelledRow], weights: [String: Double] = [:], policy: ScorePolicy
  ) -> Double {
    let signals = Set(rows.flatMap { $0.steps.map(\.signal) }).sorted()
    var model = FactorModel(rows: rows, signals: signals, policy: policy)
    for (at, signal) in signals.enumerated() {
      guard let wanted = weights[signal], let now = policy.weights[signal]?.bits, now != 0 else {
        continue
      }
      model.set(wanted / now, of: at)
    }
    return model.surprise
  }
}
