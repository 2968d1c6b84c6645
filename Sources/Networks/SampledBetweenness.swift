import Glibc
public import Primitives

/// On how many shortest ways a node lies, from a sample of ways, with a stated error.
///
/// Draws ordered pairs of nodes at random, one shortest way of each pair at random, and counts who
/// stands on it. With the number of draws
///
///     r = (c / ε²) · ( ⌊log2(D − 2)⌋ + 1 + ln(1/δ) ),   c = ½, D the most nodes on any shortest way
///
/// the share of every node at once is within ε of its exact betweenness divided by n(n − 1), with
/// probability at least 1 − δ. The values are scaled back to those of `Betweenness`, so the
/// guarantee there is ε · n(n − 1), halved in an undirected graph.
///
/// Reads as: betweenness for a network too large to be exact about. The few at the top are right;
/// values below ε are noise, and many a small one is 0.
///
/// Where r is no less than the number of nodes, the exact answer costs less and is given instead,
/// unless `alwaysSample`. Ways are by steps. Degenerate cases as `Betweenness`.
///
/// Complexity: r searches from both ends at once; each usually sees a small part of the graph,
/// O(V + E) at worst. Seeded; the same seed gives the same bits on any number of threads.
///
/// > M. Riondato, E. M. Kornaropoulos. "Fast approximation of betweenness centrality through
/// > sampling." 2016. DOI:[10.1007/s10618-015-0423-0](https://doi.org/10.1007/s10618-015-0423-0)
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
    /// The ways drawn; 0 when the values are exact.
    public let draws: Int
    /// What `values` may be off by, on their own scale; 0 when they are exact.
    public let errorMax: Double
  }

  /// Estimates for an undirected graph.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    let draws = drawsNeeded(nodesOnAWay: nodesOnAWayMax(of: graph))
    if graph.nodeCount <= draws && !alwaysSample {
      let exact = try Betweenness().run(on: graph, workers: workers)
      return Result(values: exact, draws: 0, errorMax: 0)
    }
    return try sample(graph.ways, draws: draws, seed: seed, workers: workers)
  }

  /// Estimates along the direction of the links.
  public func run(
    on graph: DirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    // A way cannot leave its weak component; nothing tighter is cheap when links have a direction.
    let largest = graph.weakComponents().sizes.max() ?? 0
    let draws = drawsNeeded(nodesOnAWay: largest)
    if graph.nodeCount <= draws && !alwaysSample {
      let exact = try Betweenness().run(on: graph, workers: workers)
      return Result(values: exact, draws: 0, errorMax: 0)
    }
    return try sample(graph.ways, draws: draws, seed: seed, workers: workers)
  }

  /// r of the paper.
  func drawsNeeded(nodesOnAWay: Int) -> Int {
    let levels = nodesOnAWay > 2 ? log2(Double(nodesOnAWay - 2)).rounded(.down) + 1 : 0
    return Int((0.5 / (error * error) * (levels + log(1 / failure))).rounded(.up))
  }

  /// A bound of the vertex diameter: in each component, from any node, the two farthest ways
  /// joined are at least as long as the longest shortest way.
  func nodesOnAWayMax(of graph: UndirectedGraph) -> Int {
    var walk = BreadthFirst(nodeCount: graph.nodeCount)
    var seen = [Bool](repeating: false, count: graph.nodeCount)
    var largest = 0
    for start in 0..<graph.nodeCount where !seen[start] {
      walk.walk(from: start, along: graph.rows)
      for node in walk.reached { seen[Int(node)] = true }
      let far = walk.reached.suffix(2).map { Int(walk.steps[Int($0)]) }
      // The start alone is one node; otherwise the last two reached are the two farthest.
      largest = max(largest, walk.reached.count == 1 ? 1 : far.reduce(1, +))
    }
    return largest
  }

  private func sample(
    _ ways: Ways, draws: Int, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    let count = ways.nodeCount
    guard count > 2 else {
      return Result(values: [Double](repeating: 0, count: count), draws: 0, errorMax: 0)
    }
    let generator = SeededGenerator(seed: seed).fork("sampled betweenness")
    let chunks = chunkCount(of: draws, nodeCount: count)
    let parts = try inChunks(chunks, on: workers) { chunk -> [UInt32] in
      var own = generator.fork(chunk)
      var search = MeetingSearch(nodeCount: count)
      var hits = [UInt32](repeating: 0, count: count)
      for _ in chunkBounds(chunk, of: chunks, count: draws) {
        let source = own.below(count)
        let other = own.below(count - 1)
        let target = other >= source ? other + 1 : other
        for node in search.inner(from: source, to: target, ways: ways, using: &own) {
          hits[node] += 1
        }
      }
      return hits
    }
    let pairs = Double(count) * Double(count - 1) / (ways.isDirected ? 1 : 2)
    // Whole numbers, so that the order in which chunks are joined cannot matter.
    let values = (0..<count).map { node -> Double in
      let hits = parts.reduce(0) { $0 + Int($1[node]) }
      return Double(hits) / Double(draws) * pairs
    }
    return Result(values: values, draws: draws, errorMax: error * pairs)
  }
}
