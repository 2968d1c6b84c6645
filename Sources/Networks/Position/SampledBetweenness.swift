public import Primitives

/// On how many shortest ways a node lies, from a sample of pairs, with a stated error.
///
/// Draws ordered pairs of nodes at random and finds, for each pair, the share X(v) of its shortest
/// ways that pass inside v:
///
///     X(v) = σ(s, t | v) / σ(s, t),   E X(v) = p(v) = betweenness of ordered pairs / n(n − 1)
///
/// The mean of X over the draws is within ε of p(v) for every node at once, with probability at
/// least 1 − δ. The values are scaled back to those of `Betweenness`, so the guarantee there is
/// ε · n(n − 1), halved in an undirected graph. Each node also has a bound of its own, never more
/// than ε and mostly far less; all of these hold at once with the same probability.
///
/// How many draws that takes depends on how much X varies where it varies most, which is found out
/// on the way: a first sample, thrown away, says where to spend δ and about how many draws will
/// do; then the bounds are looked at there, and again at every sixth more, until all are below ε.
/// `DrawPlan` holds the bounds and why looking more than once is allowed.
///
/// Reads as: betweenness for a network too large to be exact about. The few at the top are right;
/// a value below its bound may be 0.
///
/// Where the sample would cost more than the exact answer, the exact answer is given instead,
/// unless `alwaysSample`. Ways are by steps. Degenerate cases as `Betweenness`.
///
/// Complexity: of the order of max p(1 − p) · ln(1/δ) / ε² draws, at most ln(100 n/δ) / 2ε². A draw
/// is a search from both ends at once, which usually sees a small part of the graph, O(V + E) at
/// worst. Memory O(V) a thread, and up to 64 columns of the nodes seen. Seeded; the same seed gives
/// the same bits on any number of threads.
///
/// > M. Borassi, E. Natale. "KADABRA is an adaptive algorithm for betweenness via random
/// > approximation." 2019. DOI:[10.1145/3284359](https://doi.org/10.1145/3284359)
/// >
/// > M. Riondato, E. Upfal. "ABRA: approximating betweenness centrality in static and dynamic
/// > graphs with Rademacher averages." 2018.
/// > DOI:[10.1145/3208351](https://doi.org/10.1145/3208351)
public struct SampledBetweenness: Sendable {
  /// ε: the largest error, as a share of all ordered pairs. The default is .01. 0 < ε < 1.
  public var error: Double
  /// δ: the probability that some node is further off. The default is .1. 0 < δ < 1.
  public var failure: Double
  /// Whether to sample even where the exact answer costs less. The default is false.
  public var alwaysSample: Bool

  /// Sampled betweenness with the given guarantee.
  public init(error: Double = 0.01, failure: Double = 0.1, alwaysSample: Bool = false) {
    precondition(error > 0 && error < 1, "an error bound lies between 0 and 1")
    precondition(failure > 0 && failure < 1, "a failure probability lies between 0 and 1")
    self.error = error
    self.failure = failure
    self.alwaysSample = alwaysSample
  }

  /// Estimates and what they rest on.
  public struct Result: Hashable, Sendable {
    /// One estimate a node, on the scale of `Betweenness`.
    public let values: [Double]
    /// The pairs whose ways `values` rest on; 0 when they are exact.
    public let draws: Int
    /// What `values` may be off by, on their own scale; 0 when they are exact.
    public let errorMax: Double
    /// What each of `values` may be off by; none above `errorMax`.
    public let errors: [Double]
  }

  /// Estimates for an undirected graph.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    if let found = try sample(graph.ways, seed: seed, workers: workers) { return found }
    return exact(try Betweenness().run(on: graph, workers: workers))
  }

  /// Estimates along the direction of the links.
  public func run(
    on graph: DirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    if let found = try sample(graph.ways, seed: seed, workers: workers) { return found }
    return exact(try Betweenness().run(on: graph, workers: workers))
  }

  private func exact(_ values: [Double]) -> Result {
    Result(values: values, draws: 0, errorMax: 0, errors: values.map { _ in 0 })
  }

  /// Nil where the exact answer costs less.
  private func sample(
    _ ways: Ways, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result? {
    let count = ways.nodeCount
    guard count > 2 else { return exact([Double](repeating: 0, count: count)) }
    if count <= drawsFirst && !alwaysSample { return nil }
    let generator = SeededGenerator(seed: seed).fork("sampled betweenness")
    guard let plan = try plan(for: ways, generator: generator, workers: workers) else { return nil }
    var tallies = DrawTallies(nodeCount: count)
    for look in 0... {
      let draws = plan.draws(at: look)
      try tallies.draw(
        draws - tallies.draws, pairsOf: ways, generator: generator.fork("look").fork(look),
        workers: workers)
      let errors = plan.errors(of: tallies, at: look)
      // At the most draws the bound holds whatever was drawn.
      if draws >= plan.drawsMax || errors.allSatisfy({ $0 <= error }) {
        return result(tallies, errors: errors, isDirected: ways.isDirected)
      }
    }
    preconditionFailure("the looks end at the most draws")
  }

  /// Draws a first sample and plans from it; nil where the exact answer costs less.
  ///
  /// The first sample is doubled until it is a twentieth of what it foretells, or a quarter of
  /// little. It counts for nothing else: the plan must not depend on the draws it judges.
  private func plan(
    for ways: Ways, generator: SeededGenerator, workers: Workers
  ) throws(CancelledWork) -> DrawPlan? {
    var tallies = DrawTallies(nodeCount: ways.nodeCount)
    for round in 0... {
      try tallies.draw(
        max(drawsFirst, tallies.draws), pairsOf: ways,
        generator: generator.fork("plan").fork(round),
        workers: workers)
      let plan = DrawPlan(error: error, failure: failure, first: tallies)
      let ahead = Double(plan.draws(at: 0))
      if !alwaysSample && ahead * tallies.costOfOne > costOfExact(ways) { return nil }
      // Fifty ways at the node with the most are enough to tell it from the others.
      let isTold = tallies.nodes.contains { $0.squares > 50 }
      if ahead <= (isTold ? 20 : 4) * Double(tallies.draws) { return plan }
    }
    preconditionFailure("the first sample is doubled until it is large enough")
  }

  /// The draws below which nothing could be foretold: four at a node that is on ε of all ways.
  private var drawsFirst: Int { Int((4 / error).rounded(.up)) }

  /// What the exact answer costs, in entries looked at: twice all of them for each source.
  private func costOfExact(_ ways: Ways) -> Double {
    Double(ways.nodeCount) * Double(2 * ways.forward.entryCount + ways.nodeCount)
  }

  private func result(_ tallies: DrawTallies, errors: [Double], isDirected: Bool) -> Result {
    let count = Double(tallies.nodes.count)
    let pairs = count * (count - 1) / (isDirected ? 1 : 2)
    let draws = Double(tallies.draws)
    return Result(
      values: tallies.nodes.map { $0.sum / draws * pairs }, draws: tallies.draws,
      errorMax: error * pairs, errors: errors.map { min($0, error) * pairs })
  }
}
