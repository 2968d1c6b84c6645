public import Primitives

/// How far the rank of each node moves when the links are drawn again.
///
/// Reads as: 1–2, first or second whatever is missing; 3–40, do not act on the place. It shows what
/// the known links leave open, not what was never seen: with 2 % of the people missing a picture
/// can mislead however narrow the interval.
///
/// Complexity: `samples` runs of the measure. Seeded; samples run in parallel and are joined in
/// order, so any number of threads gives the same output.
///
/// > B. Efron. "Bootstrap methods: another look at the jackknife." 1979.
/// > DOI:[10.1214/aos/1176344552](https://doi.org/10.1214/aos/1176344552)
/// >
/// > S. P. Borgatti, K. M. Carley, D. Krackhardt. "On the robustness of centrality measures under
/// > conditions of imperfect data." 2006.
/// > DOI:[10.1016/j.socnet.2005.05.001](https://doi.org/10.1016/j.socnet.2005.05.001)
public struct RankIntervals: Sendable {
  /// How the links are drawn again.
  public enum Resampling: Hashable, Sendable {
    /// Each link is lost with this probability, 0 ..< 1.
    case losing(Double)
    /// As many links as there are, drawn with replacement; a link drawn twice has twice its
    /// weight. About 37 % of the links are missing from each draw.
    case bootstrap
  }

  /// The default is to lose a tenth, the loss for which published figures say how stable measures
  /// are.
  public var resampling: Resampling
  /// Draws. The default is 200: the 5th and 95th of a hundred twice over. At least 1.
  public var samples: Int
  /// The share of draws left out on each side. The default is .05. 0 ..< .5.
  public var tail: Double

  /// Rank intervals with the given draws.
  public init(resampling: Resampling = .losing(0.1), samples: Int = 200, tail: Double = 0.05) {
    precondition(samples >= 1 && tail >= 0 && tail < 0.5, "an interval needs draws and a middle")
    if case .losing(let share) = resampling {
      precondition(share >= 0 && share < 1, "a loss lies in 0 ..< 1")
    }
    self.resampling = resampling
    self.samples = samples
    self.tail = tail
  }

  /// The ranks of one node.
  public struct Interval: Hashable, Sendable {
    /// The rank with all links; 1 is the largest value, equals share the best of their ranks.
    public let rank: Int
    /// The best rank within the interval.
    public let low: Int
    /// The worst rank within the interval.
    public let high: Int
  }

  /// The rank interval of every node under a measure.
  ///
  /// - Parameter measure: One number a node, in node order; larger ranks first. Not a number ranks
  ///   last.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers,
    of measure: @Sendable (UndirectedGraph) throws(CancelledWork) -> [Double]
  ) throws(CancelledWork) -> [Interval] {
    let real = Self.ranks(try measure(graph))
    let generator = SeededGenerator(seed: seed).fork("rank intervals")
    let drawn = try inCancellableChunks(samples, on: workers) {
      sample throws(CancelledWork) -> [Int] in
      var own = generator.fork(sample)
      return Self.ranks(try measure(draw(from: graph, using: &own)))
    }
    let below = Int((tail * Double(samples)).rounded(.down))
    return real.indices.map { node in
      let sorted = drawn.map { $0[node] }.sorted()
      return Interval(
        rank: real[node], low: sorted[below], high: sorted[samples - 1 - below])
    }
  }

  /// The links drawn again; node numbers stay.
  func draw(
    from graph: UndirectedGraph, using generator: inout SeededGenerator
  ) -> UndirectedGraph {
    switch resampling {
    case .losing(let share):
      return graph.keeping(edges: (0..<graph.edgeCount).map { _ in !generator.chance(share) })
    case .bootstrap:
      var times = [Double](repeating: 0, count: graph.edgeCount)
      for _ in 0..<graph.edgeCount { times[generator.below(graph.edgeCount)] += 1 }
      let kept = graph.keeping(edges: times.map { $0 > 0 })
      let weights = times.indices.filter { times[$0] > 0 }.map { times[$0] * graph.weight(of: $0) }
      return kept.with(weights: weights)
    }
  }

  /// 1 for the largest; equals share the best of their ranks; not a number comes last.
  static func ranks(_ values: [Double]) -> [Int] {
    let comparable = values.map { $0.isNaN ? -.infinity : $0 }
    let order = comparable.indices.sorted { (-comparable[$0], $0) < (-comparable[$1], $1) }
    var ranks = [Int](repeating: 0, count: values.count)
    for (place, node) in order.enumerated() {
      let before = place > 0 ? order[place - 1] : node
      let same = place > 0 && comparable[before] == comparable[node]
      ranks[node] = same ? ranks[before] : place + 1
    }
    return ranks
  }
}
