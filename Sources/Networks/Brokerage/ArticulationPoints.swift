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
  /// - Complexity: O(V + E) time, O(V) memory besides the result; its own stack, so depth is no
  ///   limit. Sequential; the same input gives the same output.
  ///
  /// > J. Hopcroft, R. Tarjan. "Algorithm 447: efficient algorithms for graph manipulation." 1973.
  /// > DOI:[10.1145/362248.362272](https://doi.org/10.1145/362248.362272)
  public func weakPoints() -> WeakPoints {
    let forest = DepthFirstForest(rows: rows)
    let cut = forest.cuts()
    var isBridge = [Bool](repeating: false, count: edgeCount)
    forEachEdge { edge, a, b in
      let below = forest.deeper(a, b)
      let above = below == a ? b : a
      isBridge[edge] = Int(forest.parent[below]) == above && forest.hangsOnLink(below)
    }
    return WeakPoints(
      isArticulation: cut.isArticulation, isBridge: isBridge, pairsLeft: cut.pairsLeft,
      pieceSize: cut.pieceSize)
  }

  /// Whether each node is an articulation point; see `weakPoints()`.
  public func articulationPoints() -> [Bool] { weakPoints().isArticulation }

  /// Whether each edge is a bridge; see `weakPoints()`.
  public func bridges() -> [Bool] { weakPoints().isBridge }

  /// How many bridges each node is an end of.
  ///
  /// Reads as: links of this person that nothing known would replace.
  ///
  /// - Returns: One number a node; 0 without links, and where every link lies on a cycle.
  /// - Complexity: O(V + E).
  public func bridgeCounts() -> [UInt32] {
    let forest = DepthFirstForest(rows: rows)
    var counts = [UInt32](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount where !forest.isRoot(node) && forest.hangsOnLink(node) {
      counts[node] += 1
      counts[Int(forest.parent[node])] += 1
    }
    return counts
  }
}

extension DepthFirstForest {
  fileprivate struct Cuts {
    var isArticulation: [Bool]
    var pairsLeft: [Double]
    var pieceSize: [Int]
  }

  /// What would be left of the piece of each node without it.
  fileprivate func cuts() -> Cuts {
    let count = order.count
    var isArticulation = [Bool](repeating: false, count: count)
    var subtree = [Int](repeating: 1, count: count)
    // Nodes in branches that hang on this node alone, and Σ s(s − 1) over those branches.
    var cutOff = [Int](repeating: 0, count: count)
    var pairsLeft = [Double](repeating: 0, count: count)
    var rootHolds = [Bool](repeating: false, count: count)
    for node in order.reversed().lazy.map(Int.init) where !isRoot(node) {
      let above = Int(parent[node])
      subtree[above] += subtree[node]
      guard hangsOnParent(node) else { continue }
      // A root always "holds" its branches; it is an articulation point from the second on.
      isArticulation[above] = !isRoot(above) || rootHolds[above]
      rootHolds[above] = true
      cutOff[above] += subtree[node]
      let size = Double(subtree[node])
      pairsLeft[above] += size * (size - 1)
    }
    var pieceSize = subtree
    var root = 0
    for node in order.lazy.map(Int.init) {
      if isRoot(node) { root = node }
      pieceSize[node] = subtree[root]
      // What is not cut off below stays together above (for a root there is nothing above).
      let above = Double(subtree[root] - 1 - cutOff[node])
      pairsLeft[node] += above * (above - 1)
    }
    return Cuts(isArticulation: isArticulation, pairsLeft: pairsLeft, pieceSize: pieceSize)
  }
}
