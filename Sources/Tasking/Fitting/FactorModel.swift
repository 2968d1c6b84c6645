import Glibc
import Primitives
import Signals

/// Rows whose signals are each multiplied by a factor, and what that makes of their chances.
struct FactorModel {
  private(set) var factors: [Double]
  private let rows: [Row]
  private let rowsOfSignal: [[Int]]
  private let bounds: [ClosedRange<Double>]

  private struct Row {
    let prior: Double
    let isTrue: Bool
    /// Signal, family and bits at factor 1.
    let steps: [(signal: Int, family: Int, bits: Double)]
  }

  init(rows: [LabelledRow], signals: [String], policy: ScorePolicy) {
    let place = Dictionary(uniqueKeysWithValues: signals.enumerated().map { ($1, $0) })
    let families = SignalFamily.allCases
    let family = Dictionary(uniqueKeysWithValues: families.enumerated().map { ($1.rawValue, $0) })
    bounds = families.map(policy.bounds) + [-1e9...1e9]
    self.rows = rows.map { row in
      Row(
        prior: row.prior, isTrue: row.isTrue,
        steps: row.steps.compactMap { step in
          place[step.signal].map { ($0, family[step.family] ?? families.count, step.bits) }
        })
    }
    factors = [Double](repeating: 1, count: signals.count)
    var rowsOfSignal = [[Int]](repeating: [], count: signals.count)
    for (at, row) in self.rows.enumerated() {
      for step in row.steps { rowsOfSignal[step.signal].append(at) }
    }
    self.rowsOfSignal = rowsOfSignal
  }

  mutating func set(_ factor: Double, of signal: Int) { factors[signal] = factor }

  /// Bits of a row, and their slope along one signal's factor: 0 where its family's cap holds.
  private func bits(of row: Row, along signal: Int?) -> (total: Double, slope: Double) {
    var sums = [Double](repeating: 0, count: bounds.count)
    var slopes = [Double](repeating: 0, count: bounds.count)
    for step in row.steps {
      sums[step.family] += factors[step.signal] * step.bits
      if step.signal == signal { slopes[step.family] += step.bits }
    }
    var (total, slope) = (row.prior, 0.0)
    for family in sums.indices {
      if bounds[family].contains(sums[family]) { slope += slopes[family] }
      total += min(bounds[family].upperBound, max(bounds[family].lowerBound, sums[family]))
    }
    return (total, slope)
  }

  /// Newton's step of one factor on the penalised loss, in nats; the loss is convex where no cap
  /// begins or ends to hold.
  func newtonStep(of signal: Int, pull: Double) -> Double {
    let nats = 0.6931471805599453
    var gradient = pull * (factors[signal] - 1)
    var curvature = pull
    for at in rowsOfSignal[signal] {
      let (total, slope) = bits(of: rows[at], along: signal)
      let chance = Bits(max(-60, min(60, total))).probability
      gradient += (chance - (rows[at].isTrue ? 1 : 0)) * slope * nats
      curvature += chance * (1 - chance) * slope * slope * nats * nats
    }
    return -gradient / curvature
  }

  /// Mean of −log2 P of what each row is: log2(1 + 2^−t) of its bits t, turned about for one that
  /// is not what the list says.
  var surprise: Double {
    guard !rows.isEmpty else { return 0 }
    let sum = rows.reduce(0.0) { sum, row in
      let total = max(-60, min(60, bits(of: row, along: nil).total))
      return sum + log2(1 + exp2(row.isTrue ? -total : total))
    }
    return sum / Double(rows.count)
  }
}
