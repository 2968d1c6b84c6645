/// A depth-first walk through every piece, and how far up each node can still get.
///
/// What hangs on a single node or link is read from it in one pass over nodes or edges, so the
/// walk itself keeps nothing but this: 20 bytes a node.
struct DepthFirstForest {
  /// The nodes in the order in which they were entered; a piece is one stretch of it.
  private(set) var order: [UInt32] = []
  /// The place of each node in `order` (NUMBER of the paper).
  private(set) var number: [UInt32]
  /// The node each was entered from; itself for the root of a piece.
  private(set) var parent: [UInt32]
  /// LOWPT of the paper: the smallest number to which the nodes below and including this one are
  /// linked, other than by the link it was entered by.
  private(set) var low: [UInt32]

  private static let unseen = UInt32.max

  init(rows: Adjacency) {
    let count = rows.nodeCount
    order.reserveCapacity(count)
    number = [UInt32](repeating: Self.unseen, count: count)
    parent = number
    low = number
    // The next entry of each row to look at; the path back is in `parent`.
    var next = Array(rows.offsets.prefix(count))
    for root in 0..<count where number[root] == Self.unseen {
      enter(root, from: root)
      var node = root
      while true {
        if next[node] < rows.offsets[node + 1] {
          let target = Int(rows.targets[Int(next[node])])
          next[node] += 1
          if number[target] == Self.unseen {
            enter(target, from: node)
            node = target
          } else if target != Int(parent[node]) {
            // No repeats in a graph: a link to the parent is the one it was entered by.
            low[node] = min(low[node], number[target])
          }
        } else {
          let above = Int(parent[node])
          if above == node { break }
          low[above] = min(low[above], low[node])
          node = above
        }
      }
    }
  }

  private mutating func enter(_ node: Int, from above: Int) {
    number[node] = UInt32(order.count)
    low[node] = number[node]
    parent[node] = UInt32(above)
    order.append(UInt32(node))
  }

  /// Whether the node is the root of its piece.
  func isRoot(_ node: Int) -> Bool { parent[node] == node }

  /// Whether the nodes below and including this one reach the others through its parent only. Not
  /// of a root.
  func hangsOnParent(_ node: Int) -> Bool { low[node] >= number[Int(parent[node])] }

  /// Whether they reach them by the link to its parent only. Not of a root.
  func hangsOnLink(_ node: Int) -> Bool { low[node] > number[Int(parent[node])] }

  /// The end of a link that was entered later. It lies below the other: a depth-first walk leaves
  /// no links between branches.
  func deeper(_ a: Int, _ b: Int) -> Int { number[a] > number[b] ? a : b }
}
