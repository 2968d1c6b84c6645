/// Pairs of node numbers, in any order, to a frozen graph.
///
/// Loops are dropped and repeats merged, weights summed in the order of arrival; both are counted,
/// so that pairs = edges + loops + repeats. The same pairs in the same order give the same graph
/// to the bit.
public struct GraphBuilder: Sendable {
  /// The number of nodes of the graph to be; linked or not.
  public private(set) var nodeCount: Int
  private var from: [UInt32] = []
  private var to: [UInt32] = []
  /// In step with the pairs once one of them had a weight; empty before.
  private var weights: [Double] = []

  /// A builder for nodes 0 ..< `nodeCount`.
  ///
  /// - Parameter nodeCount: 0 … 2³² − 2. A pair that names a node outside is a fault of the
  ///   caller; `growNodes(to:)` first, where nodes are still being found.
  public init(nodeCount: Int) {
    precondition(nodeCount >= 0 && nodeCount < Int(UInt32.max), "nodes are counted in 32 bits")
    self.nodeCount = nodeCount
  }

  /// The number of pairs added so far, loops and repeats included.
  public var pairCount: Int { from.count }

  /// Whether a pair was added with a weight, so that the graph will have weights.
  public var isWeighted: Bool { !weights.isEmpty }

  /// Whether a weight can be a strength: finite and above 0.
  @inlinable
  public static func isUsable(weight: Double) -> Bool { weight > 0 && weight.isFinite }

  /// Makes room for that many more pairs.
  public mutating func reserve(_ count: Int) {
    from.reserveCapacity(from.count + count)
    to.reserveCapacity(to.count + count)
  }

  /// Raises the number of nodes; a smaller number changes nothing.
  public mutating func growNodes(to count: Int) {
    precondition(count < Int(UInt32.max), "nodes are counted in 32 bits")
    nodeCount = max(nodeCount, count)
  }

  /// Adds a link of strength 1. In a graph without any weight it stays without.
  public mutating func add(_ source: Int, _ target: Int) {
    precondition(
      source >= 0 && source < nodeCount && target >= 0 && target < nodeCount,
      "a link joins two nodes of the graph")
    from.append(UInt32(source))
    to.append(UInt32(target))
    if !weights.isEmpty { weights.append(1) }
  }

  /// Adds a link of strength 1 between 32-bit node numbers.
  public mutating func add(_ source: UInt32, _ target: UInt32) { add(Int(source), Int(target)) }

  /// Adds a link with a strength. One weight makes the whole graph weighted; links added without
  /// one count as 1.
  ///
  /// - Parameter weight: Finite and above 0; see `isUsable(weight:)`.
  public mutating func add(_ source: Int, _ target: Int, weight: Double) {
    precondition(Self.isUsable(weight: weight), "a weight is finite and above 0")
    if weights.isEmpty && !from.isEmpty {
      weights = [Double](repeating: 1, count: from.count)
    }
    precondition(
      source >= 0 && source < nodeCount && target >= 0 && target < nodeCount,
      "a link joins two nodes of the graph")
    from.append(UInt32(source))
    to.append(UInt32(target))
    weights.append(weight)
  }

  /// A frozen graph and what became of each pair.
  public struct Frozen<Graph: Sendable>: Sendable {
    /// The graph.
    public let graph: Graph
    /// Pairs dropped because both ends were one node.
    public let loopCount: Int
    /// Pairs merged into an edge that was there already.
    public let repeatCount: Int
    fileprivate let from: [UInt32]
    fileprivate let to: [UInt32]
  }

  /// Freezes the pairs without direction: (a, b) and (b, a) are one link.
  ///
  /// - Complexity: O(V + E) time; 16 bytes a pair besides the pairs and the graph, 32 with weights.
  public func undirected() -> Frozen<UndirectedGraph> {
    let sorted = rows(bothWays: true)
    let graph = UndirectedGraph(
      rows: .undirected(offsets: sorted.offsets, targets: sorted.targets),
      weights: sorted.weights)
    return Frozen(
      graph: graph, loopCount: sorted.loops, repeatCount: sorted.repeats / 2, from: from, to: to)
  }

  /// Freezes the pairs as source → target.
  ///
  /// - Complexity: O(V + E) time; 8 bytes a pair besides the pairs and the graph, 24 with weights.
  public func directed() -> Frozen<DirectedGraph> {
    let sorted = rows(bothWays: false)
    let rows = Adjacency(
      offsets: sorted.offsets, targets: sorted.targets, owned: sorted.offsets, listed: [])
    return Frozen(
      graph: DirectedGraph(outRows: rows, weights: sorted.weights), loopCount: sorted.loops,
      repeatCount: sorted.repeats, from: from, to: to)
  }

  /// Rows ascending and without repeats.
  private struct Rows {
    var offsets: [UInt32]
    var targets: [UInt32]
    /// The sums of the edges in edge order: of every entry, or, both ways, of those to larger
    /// nodes.
    var weights: [Double]?
    var loops = 0
    var repeats = 0
  }

