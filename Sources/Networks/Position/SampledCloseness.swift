public import Primitives

/// How near a node is to those it can reach, from a sample of them, with a stated error.
///
/// Within each piece of the graph some nodes, the pivots, are drawn, and the mean distance to them
/// stands for the mean distance to all. With probability at least 1 − δ, for every node at once,
///
///     | estimate − mean distance of v to the rest of its piece |  ≤  errors(v)  ≤  ε · Δ · m/(m − 1)
///
/// with m the nodes of its piece and Δ no less than the piece's diameter and no more than twice
/// that: two of the distances from its busiest node to the farthest. Closeness is one divided by
/// the mean distance, so it lies between 1/(mean + error) and 1/(mean − error).
///
/// Reads as: `Closeness` for a network too large to be exact about. Nodes whose intervals overlap
/// are not told apart. How many can be reached is exact.
///
/// Pivots are drawn until the bounds are met, which takes few where distances differ little; a
/// piece of which half would be drawn is taken whole, and is exact (errors 0). In a directed graph
/// whom one reaches differs from node to node, and there is no group to draw from: see
/// `SampledHarmonic`.
///
/// Degenerate cases: a node that reaches nobody has closeness 0, mean distance 0 and error 0.
///
/// Complexity: of the order of (s/Δ)² · ln(n/δ) / ε² walks, s the standard deviation of distances
/// where it is largest, and never more than one a node. By steps 512 walks run together. Seeded;
/// the same seed gives the same bits on any number of threads.
///
/// > D. Eppstein, J. Wang. "Fast approximation of centrality." 2004.
/// > DOI:[10.7155/jgaa.00081](https://doi.org/10.7155/jgaa.00081)
public struct SampledCloseness: Sendable {
  /// What a link counts for. The default is `hops`.
  public var length: TieLength
  /// ε: the largest error of a mean distance, as a share of Δ. The default is .01. 0 < ε < 1.
  public var error: Double
  /// δ: the probability that some node is further off. The default is .1. 0 < δ < 1.
  public var failure: Double

  /// Sampled closeness with the given guarantee.
  public init(length: TieLength = .hops, error: Double = 0.01, failure: Double = 0.1) {
    precondition(error > 0 && error < 1, "an error bound lies between 0 and 1")
    precondition(failure > 0 && failure < 1, "a failure probability lies between 0 and 1")
    self.length = length
    self.error = error
    self.failure = failure
  }

  /// Estimates in node order and what they rest on.
  public struct Result: Hashable, Sendable {
    /// Nodes reached divided by the estimated sum of the distances to them.
    public let values: [Double]
    /// The number of other nodes that can be reached, exact.
    public let reached: [Int]
    /// The estimated mean distance to the others reached.
    public let meanDistances: [Double]
    /// What each mean distance may be off by; 0 where it is exact.
    public let errors: [Double]
    /// The nodes from which distances were measured, in the piece with the most.
    public let pivots: Int
  }

  /// Estimates for every node.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    let ways = graph.ways
    let pieces = try graph.components(workers: workers)
    let sample = PivotSample(error: error, failure: failure)
    var generator = SeededGenerator(seed: seed).fork("sampled closeness")
    let groups = pieces.members().map { members in
      let nodes = members.map(UInt32.init).shuffled(using: &generator)
      let isWhole =
        sample.drawn(of: nodes.count, nodeCount: graph.nodeCount, look: 0) == nodes.count
      return PivotSample.Group(nodes: nodes, unit: isWhole ? 1 : diameterMax(of: members, ways))
    }
    let found = try sample.run(
      groups, ways: ways, term: .distance, length: length, workers: workers)
    // The mean is over all of the piece, the node itself with 0; of the others it is m/(m − 1).
    let scales = pieces.groups.map { piece -> Double in
      let size = Double(pieces.sizes[piece])
      return size > 1 ? size / (size - 1) : 0
    }
    let means = zip(found.means, scales).map { $0 * $1 }
    return Result(
      values: means.map { $0 > 0 ? 1 / $0 : 0 },
      reached: pieces.groups.map { pieces.sizes[$0] - 1 },
      meanDistances: means, errors: zip(found.errors, scales).map { $0 * $1 },
      pivots: found.pivots.max() ?? 0)
  }

  /// Δ: from the node with the most links there and back again is no shorter than any way.
  func diameterMax(of members: [Int], _ ways: Ways) -> Double {
    guard
      let busiest = members.max(by: { ways.forward.degree(of: $0) < ways.forward.degree(of: $1) })
    else { return 1 }
    let distances =
      length.lengths(weights: ways.weights, edgeCount: ways.edgeCount) == nil
      ? ways.steps(from: busiest).map(Double.init) : ways.distances(from: busiest, length: length)
    return 2 * members.reduce(0) { max($0, distances[$1]) }
  }
}

