/// A breadth-first walk whose memory is kept from one source to the next.
struct BreadthFirst {
  /// Steps from the last source; −1 where it did not come.
  private(set) var steps: [Int32]
  /// The nodes reached by the last walk, nearest first, the source at the front.
  private(set) var reached: [UInt32] = []

  init(nodeCount: Int) {
    steps = [Int32](repeating: -1, count: nodeCount)
    reached.reserveCapacity(nodeCount)
  }

  /// Walks from `source`, no further than `limit` steps.
  mutating func walk(from source: Int, along rows: Adjacency, limit: Int32 = .max) {
    for node in reached { steps[Int(node)] = -1 }
    reached.removeAll(keepingCapacity: true)
    reached.append(UInt32(source))
    steps[source] = 0
    var head = 0
    while head < reached.count {
      let node = Int(reached[head])
      head += 1
      let next = steps[node] + 1
      if next > limit { break }
      for position in rows.range(of: node) {
        let target = Int(rows.targets[position])
        if steps[target] < 0 {
          steps[target] = next
          reached.append(UInt32(target))
        }
      }
    }
  }
}

extension Ways {
  func steps(from source: Int) -> [Int32] {
    precondition(source >= 0 && source < nodeCount, "a walk starts from a node of the graph")
    var walk = BreadthFirst(nodeCount: nodeCount)
    walk.walk(from: source, along: forward)
    return walk.steps
  }
}

extension UndirectedGraph {
  /// The number of steps from a node to every node, by breadth-first search.
  ///
  /// Reads as: how many introductions away.
  ///
  /// - Returns: One number a node; 0 for the source, −1 where no way leads.
  /// - Complexity: O(V + E). The same input gives the same output.
  ///
  /// > E. F. Moore. "The shortest path through a maze." 1959.
  public func steps(from source: Int) -> [Int32] { ways.steps(from: source) }
}

extension DirectedGraph {
  /// The number of steps from a node to every node along the direction of the links.
  ///
  /// - Returns: One number a node; 0 for the source, −1 where no way leads.
  /// - Complexity: O(V + E).
  public func steps(from source: Int) -> [Int32] { ways.steps(from: source) }
}
