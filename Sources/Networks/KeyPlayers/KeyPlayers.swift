public import Primitives

/// The set of nodes that matters most together.
///
/// Where there are few enough sets, every one is tried. Else greedy: the best node first, then the
/// one that adds most, and so on; then members are exchanged for outsiders as long as that gains.
/// The best pair is not the two best singles: two brokers of the same gap are worth one.
///
/// Reads as: whom to remove together so that the rest falls apart (`fragmentation`,
/// `distanceFragmentation`), or whom to watch or reach so that most are near (`reach`). Unless
/// `Result.isBest`, it can miss the optimum. A proposal, never a decision.
///
/// Degenerate cases: as many nodes as there are when fewer than `count`. Ties by number of links,
/// then by node number; where every set is tried, the set whose numbers come first.
///
/// Complexity: about 2 · `count` columns a start and a pass, or one for every set of `count` − 1
/// nodes; a column costs O(V + E) for fragmentation and about that for each of `sourcesMax` sources
/// for the other two. Parallel over fixed chunks; any number of threads gives the same bits.
///
/// > S. P. Borgatti. "Identifying sets of key players in a social network." 2006.
/// > DOI:[10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x)
public struct KeyPlayers: Sendable {
  /// What the set is to do.
  public enum Purpose: Hashable, Sendable {
    /// Leave as few pairs as possible that can reach each other.
    case fragmentation
    /// Leave the others as far apart as possible.
    case distanceFragmentation
    /// Be as near as possible to everyone.
    case reach
  }

  /// What is maximised. The default is `distanceFragmentation`, which also sees detours.
  public var purpose: Purpose
  /// The size of the set. The default is 3: what a team can act on together. At least 1.
  public var count: Int
  /// The most sources from which nearness is measured exactly. The default is 500: up to there
  /// every node is one; above it a seeded sample stands for all, and values are estimates. At
  /// least 2.
  public var sourcesMax: Int
  /// How many of the best single nodes a search begins from; the best set wins. The default is 4:
  /// from the best one alone, two exchanges at once would be needed to find the best three of
  /// Zachary's club. At least 1.
  public var starts: Int
  /// The most passes of exchanges. The default is 10; two are usual.
  public var passesMax: Int
  /// The most entries of rows that trying every set may look at, about. The default is 2,000,000:
  /// about 50 ms, enough for the best three of some 28 nodes by distance or of 140 by plain
  /// fragmentation. 0 never tries them all.
  public var exactEntriesMax: Int

  /// A search for key players.
  public init(
    purpose: Purpose = .distanceFragmentation, count: Int = 3, sourcesMax: Int = 500,
    starts: Int = 4, passesMax: Int = 10, exactEntriesMax: Int = 2_000_000
  ) {
    precondition(count >= 1 && starts >= 1, "key players are at least one, from one start")
    precondition(sourcesMax >= 2 && passesMax >= 0, "nearness is measured from two at least")
    precondition(exactEntriesMax >= 0, "a search looks at some entries or none")
    self.exactEntriesMax = exactEntriesMax
    self.starts = starts
    self.purpose = purpose
    self.count = count
    self.sourcesMax = sourcesMax
    self.passesMax = passesMax
  }

  /// The set found and its worth.
  public struct Result: Hashable, Sendable {
    /// The members, ascending.
    public let players: [Int]
    /// The value of the set for its purpose, 0 … 1.
    public let value: Double
    /// Whether nearness was measured from every node.
    public let isExact: Bool
    /// Whether every set was tried, so that no other is better.
    public let isBest: Bool
  }

