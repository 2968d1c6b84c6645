public import Primitives

/// How far the rank of each node moves when the links are drawn again.
///
/// Reads as: 1–2, first or second whatever is missing; 3–40, do not act on the place. It shows what
/// the known links leave open, not what was never seen: with 2 % of the people missing a picture
/// can mislead however narrow the interval.
///
/// Any measure of one number a node can be asked for, on links with and without direction.
/// Betweenness and degree have a way of their own that shares the work between the draws:
/// `betweenness(on:seed:workers:sources:)`, `degrees(on:seed:workers:)`.
///
/// Degenerate cases: a graph without links, or a loss of 0, moves nothing: low = rank = high. In a
/// graph without nodes there are no intervals.
///
/// Complexity: `samples` draws of O(V + E), and as many runs of the measure; 4 bytes a node and
/// draw besides. Seeded; draws run in parallel and are joined in order, so any number of threads
/// gives the same output.
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
  /// - Parameters:
  ///   - graph: Its node numbers stay; a draw renumbers the links that are left.
  ///   - seed: Print it with the result.
  ///   - workers: Threads for the draws; the measure itself should run on one.
  ///   - measure: One number a node, in node order; larger ranks first. Not a number ranks last.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers,
    of measure: @Sendable (UndirectedGraph) throws(CancelledWork) -> [Double]
  ) throws(CancelledWork) -> [Interval] {
    let real = Self.ranks(try measure(graph))
    let generator = Self.generator(seed)
    let drawn = try inCancellableChunks(samples, on: workers) {
      sample throws(CancelledWork) -> [UInt32] in
      var own = generator.fork(sample)
      return Self.ranks(try measure(draw(from: graph, using: &own)))
    }
    return intervals(real: real, drawn: drawn)
  }

  /// The rank interval of every node under a measure of links with a direction.
  ///
  /// a → b and b → a are two links, each lost or drawn by itself.
  ///
  /// - Parameters:
  ///   - graph: Its node numbers stay; a draw renumbers the links that are left.
  ///   - seed: Print it with the result.
  ///   - workers: Threads for the draws; the measure itself should run on one.
  ///   - measure: One number a node, in node order; larger ranks first. Not a number ranks last.
  public func run(
    on graph: DirectedGraph, seed: UInt64, workers: Workers,
    of measure: @Sendable (DirectedGraph) throws(CancelledWork) -> [Double]
  ) throws(CancelledWork) -> [Interval] {
    let real = Self.ranks(try measure(graph))
    let generator = Self.generator(seed)
    let drawn = try inCancellableChunks(samples, on: workers) {
      sample throws(CancelledWork) -> [UInt32] in
      var own = generator.fork(sample)
      return Self.ranks(try measure(draw(from: graph, using: &own)))
    }
    return intervals(real: real, drawn: drawn)
  }

  /// The draws of one seed; the n-th is drawn from its n-th fork, whatever is measured.
  static func generator(_ seed: UInt64) -> SeededGenerator {
    SeededGenerator(seed: seed).fork("rank intervals")
  }

  /// How often each link is in a draw: 0 or 1 when links are lost, any number in a bootstrap.
  func times(edgeCount: Int, using generator: inout SeededGenerator) -> [UInt32] {
    switch resampling {
    case .losing(let share):
      return (0..<edgeCount).map { _ in generator.chance(share) ? 0 : 1 }
    case .bootstrap:
      var times = [UInt32](repeating: 0, count: edgeCount)
      for _ in 0..<edgeCount { times[generator.below(edgeCount)] += 1 }
      return times
    }
  }

  /// The links drawn again; node numbers stay.
  func draw(
    from graph: UndirectedGraph, using generator: inout SeededGenerator
  ) -> UndirectedGraph {
    let times = times(edgeCount: graph.edgeCount, using: &generator)
    let kept = graph.keeping(edges: times.map { $0 > 0 })
    guard resampling == .bootstrap else { return kept }
    return kept.with(weights: weights(times) { graph.weight(of: $0) })
  }

  /// The links drawn again; node numbers stay.
  func draw(from graph: DirectedGraph, using generator: inout SeededGenerator) -> DirectedGraph {
    let times = times(edgeCount: graph.edgeCount, using: &generator)
    let kept = graph.keeping(edges: times.map { $0 > 0 })
    guard resampling == .bootstrap else { return kept }
    return kept.with(weights: weights(times) { graph.weight(of: $0) })
  }

  private func weights(_ times: [UInt32], of weight: (Int) -> Double) -> [Double] {
    times.indices.filter { times[$0] > 0 }.map { Double(times[$0]) * weight($0) }
  }
}
