// Goal: eight draws walked at once give what each gives alone. Method: every lane against
// betweenness of its draw, on every small graph, random ones and shapes that make walks change
// between pushing and pulling; intervals against the way that shares nothing.
import Primitives
import Testing

@testable import Networks

struct RankIntervalsBetweennessTests {
  private static let ways: [RankIntervals.Resampling] = [.losing(0.3), .bootstrap, .losing(0)]

  /// The columns of all lanes: the graph as it is, then each draw.
  private func columns(
    _ intervals: RankIntervals, _ ways: Ways, threads: Int = 1
  ) throws -> [[Double]] {
    try intervals.betweennessLanes(
      of: ways, from: Array(0..<ways.nodeCount), seed: 5, workers: Workers(threads: threads)
    ) { $0 }.flatMap { $0 }
  }

  private func expectLanesToEqualRuns(_ graph: UndirectedGraph, samples: Int) throws {
    for how in Self.ways {
      let intervals = RankIntervals(resampling: how, samples: samples)
      let lanes = try columns(intervals, graph.ways)
      #expect(lanes.count == samples + 1)
      for (lane, column) in lanes.enumerated() {
        var own = RankIntervals.generator(5).fork(lane - 1)
        let drawn = lane == 0 ? graph : intervals.draw(from: graph, using: &own)
        let alone = try Betweenness().run(on: drawn, workers: .one)
        #expect(agree(column.map { $0 / 2 }, alone), "\(how), lane \(lane) of \(graph)")
      }
    }
  }

  private func expectLanesToEqualRuns(_ graph: DirectedGraph, samples: Int) throws {
    for how in Self.ways {
      let intervals = RankIntervals(resampling: how, samples: samples)
      for (lane, column) in try columns(intervals, graph.ways).enumerated() {
        var own = RankIntervals.generator(5).fork(lane - 1)
        let drawn = lane == 0 ? graph : intervals.draw(from: graph, using: &own)
        let alone = try Betweenness().run(on: drawn, workers: .one)
        #expect(agree(column, alone), "\(how), lane \(lane) of \(graph)")
      }
    }
  }

  @Test func everyLaneOfEverySmallGraphEqualsItsRun() throws {
    for small in SmallGraphs.every(upTo: 4) + SmallGraphs.every(upTo: 5).suffix(80) {
      try expectLanesToEqualRuns(small.undirected, samples: 9)
    }
    for small in SmallGraphs.everyDirected(upTo: 3) {
      try expectLanesToEqualRuns(small.directed, samples: 9)
    }
  }

  @Test(arguments: 1...8)
  func everyLaneOfRandomGraphsEqualsItsRun(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let nodeCount = 5 + generator.below(60)
    let small = SmallGraphs.random(
      nodeCount: nodeCount, pairCount: nodeCount * (1 + generator.below(4)),
      weighted: seed % 2 == 0,
      using: &generator)
    try expectLanesToEqualRuns(small.undirected, samples: 12)
    try expectLanesToEqualRuns(small.directed, samples: 12)
  }

  /// A fat part is pulled through, the thin one before and behind it pushed.
  @Test func walksThatPullAndPushEqualTheirRuns() throws {
    let clique = SmallGraphs.clique(30).pairs
    let tail = (0..<20).map { ($0 == 0 ? 29 : 29 + $0, 30 + $0) }
    let other = (0..<20).map { ($0 == 0 ? 0 : 49 + $0, 50 + $0) }
    let second = SmallGraphs.clique(25).pairs.map { ($0.0 + 70, $0.1 + 70) }
    let pairs = clique + tail + other + second + [(49, 70)]
    try expectLanesToEqualRuns(GraphBuilder.undirected(nodeCount: 95, pairs), samples: 7)
    let turned = pairs.enumerated().map {
      $0.offset % 3 == 0 ? ($0.element.1, $0.element.0) : $0.element
    }
    try expectLanesToEqualRuns(GraphBuilder.directed(nodeCount: 95, pairs + turned), samples: 7)
    try expectLanesToEqualRuns(SmallGraphs.path(60).undirected, samples: 7)
    try expectLanesToEqualRuns(SmallGraphs.star(leaves: 60).undirected, samples: 7)
    try expectLanesToEqualRuns(SmallGraphs.star(leaves: 60).directed, samples: 7)
  }

  @Test(arguments: [RankIntervals.Resampling.losing(0.1), .bootstrap])
  func intervalsAreThoseOfTheWayThatSharesNothing(how: RankIntervals.Resampling) throws {
    let intervals = RankIntervals(resampling: how, samples: 40)
    let shared = try intervals.betweenness(on: Karate.graph, seed: 3, workers: .one)
    let alone = try intervals.run(on: Karate.graph, seed: 3, workers: .one) {
      graph throws(CancelledWork) in
      // What rounding alone tells apart is made the same.
      try Betweenness().run(on: graph, workers: .one).map { ($0 * 0x1p20).rounded() }
    }
    #expect(shared == alone)
    #expect(shared[0].rank == 1)
  }

  @Test func threadsChangeNothing() throws {
    var generator = SeededGenerator(seed: 4)
    let graph = SmallGraphs.random(
      nodeCount: 80, pairCount: 300, weighted: false, using: &generator)
    let intervals = RankIntervals(samples: 20)
    let one = try intervals.betweenness(on: graph.directed, seed: 1, workers: .one)
    let columnsOfOne = try columns(intervals, graph.undirected.ways)
    for threads in [2, 8] {
      let workers = Workers(threads: threads)
      #expect(try intervals.betweenness(on: graph.directed, seed: 1, workers: workers) == one)
      #expect(try columns(intervals, graph.undirected.ways, threads: threads) == columnsOfOne)
    }
  }

  @Test func someSourcesAreChosenOnceAndAllOfThemAreExact() throws {
    let intervals = RankIntervals(samples: 9)
    let exact = try intervals.betweenness(on: Karate.graph, seed: 1, workers: .one)
    for sources in [34, 1000] {
      #expect(
        try intervals.betweenness(on: Karate.graph, seed: 1, workers: .one, sources: sources)
          == exact)
    }
    let chosen = RankIntervals.sources(10, of: 34, seed: 1)
    #expect(chosen.count == 10 && Set(chosen).count == 10 && chosen == chosen.sorted())
    let still = RankIntervals(resampling: .losing(0), samples: 9)
    let some = try still.betweenness(on: Karate.graph, seed: 1, workers: .one, sources: 10)
    #expect(some.allSatisfy { $0.low == $0.rank && $0.high == $0.rank })
  }

  @Test func hostileShapes() throws {
    let intervals = RankIntervals(samples: 10)
    for count in 0...3 {
      let lonely = GraphBuilder(nodeCount: count)
      let found = try intervals.betweenness(
        on: lonely.undirected().graph, seed: 1, workers: .one)
      #expect(found == (0..<count).map { _ in RankIntervals.Interval(rank: 1, low: 1, high: 1) })
      #expect(
        try intervals.betweenness(on: lonely.directed().graph, seed: 1, workers: .one) == found)
    }
    // Long and thin: a walk that looked at everyone on every level would not come back.
    let long = try intervals.betweenness(
      on: SmallGraphs.path(20_000).undirected, seed: 1, workers: .one, sources: 2)
    #expect(long.count == 20_000)
  }

  @Test func stopsWhenAsked() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancelledWork.self) {
      try RankIntervals().betweenness(
        on: Karate.graph, seed: 1, workers: Workers(threads: 1, cancellation: cancellation))
    }
  }
}
