public import Primitives

/// Networks with the same degrees and no other structure, to compare with.
///
/// Drawn by one of two models, see `Model`; with links that have a direction, every node keeps
/// both its numbers, of links out and of links in.
///
/// Reads as: who is policed more has more records and more links, and so a higher place in nearly
/// every measure. The percentile says how the place compares with what the same number of links
/// would give by chance: .99, hardly ever by chance; .5, nothing but the number of records.
///
/// Degenerate cases: where the degrees leave one graph only (a star, a clique, a link, nothing),
/// that graph is every draw, and every percentile is .5.
///
/// Complexity: `samples` × (one draw + one run of the measure). Seeded; samples run in parallel
/// and are joined in order, so any number of threads gives the same bits.
///
/// > B. K. Fosdick, D. B. Larremore, J. Nishimura, J. Ugander. "Configuring random graph models
/// > with fixed degree sequences." 2018. DOI:[10.1137/16M1087175](https://doi.org/10.1137/16M1087175)
public struct DegreePreservingNull: Sendable {
  /// How a random network is drawn.
  public enum Model: Hashable, Sendable {
    /// Two links a–b and c–d become a–d and c–b, unless that makes a loop or a repeat; many such
    /// exchanges, tried and counted whether they succeed or not, give every graph with these
    /// degrees the same chance.
    ///
    /// With direction, a → b and c → d become a → d and c → b; every fourth try turns round three
    /// links in a circle instead, without which some graphs cannot be reached.
    ///
    /// Weights travel with their links: the weight of a–b goes to a–d, where a is the smaller end;
    /// with direction it stays with the node it leaves from, but for circles.
    ///
    /// Complexity: O(V + E · `swapsPerEdge`) time; 40 to 72 bytes a link, up to 104 with direction.
    ///
    /// > S. Maslov, K. Sneppen. "Specificity and stability in topology of protein networks." 2002.
    /// > DOI:[10.1126/science.1065103](https://doi.org/10.1126/science.1065103)
    /// >
    /// > P. L. Erdős, I. Miklós, Z. Toroczkai. "A simple Havel–Hakimi type algorithm to realize
    /// > graphical degree sequences of directed graphs." 2010.
    /// > DOI:[10.37236/338](https://doi.org/10.37236/338)
    case switching
    /// The configuration model: the ends of all links are paired at random. A pairing with a loop
    /// or a repeat is thrown away whole, which gives every graph with these degrees the same
    /// chance at once, with nothing left of the order before.
    ///
    /// Few pairings are without loops and repeats when the degrees are uneven: without direction
    /// about exp(−λ − λ²) of them, λ = (Σ d² / Σ d − 1) / 2. When `attempts` were thrown away, the
    /// next one is mended: each loop or repeat is exchanged with links chosen at random until it
    /// is neither. Degrees are still kept always, but the chances are no longer the same: of the 7
    /// graphs with the degrees of a path of five nodes one comes up .53 times as often as it
    /// should, of the 70 with two links at each of six nodes the rarest .44 times. So small
    /// graphs want attempts, and where a percentile matters `switching` is the one to ask. Where
    /// nothing mends, the sample is drawn by `switching`.
    ///
    /// Weights are dealt out to the links at random; with direction, each stays with the node it
    /// leaves from.
    ///
    /// Complexity: O(V + E) time an attempt, most of which end early; 50 to 80 bytes a link.
    ///
    /// > M. Molloy, B. Reed. "A critical point for random graphs with a given degree sequence."
    /// > 1995. DOI:[10.1002/rsa.3240060204](https://doi.org/10.1002/rsa.3240060204)
    /// >
    /// > M. E. J. Newman, S. H. Strogatz, D. J. Watts. "Random graphs with arbitrary degree
    /// > distributions and their applications." 2001.
    /// > DOI:[10.1103/PhysRevE.64.026118](https://doi.org/10.1103/PhysRevE.64.026118)
    case pairing(attempts: Int = 100)
  }

  /// Random networks drawn. The default is 100: percentiles to the nearest hundredth. At least 1.
  public var samples: Int
  /// Exchanges tried for each link. The default is 10, after which nothing of the order is left.
  public var swapsPerEdge: Int
  /// How each is drawn. The default is `switching`, which gives every graph the same chance
  /// whatever the degrees.
  public var model: Model

