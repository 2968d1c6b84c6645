extension DirectedGraph {
  /// The pieces within which everyone can be reached from everyone along the links.
  ///
  /// Reads as: people among whom contact, money or goods can go round. Who only sends or only
  /// receives is alone.
  ///
  /// - Returns: Every node is in exactly one piece; a node on no cycle is a piece of its own.
  /// - Complexity: O(V + E) time, O(V) memory; its own stack, so depth is no limit. The same input
  ///   gives the same output.
  ///
  /// > R. Tarjan. "Depth-first search and linear graph algorithms." 1972.
  /// > DOI:[10.1137/0201010](https://doi.org/10.1137/0201010)
  public func strongComponents() -> Components {
    var search = StrongSearch(rows: outRows)
    for root in 0..<nodeCount { search.visit(root) }
    return Components(labels: search.labels)
  }
}

/// Tarjan's search with the call stack written out.
private struct StrongSearch {
  private let rows: Adjacency
  /// The piece of each node, −1 while it is not known.
  private(set) var labels: [Int]
  /// NUMBER of the paper; −1 for a node not yet seen.
  private var number: [Int]
  /// LOWLINK of the paper.
  private var low: [Int]
  /// The next entry of each node's row to look at.
  private var next: [Int]
  /// The paper's stack of nodes whose piece is not known.
  private var open: [Int] = []
  /// What would be the call stack.
  private var path: [Int] = []
  private var seen = 0
  private var pieces = 0

  init(rows: Adjacency) {
    self.rows = rows
    labels = [Int](repeating: -1, count: rows.nodeCount)
    number = labels
    low = labels
    next = (0..<rows.nodeCount).map { rows.range(of: $0).lowerBound }
  }

  mutating func visit(_ root: Int) {
    if number[root] < 0 { enter(root) }
    while let node = path.last {
      let end = rows.range(of: node).upperBound
      var deeper = false
      while next[node] < end {
        let target = Int(rows.targets[next[node]])
        next[node] += 1
        if number[target] < 0 {
          enter(target)
          deeper = true
          break
        }
        if labels[target] < 0 { low[node] = min(low[node], number[target]) }
      }
      if !deeper { leave(node) }
    }
  }

  private mutating func enter(_ node: Int) {
    number[node] = seen
    low[node] = seen
    seen += 1
    open.append(node)
    path.append(node)
  }

  private mutating func leave(_ node: Int) {
    path.removeLast()
    if let parent = path.last { low[parent] = min(low[parent], low[node]) }
    guard low[node] == number[node] else { return }
    while let member = open.popLast() {
      labels[member] = pieces
      if member == node { break }
    }
    pieces += 1
  }
}
