import Glibc

/// How many draws, where the probability of failing is spent, and the error bounds that follow.
///
/// A node's X lies in 0 … 1, with mean p, E X² = q and variance σ² = q − p². After r draws, with
/// x = L/r, each of these fails with probability at most e⁻ᴸ:
///
///     q ≤ q̂ + x + √(x² + 2 x q̂)            Chernoff's bound in Hoeffding's form, of X²
///     p ≥ p̂ − √(2 x p̂)                     the same, of X
///     |p̂ − p| ≤ √(2 σ² x) + x/3             Bernstein's inequality, each side
///
/// The first two bound σ², which is never above ¼; the third then bounds the error. A node that may
/// fail with probability δ(v) spends a twentieth of it on each of the first two and .45 on each side
/// of the third. Every node is bounded at once because Σ δ(v) ≤ δ.
///
/// Looking until the bounds are small enough chooses a moment by what was drawn, which would make
/// them void if it were not paid for. So the draws at which to look are fixed beforehand, look j
/// may fail with probability 2⁻ʲ⁻¹ δ(v), and the sum over all looks is δ(v): then the bounds hold
/// at every look at once, whichever is the last.
///
/// Nine tenths of δ go where the first sample expects a node to be near ε (as in KADABRA), the rest
/// to all alike. Any division is right, a good one needs fewer draws. A fiftieth of δ is kept for
/// the most draws there can be, r = ln(2n / (δ/50)) / 2ε², where Hoeffding's inequality alone holds
/// the error below ε for all nodes.
///
/// > J.-Y. Audibert, R. Munos, C. Szepesvári. "Exploration–exploitation tradeoff using variance
/// > estimates in multi-armed bandits." 2009.
/// > DOI:[10.1016/j.tcs.2009.01.016](https://doi.org/10.1016/j.tcs.2009.01.016)
/// >
/// > W. Hoeffding. "Probability inequalities for sums of bounded random variables." 1963.
/// > DOI:[10.1080/01621459.1963.10500830](https://doi.org/10.1080/01621459.1963.10500830)
struct DrawPlan {
  /// The draws after which nothing needs to be looked at.
  let drawsMax: Int
  /// δ(v).
  let failures: [Double]
  private let drawsAhead: Double
  private let error: Double

  private static let partOfBounds = 0.98
  private static let partOfSides = 0.45
  private static let partOfVariance = 0.05
  private static let partOfAll = 0.1
  private static let growth = 1.2

  init(error: Double, failure: Double, first: DrawTallies) {
    let count = Double(first.nodes.count)
    self.error = error
    let most = log(2 * count / ((1 - Self.partOfBounds) * failure)) / (2 * error * error)
    drawsMax = Int(most.rounded(.up))
    let shared = Self.partOfBounds * failure
    // Five standard deviations more than was found: neither the first sample nor the bound of the
    // variance knows a node well that is seldom passed, and giving it what it may need costs the
    // others little. On 50,000 nodes a sixth fewer draws than with half a deviation.
    let wide = Self.variances(first, deviations: 5).map { Self.rate(error, variance: $0) }
    let likely = Self.partOfSides * 0.5 * (1 - Self.partOfAll) * shared
    let wideDraws = Self.drawsAhead(wide, upTo: most, limit: likely)
    let tails = wide.map { exp(-$0 * wideDraws) }
    let total = max(tails.reduce(0, +), .leastNormalMagnitude)
    let failures = tails.map {
      shared * ((1 - Self.partOfAll) * $0 / total + Self.partOfAll / count)
    }
    self.failures = failures
    var ahead = 1.0
    for (variance, failure) in zip(Self.variances(first, deviations: 0.75), failures) {
      let own = log(2 / (Self.partOfSides * failure))
      let draws = own / Self.rate(error, variance: variance)
      // Then with what the bound of the variance adds at that number of draws.
      let bound = variance + (2 * (own + 2) * variance / draws).squareRoot()
      ahead = max(ahead, own / Self.rate(error, variance: min(0.25, bound)))
    }
    drawsAhead = ahead
  }

  /// The draws at which to look for the `look`th time, from 0.
  func draws(at look: Int) -> Int {
    Int(min(Double(drawsMax), drawsAhead * pow(Self.growth, Double(look))).rounded(.up))
  }

  /// A bound of the error of each node, all of which hold at once.
  func errors(of tallies: DrawTallies, at look: Int) -> [Double] {
    let draws = Double(tallies.draws)
    // −ln of the probability with which this look may fail.
    let lookCost = Double(look + 1) * log(2)
    let sides = lookCost - log(Self.partOfSides)
    let variances = lookCost - log(Self.partOfVariance)
    return zip(tallies.nodes, failures).map { tally, failure in
      let own = -log(failure)
      let x = (own + variances) / draws
      let variance = Self.varianceMax(tally, draws: draws, squares: x, sum: x)
      let y = (own + sides) / draws
      return (2 * variance * y).squareRoot() + y / 3
    }
  }

  /// σ² as found, and so many standard deviations more.
  private static func variances(_ first: DrawTallies, deviations: Double) -> [Double] {
    let draws = Double(first.draws)
    let x = deviations * deviations / (2 * draws)
    return first.nodes.map { varianceMax($0, draws: draws, squares: x, sum: 0) }
  }

  /// The bound of σ² with x = `squares` for E X² and x = `sum` for E X.
  private static func varianceMax(
    _ tally: MeetingSearch.Tally, draws: Double, squares: Double, sum: Double
  ) -> Double {
    let q = tally.squares / draws
    let p = tally.sum / draws
    let qMax = q + squares + (squares * squares + 2 * squares * q).squareRoot()
    let pMin = max(0, p - (2 * sum * p).squareRoot())
    return min(0.25, max(0, qMax - pMin * pMin))
  }

  /// L/r at which Bernstein's bound is `error`.
  private static func rate(_ error: Double, variance: Double) -> Double {
    let root = ((2 * variance + 4 * error / 3).squareRoot() - (2 * variance).squareRoot()) * 1.5
    return root * root
  }

  /// The fewest draws at which Σ e^(−rate · draws) is at most `limit`, to a thousandth.
  private static func drawsAhead(
    _ rates: [Double], upTo most: Double, limit: Double
  ) -> Double {
    // What falls off four times as fast as the slowest adds nothing.
    let slowest = rates.min() ?? 1
    let slow = rates.filter { $0 < 4 * slowest }
    var low = 1.0
    var high = most
    while high > low * 1.001 {
      let middle = (low * high).squareRoot()
      let sum = slow.reduce(0) { $0 + exp(-$1 * middle) }
      if sum <= limit { high = middle } else { low = middle }
    }
    return high
  }
}
