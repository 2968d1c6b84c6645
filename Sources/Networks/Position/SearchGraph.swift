/// A copy of a graph made for counting shortest ways from many sources.
///
/// - Numbered anew: hubs first, so that what the searches look at most lies close together. It
///   took a third off betweenness on 50,000 nodes and 500,000 links.
/// - An undirected graph is cut into its pieces (`GraphPieces`). A node that holds pieces together
///   is there once in each, and counts there for all that hangs on it: as so many targets, and as
///   so many sources. Pieces of one link are left out; all ways over it can be counted by hand.
///   A tree needs no search at all, and a graph of many pieces costs Σ V·E over them.
struct SearchGraph: Sendable {
  /// Rows of neighbours, packed end to end, hubs first at least in the largest piece.
  struct Rows: Sendable {
    var offsets: [UInt32]
    var targets: [UInt32]
    /// The edge of the original graph of each entry, where they are kept.
    var edges: [UInt32]

    var nodeCount: Int { offsets.count - 1 }

    func range(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

    func degree(of node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }
  }

  /// The links as they are walked, and turned round; the same in an undirected graph.
  let forward: Rows
  let backward: Rows
  let isDirected: Bool
  /// The node of the original graph.
  let names: [UInt32]
  /// How many targets a node stands for.
  let targetsThere: [Double]
  /// How many of the given sources a node stands for.
  let sourcesThere: [Double]
  /// The nodes that stand for a source and can go anywhere. Those with the same greatest hub
  /// as neighbour follow each other: everything is about equally far from them.
  let sources: [UInt32]

  var nodeCount: Int { names.count }

  private init(
    forward: Rows, backward: Rows, isDirected: Bool, names: [UInt32], targetsThere: [Double],
    sourcesThere: [Double]
  ) {
    self.forward = forward
    self.backward = backward
    self.isDirected = isDirected
    self.names = names
    self.targetsThere = targetsThere
    self.sourcesThere = sourcesThere
    let starting = names.indices.filter { sourcesThere[$0] > 0 && forward.degree(of: $0) > 0 }
    let nearest = names.indices.map { node in
      forward.targets[forward.range(of: node)].min().map(Int.init) ?? node
    }
    sources = sorted(starting.map { UInt32($0) }, keyCount: names.count) { nearest[Int($0)] }
  }

  /// The graph in one part, numbered by falling degree.
  ///
  /// - Parameters:
  ///   - sources: How often each node is a source.
  ///   - keepingEdges: Whether `edges` of the rows are wanted.
  init(whole ways: Ways, sources: [Double], keepingEdges: Bool) {
    let count = ways.nodeCount
    let degrees = (0..<count).map { node in
      ways.isDirected
        ? ways.forward.degree(of: node) + ways.backward.degree(of: node)
        : ways.forward.degree(of: node)
    }
    let most = degrees.max() ?? 0
    let names = sorted((0..<count).map { UInt32($0) }, keyCount: most + 1) {
      most - degrees[Int($0)]
    }
    var places = [UInt32](repeating: 0, count: count)
    for (place, name) in names.enumerated() { places[Int(name)] = UInt32(place) }
    let forward = Rows(
      turning: ways.backward, names: names, places: places, keepingEdges: keepingEdges)
    self.init(
      forward: forward,
      backward: ways.isDirected
        ? Rows(turning: ways.forward, names: names, places: places, keepingEdges: keepingEdges)
        : forward,
      isDirected: ways.isDirected, names: names,
      targetsThere: [Double](repeating: 1, count: count),
      sourcesThere: names.map { sources[Int($0)] })
  }

  /// The pieces of more than one link, the largest first.
  ///
  /// - Parameter keepingEdges: Whether `edges` of the rows are wanted.
  init(pieces: GraphPieces, rows: Adjacency, keepingEdges: Bool) {
    let count = rows.nodeCount
    let copies = Copies(pieces: pieces, rows: rows)
    let places = copies.places
    let split = Rows(
      degrees: copies.order.map { copies.degrees[Int($0)] }, keepingEdges: keepingEdges
    ) { split in
      // Filled from the other ends in the order of the largest piece, so its rows ascend.
      pieces.forEachSplitEntry(of: rows, in: copies.nodes) { here, there, node, position in
        split.add(
          places[there], places[here],
          edge: keepingEdges ? rows.edge(at: position, of: node) : 0)
      }
    }
    let there = copies.order.map { copy -> GraphPieces.Counts in
      let copy = Int(copy)
      guard copy >= count else { return pieces.hanging[copy] }
      let head = Int(pieces.heads[copy - count])
      return pieces.whole(of: head) - pieces.below[copy - count]
    }
    self.init(
      forward: split, backward: split, isDirected: false,
      names: copies.order.map { $0 < count ? $0 : pieces.heads[Int($0) - count] },
      targetsThere: there.map(\.nodes), sourcesThere: there.map(\.sources))
  }

  /// Nodes as often as they are in pieces of more than one link.
  ///
  /// A node where it is at home keeps its number; the head of piece p is V + p.
  private struct Copies {
    var degrees: [Int]
    /// The copies in their new order, and the way back.
    var order: [UInt32] = []
    var places: [UInt32]
    /// All nodes, those of the largest piece first, as they are there.
    var nodes: [UInt32] = []

