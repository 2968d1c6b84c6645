/// A walk by length whose memory is kept from one source to the next (Dijkstra).
struct LengthWalk {
  /// Distance from the last source; infinite where it did not come.
  private(set) var distance: [Double]
  /// The node each was reached from; itself for the source, meaningless where not reached.
  private(set) var previous: [UInt32]
  /// The nodes settled by the last walk, nearest first.
  private(set) var reached: [UInt32] = []
  private var waiting: DistanceQueue

  init(nodeCount: Int) {
    distance = [Double](repeating: .infinity, count: nodeCount)
    previous = [UInt32](repeating: 0, count: nodeCount)
    waiting = DistanceQueue(nodeCount: nodeCount)
  }

  /// Walks from `source` until all that can be reached is settled, or `target` is.
  mutating func walk(
    from source: Int, along rows: Adjacency, lengths: [Double], until target: Int? = nil
  ) {
    // What was reached but not settled when the last walk ended early is still waiting.
    for node in reached { distance[Int(node)] = .infinity }
    while let left = waiting.take() { distance[Int(left)] = .infinity }
    reached.removeAll(keepingCapacity: true)
    distance[source] = 0
    previous[source] = UInt32(source)
    waiting.put(UInt32(source), at: 0)
    while let nearest = waiting.take() {
      reached.append(nearest)
      if let target, target == nearest { return }
      let node = Int(nearest)
      // The edges a row lists come first, those it owns follow one after the other.
      var position = rows.range(of: node).lowerBound
      for edge in rows.listed[rows.listing(of: node)] {
        look(at: Int(rows.targets[position]), from: node, lengths[Int(edge)])
        position += 1
      }
      for length in lengths[Int(rows.owned[node])..<Int(rows.owned[node + 1])] {
        look(at: Int(rows.targets[position]), from: node, length)
        position += 1
      }
    }
  }

  @inline(__always)
  private mutating func look(at target: Int, from node: Int, _ length: Double) {
    let way = distance[node] + length
    // Lengths are above 0, so a settled node is never nearer by another way.
    if way < distance[target] {
      distance[target] = way
      previous[target] = UInt32(node)
      waiting.put(UInt32(target), at: way)
    }
  }
}

/// A way through a graph and how long it is.
public struct ShortestPath: Hashable, Sendable {
  /// The nodes passed, both ends included; one node when start and end are the same.
  public let nodes: [Int]
  /// The sum of the lengths of its links.
  public let length: Double
}

extension Ways {
  /// Unit lengths where none are given, because the walk by length needs one an edge.
  func resolved(_ length: TieLength) -> [Double] {
    length.lengths(weights: weights, edgeCount: edgeCount)
      ?? [Double](repeating: 1, count: edgeCount)
  }

  func distances(from source: Int, length: TieLength) -> [Double] {
    precondition(source >= 0 && source < nodeCount, "a walk starts from a node of the graph")
    guard let lengths = length.lengths(weights: weights, edgeCount: edgeCount) else {
      return steps(from: source).map { $0 < 0 ? .infinity : Double($0) }
    }
    var walk = LengthWalk(nodeCount: nodeCount)
    walk.walk(from: source, along: forward, lengths: lengths)
    return walk.distance
  }

  func path(from source: Int, to target: Int, length: TieLength) -> ShortestPath? {
    precondition(target >= 0 && target < nodeCount, "a walk ends at a node of the graph")
    precondition(source >= 0 && source < nodeCount, "a walk starts from a node of the graph")
    var walk = LengthWalk(nodeCount: nodeCount)
    walk.walk(from: source, along: forward, lengths: resolved(length), until: target)
    guard walk.distance[target] < .infinity else { return nil }
    var nodes = [target]
    var at = target
    while at != source {
      at = Int(walk.previous[at])
      nodes.append(at)
    }
    return ShortestPath(nodes: nodes.reversed(), length: walk.distance[target])
  }
}

extension UndirectedGraph {
  /// The length of the shortest way from a node to every node (Dijkstra).
  ///
  /// Reads as: how near, when strong ties are short.
  ///
  /// - Parameter length: What a link counts for.
  /// - Returns: One number a node; 0 for the source, infinite where no way leads.
  /// - Complexity: O((V + E) log V). Ties by node number; the same input gives the same output.
  ///
  /// > E. W. Dijkstra. "A note on two problems in connexion with graphs." 1959.
  /// > DOI:[10.1007/BF01386390](https://doi.org/10.1007/BF01386390)
  public func distances(from source: Int, length: TieLength) -> [Double] {
    ways.distances(from: source, length: length)
  }

  /// One shortest way between two nodes; nil if none leads there.
  ///
  /// Of several equally short ones it is always the same one.
  public func shortestPath(
    from source: Int, to target: Int, length: TieLength
  ) -> ShortestPath? {
    ways.path(from: source, to: target, length: length)
  }
}

extension DirectedGraph {
  /// The length of the shortest way from a node to every node along the links (Dijkstra).
  ///
  /// - Returns: One number a node; 0 for the source, infinite where no way leads.
  public func distances(from source: Int, length: TieLength) -> [Double] {
    ways.distances(from: source, length: length)
  }

  /// One shortest way along the links; nil if none leads there.
  public func shortestPath(
    from source: Int, to target: Int, length: TieLength
  ) -> ShortestPath? {
    ways.path(from: source, to: target, length: length)
  }
}
