public import Primitives

/// Networks with the same degrees and no other structure, to compare with.
///
/// Two links a–b and c–d become a–d and c–b, unless that makes a loop or a repeat; many such
/// exchanges, tried and counted whether they succeed or not, give every graph with these degrees
/// the same chance. Weights travel with their links.
///
/// Reads as: who is policed more has more records and more links, and so a higher place in nearly
/// every measure. The percentile says how the place compares with what the same number of links
/// would give by chance: .99, hardly ever by chance; .5, nothing but the number of records.
///
/// Complexity: `samples` × (exchanges + one run of the measure). Seeded; samples run in parallel
/// and are joined in order, so any number of threads gives the same bits.
///
/// > S. Maslov, K. Sneppen. "Specificity and stability in topology of protein networks." 2002.
/// > DOI:[10.1126/science.1065103](https://doi.org/10.1126/science.1065103)
/// >
/// > B. K. Fosdick, D. B. Larremore, J. Nishimura, J. Ugander. "Configuring random graph models
/// > with fixed degree sequences." 2018. DOI:[10.1137/16M1087175](https://doi.org/10.1137/16M1087175)
public struct DegreePreservingNull: Sendable {
  /// Random networks drawn. The default is 100: percentiles to the nearest hundredth. At least 1.
  public var samples: Int
  /// Exchanges tried for each link. The default is 10, after which nothing of the order is left.
  public var swapsPerEdge: Int

  /// A null model with the given effort.
  public init(samples: Int = 100, swapsPerEdge: Int = 10) {
    precondition(samples >= 1 && swapsPerEdge >= 1, "a null model needs a sample and exchanges")
    self.samples = samples
    self.swapsPerEdge = swapsPerEdge
  }

  /// One random network with the degrees of `graph`.
  public func draw(
    from graph: UndirectedGraph, using generator: inout SeededGenerator
  ) -> UndirectedGraph {
    var (low, high) = graph.edgeEnds()
    let count = graph.edgeCount
    if count > 1 {
      var taken = Set<UInt64>(minimumCapacity: count)
      for edge in 0..<count { taken.insert(Self.key(low[edge], high[edge])) }
      for _ in 0..<(count * swapsPerEdge) {
        let first = generator.below(count)
        let second = generator.below(count)
        let (a, b) = (low[first], high[first])
        // Either end of the second link may be the partner, or some graphs are never reached.
        let turned = generator.next() & 1 == 1
        let (c, d) = turned ? (high[second], low[second]) : (low[second], high[second])
        guard first != second, a != d, c != b else { continue }
        let (one, two) = (Self.key(a, d), Self.key(c, b))
        guard !taken.contains(one), !taken.contains(two) else { continue }
        taken.remove(Self.key(a, b))
        taken.remove(Self.key(c, d))
        taken.insert(one)
        taken.insert(two)
        (low[first], high[first]) = (min(a, d), max(a, d))
        (low[second], high[second]) = (min(c, b), max(c, b))
      }
    }
    var builder = GraphBuilder(nodeCount: graph.nodeCount)
    builder.reserve(count)
    for edge in 0..<count {
      if let weights = graph.weights {
        builder.add(Int(low[edge]), Int(high[edge]), weight: weights[edge])
      } else {
        builder.add(low[edge], high[edge])
      }
    }
    return builder.undirected().graph
  }

  private static func key(_ a: UInt32, _ b: UInt32) -> UInt64 {
    UInt64(min(a, b)) << 32 | UInt64(max(a, b))
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
    return real.indices.map { node in
      var score = 0.0
      for column in drawn {
        let slack = 1e-9 * max(abs(real[node]), abs(column[node]))
        if column[node] < real[node] - slack {
          score += 1
        } else if !(column[node] > real[node] + slack) {
          score += 0.5
        }
      }
      return score / Double(samples)
    }
  }
}
