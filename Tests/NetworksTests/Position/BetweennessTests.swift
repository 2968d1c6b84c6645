// Goal: exact betweenness is its definition. Method: a matrix twin on every small graph, laws,
// published values, and the same bits on any number of threads.
import Networks
import Primitives
import Testing

struct BetweennessTests {
  private let workers = Workers.one

  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() throws {
    for small in SmallGraphs.every(upTo: 5) {
      let twin = SlowTwin.betweenness(small.matrix(directed: false), byWeight: false)
      let values = try Betweenness().run(on: small.undirected, workers: workers)
      #expect(agree(values, twin.map { $0 / 2 }), "\(small)")
    }
  }

  @Test func isItsDefinitionOnEveryDirectedGraphOfUpToFourNodes() throws {
    for small in SmallGraphs.everyDirected(upTo: 4) {
      let twin = SlowTwin.betweenness(small.matrix(directed: true), byWeight: false)
      #expect(agree(try Betweenness().run(on: small.directed, workers: workers), twin), "\(small)")
    }
  }

  @Test(arguments: 1...30)
  func isItsDefinitionByLength(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 9, pairCount: 18, weighted: true, using: &generator)
    let twin = SlowTwin.betweenness(small.matrix(directed: false), byWeight: true)
    let values = try Betweenness(length: .inverseWeight).run(on: small.undirected, workers: workers)
    #expect(agree(values, twin.map { $0 / 2 }), "seed \(seed)")
    let arrows = SlowTwin.betweenness(small.matrix(directed: true), byWeight: true)
    #expect(
      agree(
        try Betweenness(length: .inverseWeight).run(on: small.directed, workers: workers), arrows),
      "seed \(seed)")
  }

  @Test func equalLengthsAreStepsHoweverLong() throws {
    let graph = Karate.graph
    let steps = try Betweenness().run(on: graph, workers: workers)
    let third = [Double](repeating: 1.0 / 3, count: graph.edgeCount)
    #expect(agree(try Betweenness(length: .given(third)).run(on: graph, workers: workers), steps))
  }

  @Test func lengthsThatOnlyRoundingTellsApartAreEqual() throws {
    // 0 – 1 – 3 is 0.1 + 0.2 long, 0 – 2 – 3 is 0.15 + 0.15: equal, but not to a processor.
    let graph = GraphBuilder.undirected(nodeCount: 4, [(0, 1), (1, 3), (0, 2), (2, 3)])
    let lengths = [0.1, 0.15, 0.2, 0.15]
    let values = try Betweenness(length: .given(lengths)).run(on: graph, workers: workers)
    #expect(values[1] == 0.5)
    #expect(values[2] == 0.5)
  }

  @Test func zacharysClub() throws {
    let raw = try Betweenness().run(on: Karate.graph, workers: workers)
    let values = Betweenness.normalised(raw, directed: false)
    for (node, published) in [
      (0, 0.437635), (33, 0.304075), (32, 0.145247), (2, 0.143657), (31, 0.138276),
    ] {
      #expect(abs(values[node] - published) < 5e-7)
    }
  }

  @Test func theSumIsTheInnerNodesOfAllWays() throws {
    // Every pair at distance d passes d − 1 inner nodes.
    for small in SmallGraphs.every(upTo: 5) {
      let distances = SlowTwin.distances(small.matrix(directed: false), byWeight: false)
      let inner = distances.joined().reduce(0.0) { $0 + ($1 > 0 && $1 < .infinity ? $1 - 1 : 0) }
      let values = try Betweenness().run(on: small.undirected, workers: workers)
      #expect(abs(values.reduce(0, +) - inner / 2) < 1e-9, "\(small)")
    }
  }

  @Test func aPathOfAThousandAndAStar() throws {
    let count = 1_000
    let path = try Betweenness().run(on: SmallGraphs.path(count).undirected, workers: workers)
    for node in [0, 1, 499, 999] {
      #expect(path[node] == Double(node) * Double(count - 1 - node))
    }
    let star = try Betweenness().run(on: SmallGraphs.star(leaves: 50).undirected, workers: workers)
    #expect(star == [1_225] + [Double](repeating: 0, count: 50))
  }

  @Test(arguments: [TieLength.hops, .inverseWeight])
  func oneThreadAndEightGiveTheSameBits(length: TieLength) throws {
    var generator = SeededGenerator(seed: 7)
    let graph = SmallGraphs.random(
      nodeCount: 150, pairCount: 500, weighted: true, using: &generator
    ).undirected
    let one = try Betweenness(length: length).run(on: graph, workers: .one)
    let eight = try Betweenness(length: length).run(on: graph, workers: Workers(threads: 8))
    #expect(one.map(\.bitPattern) == eight.map(\.bitPattern))
  }

  @Test func cancelledWorkSaysSo() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancelledWork.self) {
      try Betweenness().run(
        on: Karate.graph, workers: Workers(threads: 2, cancellation: cancellation))
    }
  }

  @Test func normalisedIsOneInTheMiddleOfAStar() throws {
    let raw = try Betweenness().run(on: SmallGraphs.star(leaves: 5).undirected, workers: workers)
    #expect(Betweenness.normalised(raw, directed: false)[0] == 1)
    #expect(Betweenness.normalised([3, 4], directed: true) == [0, 0])
  }
}
