import Glibc

/// How many draws, where the probability of failing is spent, and the error bounds that follow.
///
/// The bounds, and what looking more than once costs, are those of `SampleBounds`; a node's share
/// of the failure probability is δ(v), and every node is bounded at once because Σ δ(v) ≤ δ.
///
/// Nine tenths of δ go where the first sample expects a node to be near ε (as in KADABRA), the rest
/// to all alike. Any division is right, a good one needs fewer draws. A fiftieth of δ is kept for
/// the most draws there can be, r = ln(2n / (δ/50)) / 2ε², where Hoeffding's inequality alone holds
/// the error below ε for all nodes.
struct DrawPlan {
  /// The draws after which nothing needs to be looked at.
  let drawsMax: Int
  /// δ(v).
  let failures: [Double]
  private let drawsAhead: Double
  private let error: Double

  private static let partOfBounds = 0.98
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
    let wide = Self.variances(first, deviations: 5).map { SampleBounds.rate(error, variance: $0) }
    let likely = SampleBounds.partOfSides * 0.5 * (1 - Self.partOfAll) * shared
    let wideDraws = Self.drawsAhead(wide, upTo: most, limit: likely)
    let tails = wide.map { exp(-$0 * wideDraws) }
    let total = max(tails.reduce(0, +), .leastNormalMagnitude)
    let failures = tails.map {
      shared * ((1 - Self.partOfAll) * $0 / total + Self.partOfAll / count)
    }
    self.failures = failures
    var ahead = 1.0
    for (variance, failure) in zip(Self.variances(first, deviations: 0.75), failures) {
      let own = log(2 / (SampleBounds.partOfSides * failure))
      let draws = own / SampleBounds.rate(error, variance: variance)
      // Then with what the bound of the variance adds at that number of draws.
      let bound = variance + (2 * (own + 2) * variance / draws).squareRoot()
      ahead = max(ahead, own / SampleBounds.rate(error, variance: min(0.25, bound)))
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
    return zip(tallies.nodes, failures).map { tally, failure in
      SampleBounds.error(
        sum: tally.sum, squares: tally.squares, draws: draws, failure: failure, look: look)
    }
  }

  /// σ² as found, and so many standard deviations more.
  private static func variances(_ first: DrawTallies, deviations: Double) -> [Double] {
    let draws = Double(first.draws)
    let x = deviations * deviations / (2 * draws)
    return first.nodes.map {
      SampleBounds.varianceMax(
        sum: $0.sum, squares: $0.squares, draws: draws, ofSquares: x, ofMean: 0)
    }
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
