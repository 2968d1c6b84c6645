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
/// How far it looks is set by three numbers, from dear to cheap: whole `starts`, rounds that begin
/// with the last one's groups, and `searches` of the coarse graph of a round, which has at most a
/// quarter of the links, or 5,000, and decides how the large groups fall.
///
/// Degenerate cases: every node without links is a group of its own; a clique is one group.
/// Groups are numbered from 0 in the order in which they first appear. With γ = 0 the groups are
/// the components; with a large enough γ every node is alone.
///
/// Complexity: about O(E) a round and a few rounds a start; some 12 bytes an entry of both rows for
/// each start under way, 20 with weights. Seeded; starts and searches run in parallel and the best
/// one wins, the first of equals, so any number of threads gives the same groups.
///
/// > V. A. Traag, L. Waltman, N. J. van Eck. "From Louvain to Leiden: guaranteeing well-connected
/// > communities." 2019. DOI:[10.1038/s41598-019-41695-z](https://doi.org/10.1038/s41598-019-41695-z)
public struct Leiden: Sendable {
  /// What is maximised. The default is modularity with γ = 1.
  public var quality: GroupQuality
  /// Independent starts, of which the best is kept. The default is 4. At least 1.
  public var starts: Int
  /// Rounds from one start, each beginning with the last one's groups. The default is 10; it stops
  /// earlier when a round gains too little.
  public var roundsMax: Int
  /// θ of the paper: how freely refinement chooses between good merges, in mean link weights. The
  /// default is .01, as published. With few rounds more freedom can reach more: on 50,000 nodes and
  /// 500,000 links two rounds of four searches came to a modularity of .6038 with .03 (median of 11
  /// seeds; .6032 at least), to .6035 with .01. Above 0.
  public var randomness: Double
  /// How often the coarse graph of a round is divided anew, of which the best is kept. The default
  /// is 2: in a graph of 50,000 nodes three rounds then reached more (modularity .6034) than ten
  /// rounds without (.6032), in half the time; 4 reached .6037 in a third more. At least 1, which
  /// is the algorithm as published.
  public var searches: Int
  /// A round that gains less than this share of the weight of all links is the last. The default
  /// is 10⁻⁵, less than one link in a graph of up to 100,000; 0 goes on while anything is gained.
  public var gainMin: Double

  /// Leiden with the given quality and effort.
  public init(
    quality: GroupQuality = .modularity(resolution: 1), starts: Int = 4, roundsMax: Int = 10,
    randomness: Double = 0.01, searches: Int = 2, gainMin: Double = 1e-5
  ) {
    precondition(starts >= 1 && roundsMax >= 1, "grouping needs a start and a round")
    precondition(randomness > 0, "refinement needs some randomness")
    precondition(searches >= 1, "a coarse graph is divided at least once")
    precondition(gainMin >= 0, "what a round must gain is not below 0")
    self.quality = quality
    self.starts = starts
    self.roundsMax = roundsMax
    self.randomness = randomness
    self.searches = searches
    self.gainMin = gainMin
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
    let tries = try inCancellableChunks(starts, on: workers) {
      start throws(CancelledWork) -> LeidenDivision in
      try self.start(on: base, generator: generator.fork(start), workers: workers)
    }
    var best = tries[0]
    for other in tries where other.score > best.score { best = other }
    let numbered = LeidenMembers(best.community)
    let groups = numbered.labels.map(Int.init)
    return Result(
      groups: groups, count: numbered.count, quality: graph.quality(of: groups, by: quality))
  }

  /// Rounds until they gain too little.
  ///
  /// The first moves are made on the graph as it came. Everything after works on a copy whose nodes
  /// are numbered by community, so that what is close in the graph is close in memory.
  private func start(
    on base: LeidenLevel, generator: SeededGenerator, workers: Workers
  ) throws(CancelledWork) -> LeidenDivision {
    var community = base.everyoneAlone
    if !base.hasLinks { return LeidenDivision(community: community, score: base.score(community)) }
    var own = generator
    community = base.moved(from: community, order: base.shuffled(using: &own))
    let first = LeidenMembers(community)
    let level = base.ordered(by: first)
    var best = LeidenDivision(community: first.nodes.map { first.labels[Int($0)] }, score: 0)
    best.score = level.score(best.community)
    let enough = max(gainMin, 1e-12) * base.linkWeight
    for round in 0..<roundsMax {
      let next = try self.round(
        on: level, from: best.community, isMoved: round == 0, seed: generator.fork(round),
        workers: workers)
      let gain = next.score - best.score
      if gain > 0 { best = next }
      if gain < enough { break }
    }
    for (place, node) in first.nodes.enumerated() { community[Int(node)] = best.community[place] }
    return LeidenDivision(community: community, score: best.score)
  }
}