/// The sum of the inverse distances to everyone, from a sample of nodes, with a stated error.
///
/// Pivots are drawn from all nodes, and the mean of 1/d(v, u) over them, 0 for the node itself and
/// for those it cannot reach, times n stands for the sum. With probability at least 1 − δ, for
/// every node at once,
///
///     | estimate − harmonic(v) |  ≤  errors(v)  ≤  ε · n / (shortest link)
///
/// where by steps the shortest link is 1. It holds in any graph, in pieces or directed, because
/// nodes that cannot be reached have their term.
///
/// Reads as: `Harmonic` for a network too large to be exact about. Degenerate cases as there.
///
/// Pivots are drawn until the bounds are met; where half of the nodes would be drawn, all are, and
/// the values are exact (errors 0). By length, one very short link spoils the bound for all: then
/// more is drawn, at worst all nodes. Complexity and repeatability as `SampledCloseness`.
///
/// > D. Eppstein, J. Wang. "Fast approximation of centrality." 2004.
/// > DOI:[10.7155/jgaa.00081](https://doi.org/10.7155/jgaa.00081)
public struct SampledHarmonic: Sendable {
  /// What a link counts for. The default is `hops`.
  public var length: TieLength
  /// ε: the largest error, as a share of the largest value a node could have. The default is .01.
  public var error: Double
  /// δ: the probability that some node is further off. The default is .1. 0 < δ < 1.
  public var failure: Double

  /// Sampled harmonic centrality with the given guarantee.
  public init(length: TieLength = .hops, error: Double = 0.01, failure: Double = 0.1) {
    precondition(error > 0 && error < 1, "an error bound lies between 0 and 1")
    precondition(failure > 0 && failure < 1, "a failure probability lies between 0 and 1")
    self.length = length
    self.error = error
    self.failure = failure
  }

  /// Estimates in node order and what they rest on.
  public struct Result: Hashable, Sendable {
    /// Estimates on the scale of `Harmonic`.
    public let values: [Double]
    /// What each may be off by; 0 where they are exact.
    public let errors: [Double]
    /// The nodes to which distances were measured; all of them where they are exact.
    public let pivots: Int
  }

  /// Estimates for every node.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    try run(on: graph.ways, seed: seed, workers: workers)
  }

  /// Estimates for every node along the links.
  public func run(
    on graph: DirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    try run(on: graph.ways, seed: seed, workers: workers)
  }

  private func run(
    on ways: Ways, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    let count = ways.nodeCount
    var generator = SeededGenerator(seed: seed).fork("sampled harmonic")
    let shortest = length.lengths(weights: ways.weights, edgeCount: ways.edgeCount)?.min() ?? 1
    let all = PivotSample.Group(
      nodes: (0..<count).map(UInt32.init).shuffled(using: &generator), unit: 1 / shortest)
    let found = try PivotSample(error: error, failure: failure).run(
      [all], ways: ways, term: .inverse, length: length, workers: workers)
    return Result(
      values: found.means.map { $0 * Double(count) },
      errors: found.errors.map { $0 * Double(count) }, pivots: found.pivots[0])
  }
}