    init(pieces: GraphPieces, rows: Adjacency) {
      let count = rows.nodeCount
      let heads = pieces.heads
      var degrees = [Int](repeating: 0, count: count + heads.count)
      pieces.forEachSplitEntry(of: rows, in: (0..<count).map { UInt32($0) }) { here, _, _, _ in
        degrees[here] += 1
      }
      self.degrees = degrees
      places = [UInt32](repeating: 0, count: degrees.count)
      let largest = pieces.sizes.max() ?? 0
      let bySize = sorted(heads.indices.map { UInt32($0) }, keyCount: largest + 1) {
        largest - pieces.sizes[Int($0)]
      }
      var rank = [Int](repeating: 0, count: heads.count)
      for (place, piece) in bySize.enumerated() { rank[Int(piece)] = place }
      let most = degrees.max() ?? 0
      let inPieces = degrees.indices.filter { degrees[$0] > 0 }.map { UInt32($0) }
      let byDegree = sorted(inPieces, keyCount: most + 1) { most - degrees[Int($0)] }
      order = sorted(byDegree, keyCount: rank.count) { copy in
        rank[Int(copy) < count ? Int(pieces.home[Int(copy)]) : Int(copy) - count]
      }
      for (place, copy) in order.enumerated() { places[Int(copy)] = UInt32(place) }
      var isListed = [Bool](repeating: false, count: count)
      for copy in order.prefix(largest) {
        let node = copy < count ? copy : heads[Int(copy) - count]
        nodes.append(node)
        isListed[Int(node)] = true
      }
      for node in 0..<count where !isListed[node] { nodes.append(UInt32(node)) }
    }
  }
}

extension SearchGraph.Rows {
  /// Rows while they are filled, in any order.
  fileprivate struct Filling {
    var next: [UInt32]
    var targets: [UInt32]
    var edges: [UInt32]
    let keepsEdges: Bool

    @inline(__always)
    mutating func add(_ from: UInt32, _ to: UInt32, edge: Int) {
      let place = Int(next[Int(from)])
      next[Int(from)] += 1
      targets[place] = to
      if keepsEdges { edges[place] = UInt32(truncatingIfNeeded: edge) }
    }
  }

  fileprivate init(degrees: [Int], keepingEdges: Bool, fill: (inout Filling) -> Void) {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(degrees.count + 1)
    var total = 0
    for degree in degrees {
      total += degree
      starts.append(UInt32(total))
    }
    var filling = Filling(
      next: starts, targets: [UInt32](repeating: 0, count: total),
      edges: [UInt32](repeating: 0, count: keepingEdges ? total : 0), keepsEdges: keepingEdges)
    fill(&filling)
    self.init(offsets: starts, targets: filling.targets, edges: filling.edges)
  }

  /// The same links the other way round and under other numbers.
  ///
  /// Rows are filled in the order of the new numbers, so they ascend.
  fileprivate init(turning rows: Adjacency, names: [UInt32], places: [UInt32], keepingEdges: Bool) {
    var degrees = [Int](repeating: 0, count: names.count)
    for target in rows.targets { degrees[Int(places[Int(target)])] += 1 }
    self.init(degrees: degrees, keepingEdges: keepingEdges) { new in
      for node in names.lazy.map(Int.init) {
        for position in rows.range(of: node) {
          new.add(
            places[Int(rows.targets[position])], places[node],
            edge: keepingEdges ? rows.edge(at: position, of: node) : 0)
        }
      }
    }
  }
}

extension GraphPieces {
  /// Every entry of rows whose link is in a piece of more links, as what `Copies` calls both ends,
  /// with its row and position.
  @inline(__always)
  fileprivate func forEachSplitEntry(
    of rows: Adjacency, in nodes: [UInt32],
    _ body: (_ here: Int, _ there: Int, _ node: Int, _ position: Int) -> Void
  ) {
    let (number, home, heads, sizes) = (number, home, heads, sizes)
    let count = rows.nodeCount
    // Two neighbours that are in one piece have their link there, so that for most links a look at
    // one column is enough: it took a third off the preparations.
    let largest = sizes.indices.max { sizes[$0] < sizes[$1] } ?? -1
    var inLargest = home.indices.map { home[$0] == largest ? Int32($0) : -1 }
    if largest >= 0, sizes[largest] > 2 {
      inLargest[Int(heads[largest])] = Int32(count + largest)
    } else {
      inLargest = [Int32](repeating: -1, count: count)
    }
    for node in nodes.lazy.map(Int.init) {
      let here = inLargest[node]
      for position in rows.range(of: node) {
        let target = Int(rows.targets[position])
        let there = inLargest[target]
        if here >= 0 && there >= 0 {
          body(Int(here), Int(there), node, position)
          continue
        }
        // The later end is at home in the piece; the earlier may be its head.
        let isLater = number[node] > number[target]
        let piece = Int(home[isLater ? node : target])
        guard sizes[piece] > 2 else { continue }
        let head = Int(heads[piece])
        body(
          head == node ? count + piece : node, head == target ? count + piece : target, node,
          position)
      }
    }
  }
}

/// Sorts by a key of 0 ..< `keyCount` in O(items + keys); equal ones stay in order.
private func sorted(_ items: [UInt32], keyCount: Int, by key: (UInt32) -> Int) -> [UInt32] {
  var next = [Int](repeating: 0, count: keyCount + 1)
  for item in items { next[key(item) + 1] += 1 }
  for key in 0..<keyCount { next[key + 1] += next[key] }
  var result = items
  for item in items {
    result[next[key(item)]] = item
    next[key(item)] += 1
  }
  return result
}
