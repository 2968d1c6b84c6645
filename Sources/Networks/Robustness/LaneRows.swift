/// The rows of a graph as eight drawn graphs walk them side by side, busiest nodes first.
///
///     mark of a link     0 1 1 0 1 1 1 1      lane l is set: the link is in the l-th of the draws
///
/// Nodes are renumbered by falling degree, which keeps what is touched most in the same few cache
/// lines; rows keep the order of their entries. Shared by all draws: only the marks are theirs.
///
/// Memory: 8 bytes an entry, 8 a node; the marks 1 an entry.
struct LaneRows: Sendable {
  /// The draws that are walked at once.
  static let width = 8
  /// One bit a draw.
  typealias Lanes = UInt8

  let offsets: [UInt32]
  let targets: [UInt32]
  /// The link of each entry.
  let edges: [UInt32]

  var nodeCount: Int { offsets.count - 1 }

  init(_ rows: Adjacency, order: [UInt32], numbers: [UInt32]) {
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    var edges: [UInt32] = []
    offsets.reserveCapacity(rows.nodeCount + 1)
    targets.reserveCapacity(rows.entryCount)
    edges.reserveCapacity(rows.entryCount)
    for old in order.lazy.map(Int.init) {
      for target in rows.neighbours(of: old) { targets.append(numbers[Int(target)]) }
      edges.append(contentsOf: rows.edges(of: old))
      offsets.append(UInt32(targets.count))
    }
    self.offsets = offsets
    self.targets = targets
    self.edges = edges
  }

  /// The marks of the links laid out in step with the entries.
  func entries(of marks: [Lanes]) -> [Lanes] { edges.map { marks[Int($0)] } }
}

/// Both directions of a graph for walks in lanes, and the numbers its nodes had.
struct LaneWays: Sendable {
  let forward: LaneRows
  /// Nil in an undirected graph, whose forward rows are also the rows backward.
  let backward: LaneRows?
  /// The old number of each node.
  let order: [UInt32]
  /// The new number of each node.
  let numbers: [UInt32]

  init(_ ways: Ways) {
    let count = ways.nodeCount
    let degrees = (0..<count).map { ways.forward.degree(of: $0) + ways.backward.degree(of: $0) }
    let order = (0..<count).sorted { (degrees[$1], $0) < (degrees[$0], $1) }.map { UInt32($0) }
    var numbers = [UInt32](repeating: 0, count: count)
    for (new, old) in order.enumerated() { numbers[Int(old)] = UInt32(new) }
    forward = LaneRows(ways.forward, order: order, numbers: numbers)
    backward =
      ways.isDirected ? LaneRows(ways.backward, order: order, numbers: numbers) : nil
    self.order = order
    self.numbers = numbers
  }
}
