/// Which piece of a graph each node belongs to.
public struct Components: Hashable, Sendable {
  /// The piece of each node, numbered from 0 in the order in which pieces first appear.
  public let groups: [Int]
  /// The number of nodes of each piece.
  public let sizes: [Int]

  /// Renumbers arbitrary labels by first appearance.
  init(labels: [Int]) {
    var number = [Int](repeating: -1, count: (labels.max() ?? -1) + 1)
    var sizes: [Int] = []
    groups = labels.map { label in
      if number[label] < 0 {
        number[label] = sizes.count
        sizes.append(0)
      }
      sizes[number[label]] += 1
      return number[label]
    }
    self.sizes = sizes
  }

  /// The number of pieces.
  public var count: Int { sizes.count }

  /// The number of the largest piece, the first of equals; nil without nodes.
  public var largest: Int? {
    sizes.indices.max { (sizes[$0], -$0) < (sizes[$1], -$1) }
  }

  /// The nodes of each piece, ascending.
  public func members() -> [[Int]] {
    var members = sizes.map { size in
      var list: [Int] = []
      list.reserveCapacity(size)
      return list
    }
    for (node, group) in groups.enumerated() { members[group].append(node) }
    return members
  }
}

extension UndirectedGraph {
  /// The pieces within which everyone can be reached.
  ///
  /// Reads as: separate pictures; nothing known joins them.
  ///
  /// - Returns: A node without links is a piece of its own.
  /// - Complexity: O(V + E). The same input gives the same output.
  ///
  /// > J. Hopcroft, R. Tarjan. "Algorithm 447: efficient algorithms for graph manipulation." 1973.
  /// > DOI:[10.1145/362248.362272](https://doi.org/10.1145/362248.362272)
  public func components() -> Components {
    var labels = [Int](repeating: -1, count: nodeCount)
    var waiting: [UInt32] = []
    for start in 0..<nodeCount where labels[start] < 0 {
      labels[start] = start
      waiting.append(UInt32(start))
      while let node = waiting.popLast() {
        for neighbour in neighbours(of: Int(node)) where labels[Int(neighbour)] < 0 {
          labels[Int(neighbour)] = start
          waiting.append(neighbour)
        }
      }
    }
    return Components(labels: labels)
  }
}

extension DirectedGraph {
  /// The pieces within which everyone can be reached when direction does not matter.
  ///
  /// - Complexity: O(V + E).
  public func weakComponents() -> Components { undirected().components() }
}
