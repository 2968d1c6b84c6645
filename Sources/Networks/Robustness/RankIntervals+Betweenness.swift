public import Primitives

extension RankIntervals {
  /// Values of betweenness are equal when they differ by less than a billionth of their size.
  ///
  /// Two nodes in the same position have the same betweenness on paper; added up in another order
  /// they differ in the last bits, and without it the order of the additions would decide which
  /// ranks first.
  static let sameBetweenness = 1e-9

  /// The rank interval of every node under betweenness by steps.
  ///
  /// The same draws and, but for values within a billionth of each other, which are equal here,
  /// the same intervals as `run(on:seed:workers:of:)` with `Betweenness()`. Eight draws are walked
  /// at once, see `LaneWalk`: .24 ms a draw and source on a social graph of 20,000 nodes and
  /// 200,000 links, where igraph takes 3.7 ms and GAPBS 3.9 for a source of the graph as it is (one
  /// thread; `GraphRace rank_intervals`).
  ///
  /// Reads as: who would still stand between the others if a tenth of the links were wrong.
  ///
  /// Complexity: O(sources · E · samples / 8) time at best, when all draws have the same
  /// distances, and eight times that at worst. Memory: 4 bytes a node and draw, 16 a node and 16 a
  /// link (twice that with directions); and for each thread about 240 a node and 10 a link, at
  /// worst (no two draws with the same distances) 350 a node and 90 a link. Exact; any number of
  /// threads gives the same output.
  ///
  /// - Parameters:
  ///   - graph: Weights are not looked at.
  ///   - seed: Print it with the result.
  ///   - workers: Threads for groups of eight draws; asked whether to stop after each source.
  ///   - sources: Nil, the default, counts the ways from everyone: exact. A number counts those
  ///     from as many nodes, chosen by the seed and the same in all draws: an estimate whose
  ///     places below the top are noisy, in the draws as in the rank with all links.
  public func betweenness(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers, sources: Int? = nil
  ) throws(CancelledWork) -> [Interval] {
    try betweenness(on: graph.ways, seed: seed, workers: workers, sources: sources)
  }

  /// The rank interval of every node under betweenness by steps along the direction of the links.
  ///
  /// - Parameters:
  ///   - graph: Weights are not looked at; a → b and b → a are lost or drawn each by itself.
  ///   - seed: Print it with the result.
  ///   - workers: Threads for groups of eight draws; asked whether to stop after each source.
  ///   - sources: Nil for all, which is exact; or how many, an estimate. See the undirected form.
  public func betweenness(
    on graph: DirectedGraph, seed: UInt64, workers: Workers, sources: Int? = nil
  ) throws(CancelledWork) -> [Interval] {
    try betweenness(on: graph.ways, seed: seed, workers: workers, sources: sources)
  }

  private func betweenness(
    on ways: Ways, seed: UInt64, workers: Workers, sources: Int?
  ) throws(CancelledWork) -> [Interval] {
    let chosen = Self.sources(sources, of: ways.nodeCount, seed: seed)
    let groups = try betweennessLanes(
      of: ways, from: chosen, seed: seed, workers: workers
    ) { Self.ranks($0, slack: Self.sameBetweenness) }
    let ranks = groups.flatMap { $0 }
    return intervals(real: ranks[0], drawn: Array(ranks[1...]))
  }

  /// Σ δ(s, v) over the sources, of the graph as it is and then of each draw, eight at a time.
  ///
  /// - Parameter body: What is to be kept of each column.
  func betweennessLanes<Kept: Sendable>(
    of ways: Ways, from sources: [Int], seed: UInt64, workers: Workers,
    _ body: @Sendable ([Double]) -> Kept
  ) throws(CancelledWork) -> [[Kept]] {
    let lanes = LaneWays(ways)
    let width = LaneRows.width
    return try inCancellableChunks((samples + width) / width, on: workers) {
      group throws(CancelledWork) -> [Kept] in
      let draws = (group * width)..<min((group + 1) * width, samples + 1)
      let marks = laneMarks(draws, edgeCount: ways.edgeCount, seed: seed)
      let walk = try LaneWalk(
        along: lanes, lanes: .max >> (width - draws.count), marks: marks, from: sources,
        cancellation: workers.cancellation)
      return (0..<draws.count).map { body(walk.column(lane: $0, numbers: lanes.numbers)) }
    }
  }

  /// For each link the lanes that have it. Draw 0 is the graph as it is; the others are counted
  /// from 1.
  private func laneMarks(
    _ draws: Range<Int>, edgeCount: Int, seed: UInt64
  ) -> [LaneRows.Lanes] {
    let generator = Self.generator(seed)
    var marks = [LaneRows.Lanes](repeating: 0, count: edgeCount)
    for (lane, draw) in draws.enumerated() {
      guard draw > 0 else {
        for edge in marks.indices { marks[edge] |= 1 << lane }
        continue
      }
      var own = generator.fork(draw - 1)
      let times = times(edgeCount: edgeCount, using: &own)
      for edge in marks.indices where times[edge] > 0 { marks[edge] |= 1 << lane }
    }
    return marks
  }

  /// As many different nodes as asked for, ascending; all of them when there are no more.
  static func sources(_ wanted: Int?, of nodeCount: Int, seed: UInt64) -> [Int] {
    precondition(wanted ?? 1 >= 1, "an estimate needs at least one source")
    var nodes = Array(0..<nodeCount)
    guard let wanted, wanted < nodeCount else { return nodes }
    var generator = generator(seed).fork("sources")
    for place in 0..<wanted {
      nodes.swapAt(place, place + generator.below(nodeCount - place))
    }
    return nodes[0..<wanted].sorted()
  }
}

extension LaneWalk {
  /// Walks from all sources.
  ///
  /// - Parameters:
  ///   - ways: Rows in their new order.
  ///   - marks: The lanes of each link.
  ///   - sources: By their old numbers.
  convenience init(
    along ways: LaneWays, lanes: Lanes, marks: [Lanes], from sources: [Int],
    cancellation: Cancellation?
  ) throws(CancelledWork) {
    self.init(nodeCount: ways.forward.nodeCount, lanes: lanes)
    let forwardMarks = ways.forward.entries(of: marks)
    let backward = ways.backward ?? ways.forward
    let backwardMarks = ways.backward?.entries(of: marks) ?? forwardMarks
    var stopped = false
    ways.forward.withEntries(marks: forwardMarks) { forward in
      backward.withEntries(marks: backwardMarks) { backward in
        for source in sources {
          stopped = cancellation?.isCancelled == true
          if stopped { return }
          add(
            source: Int(ways.numbers[source]), forward: forward, backward: backward,
            entryCount: forwardMarks.count)
        }
      }
    }
    if stopped { throw CancelledWork() }
  }

  /// The sums of one lane by the old numbers.
  func column(lane: Int, numbers: [UInt32]) -> [Double] { numbers.map { sums[Int($0)][lane] } }
}

extension LaneRows {
  /// Lends the entries without checks; valid inside only.
  fileprivate func withEntries(marks: [Lanes], _ body: (LaneWalk.Entries) -> Void) {
    offsets.withUnsafeBufferPointer { offsets in
      targets.withUnsafeBufferPointer { targets in
        marks.withUnsafeBufferPointer { marks in
          // Without a base address there is no entry, and so nothing to walk.
          guard let starts = offsets.baseAddress, let ends = targets.baseAddress,
            let lanes = marks.baseAddress
          else { return }
          body(LaneWalk.Entries(offsets: starts, targets: ends, marks: lanes))
        }
      }
    }
  }
}