  /// The best set found.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Result {
    if triesEverySet(of: graph) { return try best(of: graph, workers: workers) }
    let exact = isExact(on: graph)
    let singles = try singles(on: graph, seed: seed, workers: workers)
    let first = Self.ranked(singles, graph).prefix(starts)
    var best = Result(players: [], value: 0, isExact: exact, isBest: false)
    var known = Known()
    for start in first {
      var players = [start]
      var value = singles[start]
      while players.count < min(count, graph.nodeCount) {
        guard
          let added = try outsider(
            players, known: &known, on: graph, seed: seed, workers: workers)
        else { break }
        players.append(added.node)
        value = added.worth
      }
      for _ in 0..<passesMax where players.count > 1 {
        let before = value
        try exchange(&players, &value, known: &known, on: graph, seed: seed, workers: workers)
        if value <= before { break }
      }
      if best.players.isEmpty || value > best.value + Self.noise {
        best = Result(players: players.sorted(), value: value, isExact: exact, isBest: false)
      }
    }
    return best
  }

  /// Tries to exchange each member once for the best outsider.
  private func exchange(
    _ players: inout [Int], _ value: inout Double, known: inout Known, on graph: UndirectedGraph,
    seed: UInt64, workers: Workers
  ) throws(CancelledWork) {
    for place in players.indices {
      var others = players
      others.remove(at: place)
      let best = try outsider(others, known: &known, on: graph, seed: seed, workers: workers)
      guard let best, best.worth > value + Self.noise else { continue }
      players[place] = best.node
      value = best.worth
    }
  }

  /// The best outsider of each set asked so far: starts and passes ask for the same ones again.
  private typealias Known = [[Int]: (node: Int, worth: Double)]

  private func outsider(
    _ players: [Int], known: inout Known, on graph: UndirectedGraph, seed: UInt64,
    workers: Workers
  ) throws(CancelledWork) -> (node: Int, worth: Double)? {
    let set = players.sorted()
    if let before = known[set] { return before }
    let worth = try column(with: set, on: graph, seed: seed, workers: workers)
    guard let best = Self.ranked(worth, graph).first else { return nil }
    known[set] = (best, worth[best])
    return (best, worth[best])
  }

  /// The worth of each node by itself.
  public func singles(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> [Double] {
    try column(with: [], on: graph, seed: seed, workers: workers)
  }

  /// Whether nearness is measured from every node.
  func isExact(on graph: UndirectedGraph) -> Bool {
    purpose != .distanceFragmentation || graph.nodeCount <= sourcesMax
  }

  /// The worth of `players` with each node added; −1 for those already in.
  func column(
    with players: [Int], on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> [Double] {
    var worth: [Double]
    switch purpose {
    case .fragmentation:
      worth = graph.fragmentationColumn(with: players)
    case .distanceFragmentation:
      worth = try graph.distanceFragmentationColumn(
        with: players, sourcesMax: sourcesMax, seed: seed, workers: workers)
    case .reach:
      worth = try graph.reachColumn(with: players, workers: workers)
    }
    for player in players { worth[player] = -1 }
    return worth
  }

  /// What rounding may add to a worth; less is no gain.
  static let noise = 1e-12

  /// The nodes that are not in the set, best first; equals by links, then by number, because where
  /// no single node splits anything the well connected are the ones to try.
  private static func ranked(_ worth: [Double], _ graph: UndirectedGraph) -> [Int] {
    // Rounded to the noise, so that equal worths are equal whatever the order of their sums.
    let keys = worth.map { ($0 / 1e-11).rounded() }
    return worth.indices.filter { worth[$0] >= 0 }.sorted {
      (-keys[$0], -graph.degree(of: $0), $0) < (-keys[$1], -graph.degree(of: $1), $1)
    }
  }
}

extension UndirectedGraph {
  /// Fragmentation with `gone` and each node removed: one depth-first search says for every node
  /// what its piece would fall into.
  func fragmentationColumn(with gone: [Int]) -> [Double] {
    let part = without(gone)
    let weak = part.graph.weakPoints()
    let pairs = part.graph.components().sizes.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    let left = Double(part.graph.nodeCount - 1)
    var worth = [Double](repeating: 0, count: nodeCount)
    for (new, old) in part.nodes.enumerated() {
      let size = Double(weak.pieceSize[new])
      let after = pairs - size * (size - 1) + weak.pairsLeft[new]
      worth[old] = left < 2 ? 1 : 1 - after / (left * (left - 1))
    }
    return worth
  }

  /// Reach of `players` with each node added. A walk goes no further than it is nearer than the
  /// players are already: beyond such a node it cannot be nearer either.
  func reachColumn(
    with players: [Int], workers: Workers
  ) throws(CancelledWork) -> [Double] {
    var known = [Int32](repeating: .max, count: nodeCount)
    var walk = BreadthFirst(nodeCount: nodeCount)
    for player in players {
      walk.walk(from: player, along: rows)
      for node in walk.reached { known[Int(node)] = min(known[Int(node)], walk.steps[Int(node)]) }
    }
    let base = reach(from: players)
    let fixed = known
    return try forEachSource(
      count: nodeCount, nodeCount: nodeCount, on: workers,
      scratch: { NearerWalk(nodeCount: nodeCount) }
    ) { node, walk in
      base + walk.gain(from: node, along: rows, known: fixed) / Double(nodeCount)
    }
  }

  func without(_ gone: [Int]) -> Subgraph {
    let set = Set(gone)
    return subgraph(of: (0..<nodeCount).filter { !set.contains($0) })
  }
}

/// A breadth-first walk over the nodes to which it is nearer than what is known.
private struct NearerWalk {
  private var steps: [Int32]
  private var queue: [Int] = []

  init(nodeCount: Int) { steps = [Int32](repeating: -1, count: nodeCount) }

  /// Σ of the growth of 1/d, members of the set counting as 1.
  mutating func gain(from source: Int, along rows: Adjacency, known: [Int32]) -> Double {
    for node in queue { steps[node] = -1 }
    queue.removeAll(keepingCapacity: true)
    guard known[source] > 0 else { return 0 }
    queue.append(source)
    steps[source] = 0
    var gain = 0.0
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      let before = known[node] == .max ? 0 : 1 / Double(max(1, known[node]))
      gain += 1 / Double(max(1, steps[node])) - before
      let next = steps[node] + 1
      for position in rows.range(of: node) {
        let target = Int(rows.targets[position])
        if steps[target] < 0 && next < known[target] {
          steps[target] = next
          queue.append(target)
        }
      }
    }
    return gain
  }
}
