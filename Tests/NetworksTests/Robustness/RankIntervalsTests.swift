// Goal: intervals say how far a rank moves. Method: draws that lose nothing, clear and unclear
// places, the ranks themselves against counting, and draws by hand.
import Primitives
import Testing

@testable import Networks

struct RankIntervalsTests {
  @Test func ranksShareTheBestOfEquals() {
    #expect(RankIntervals.ranks([3, 5, 5, .nan, 1]) == [3, 1, 1, 5, 4])
    #expect(RankIntervals.ranks([0, -0.0, -.infinity, .nan, .infinity]) == [2, 2, 4, 4, 1])
    #expect(RankIntervals.ranks([.infinity, .infinity, 7]) == [1, 1, 3])
    #expect(RankIntervals.ranks([]) == [])
  }

  @Test(arguments: 1...20)
  func aRankIsOneMoreThanTheNumberOfLargerValues(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let values = (0..<200).map { _ -> Double in
      let size = generator.chance(0.5) ? Double(generator.below(20)) : generator.unit()
      return generator.chance(0.5) ? size : -1e9 * size
    }
    let counted = values.map { value in 1 + UInt32(values.count(where: { $0 > value })) }
    #expect(RankIntervals.ranks(values) == counted)
  }

  @Test func valuesWithinTheSlackAreEqual() {
    let close = [1, 1 - 1e-12, 2, 2 + 1e-12, 0, 1 - 1e-6]
    #expect(RankIntervals.ranks(close, slack: 1e-9) == [3, 3, 1, 1, 6, 5])
    #expect(RankIntervals.ranks([0, 0, .nan], slack: 1e-9) == [1, 1, 3])
  }

  @Test func losingNothingMovesNothing() throws {
    let intervals = RankIntervals(resampling: .losing(0), samples: 5)
    let found = try intervals.run(on: Karate.graph, seed: 1, workers: .one) { $0.degrees() }
    #expect(found.allSatisfy { $0.low == $0.rank && $0.high == $0.rank })
    #expect(found[33].rank == 1 && found[0].rank == 2)
    let directed = GraphBuilder.directed(nodeCount: 4, [(0, 1), (2, 1), (3, 1), (1, 0)])
    let popular = try intervals.run(on: directed, seed: 1, workers: .one) { $0.inDegrees() }
    #expect(popular.map(\.rank) == [2, 1, 3, 3])
    #expect(popular.allSatisfy { $0.low == $0.rank && $0.high == $0.rank })
  }

  @Test(arguments: [RankIntervals.Resampling.losing(0.1), .bootstrap])
  func theTopOfZacharysClubIsSureAndTheMiddleIsNot(how: RankIntervals.Resampling) throws {
    let intervals = RankIntervals(resampling: how, samples: 100)
    let found = try intervals.run(on: Karate.graph, seed: 1, workers: .one) { $0.degrees() }
    #expect(found[33].low == 1 && found[33].high <= 5)
    #expect(found[30].high - found[30].low > found[33].high - found[33].low)
    #expect(found.allSatisfy { $0.low <= $0.high && $0.low >= 1 && $0.high <= 34 })
    let eight = try intervals.run(on: Karate.graph, seed: 1, workers: Workers(threads: 8)) {
      $0.degrees()
    }
    #expect(found == eight)
  }

  @Test func aBootstrapDrawsAsManyLinksAsThereAre() {
    var generator = SeededGenerator(seed: 2)
    let bootstrap = RankIntervals(resampling: .bootstrap)
    let drawn = bootstrap.draw(from: Karate.graph, using: &generator)
    #expect(drawn.totalWeight == 78)
    #expect(drawn.nodeCount == 34)
    let empty = GraphBuilder(nodeCount: 0).undirected().graph
    #expect(bootstrap.draw(from: empty, using: &generator).edgeCount == 0)
    let directed = GraphBuilder.directed(nodeCount: 3, [(0, 1), (1, 0), (1, 2), (2, 0)])
    let again = bootstrap.draw(from: directed, using: &generator)
    #expect(again.weights?.reduce(0, +) == 4)
    #expect(again.nodeCount == 3)
  }

  @Test(arguments: 1...10)
  func aDrawKeepsDirectionsAndWeights(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 12, pairCount: 40, weighted: true, using: &generator
    ).directed
    let drawn = RankIntervals(resampling: .losing(0.4)).draw(from: graph, using: &generator)
    #expect(drawn.edgeCount < graph.edgeCount)
    drawn.forEachEdge { edge, source, target in
      let old = graph.edge(from: source, to: target)
      #expect(old.map(graph.weight(of:)) == drawn.weight(of: edge))
    }
    let all = graph.keeping(edges: [Bool](repeating: true, count: graph.edgeCount))
    #expect(all == graph)
  }

  @Test(arguments: [RankIntervals.Resampling.losing(0.2), .bootstrap])
  func degreesAreThoseOfTheDraws(how: RankIntervals.Resampling) throws {
    let intervals = RankIntervals(resampling: how, samples: 20)
    var generator = SeededGenerator(seed: 9)
    for weighted in [false, true] {
      var small = SmallGraphs.random(
        nodeCount: 30, pairCount: 120, weighted: weighted, using: &generator)
      small.weights = small.weights?.map { 0.1 * $0 }
      let (graph, directed) = (small.undirected, small.directed)
      #expect(
        try intervals.degrees(on: graph, seed: 1, workers: .one)
          == intervals.run(on: graph, seed: 1, workers: .one) { $0.degrees() })
      #expect(
        try intervals.outDegrees(on: directed, seed: 1, workers: Workers(threads: 8))
          == intervals.run(on: directed, seed: 1, workers: .one) { $0.outDegrees() })
      #expect(
        try intervals.inDegrees(on: directed, seed: 1, workers: Workers(threads: 2))
          == intervals.run(on: directed, seed: 1, workers: .one) { $0.inDegrees() })
    }
    let nobody = GraphBuilder(nodeCount: 0).undirected().graph
    #expect(try intervals.degrees(on: nobody, seed: 1, workers: .one).isEmpty)
  }
}
