extension UndirectedGraph {
  /// Nodes and edges whose loss splits a piece.
  public struct WeakPoints: Hashable, Sendable {
    /// Whether removing the node splits its piece, in node order.
    public let isArticulation: [Bool]
    /// Whether removing the edge splits its piece, in edge order.
    public let isBridge: [Bool]
    /// Σ s(s − 1) over the sizes s of the parts its own piece falls into when the node is removed:
    /// the ordered pairs of others that can still reach each other there.
    let pairsLeft: [Double]
    /// The size of the piece of each node.
    let pieceSize: [Int]
  }

  /// The nodes and edges on which whole pieces hang.
  ///
  /// An articulation point is a node, a bridge an edge, without which its component falls into
  /// more than one part.
  ///
  /// Reads as: the only known connection. It may also be where reporting is thin.
  ///
  /// - Returns: Ends of a path are not articulation points; a link between two lone nodes is a
  ///   bridge.
  /// - Complexity: O(V + E) time and memory; its own stack, so depth is no limit. The same input
  ///   gives the same output.
  ///
  /// > J. Hopcroft, R. Tarjan. "Algorithm 447: efficient algorithms for graph manipulation." 1973.
  /// > DOI:[10.1145/362248.362272](https://doi.org/10.1145/362248.362272)
  public func weakPoints() -> WeakPoints {
    var search = LowPointSearch(graph: self)
    let pieces = components()
    for root in 0..<nodeCount { search.visit(root) }
    let size = pieces.groups.map { pieces.sizes[$0] }
    let pairsLeft = (0..<nodeCount).map { node -> Double in
      // What is not cut off below stays together above (for a root there is nothing above).
      let above = Double(size[node] - 1 - search.cutOff[node])
      return search.pairsBelow[node] + above * (above - 1)
    }
    return WeakPoints(
      isArticulation: search.isArticulation, isBridge: search.isBridge, pairsLeft: pairsLeft,
      pieceSize: size)
  }

  /// Whether each node is an articulation point; see `weakPoints()`.
  public func articulationPoints() -> [Bool] { weakPoints().isArticulation }

  /// Whether each edge is a bridge; see `weakPoints()`.
  public func bridges() -> [Bool] { weakPoints().isBridge }
}

/// A depth-first search that keeps, for each node, how far up its subtree reaches.
private struct LowPointSearch {
  private let rows: Adjacency
  private(set) var isArticulation: [Bool]
  private(set) var isBridge: [Bool]
  /// Nodes in subtrees that hang on this node alone.
  private(set) var cutOff: [Int]
  /// Σ s(s − 1) over those subtrees.
  private(set) var pairsBelow: [Double]
  private var number: [Int]
  private var low: [Int]
  private var next: [Int]
  private var subtree: [Int]
  /// The edge each node was entered by; −1 for a root.
  private var entered: [Int]
  private var path: [Int] = []
  private var seen = 0

  init(graph: UndirectedGraph) {
    rows = graph.rows
    let count = rows.nodeCount
    isArticulation = [Bool](repeating: false, count: count)
    isBridge = [Bool](repeating: false, count: graph.edgeCount)
    cutOff = [Int](repeating: 0, count: count)
    pairsBelow = [Double](repeating: 0, count: count)
    number = [Int](repeating: -1, count: count)
    low = number
    entered = number
    subtree = [Int](repeating: 1, count: count)
    next = (0..<count).map { graph.rows.range(of: $0).lowerBound }
  }

  mutating func visit(_ root: Int) {
    if number[root] < 0 { enter(root, by: -1) }
    var rootChildren = 0
    while let node = path.last {
      let end = rows.range(of: node).upperBound
      var deeper = false
      while next[node] < end {
        let target = Int(rows.targets[next[node]])
        let edge = rows.edge(at: next[node], of: node)
        next[node] += 1
        if edge == entered[node] { continue }
        if number[target] < 0 {
          enter(target, by: edge)
          deeper = true
          break
        }
        low[node] = min(low[node], number[target])
      }
      if !deeper { leave(node, root: root, rootChildren: &rootChildren) }
    }
  }

  private mutating func enter(_ node: Int, by edge: Int) {
    number[node] = seen
    low[node] = seen
    entered[node] = edge
    seen += 1
    path.append(node)
  }

  private mutating func leave(_ node: Int, root: Int, rootChildren: inout Int) {
    path.removeLast()
    guard let parent = path.last else { return }
    low[parent] = min(low[parent], low[node])
    subtree[parent] += subtree[node]
    if low[node] > number[parent] { isBridge[entered[node]] = true }
    guard low[node] >= number[parent] else { return }
    // A root always "holds" its subtrees; it is an articulation point from the second on.
    if parent == root { rootChildren += 1 }
    if parent != root || rootChildren > 1 { isArticulation[parent] = true }
    cutOff[parent] += subtree[node]
    let size = Double(subtree[node])
    pairsBelow[parent] += size * (size - 1)
  }
}
