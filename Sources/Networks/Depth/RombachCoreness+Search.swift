import Glibc
import Primitives

/// An order of the nodes in the making, with what is needed to judge an exchange at once.
struct RankSearch {
  private let rows: Adjacency
  /// In step with the entries; nil for 1 each.
  private let weights: [Double]?
  private let strength: [Double]
  /// The values to hand out, ascending, by rank.
  var curve: [Double] = []
  /// The node of each rank.
  private var order: [UInt32]
  /// C of each node.
  private var values: [Double]
  /// Σ w(i, j) C(j) round each node.
  private var around: [Double]

  init(rows: Adjacency, weights: [Double]?) {
    self.rows = rows
    self.weights = weights
    strength = (0..<rows.nodeCount).map { node in
      guard let weights else { return Double(rows.degree(of: node)) }
      return weights[rows.range(of: node)].reduce(0, +)
    }
    order = []
    values = [Double](repeating: 0, count: rows.nodeCount)
    around = values
  }

  /// R: each link once.
  private var fit: Double {
    var sum = 0.0
    for node in values.indices { sum += values[node] * around[node] }
    return sum / 2
  }

  /// The values of the best order found, and its R.
  mutating func best(
    of starts: Int, sweeps: Int, generator: SeededGenerator
  ) -> (values: [Double], fit: Double) {
    var best: Order?
    for start in 0..<starts {
      var own = generator.fork(start)
      begin(using: &own)
      // Without annealing every start ends much alike, so once is enough.
      if start == 0 || sweeps == 0 { keep(in: &best, using: &own) }
      if sweeps > 0 {
        anneal(sweeps: sweeps, using: &own)
        keep(in: &best, using: &own)
      }
    }
    guard let best else { return (values, 0) }
    (order, values, around) = (best.order, best.values, best.around)
    exchangeEveryPair()
    return (values, fit)
  }

  /// An order as it was found.
  private struct Order {
    var order: [UInt32]
    var values: [Double]
    var around: [Double]
    var fit: Double
  }

  /// Exchanges as long as that gains, and keeps what comes of it if it is better.
  private mutating func keep(in best: inout Order?, using generator: inout SeededGenerator) {
    settle(using: &generator)
    let fit = fit
    if fit > (best?.fit ?? -1) + 1e-12 {
      best = Order(order: order, values: values, around: around, fit: fit)
    }
  }

  /// Starts from the order of strength, equals by chance.
  private mutating func begin(using generator: inout SeededGenerator) {
    order = values.indices.map { UInt32($0) }
    order.shuffle(using: &generator)
    arrange(by: strength)
    // Were the sums round the nodes fixed, the best order would be theirs. They are not, so it is
    // tried as long as it gains.
    for _ in 0..<50 {
      let before = (order, values, around, fit)
      arrange(by: around)
      if fit <= before.3 + 1e-12 {
        (order, values, around, _) = before
        return
      }
    }
  }

  /// Hands the curve out by a key, equals in the order they are in, and sums round every node.
  private mutating func arrange(by key: [Double]) {
    var place = [UInt32](repeating: 0, count: order.count)
    for (rank, node) in order.enumerated() { place[Int(node)] = UInt32(rank) }
    order.sort { (key[Int($0)], place[Int($0)]) < (key[Int($1)], place[Int($1)]) }
    for (rank, node) in order.enumerated() { values[Int(node)] = curve[rank] }
    for node in values.indices {
      var sum = 0.0
      for position in rows.range(of: node) {
        sum += (weights?[position] ?? 1) * values[Int(rows.targets[position])]
      }
      around[node] = sum
    }
  }

  /// What exchanging the nodes of two ranks would add to R; at most this, when they are linked.
  private func gainAtMost(_ a: Int, _ b: Int) -> Double {
    (values[b] - values[a]) * (around[a] - around[b])
  }

  /// What a link between the two takes off: it would count its own end's change twice.
  private func linkLoss(_ a: Int, _ b: Int) -> Double {
    let (from, to) = rows.degree(of: a) <= rows.degree(of: b) ? (a, b) : (b, a)
    guard let position = rows.position(of: to, in: from) else { return 0 }
    let difference = values[b] - values[a]
    return (weights?[position] ?? 1) * difference * difference
  }

  /// Exchanges the nodes of two ranks if that gains more than `least`.
  private mutating func exchange(_ rank: Int, _ other: Int, gainingOver least: Double) -> Bool {
    let (a, b) = (Int(order[rank]), Int(order[other]))
    let most = gainAtMost(a, b)
    guard most > least, most - linkLoss(a, b) > least else { return false }
    let change = values[b] - values[a]
    move(a, by: change)
    move(b, by: -change)
    values.swapAt(a, b)
    order.swapAt(rank, other)
    return true
  }

  private mutating func move(_ node: Int, by change: Double) {
    for position in rows.range(of: node) {
      around[Int(rows.targets[position])] += (weights?[position] ?? 1) * change
    }
  }

  /// Random exchanges, worse ones too while it is hot.
  private mutating func anneal(sweeps: Int, using generator: inout SeededGenerator) {
    guard order.count > 1, sweeps > 0 else { return }
    var heat = 0.0
    for _ in 0..<64 {
      let (rank, other) = pair(using: &generator)
      heat += abs(gainAtMost(Int(order[rank]), Int(order[other]))) / 64
    }
    guard heat > 0 else { return }
    let cooling = pow(1e-3, 1 / Double(sweeps))
    // A handful of nodes needs more than a handful of tries.
    let tries = max(order.count, 32)
    for _ in 0..<sweeps {
      for _ in 0..<tries {
        let (rank, other) = pair(using: &generator)
        // A draw u < exp(Δ / heat), the other way round.
        let least = heat * log(max(generator.unit(), 0x1p-53))
        _ = exchange(rank, other, gainingOver: least)
      }
      heat *= cooling
    }
  }

  /// Two different ranks from one draw; the bias of multiplying is below count / 2³².
  private func pair(using generator: inout SeededGenerator) -> (Int, Int) {
    let draw = generator.next()
    let count = UInt64(order.count)
    let rank = Int(((draw >> 32) * count) >> 32)
    let other = Int(((draw & 0xFFFF_FFFF) * (count - 1)) >> 32)
    return (rank, other < rank ? other : other + 1)
  }

  /// Exchanges neighbours in rank, and others drawn at random, until a round gains nothing.
  private mutating func settle(using generator: inout SeededGenerator) {
    let count = order.count
    guard count > 1 else { return }
    for _ in 0..<100 {
      var gained = false
      for rank in 1..<count where exchange(rank - 1, rank, gainingOver: 1e-12) { gained = true }
      for _ in 0..<count {
        let (rank, other) = pair(using: &generator)
        if exchange(rank, other, gainingOver: 1e-12) { gained = true }
      }
      if !gained { return }
    }
  }

  /// Up to 200 nodes, exchanges until no pair gains.
  private mutating func exchangeEveryPair() {
    var gained = order.count <= 200
    while gained {
      gained = false
      for rank in order.indices {
        for other in 0..<rank where exchange(rank, other, gainingOver: 1e-12) { gained = true }
      }
    }
  }
}
