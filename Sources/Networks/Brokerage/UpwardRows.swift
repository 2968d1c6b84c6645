/// The links of an undirected graph, each in the row of one of its ends only: that of fewer links,
/// of equals the smaller number.
///
///     offsets   u : 0     v : 2   w : 3
///     targets   [ v  w ]  [ w ]   [ ]            as in the graph's own rows, ascending
///     edges     [ 0  1 ]  [ 2 ]                  in the graph's numbering, where wanted
///
/// Nobody has more than √(2E) links to nodes of at least as many, so a hub has a short row, and a
/// place within a row fits into 16 bits. Links are known by their places in `targets`.
struct UpwardRows: Sendable {
  /// Where each row begins, and the end.
  let offsets: [UInt32]
  /// The upper ends, and one entry more, so that the place behind a row can always be read.
  let targets: [UInt32]
  /// The links' edges, and one entry more; empty unless asked for.
  let edges: [UInt32]

  var nodeCount: Int { offsets.count - 1 }
  var linkCount: Int { targets.count - 1 }

  /// The places of a node's links.
  func range(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// - Parameter withEdges: Whether the edge numbers are wanted, 4 bytes an edge more.
  /// - Complexity: O(V + E) time; 4 bytes an edge and 4 a node.
  init(_ graph: UndirectedGraph, withEdges: Bool) {
    let rows = graph.rows
    let count = rows.nodeCount
    let degrees = zip(rows.offsets.dropFirst(), rows.offsets).map { $0 - $1 }
    var offsets = [UInt32](repeating: 0, count: count + 1)
    var targets = [UInt32](repeating: 0, count: graph.edgeCount + 1)
    var edges = [UInt32](repeating: 0, count: withEdges ? graph.edgeCount + 1 : 0)
    let (allDegrees, allTargets, listed) = (degrees.span, rows.targets.span, rows.listed.span)
    var filledOffsets = offsets.mutableSpan
    var filledTargets = targets.mutableSpan
    var filledEdges = edges.mutableSpan
    var filled = 0
    for node in 0..<count {
      let degree = Int(allDegrees[unchecked: node])
      let before = Int(rows.owned[node])
      let first = rows.owning(of: node).lowerBound
      // Written before it is known whether it counts: which end has fewer links is a coin toss,
      // and guessing it in a branch took twice as long.
      for position in Int(rows.offsets[node])..<first {
        let target = allTargets[unchecked: position]
        filledTargets[unchecked: filled] = target
        if withEdges { filledEdges[unchecked: filled] = listed[unchecked: position &- before] }
        filled &+= Self.isAbove(allDegrees[unchecked: Int(target)], degree)
      }
      for position in first..<Int(rows.offsets[node + 1]) {
        let target = allTargets[unchecked: position]
        filledTargets[unchecked: filled] = target
        if withEdges {
          filledEdges[unchecked: filled] = UInt32(truncatingIfNeeded: before &+ position &- first)
        }
        filled &+= Self.isAbove(allDegrees[unchecked: Int(target)], degree &- 1)
      }
      filledOffsets[node + 1] = UInt32(filled)
    }
    (self.offsets, self.targets, self.edges) = (offsets, targets, edges)
  }

  /// 1 if so, else 0, by the sign of the difference: a comparison became a branch.
  @inline(__always)
  private static func isAbove(_ degree: UInt32, _ other: Int) -> Int {
    Int(truncatingIfNeeded: UInt(bitPattern: other &- Int(degree)) &>> 63)
  }

  /// An edge column laid out in step with the links; needs the edge numbers.
  func column<Value>(of edgeColumn: [Value]) -> [Value] {
    edges.dropLast().map { edgeColumn[Int($0)] }
  }
}
