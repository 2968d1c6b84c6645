/// The parts of a graph that no single node holds together (blocks).
public struct BiconnectedComponents: Hashable, Sendable {
  /// The part of each edge, in edge order, numbered from 0 in the order in which parts first
  /// appear.
  public let groupOfEdge: [UInt32]
  /// The nodes of each part, ascending. A node can be in several, and is then an articulation
  /// point.
  public let nodes: PackedRows
  /// How many parts each node is in, in node order; 0 without links.
  public let groupCounts: [UInt32]

  /// The number of parts.
  public var count: Int { nodes.count }

  /// The number of edges of each part; a part of one edge is a bridge.
  public func edgeCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for group in groupOfEdge { counts[Int(group)] += 1 }
    return counts
  }

  /// The number of the part with most nodes, the first of equals; nil without edges.
  public var largest: Int? {
    (0..<count).max { (nodes.count(of: $0), -$0) < (nodes.count(of: $1), -$1) }
  }
}

extension UndirectedGraph {
  /// The parts within which no single loss separates anybody.
  ///
  /// Two edges are in the same part when they are the same edge or a cycle passes through both.
  /// Parts meet in articulation points only; a bridge is a part by itself.
  ///
  /// Reads as: a group in which everyone has a second way to everyone, whoever is taken out. A
  /// person in many parts is the only one who knows that they belong together.
  ///
  /// - Returns: Every edge is in exactly one part; a node without links is in none.
  /// - Complexity: O(V + E) time, O(V) memory besides the result; no recursion, so depth is no
  ///   limit. Sequential; the same input gives the same output.
  ///
  /// > J. Hopcroft, R. Tarjan. "Algorithm 447: efficient algorithms for graph manipulation." 1973.
  /// > DOI:[10.1145/362248.362272](https://doi.org/10.1145/362248.362272)
  public func biconnectedComponents() -> BiconnectedComponents {
    let forest = DepthFirstForest(rows: rows)
    // The part of the link to the parent. Every other link lies on a cycle with that link of its
    // deeper end, so no stack of edges is needed. By the head of each part: the child that begins
    // it, numbered once the edges have said which part comes first.
    var head = [UInt32](repeating: 0, count: nodeCount)
    for node in forest.order.lazy.map(Int.init) where !forest.isRoot(node) {
      head[node] = forest.hangsOnParent(node) ? UInt32(node) : head[Int(forest.parent[node])]
    }
    var groupOfHead = [UInt32](repeating: .max, count: nodeCount)
    var heads: [UInt32] = []
    var groupOfEdge = [UInt32](repeating: 0, count: edgeCount)
    forEachEdge { edge, a, b in
      let first = Int(head[forest.deeper(a, b)])
      if groupOfHead[first] == .max {
        groupOfHead[first] = UInt32(heads.count)
        heads.append(UInt32(first))
      }
      groupOfEdge[edge] = groupOfHead[first]
    }
    var sizes = [UInt32](repeating: 1, count: heads.count)
    var groupCounts = [UInt32](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount where !forest.isRoot(node) {
      sizes[Int(groupOfHead[Int(head[node])])] += 1
      groupCounts[node] += 1
    }
    for first in heads { groupCounts[Int(forest.parent[Int(first)])] += 1 }
    let offsets = PackedRows.offsets(ofSizes: sizes)
    var members = [UInt32](repeating: 0, count: Int(offsets[heads.count]))
    var next = offsets
    for node in 0..<nodeCount where !forest.isRoot(node) {
      let group = Int(groupOfHead[Int(head[node])])
      members[Int(next[group])] = UInt32(node)
      next[group] += 1
    }
    // The node a part hangs on comes last and goes down to its place.
    for (group, first) in heads.enumerated() {
      let top = forest.parent[Int(first)]
      var place = Int(offsets[group + 1]) - 1
      while place > Int(offsets[group]) && members[place - 1] > top {
        members[place] = members[place - 1]
        place -= 1
      }
      members[place] = top
    }
    return BiconnectedComponents(
      groupOfEdge: groupOfEdge, nodes: PackedRows(offsets: offsets, values: members),
      groupCounts: groupCounts)
  }
}
