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

  /// From a node each that all of a piece have in common: its smallest.
  init(smallest: UnsafeMutableBufferPointer<UInt32>) {
    var sizes: [Int] = []
    groups = [Int](unsafeUninitializedCapacity: smallest.count) { groups, filled in
      for node in 0..<smallest.count {
        let first = Int(smallest[node])
        // The smallest node of a piece comes first, and names its number to the others.
        let group = first == node ? sizes.count : groups[first]
        if first == node { sizes.append(1) } else { sizes[group] += 1 }
        groups.initializeElement(at: node, to: group)
      }
      filled = smallest.count
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
  /// - Complexity: O(V) where one piece holds nearly everyone, at worst O(E log V); 4 bytes a node
  ///   while it runs. Sequential; the same input gives the same output.
  ///
  /// > M. Sutton, T. Ben-Nun, A. Barak. "Optimizing parallel graph connectivity computation via
  /// > subgraph sampling." 2018.
  /// > DOI:[10.1109/IPDPS.2018.00023](https://doi.org/10.1109/IPDPS.2018.00023)
  public func components() -> Components { connected([rows], nodeCount: nodeCount) }
}

extension DirectedGraph {
  /// The pieces within which everyone can be reached when direction does not matter.
  ///
  /// - Complexity: As without direction; no graph is built for it.
  public func weakComponents() -> Components { connected([outRows, inRows], nodeCount: nodeCount) }
}
