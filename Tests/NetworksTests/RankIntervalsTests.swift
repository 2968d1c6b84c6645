// Goal: intervals say how far a rank moves. Method: draws that lose nothing, clear and unclear
// places, and the ranks themselves.
import Primitives
import Testing

@testable import Networks

struct RankIntervalsTests {
  @Test func ranksShareTheBestOfEquals() {
    #expect(RankIntervals.ranks([3, 5, 5, .nan, 1]) == [3, 1, 1, 5, 4])
    #expect(RankIntervals.ranks([]) == [])
  }

  @Test func losingNothingMovesNothing() throws {
    let found = try RankIntervals(resampling: .losing(0), samples: 5).run(
      on: Karate.graph, seed: 1, workers: .one
    ) { $0.degrees() }
    #expect(found.allSatisfy { $0.low == $0.rank && $0.high == $0.rank })
    #expect(found[33].rank == 1 && found[0].rank == 2)
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
    let drawn = RankIntervals(resampling: .bootstrap).draw(from: Karate.graph, using: &generator)
    #expect(drawn.totalWeight == 78)
    #expect(drawn.nodeCount == 34)
    let empty = GraphBuilder(nodeCount: 0).undirected().graph
    #expect(
      RankIntervals(resampling: .bootstrap).draw(from: empty, using: &generator).edgeCount == 0)
  }
}
