/// The removal of edges, level by level, until none is left.
///
///     rows       the links that are left, each at both ends: targets, and edges in step
///     support    the triangles an edge lies in, as long as it is left; then its level for good
///     waiting    the edges that are left
///     first,     by node, the edges that fall now and are handled at that node: a chain that
///     following  begins at `first` of the node and goes on at `following` of the edge
struct TrussPeeling {
  private(set) var support: [UInt32]
  private var offsets: [UInt32]
  /// Where each node's row ends; what follows, up to the next offset, has been removed.
  private var ends: [UInt32]
  private var targets: [UInt32]
  private var edges: [UInt32]
  private let lower: [UInt32]
  private let upper: [UInt32]
  private var isLeft: [Bool]
  private var waiting: [UInt32]
  private var rowEdgeCount: Int
  private var first: [UInt32]
  private var following: [UInt32]
  /// The nodes that have a chain.
  private var nodes: [UInt32] = []
  /// By node, 1 + the edge to the node in hand, or 0.
  private var marks: [UInt32]

  private static let none = UInt32.max

  init(_ graph: UndirectedGraph, support: [UInt32]) {
    self.support = support
    offsets = graph.rows.offsets
    ends = Array(offsets.dropFirst())
    targets = graph.rows.targets
    edges = []
    edges.reserveCapacity(targets.count)
    for node in 0..<graph.nodeCount { edges.append(contentsOf: graph.edges(of: node)) }
    (lower, upper) = graph.edgeEnds()
    isLeft = [Bool](repeating: true, count: support.count)
    waiting = support.indices.map { UInt32($0) }
    rowEdgeCount = support.count
    first = [UInt32](repeating: Self.none, count: graph.nodeCount)
    following = [UInt32](repeating: Self.none, count: support.count)
    marks = [UInt32](repeating: 0, count: graph.nodeCount)
  }

  /// Removes the edges of the least support there is, and all that then have no more than that;
  /// false when there were none.
  mutating func removeLevel() -> Bool {
    if waiting.isEmpty { return false }
    var level = UInt32.max
    for edge in waiting { level = min(level, support[Int(edge)]) }
    // Rows then hold at most twice what is left; each such pass halves them.
    if 2 * waiting.count < rowEdgeCount { dropRemoved() }
    for edge in waiting where support[Int(edge)] == level { chain(edge) }
    while let node = nodes.popLast() {
      var edge = first[Int(node)]
      first[Int(node)] = Self.none
      if level == 0 {
        // No triangle to break, so nothing else to tell.
        while edge != Self.none {
          isLeft[Int(edge)] = false
          edge = following[Int(edge)]
        }
      } else {
        remove(chainFrom: edge, at: Int(node), level: level)
      }
    }
    let isLeft = isLeft
    waiting.removeAll { !isLeft[Int($0)] }
    return true
  }

  /// Puts an edge among those that fall now, at its end of the longer row.
  private mutating func chain(_ edge: UInt32) {
    let (a, b) = (lower[Int(edge)], upper[Int(edge)])
    let node = rowLength(Int(a)) > rowLength(Int(b)) ? a : b
    if first[Int(node)] == Self.none { nodes.append(node) }
    following[Int(edge)] = first[Int(node)]
    first[Int(node)] = edge
  }

  private func rowLength(_ node: Int) -> Int { Int(ends[node] - offsets[node]) }

  /// Removes a chain of edges at `node`, and lowers the support of both other edges of every
  /// triangle that is broken by it.
  private mutating func remove(chainFrom start: UInt32, at node: Int, level: UInt32) {
    // A long row is not marked for few edges: their short rows are looked up in it instead.
    var reading = 0
    var edge = start
    while edge != Self.none {
      reading += rowLength(other(end: edge, than: node))
      edge = following[Int(edge)]
    }
    let marking = rowLength(node) <= 16 * reading
    let row = Int(offsets[node])..<Int(ends[node])
    if marking { for place in row { marks[Int(targets[place])] = edges[place] + 1 } }
    edge = start
    while edge != Self.none {
      // Read before the edge may be chained anew; it cannot be, for it is no longer left.
      let next = following[Int(edge)]
      isLeft[Int(edge)] = false
      let far = other(end: edge, than: node)
      for place in Int(offsets[far])..<Int(ends[far]) {
        let third = targets[place]
        let near: UInt32
        if marking {
          near = marks[Int(third)]
        } else {
          near = self.edge(to: third, in: row) &+ 1
        }
        if near == 0 { continue }
        let (one, two) = (Int(near - 1), Int(edges[place]))
        guard isLeft[one] && isLeft[two] else { continue }
        lowerSupport(one, level)
        lowerSupport(two, level)
      }
      edge = next
    }
    if marking { for place in row { marks[Int(targets[place])] = 0 } }
  }

  /// One triangle less for an edge that does not fall at this level anyway.
  private mutating func lowerSupport(_ edge: Int, _ level: UInt32) {
    guard support[edge] > level else { return }
    support[edge] -= 1
    if support[edge] == level { chain(UInt32(edge)) }
  }

  private func other(end edge: UInt32, than node: Int) -> Int {
    let (a, b) = (Int(lower[Int(edge)]), Int(upper[Int(edge)]))
    return a == node ? b : a
  }

  /// The edge to `target` in a row, by bisection; `none`, which wraps to 0 with 1 added, if it is
  /// not there.
  private func edge(to target: UInt32, in row: Range<Int>) -> UInt32 {
    var low = row.lowerBound
    var high = row.upperBound
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && targets[low] == target ? edges[low] : Self.none
  }

  /// Takes the removed edges out of the rows, which stay ascending.
  private mutating func dropRemoved() {
    for node in ends.indices {
      var filled = Int(offsets[node])
      for place in filled..<Int(ends[node]) where isLeft[Int(edges[place])] {
        targets[filled] = targets[place]
        edges[filled] = edges[place]
        filled += 1
      }
      ends[node] = UInt32(filled)
    }
    rowEdgeCount = waiting.count
  }
}
