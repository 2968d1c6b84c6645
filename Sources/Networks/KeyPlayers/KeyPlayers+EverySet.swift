import Primitives

extension KeyPlayers {
  /// Whether there are few enough sets to try them all, and each can be measured exactly.
  func triesEverySet(of graph: UndirectedGraph) -> Bool {
    guard isExact(on: graph) else { return false }
    let nodes = graph.nodeCount
    let row = nodes + graph.rows.entryCount
    let column = purpose == .fragmentation ? row : row * nodes
    // Sets of one node fewer: a column tries every last member at once. Saturating, because there
    // can be more than fit a word.
    var sets = 1.0
    for member in 0..<max(0, min(count, nodes) - 1) {
      sets = sets * Double(nodes - member) / Double(member + 1)
    }
    return sets * Double(column) <= Double(exactEntriesMax)
  }

  /// The best of all sets: for every set of one node fewer, one column has the worth of it with
  /// each node added.
  func best(of graph: UndirectedGraph, workers: Workers) throws(CancelledWork) -> Result {
    let size = min(count, graph.nodeCount)
    let none = Result(players: [], value: 0, isExact: true, isBest: true)
    guard size > 0 else { return none }
    let heads = Self.sets(of: size - 1, from: graph.nodeCount - 1)
    let one = Workers(threads: 1, cancellation: workers.cancellation)
    let chunks = min(heads.count, 64)
    let parts = try inCancellableChunks(chunks, on: workers) {
      chunk throws(CancelledWork) -> Result in
      var best = none
      for place in chunkBounds(chunk, of: chunks, count: heads.count) {
        let head = heads[place]
        let worth = try column(with: head, on: graph, seed: 0, workers: one)
        // Members ascend, so that every set is met once.
        for last in ((head.last ?? -1) + 1)..<graph.nodeCount
        where best.players.isEmpty || worth[last] > best.value + Self.noise {
          best = Result(players: head + [last], value: worth[last], isExact: true, isBest: true)
        }
      }
      return best
    }
    return parts.reduce(none) { best, other in
      best.players.isEmpty || other.value > best.value + Self.noise ? other : best
    }
  }

  /// Every set of `size` numbers of 0 ..< `count`, each ascending, in order.
  private static func sets(of size: Int, from count: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    guard count >= size else { return [] }
    var sets: [[Int]] = []
    var set = Array(0..<size)
    while true {
      sets.append(set)
      // The last member that can still grow; those after it follow close behind.
      guard let place = set.indices.last(where: { set[$0] < count - size + $0 }) else {
        return sets
      }
      set[place] += 1
      for next in (place + 1)..<max(size, place + 1) { set[next] = set[next - 1] + 1 }
    }
  }
}
