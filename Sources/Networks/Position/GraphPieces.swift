/// The pieces of a graph that no single node holds together (biconnected components).
///
///     a   d             Taking c away parts {a, b} from {d, e}, so the pieces are abc and cde.
///     | \ | \           Between two pieces every way leads through their common node: what
///     b – c – e         happens inside one needs to know of the other only how many are there.
///
/// A depth-first search enters each piece through one node, its *head*. Every other node of the
/// piece is *at home* in it; a node is at home in one piece, or in none if the search began there,
/// and heads any number. The piece of a link is the one where the later end is at home.
///
/// Along the way it counts, for any column of whole numbers, what hangs on each node and piece.
///
/// Time and memory O(V + E); no recursion. The same input gives the same output.
///
/// > J. Hopcroft, R. Tarjan. "Algorithm 447: efficient algorithms for graph manipulation." 1973.
/// > DOI:[10.1145/362248.362272](https://doi.org/10.1145/362248.362272)
struct GraphPieces {
  /// A count of all nodes, and one of the nodes a measure starts from.
  struct Counts {
    var nodes: Double
    var sources: Double

    static func + (a: Counts, b: Counts) -> Counts {
      Counts(nodes: a.nodes + b.nodes, sources: a.sources + b.sources)
    }

    static func - (a: Counts, b: Counts) -> Counts {
      Counts(nodes: a.nodes - b.nodes, sources: a.sources - b.sources)
    }
  }

  /// The piece each node is at home in; −1 where the search began.
  private(set) var home: [Int32]
  /// The order in which the search came to the nodes.
  private(set) var number: [Int32]
  /// The node through which each piece was entered.
  private(set) var heads: [UInt32] = []
  /// The nodes of each piece, its head with them.
  private(set) var sizes: [Int] = []
  /// What a piece's head parts from the rest: the piece without it and all that hangs on that.
  private(set) var below: [Counts] = []
  /// A node and all that it parts from the piece where it is at home.
  private(set) var hanging: [Counts]
  /// All that can be reached from the node, itself too, by the node where the search began.
  private var wholes: [Counts]
  private var start: [UInt32]

  /// All that can be reached from a node, itself too.
  func whole(of node: Int) -> Counts { wholes[Int(start[node])] }

  /// The piece of the link between two neighbours.
  func piece(of a: Int, _ b: Int) -> Int { Int(home[number[a] > number[b] ? a : b]) }

  /// - Parameters:
  ///   - rows: Every link in the row of both ends.
  ///   - sources: How often the measure starts from each node.
  init(rows: Adjacency, sources: [Double]) {
    let count = rows.nodeCount
    home = [Int32](repeating: -1, count: count)
    number = home
    start = [UInt32](repeating: 0, count: count)
    hanging = sources.map { Counts(nodes: 1, sources: $0) }
    wholes = hanging
    var search = Search(rows: rows)
    for root in 0..<count where number[root] < 0 {
      enter(root, from: root, &search)
      while let node = search.path.last {
        if let next = search.step(from: node, number) {
          enter(next, from: root, &search)
        } else {
          leave(node, &search)
        }
      }
    }
  }

  /// What only the search itself needs.
  private struct Search {
    let rows: Adjacency
    var path: [Int] = []
    /// Nodes that were left, but whose piece is not complete.
    var open: [Int] = []
    var low: [Int32]
    var next: [UInt32]
    var seen: Int32 = 0

    init(rows: Adjacency) {
      self.rows = rows
      low = [Int32](repeating: 0, count: rows.nodeCount)
      next = Array(rows.offsets.dropLast())
    }

    /// The next neighbour that was never come to; what was seen on the way there is kept in `low`.
    mutating func step(from node: Int, _ number: [Int32]) -> Int? {
      var position = Int(next[node])
      let end = Int(rows.offsets[node + 1])
      var lowest = low[node]
      var found: Int?
      while position < end && found == nil {
        let target = Int(rows.targets[position])
        let other = number[target]
        // The link back to where the search came from is harmless: it is no lower than that.
        if other < 0 { found = target } else { lowest = min(lowest, other) }
        position += 1
      }
      next[node] = UInt32(position)
      low[node] = lowest
      return found
    }
  }

  private mutating func enter(_ node: Int, from root: Int, _ search: inout Search) {
    number[node] = search.seen
    search.low[node] = search.seen
    search.seen += 1
    start[node] = UInt32(root)
    search.path.append(node)
    search.open.append(node)
  }

  private mutating func leave(_ node: Int, _ search: inout Search) {
    search.path.removeLast()
    guard let parent = search.path.last else {
      search.open.removeAll(keepingCapacity: true)
      return
    }
    wholes[parent] = wholes[parent] + wholes[node]
    search.low[parent] = min(search.low[parent], search.low[node])
    guard search.low[node] >= number[parent] else { return }
    // Nothing below `node` reaches past `parent`: the piece is complete.
    let piece = Int32(heads.count)
    var size = 1
    while let member = search.open.popLast() {
      home[member] = piece
      size += 1
      if member == node { break }
    }
    heads.append(UInt32(parent))
    sizes.append(size)
    below.append(wholes[node])
    hanging[parent] = hanging[parent] + wholes[node]
  }
}
