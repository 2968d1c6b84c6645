public import Primitives

/// Groups with many links inside and few between (Leiden).
///
/// Three steps, repeated on ever coarser graphs: nodes move to the neighbouring group that gains
/// most; each group is then refined from single nodes, so that it falls into well-connected
/// parts; the parts become the nodes of the next graph. Unlike Louvain, every group it returns is
/// connected.
///
/// Reads as: who keeps company with whom. The division is a proposal: other seeds can give others
/// of nearly the same quality, and a person on an edge belongs to both sides.
///
/// Degenerate cases: every node without links is a group of its own; a clique is one group.
/// Groups are numbered from 0 in the order in which they first appear.
///
/// Complexity: about O(E) a round and a few rounds a start. Seeded; starts run in parallel and the
/// best one wins, the first of equals, so any number of threads gives the same groups.
///
/// > V. A. Traag, L. Waltman, N. J. van Eck. "From Louvain to Leiden: guaranteeing well-connected
/// > communities." 2019. DOI:[10.1038/s41598-019-41695-z](https://doi.org/10.1038/s41598-019-41695-z)
public struct Leiden: Sendable {
  /// What is maximised. The default is modularity with γ = 1.
  public var quality: GroupQuality
  /// Independent starts, of which the best is kept. The default is 4. At least 1.
  public var starts: Int
  /// Rounds from one start, each beginning with the last one's groups. The default is 10; it stops
  /// earlier when a round gains nothing.
  public var roundsMax: Int
  /// θ of the paper: how freely refinement chooses between good merges, in mean link weights. The
  /// default is .01, nearly always the best. Above 0.
  public var randomness: Double

  /// Leiden with the given quality and effort.
  public init(
    quality: GroupQuality = .modularity(resolution: 1), starts: Int = 4, roundsMax: Int = 10,
    randomness: Double = 0.01
  ) {
    precondition(starts >= 1 && roundsMax >= 1, "grouping needs a start and a round")
    precondition(randomness > 0, "refinement needs some randomness")
    self.quality = quality
    self.starts = starts
    self.roundsMax = roundsMax
    self.randomness = randomness
  }

  /// A division into groups.
  public struct Result: Hashable, Sendable {
    /// The group of each node, numbered from 0 in order of first appearance.
    public let groups: [Int]
    /// The number of groups.
    public let count: Int
    /// The quality reached; see `UndirectedGraph.quality(of:by:)`.
    public let quality: Double
  }

  /// Groups of an undirected graph; weights count where it has them.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    let generator = SeededGenerator(seed: seed).fork("leiden")
    let base = LeidenLevel(graph: graph, quality: quality)
    let tries = try inChunks(starts, on: workers) { start -> Result in
      var own = generator.fork(start)
      return self.start(on: graph, base: base, using: &own)
    }
    var best = tries[0]
    for other in tries where other.quality > best.quality { best = other }
    return best
  }

  private func start(
    on graph: UndirectedGraph, base: LeidenLevel, using generator: inout SeededGenerator
  ) -> Result {
    var groups = Array(0..<graph.nodeCount)
    var reached = graph.quality(of: groups, by: quality)
    var kept = groups
    for _ in 0..<roundsMax where base.hasLinks {
      groups = round(from: kept, base: base, using: &generator)
      groups = graph.splitIntoConnected(groups)
      let now = graph.quality(of: groups, by: quality)
      guard now > reached + 1e-12 * max(1, abs(reached)) else { break }
      reached = now
      kept = groups
    }
    let numbered = Components(labels: kept)
    return Result(groups: numbered.groups, count: numbered.count, quality: reached)
  }

  /// One descent through ever coarser graphs, beginning with `groups`.
  private func round(
    from groups: [Int], base: LeidenLevel, using generator: inout SeededGenerator
  ) -> [Int] {
    var level = base
    // The node of the present level each original node is in.
    var nodeOf = Array(0..<base.nodeCount)
    var community = groups
    while true {
      level.move(&community, using: &generator)
      let merged = Components(labels: community)
      if merged.count == level.nodeCount { break }
      let parts = Components(
        labels: level.refine(merged, randomness: randomness, using: &generator))
      if parts.count == level.nodeCount { break }
      var next = [Int](repeating: 0, count: parts.count)
      for node in 0..<level.nodeCount { next[parts.groups[node]] = merged.groups[node] }
      level = level.aggregated(parts)
      for node in nodeOf.indices { nodeOf[node] = parts.groups[nodeOf[node]] }
      community = next
    }
    return nodeOf.map { community[$0] }
  }
}

extension UndirectedGraph {
  /// Cuts each group into its connected parts. No link inside is lost, so no quality falls.
  func splitIntoConnected(_ groups: [Int]) -> [Int] {
    var sets = DisjointSets(count: nodeCount)
    forEachEdge { _, lower, upper in
      if groups[lower] == groups[upper] { sets.union(lower, upper) }
    }
    return sets.labels()
  }
}
