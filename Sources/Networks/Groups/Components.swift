public import Primitives

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

  init(groups: [Int], sizes: [Int]) {
    self.groups = groups
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
  /// - Parameter workers: The same pieces on any number of threads.
  /// - Returns: A node without links is a piece of its own.
  /// - Complexity: O(V) where one piece holds nearly everyone, at worst O(E log V); 4 bytes a node
  ///   while it runs. The same input gives the same output.
  ///
  /// > M. Sutton, T. Ben-Nun, A. Barak. "Optimizing parallel graph connectivity computation via
  /// > subgraph sampling." 2018.
  /// > DOI:[10.1109/IPDPS.2018.00023](https://doi.org/10.1109/IPDPS.2018.00023)
  public func components(workers: Workers) throws(CancelledWork) -> Components {
    try connected([rows], nodeCount: nodeCount, workers: workers)
  }

  /// The pieces, found on one thread; see `components(workers:)`.
  public func components() -> Components {
    uncancelled { () throws(CancelledWork) in try components(workers: .one) }
  }
}

extension DirectedGraph {
  /// The pieces within which everyone can be reached when direction does not matter.
  ///
  /// - Complexity: As without direction; no graph is built for it.
  public func weakComponents(workers: Workers) throws(CancelledWork) -> Components {
    try connected([outRows, inRows], nodeCount: nodeCount, workers: workers)
  }

  /// The same on one thread; see `weakComponents(workers:)`.
  public func weakComponents() -> Components {
    uncancelled { () throws(CancelledWork) in try weakComponents(workers: .one) }
  }
}