  /// Two stable counting sorts, by target and then by source, leave equal entries in the order of
  /// arrival, so sums repeat to the bit.
  private func rows(bothWays: Bool) -> Rows {
    var loops = 0
    for pair in from.indices where from[pair] == to[pair] { loops += 1 }
    let entryCount = (from.count - loops) * (bothWays ? 2 : 1)
    precondition(entryCount < Int(UInt32.max), "a graph's entries are counted in 32 bits")
    let byTarget = sortedByTarget(bothWays: bothWays, entryCount: entryCount)
    // The rows of the sources begin where those of the targets do, when links go both ways.
    var starts = byTarget.starts
    if !bothWays {
      starts = [UInt32](repeating: 0, count: nodeCount + 1)
      for source in byTarget.sources { starts[Int(source) + 1] += 1 }
      for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    }
    var next = starts
    var targets = [UInt32](repeating: 0, count: entryCount)
    var strengths = [Double](repeating: 0, count: byTarget.strengths.count)
    for target in 0..<nodeCount {
      for position in Int(byTarget.starts[target])..<Int(byTarget.starts[target + 1]) {
        let source = Int(byTarget.sources[position])
        let place = Int(next[source])
        next[source] += 1
        targets[place] = UInt32(truncatingIfNeeded: target)
        if !strengths.isEmpty { strengths[place] = byTarget.strengths[position] }
      }
    }
    return merged(starts, targets, strengths, loops: loops, bothWays: bothWays)
  }

  private struct ByTarget {
    var starts: [UInt32]
    var sources: [UInt32]
    var strengths: [Double]
  }

  private func sortedByTarget(bothWays: Bool, entryCount: Int) -> ByTarget {
    var starts = [UInt32](repeating: 0, count: nodeCount + 1)
    for pair in from.indices where from[pair] != to[pair] {
      starts[Int(to[pair]) + 1] += 1
      if bothWays { starts[Int(from[pair]) + 1] += 1 }
    }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var sources = [UInt32](repeating: 0, count: entryCount)
    var strengths = [Double](repeating: 0, count: weights.isEmpty ? 0 : entryCount)
    func put(_ source: UInt32, _ target: UInt32, _ pair: Int) {
      let place = Int(next[Int(target)])
      next[Int(target)] += 1
      sources[place] = source
      if !strengths.isEmpty { strengths[place] = weights[pair] }
    }
    for pair in from.indices where from[pair] != to[pair] {
      put(from[pair], to[pair], pair)
      if bothWays { put(to[pair], from[pair], pair) }
    }
    return ByTarget(starts: starts, sources: sources, strengths: strengths)
  }

  /// Closes the gaps that repeats leave. The arrays that arrive are used up, not copied.
  private func merged(
    _ starts: consuming [UInt32], _ targets: consuming [UInt32], _ strengths: [Double],
    loops: Int, bothWays: Bool
  ) -> Rows {
    let entryCount = targets.count
    var sums: [Double] = []
    var kept = 0
    var begin = 0
    for node in 0..<nodeCount {
      let end = Int(starts[node + 1])
      let first = kept
      for position in begin..<end {
        let target = targets[position]
        let isRepeat = kept > first && targets[kept - 1] == target
        if !isRepeat {
          targets[kept] = target
          kept += 1
        }
        guard !strengths.isEmpty, !bothWays || Int(target) > node else { continue }
        if isRepeat {
          sums[sums.count - 1] += strengths[position]
        } else {
          sums.append(strengths[position])
        }
      }
      begin = end
      starts[node + 1] = UInt32(kept)
    }
    let repeats = entryCount - kept
    if repeats > 0 { targets = Array(targets[0..<kept]) }
    return Rows(
      offsets: starts, targets: targets, weights: weights.isEmpty ? nil : sums, loops: loops,
      repeats: repeats)
  }
}

extension GraphBuilder.Frozen<UndirectedGraph> {
  /// The edge each pair went to, in the order of adding; nil for a loop.
  ///
  /// - Complexity: O(log of the shorter row) a pair.
  public func edgeOfPair() -> [Int?] {
    from.indices.map { graph.edge(between: Int(from[$0]), and: Int(to[$0])) }
  }
}

extension GraphBuilder.Frozen<DirectedGraph> {
  /// The edge each pair went to, in the order of adding; nil for a loop.
  ///
  /// - Complexity: O(log of the row) a pair.
  public func edgeOfPair() -> [Int?] {
    from.indices.map { graph.edge(from: Int(from[$0]), to: Int(to[$0])) }
  }
}

extension GraphBuilder {
  /// An undirected graph straight from pairs, for callers that need no counts.
  public static func undirected(nodeCount: Int, _ pairs: [(Int, Int)]) -> UndirectedGraph {
    var builder = GraphBuilder(nodeCount: nodeCount)
    for (a, b) in pairs { builder.add(a, b) }
    return builder.undirected().graph
  }

  /// A directed graph straight from pairs, for callers that need no counts.
  public static func directed(nodeCount: Int, _ pairs: [(Int, Int)]) -> DirectedGraph {
    var builder = GraphBuilder(nodeCount: nodeCount)
    for (a, b) in pairs { builder.add(a, b) }
    return builder.directed().graph
  }
}
