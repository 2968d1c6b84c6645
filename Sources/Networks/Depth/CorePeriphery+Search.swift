import Primitives

/// A core in the making, with what is needed to judge a change in constant time.
struct CoreSearch {
  private let graph: UndirectedGraph
  private let lowerEnds: [UInt32]
  private let upperEnds: [UInt32]
  private let pattern: CorePeriphery.Pattern
  private(set) var isCore: [Bool]
  private var fit: Fit
  /// Σ w and Σ w² of each node's links, and of those that lead into the core.
  private let strength: [Pair]
  private var intoCore: [Pair]

  /// A sum of weights and of their squares.
  struct Pair {
    var sum = 0.0
    var squares = 0.0

    static func + (a: Pair, b: Pair) -> Pair {
      Pair(sum: a.sum + b.sum, squares: a.squares + b.squares)
    }
    static func - (a: Pair, b: Pair) -> Pair {
      Pair(sum: a.sum - b.sum, squares: a.squares - b.squares)
    }
  }

  /// The sums the correlation is made of.
  struct Fit {
    var nodes: Double
    var core = 0.0
    /// Links inside the core, from core to periphery, inside the periphery.
    var inside = Pair()
    var mixed = Pair()
    var outside = Pair()

    /// r; nil where one side does not vary.
    func correlation(_ pattern: CorePeriphery.Pattern) -> Double? {
      let corePairs = core * (core - 1) / 2
      let mixedPairs = core * (nodes - core)
      let outerPairs = (nodes - core) * (nodes - core - 1) / 2
      let counted = pattern == .coreOrPeriphery
      let ones = corePairs + (counted ? mixedPairs : 0)
      let all = ones + outerPairs
      let covered = inside + (counted ? mixed : Pair())
      let seen = covered + outside
      // n² times the covariance and variances; the factor cancels.
      let spread = (all * seen.squares - seen.sum * seen.sum) * (all * ones - ones * ones)
      guard spread > 1e-9 else { return nil }
      return (all * covered.sum - seen.sum * ones) / spread.squareRoot()
    }
  }

  init(graph: UndirectedGraph, pattern: CorePeriphery.Pattern) {
    self.graph = graph
    self.pattern = pattern
    (lowerEnds, upperEnds) = graph.edgeEnds()
    let count = graph.nodeCount
    isCore = [Bool](repeating: false, count: count)
    intoCore = [Pair](repeating: Pair(), count: count)
    strength = (0..<count).map { node in
      graph.edges(of: node).reduce(Pair()) { sum, edge in
        let weight = graph.weight(of: Int(edge))
        return sum + Pair(sum: weight, squares: weight * weight)
      }
    }
    fit = Fit(nodes: Double(count))
    for edge in 0..<graph.edgeCount {
      let weight = graph.weight(of: edge)
      fit.outside = fit.outside + Pair(sum: weight, squares: weight * weight)
    }
  }

  var correlation: Double? { fit.correlation(pattern) }

  /// The first start takes the strongest nodes as long as they help; the others draw at random,
  /// with a share of their own.
  mutating func begin(start: Int, using generator: inout SeededGenerator) {
    if start == 0 {
      let order = isCore.indices.sorted { (-strength[$0].sum, $0) < (-strength[$1].sum, $1) }
      for node in order {
        let better = after(toggling: node)
        guard (better.correlation(pattern) ?? -2) > (correlation ?? -2) else { break }
        toggle(node)
      }
      return
    }
    let share = 0.05 + 0.9 * generator.unit()
    for node in isCore.indices where generator.chance(share) { toggle(node) }
  }

  /// Moves and exchanges nodes until nothing gains.
  mutating func climb(using generator: inout SeededGenerator) {
    var order = Array(isCore.indices)
    var improved = true
    while improved {
      improved = false
      order.shuffle(using: &generator)
      for node in order {
        if gains(after(toggling: node)) {
          toggle(node)
          improved = true
        }
      }
      if !improved { improved = exchange() }
    }
  }

  private func gains(_ other: Fit) -> Bool {
    guard let there = other.correlation(pattern) else { return false }
    return there > (correlation ?? -2) + 1e-12
  }

  /// The sums once `node` has changed sides.
  private func after(toggling node: Int) -> Fit {
    moved(fit, entering: !isCore[node], toCore: intoCore[node], all: strength[node])
  }

  private func moved(_ fit: Fit, entering: Bool, toCore: Pair, all: Pair) -> Fit {
    var fit = fit
    let toPeriphery = all - toCore
    if entering {
      fit.core += 1
      fit.inside = fit.inside + toCore
      fit.mixed = fit.mixed - toCore + toPeriphery
      fit.outside = fit.outside - toPeriphery
    } else {
      fit.core -= 1
      fit.inside = fit.inside - toCore
      fit.mixed = fit.mixed + toCore - toPeriphery
      fit.outside = fit.outside + toPeriphery
    }
    return fit
  }

  private mutating func toggle(_ node: Int) {
    fit = after(toggling: node)
    isCore[node].toggle()
    for position in graph.rows.range(of: node) {
      let other = Int(graph.rows.targets[position])
      let weight = graph.weight(of: graph.rows.edge(at: position, of: node))
      let link = Pair(sum: weight, squares: weight * weight)
      intoCore[other] = isCore[node] ? intoCore[other] + link : intoCore[other] - link
    }
  }

  /// Exchanges one core node for one of the periphery, if that gains: those joined by a link, and
  /// the sixteen likeliest of each side.
  private mutating func exchange() -> Bool {
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(lowerEnds[edge]), Int(upperEnds[edge]))
      guard isCore[a] != isCore[b] else { continue }
      let weight = graph.weight(of: edge)
      let link = Pair(sum: weight, squares: weight * weight)
      if exchanges(out: isCore[a] ? a : b, into: isCore[a] ? b : a, link: link) { return true }
    }
    let leaving = isCore.indices.filter { isCore[$0] }
      .sorted { (strength[$0].sum, $0) < (strength[$1].sum, $1) }.prefix(16)
    let coming = isCore.indices.filter { !isCore[$0] }
      .sorted { (-strength[$0].sum, $0) < (-strength[$1].sum, $1) }.prefix(16)
    for out in leaving {
      for into in coming {
        let edge = graph.edge(between: out, and: into)
        let weight = edge.map { graph.weight(of: $0) } ?? 0
        let link = Pair(sum: weight, squares: weight * weight)
        if exchanges(out: out, into: into, link: link) { return true }
      }
    }
    return false
  }

  private mutating func exchanges(out: Int, into: Int, link: Pair) -> Bool {
    let first = after(toggling: out)
    let second = moved(
      first, entering: true, toCore: intoCore[into] - link, all: strength[into])
    guard gains(second) else { return false }
    toggle(out)
    toggle(into)
    return true
  }
}
