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
    /// The edge each pair went to, in the order of adding; nil for a loop.
    public let edgeOfPair: [Int?]
  }

  /// Freezes the pairs without direction: (a, b) and (b, a) are one link.
  ///
  /// - Complexity: O(V + E) time and memory.
  public func undirected() -> Frozen<UndirectedGraph> {
    var low = from
    var high = to
    for pair in low.indices where low[pair] > high[pair] {
      swap(&low[pair], &high[pair])
    }
    let merged = merge(low, high)
    let graph = UndirectedGraph(
      nodeCount: nodeCount, lowerEnds: merged.from, upperEnds: merged.to, weights: merged.weights)
    return Frozen(
      graph: graph, loopCount: merged.loops, repeatCount: merged.repeats,
      edgeOfPair: merged.edgeOfPair)
  }

  /// Freezes the pairs as source → target.
  ///
  /// - Complexity: O(V + E) time and memory.
  public func directed() -> Frozen<DirectedGraph> {
    let merged = merge(from, to)
    let graph = DirectedGraph(
      nodeCount: nodeCount, sources: merged.from, targets: merged.to, weights: merged.weights)
    return Frozen(
      graph: graph, loopCount: merged.loops, repeatCount: merged.repeats,
      edgeOfPair: merged.edgeOfPair)
  }

  private struct Merged {
    var from: [UInt32] = []
    var to: [UInt32] = []
    var weights: [Double]?
    var loops = 0
    var repeats = 0
    var edgeOfPair: [Int?] = []
  }

  private func merge(_ left: [UInt32], _ right: [UInt32]) -> Merged {
    // Two stable counting sorts leave equal pairs in the order of arrival, so sums repeat.
    let order = countingSort(countingSort(Array(left.indices), by: right), by: left)
    var merged = Merged()
    merged.edgeOfPair = [Int?](repeating: nil, count: left.count)
    if !weights.isEmpty { merged.weights = [] }
    for pair in order {
      if left[pair] == right[pair] {
        merged.loops += 1
        continue
      }
      let weight = weights.isEmpty ? 1 : weights[pair]
      if merged.from.last == left[pair] && merged.to.last == right[pair] {
        merged.repeats += 1
        merged.weights?[merged.from.count - 1] += weight
      } else {
        merged.from.append(left[pair])
        merged.to.append(right[pair])
        merged.weights?.append(weight)
      }
      merged.edgeOfPair[pair] = merged.from.count - 1
    }
    return merged
  }

  private func countingSort(_ order: [Int], by keys: [UInt32]) -> [Int] {
    var starts = [Int](repeating: 0, count: nodeCount + 1)
    for key in keys { starts[Int(key) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var sorted = [Int](repeating: 0, count: order.count)
    for pair in order {
      let key = Int(keys[pair])
      sorted[starts[key]] = pair
      starts[key] += 1
    }
    return sorted
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
