public import Primitives

/// How near the core each node is, over many shapes that a core can have (Rombach).
///
/// For one shape, the nodes are put into the order that gives linked nodes high values together:
///
///     maximise R(α, β) = Σ w(i, j) · C(i) · C(j)   over the links
///
/// where the values C are those of a fixed curve, handed out by rank m = 1 … N, b = ⌊βN⌋:
///
///     C*(m) = (1 − α) · m / (2b)                             for m ≤ b
///     C*(m) = (1 − α) · (m − b) / (2(N − b)) + (1 + α) / 2   above
///
/// β is the share of the periphery, α how sharply the core begins: 1 is a step, 0 a slope. The
/// score sums the values over a grid of shapes, each weighted by how well it fits, and is scaled to
/// the largest being 1:
///
///     score(i) = Z · Σ C(i; α, β) · R(α, β)
///
/// Reads as: a degree of belonging to the core that does not hang on how large, or how sharp, one
/// takes the core to be. See `CorePeriphery` for yes or no, and `Coreness` for one number by
/// least squares.
///
/// Degenerate cases: all scores 0 without links. Nodes that no order tells apart (the leaves of a
/// star) share their ranks by chance; more shapes bring them closer.
///
/// Complexity: a shape costs `starts` · `sweeps` · O(V + E) at the most, and O(V log V); memory
/// O(V + E) and 16 columns. A seeded search (annealing, then exchanges until none found gains): it
/// can miss the optimum. Parallel over shapes; the same seed gives the same bits on any number of
/// threads.
///
/// > M. P. Rombach, M. A. Porter, J. H. Fowler, P. J. Mucha. "Core-periphery structure in
/// > networks." 2014. DOI:[10.1137/120881683](https://doi.org/10.1137/120881683); "(revisited)"
/// > 2017. DOI:[10.1137/17M1130046](https://doi.org/10.1137/17M1130046)
public struct RombachCoreness: Sendable {
  /// How sharply the core begins, for each row of the grid; 0 … 1. The default is .05, .15 … .95.
  public var sharpness: [Double]
  /// The share of the periphery (β), for each column of the grid; 0 … 1. The default is
  /// .05, .15 … .95.
  public var periphery: [Double]
  /// Independent starts a shape, of which the best is kept. The default is 5. Above a few thousand
  /// nodes one start without annealing comes as near. At least 1.
  public var starts: Int
  /// Rounds of annealing a start, one exchange tried a node and round (at least 32). The default is
  /// 10: for Zachary's club, five starts of ten rounds come within .006 % of the best orders known,
  /// on average of a hundred shapes. 0 leaves annealing out.
  public var sweeps: Int

  /// The middles of ten equal stretches of 0 … 1.
  public static let tenths = (0..<10).map { (Double($0) + 0.5) / 10 }

  /// Scores over the grid of all pairs of the given shapes.
  public init(
    sharpness: [Double] = Self.tenths, periphery: [Double] = Self.tenths, starts: Int = 5,
    sweeps: Int = 10
  ) {
    precondition(!sharpness.isEmpty && !periphery.isEmpty, "scores need a shape of the core")
    precondition(
      (sharpness + periphery).allSatisfy { $0 >= 0 && $0 <= 1 }, "shapes are shares of 0 … 1")
    precondition(starts >= 1 && sweeps >= 0, "a search needs a start")
    self.starts = starts
    self.sharpness = sharpness
    self.periphery = periphery
    self.sweeps = sweeps
  }

  /// One shape and how well it fits.
  public struct Shape: Hashable, Sendable {
    /// α.
    public let sharpness: Double
    /// β.
    public let periphery: Double
    /// R: the sum over the links of the products of their ends' values.
    public let fit: Double
  }

  /// Scores and what they were made from.
  public struct Result: Hashable, Sendable {
    /// One score a node; the largest is 1, without links all are 0.
    public let values: [Double]
    /// The shapes, those of the first sharpness first.
    public let shapes: [Shape]
  }

  /// The score of every node; weights count where the graph has them.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    let shapes = sharpness.flatMap { alpha in periphery.map { beta in (alpha, beta) } }
    let generator = SeededGenerator(seed: seed).fork("rombach")
    let weights = graph.weights.map { graph.rows.entries(of: $0) }
    let chunks = min(shapes.count, 16)
    let parts = try inCancellableChunks(chunks, on: workers) { chunk throws(CancelledWork) -> Sum in
      var sum = Sum(values: [Double](repeating: 0, count: graph.nodeCount), fits: [])
      var search = RankSearch(rows: graph.rows, weights: weights)
      for place in chunkBounds(chunk, of: chunks, count: shapes.count) {
        if workers.cancellation?.isCancelled == true { throw CancelledWork() }
        let (alpha, beta) = shapes[place]
        search.curve = Self.curve(alpha, beta, count: graph.nodeCount)
        let best = search.best(
          of: starts, sweeps: sweeps, generator: generator.fork(place))
        for node in sum.values.indices { sum.values[node] += best.values[node] * best.fit }
        sum.fits.append(best.fit)
      }
      return sum
    }
    var values = [Double](repeating: 0, count: graph.nodeCount)
    for part in parts {
      for node in values.indices { values[node] += part.values[node] }
    }
    scaleToLargestOne(&values)
    let fits = parts.flatMap(\.fits)
    return Result(
      values: values,
      shapes: shapes.indices.map { place in
        Shape(sharpness: shapes[place].0, periphery: shapes[place].1, fit: fits[place])
      })
  }

  private struct Sum: Sendable {
    var values: [Double]
    var fits: [Double]
  }

  /// C*: the values by rank, lowest first.
  static func curve(_ alpha: Double, _ beta: Double, count: Int) -> [Double] {
    let outer = Int(beta * Double(count))
    return (0..<count).map { place in
      let rank = place + 1
      return rank <= outer
        ? (1 - alpha) * Double(rank) / (2 * Double(outer))
        : (1 - alpha) * Double(rank - outer) / (2 * Double(count - outer)) + (1 + alpha) / 2
    }
  }
}
