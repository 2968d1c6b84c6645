extension UndirectedGraph {
  /// The core number of every node.
  ///
  /// The k-core is what is left after removing, again and again, every node with fewer than k
  /// neighbours. A node's core number is the largest k whose core still holds it.
  ///
  /// Reads as: how deep inside the group. A runner met once has 1, however often that one link was
  /// seen.
  ///
  /// - Returns: One number a node; 0 for a node without links. Weights are not used.
  /// - Complexity: O(V + E) time, O(V) memory. Sequential; the same input gives the same output.
  ///
  /// > V. Batagelj, M. Zaveršnik. "An O(m) Algorithm for Cores Decomposition of Networks." 2003.
  /// > arXiv:[cs/0310049](https://arxiv.org/abs/cs/0310049)
  public func coreNumbers() -> [Int] {
    var degree = (0..<nodeCount).map { self.degree(of: $0) }
    var queue = PeelingOrder(keys: degree)
    for index in 0..<nodeCount {
      let node = queue.order[index]
      for neighbour in neighbours(of: node).lazy.map(Int.init)
      where degree[neighbour] > degree[node] {
        queue.lower(neighbour, from: degree[neighbour])
        degree[neighbour] -= 1
      }
    }
    return degree
  }
}

/// Members sorted by a small whole number, one of which may fall by one in constant time.
///
///     order      members by rising key
///     position   where a member stands in it
///     starts     where each key begins
struct PeelingOrder {
  private(set) var order: [Int]
  private var position: [Int]
  private var starts: [Int]

  /// - Parameter keys: One a member, none negative.
  init(keys: [Int]) {
    starts = [Int](repeating: 0, count: (keys.max() ?? 0) + 2)
    for key in keys { starts[key + 1] += 1 }
    for key in 1..<starts.count { starts[key] += starts[key - 1] }
    order = [Int](repeating: 0, count: keys.count)
    position = order
    var next = starts
    for (member, key) in keys.enumerated() {
      position[member] = next[key]
      order[next[key]] = member
      next[key] += 1
    }
  }

  /// Moves a member from key `key` to `key − 1`: it changes places with the first of its key,
  /// whose place then belongs to the lower key.
  mutating func lower(_ member: Int, from key: Int) {
    let first = starts[key]
    let other = order[first]
    let place = position[member]
    order[place] = other
    position[other] = place
    order[first] = member
    position[member] = first
    starts[key] += 1
  }
}
