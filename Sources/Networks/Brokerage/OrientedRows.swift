import Primitives

/// The links of an undirected graph, each turned from its end of fewer links to the other.
///
/// Nodes are known by their *rank*, their place in the order of (degree, number). A row leads
/// upwards, so a hub has a short row: nobody can have more than √(2E) links to nodes of at least
/// as many. Links are numbered by their upper ends, so that all that lead up to a node stand side
/// by side, and each knows the place it has in the row of its lower end:
///
///     up        u : [ v  w ]   v : [ w ]             ascending ranks, packed end to end
///     downs     v : [ u ]      w : [ u  v ]          the lower end of links 0, 1, 2
///     places        [ 0 ]          [ 1  2 ]          and the place of each
///
/// A triangle u < v < w is then a link u → v whose row goes on to some w that v leads to as well:
/// each is met once, and looked for among the Σ k⁺(k⁺ − 1)/2 pairs of the upward rows alone, which
/// is where the bound O(E · √E) comes from.
///
/// > M. Latapy. "Main-memory triangle computations for very large (sparse (power-law)) graphs."
/// > 2008. DOI:[10.1016/j.tcs.2008.07.017](https://doi.org/10.1016/j.tcs.2008.07.017)
struct OrientedRows: Sendable {
  /// The node of each rank.
  let nodes: [UInt32]
  /// Where each row of `up` begins, and the end.
  let upOffsets: [UInt32]
  /// The upper ends of every row's links, as ranks.
  let up: [UInt32]
  /// Where each rank's links downwards begin, and the end.
  let downOffsets: [UInt32]
  /// The lower ends.
  let downs: [UInt32]
  /// The places in `up` of the same links.
  let places: [UInt32]

  var nodeCount: Int { nodes.count }
  var edgeCount: Int { up.count }

  /// - Complexity: O(V + E) time; 12 bytes an edge and 12 a node.
  init(_ graph: UndirectedGraph) {
    let rows = graph.rows
    let (order, rank) = Self.order(rows)
    nodes = order
    (downOffsets, downs) = Self.downwards(rows, order: order, rank: rank)
    (upOffsets, up, places) = Self.upwards(
      rows, order: order, downOffsets: downOffsets, downs: downs)
  }

  /// The nodes in the order of (degree, number), and where each of them stands.
  private static func order(_ rows: Adjacency) -> (order: [UInt32], rank: [UInt32]) {
    let count = rows.nodeCount
    var largest = 0
    for node in 0..<count { largest = max(largest, rows.degree(of: node)) }
    var next = [UInt32](repeating: 0, count: largest + 2)
    for node in 0..<count { next[rows.degree(of: node) + 1] += 1 }
    for degree in 0...largest { next[degree + 1] += next[degree] }
    var order = [UInt32](repeating: 0, count: count)
    var rank = order
    for node in 0..<count {
      let place = next[rows.degree(of: node)]
      next[rows.degree(of: node)] += 1
      order[Int(place)] = UInt32(node)
      rank[node] = place
    }
    return (order, rank)
  }

  /// The links of every rank to lower ones.
  private static func downwards(
    _ rows: Adjacency, order: [UInt32], rank: [UInt32]
  ) -> (offsets: [UInt32], downs: [UInt32]) {
    let edgeCount = rows.entryCount / 2
    var offsets = [UInt32](repeating: 0, count: order.count + 1)
    // One place more, for the entry that is written before it is known not to count: which end
    // ranks lower is a coin toss, and guessing it in a branch took twice as long.
    var downs = [UInt32](repeating: 0, count: edgeCount + 1)
    let (rank, targets) = (rank.span, rows.targets.span)
    var filledDowns = downs.mutableSpan
    var filled = 0
    for (own, node) in order.enumerated() {
      let own = UInt32(truncatingIfNeeded: own)
      let row = rows.range(of: Int(node))
      for place in row {
        let other = rank[unchecked: Int(targets[unchecked: place])]
        filledDowns[unchecked: filled] = other
        filled &+= other < own ? 1 : 0
      }
      offsets[Int(own) + 1] = UInt32(filled)
    }
    downs.removeLast()
    return (offsets, downs)
  }

  /// The same links the other way round. The upper ends come in ascending order, which leaves
  /// every row ascending.
  private static func upwards(
    _ rows: Adjacency, order: [UInt32], downOffsets: [UInt32], downs: [UInt32]
  ) -> (offsets: [UInt32], up: [UInt32], places: [UInt32]) {
    var offsets = [UInt32](repeating: 0, count: order.count + 1)
    for (rank, node) in order.enumerated() {
      let below = downOffsets[rank + 1] - downOffsets[rank]
      offsets[rank + 1] = offsets[rank] + UInt32(rows.degree(of: Int(node))) - below
    }
    var next = offsets
    var up = [UInt32](repeating: 0, count: downs.count)
    var places = up
    var filledUp = up.mutableSpan
    var filledPlaces = places.mutableSpan
    var nextPlaces = next.mutableSpan
    let downs = downs.span
    for rank in order.indices {
      for link in Int(downOffsets[rank])..<Int(downOffsets[rank + 1]) {
        let lower = Int(downs[unchecked: link])
        let place = nextPlaces[unchecked: lower]
        nextPlaces[unchecked: lower] = place &+ 1
        filledUp[unchecked: Int(place)] = UInt32(truncatingIfNeeded: rank)
        filledPlaces[unchecked: link] = place
      }
    }
    return (offsets, up, places)
  }

  /// The ranks whose links downwards are a share of all of them: the pieces that threads take.
  func pivots(_ piece: Int, of pieces: Int) -> Range<Int> {
    let links = chunkBounds(piece, of: pieces, count: edgeCount)
    let first = piece == 0 ? 0 : rank(beginningAt: links.lowerBound)
    return first..<(piece == pieces - 1 ? nodeCount : rank(beginningAt: links.upperBound))
  }

  /// The first rank whose links downwards begin at or after `link`.
  private func rank(beginningAt link: Int) -> Int {
    var low = 0
    var high = nodeCount
    while low < high {
      let middle = (low + high) / 2
      if Int(downOffsets[middle]) < link { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
