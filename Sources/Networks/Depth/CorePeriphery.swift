public import Primitives

/// A core tied to everyone and a periphery tied only to the core (discrete).
///
/// Looks for the set of nodes whose ideal picture goes best with the real one:
///
///     r = correlation of a(i, j) with δ(i, j) over all pairs i ≠ j
///     δ(i, j) = 1 if i or j is in the core, 0 if neither is          (coreOrPeriphery)
///     δ(i, j) = 1 if both are, 0 if neither is; mixed pairs left out  (ignoringMixed)
///
/// Reads as: the few round whom the rest turn. Print r beside it: below about .3 there is no such
/// shape, and the core means little. Two separate groups each with a core do not fit it either;
/// ask for each component or community by itself.
///
/// Degenerate cases: no core and r 0 where every pair is linked alike (no links, a clique).
///
/// Complexity: O(V + E) a sweep, some sweeps a start. A search with several seeded starts, of
/// which the best is kept; it can miss the optimum. The same seed gives the same output.
///
/// > S. P. Borgatti, M. G. Everett. "Models of core/periphery structures." 2000.
/// > DOI:[10.1016/S0378-8733(99)00019-2](https://doi.org/10.1016/S0378-8733(99)00019-2)
public struct CorePeriphery: Sendable {
  /// What the ideal picture says of a pair with one end in the core.
  public enum Pattern: Hashable, Sendable {
    /// It is linked.
    case coreOrPeriphery
    /// Nothing: such pairs are left out.
    case ignoringMixed
  }

  /// The ideal. The default is `coreOrPeriphery`.
  public var pattern: Pattern
  /// Independent starts. The default is 20: the karate club needs about five. At least 1.
  public var starts: Int

  /// A core–periphery search.
  public init(pattern: Pattern = .coreOrPeriphery, starts: Int = 20) {
    precondition(starts >= 1, "a search needs a start")
    self.pattern = pattern
    self.starts = starts
  }

  /// The best core found.
  public struct Result: Hashable, Sendable {
    /// Whether each node is in the core.
    public let isCore: [Bool]
    /// r: how well the ideal fits, −1 … 1.
    public let correlation: Double
  }

  /// The best core of a graph; weights count where it has them.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    let generator = SeededGenerator(seed: seed).fork("core periphery")
    let tries = try inChunks(starts, on: workers) { start -> Result in
      var own = generator.fork(start)
      var search = CoreSearch(graph: graph, pattern: pattern)
      search.begin(start: start, using: &own)
      search.climb(using: &own)
      return Result(isCore: search.isCore, correlation: search.correlation ?? 0)
    }
    var best = tries[0]
    for other in tries where other.correlation > best.correlation + 1e-12 { best = other }
    guard best.correlation > 0 else {
      return Result(isCore: graph.degrees().map { _ in false }, correlation: 0)
    }
    return best
  }
}