  /// A null model with the given effort.
  public init(samples: Int = 100, swapsPerEdge: Int = 10, model: Model = .switching) {
    precondition(samples >= 1 && swapsPerEdge >= 1, "a null model needs a sample and exchanges")
    if case .pairing(let attempts) = model {
      precondition(attempts >= 0, "attempts are counted from 0")
    }
    self.samples = samples
    self.swapsPerEdge = swapsPerEdge
    self.model = model
  }

  /// One random network with the degrees of `graph`.
  public func draw(
    from graph: UndirectedGraph, using generator: inout SeededGenerator
  ) -> UndirectedGraph {
    let ends = graph.edgeEnds()
    let links = drawn(
      LooseLinks(from: ends.lower, to: ends.upper, isDirected: false),
      nodeCount: graph.nodeCount, using: &generator)
    return links.builder(nodeCount: graph.nodeCount, weights: graph.weights).undirected().graph
  }

  /// One random network in which every node has the links out and in that it has in `graph`.
  public func draw(
    from graph: DirectedGraph, using generator: inout SeededGenerator
  ) -> DirectedGraph {
    var from: [UInt32] = []
    from.reserveCapacity(graph.edgeCount)
    graph.forEachEdge { _, source, _ in from.append(UInt32(source)) }
    let links = drawn(
      LooseLinks(from: from, to: graph.outRows.targets, isDirected: true),
      nodeCount: graph.nodeCount, using: &generator)
    return links.builder(nodeCount: graph.nodeCount, weights: graph.weights).directed().graph
  }

  private func drawn(
    _ start: LooseLinks, nodeCount: Int, using generator: inout SeededGenerator
  ) -> LooseLinks {
    if case .pairing(let attempts) = model,
      let paired = start.paired(attempts: attempts, using: &generator)
    {
      return paired
    }
    var links = start
    let tries = start.count * swapsPerEdge
    if links.isDirected {
      links.switchDirected(tries: tries, nodeCount: nodeCount, using: &generator)
    } else {
      links.switchUndirected(tries: tries, using: &generator)
    }
    return links
  }

  /// Where each node's value stands among its values in random networks of the same degrees.
  ///
  ///     percentile(v) = ( samples below + half of those equal ) / samples
  ///
  /// - Parameters:
  ///   - graph: The network as it is.
  ///   - seed: Print it with the result.
  ///   - workers: Threads for the samples; the measure itself should run on one.
  ///   - measure: One number a node, in node order.
  /// - Returns: 0 … 1 a node; .5 where the degrees alone fix the value. Values that differ by less
  ///   than a billionth of their size are equal. A value that is not a number (constraint of a node
  ///   without links) gives .5.
  public func percentiles(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers,
    of measure: @Sendable (UndirectedGraph) throws(CancelledWork) -> [Double]
  ) throws(CancelledWork) -> [Double] {
    let real = try measure(graph)
    let generator = SeededGenerator(seed: seed).fork("degree preserving null")
    let drawn = try inCancellableChunks(samples, on: workers) {
      sample throws(CancelledWork) -> [Double] in
      var own = generator.fork(sample)
      return try measure(draw(from: graph, using: &own))
    }
    return Self.percentiles(of: real, among: drawn)
  }

  /// Where each node's value stands among its values in random networks of the same degrees out
  /// and in; the undirected form says the rest.
  ///
  /// - Parameters:
  ///   - graph: The network as it is.
  ///   - seed: Print it with the result.
  ///   - workers: Threads for the samples; the measure itself should run on one.
  ///   - measure: One number a node, in node order.
  public func percentiles(
    on graph: DirectedGraph, seed: UInt64, workers: Workers,
    of measure: @Sendable (DirectedGraph) throws(CancelledWork) -> [Double]
  ) throws(CancelledWork) -> [Double] {
    let real = try measure(graph)
    let generator = SeededGenerator(seed: seed).fork("degree preserving null")
    let drawn = try inCancellableChunks(samples, on: workers) {
      sample throws(CancelledWork) -> [Double] in
      var own = generator.fork(sample)
      return try measure(draw(from: graph, using: &own))
    }
    return Self.percentiles(of: real, among: drawn)
  }

  private static func percentiles(of real: [Double], among drawn: [[Double]]) -> [Double] {
    real.indices.map { node in
      var score = 0.0
      for column in drawn {
        let slack = 1e-9 * max(abs(real[node]), abs(column[node]))
        if column[node] < real[node] - slack {
          score += 1
        } else if !(column[node] > real[node] + slack) {
          score += 0.5
        }
      }
      return score / Double(drawn.count)
    }
  }
}
