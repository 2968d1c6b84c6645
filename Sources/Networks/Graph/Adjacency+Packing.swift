extension Adjacency {
  /// Both rows of every link, from the rows of all ends together.
  ///
  /// - Parameters:
  ///   - offsets: Where each row begins, and the end.
  ///   - targets: Rows strictly ascending, without loops, each link in the row of both ends.
  /// - Complexity: O(V + E).
  static func undirected(offsets: [UInt32], targets: [UInt32]) -> Adjacency {
    let nodeCount = offsets.count - 1
    var owned = [UInt32](repeating: 0, count: nodeCount + 1)
    var listed = [UInt32](repeating: 0, count: targets.count / 2)
    // The next place in `listed` of each row; the smaller neighbours of a node come in ascending
    // order, because the rows are gone through in that order.
    var next = [UInt32](repeating: 0, count: nodeCount)
    var edge: UInt32 = 0
    for node in 0..<nodeCount {
      let row = Int(offsets[node])..<Int(offsets[node + 1])
      next[node] = offsets[node] - edge
      var first = row.upperBound
      while first > row.lowerBound && targets[first - 1] > node { first -= 1 }
      edge += UInt32(row.upperBound - first)
      owned[node + 1] = edge
    }
    edge = 0
    for node in 0..<nodeCount {
      let end = Int(offsets[node + 1])
      for position in end - Int(owned[node + 1] - owned[node])..<end {
        let target = Int(targets[position])
        listed[Int(next[target])] = edge
        next[target] += 1
        edge += 1
      }
    }
    return Adjacency(offsets: offsets, targets: targets, owned: owned, listed: listed)
  }

  /// The same rows, each owning all its entries: the out rows of a directed graph.
  func owningAll() -> Adjacency {
    Adjacency(offsets: offsets, targets: targets, owned: offsets, listed: [])
  }

  /// The rows the other way round, whose entries name the edges of these.
  ///
  /// Both loops go through the sources in ascending order, which leaves every row ascending.
  ///
  /// - Complexity: O(V + E).
  func turned() -> Adjacency {
    var starts = [UInt32](repeating: 0, count: nodeCount + 1)
    for target in targets { starts[Int(target) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var sources = [UInt32](repeating: 0, count: entryCount)
    var edges = sources
    for source in 0..<nodeCount {
      for (target, edge) in zip(neighbours(of: source), self.edges(of: source)) {
        let place = Int(next[Int(target)])
        sources[place] = UInt32(source)
        edges[place] = edge
        next[Int(target)] += 1
      }
    }
    return Adjacency(
      offsets: starts, targets: sources,
      owned: [UInt32](repeating: 0, count: nodeCount + 1), listed: edges)
  }
}
