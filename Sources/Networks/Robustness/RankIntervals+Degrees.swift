public import Primitives

extension RankIntervals {
  /// The rank interval of every node under `degrees()`, without building the draws.
  ///
  /// The same intervals as `run(on:seed:workers:of:)`, to the bit.
  ///
  /// - Complexity: O(`samples` · (V + E)) time; 12 bytes a node and draw, 4 a link and thread.
  public func degrees(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> [Interval] {
    try sums(nodeCount: graph.nodeCount, edgeCount: graph.edgeCount, seed, workers) {
      times, sums in
      // A row holds its edges in ascending order, so this adds in the order of the rows.
      graph.forEachEdge { edge, lower, upper in
        let share = Double(times[edge]) * graph.weight(of: edge)
        sums[lower] += share
        sums[upper] += share
      }
    }
  }

  /// The rank interval of every node under `outDegrees()`, without building the draws.
  ///
  /// - Complexity: As the undirected form.
  public func outDegrees(
    on graph: DirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> [Interval] {
    try sums(nodeCount: graph.nodeCount, edgeCount: graph.edgeCount, seed, workers) {
      times, sums in
      graph.forEachEdge { edge, source, _ in
        sums[source] += Double(times[edge]) * graph.weight(of: edge)
      }
    }
  }

  /// The rank interval of every node under `inDegrees()`, without building the draws.
  ///
  /// - Complexity: As the undirected form.
  public func inDegrees(
    on graph: DirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> [Interval] {
    try sums(nodeCount: graph.nodeCount, edgeCount: graph.edgeCount, seed, workers) {
      times, sums in
      graph.forEachEdge { edge, _, target in
        sums[target] += Double(times[edge]) * graph.weight(of: edge)
      }
    }
  }

  private func sums(
    nodeCount: Int, edgeCount: Int, _ seed: UInt64, _ workers: Workers,
    _ add: @Sendable (_ times: [UInt32], _ sums: inout [Double]) -> Void
  ) throws(CancelledWork) -> [Interval] {
    let generator = Self.generator(seed)
    let ranks = try inChunks(samples + 1, on: workers) { draw -> [UInt32] in
      var own = generator.fork(draw - 1)
      let times =
        draw == 0
        ? [UInt32](repeating: 1, count: edgeCount)
        : self.times(edgeCount: edgeCount, using: &own)
      var sums = [Double](repeating: 0, count: nodeCount)
      add(times, &sums)
      return Self.ranks(sums)
    }
    return intervals(real: ranks[0], drawn: Array(ranks[1...]))
  }
}
