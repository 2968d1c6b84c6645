// Goal: PageRank, from everywhere or from a restart column, solves its equations within the bound
// it promises, on any number of threads. Method: elimination on every small graph, laws, hostile
// shapes.
import Networks
import Primitives
import Testing

struct PageRankTests {
  @Test func fromOneNodeOnEveryDirectedGraphOfUpToFourNodes() {
    for (place, small) in SmallGraphs.everyDirected(upTo: 4).enumerated() {
      let graph = small.directed
      let matrix = small.matrix(directed: true)
      // Every node of the smaller ones; of the larger, by turns, every fourth of every fourth.
      for node in 0..<small.nodeCount where small.nodeCount < 4 || place % 16 == node * 5 {
        var restart = [Double](repeating: 0, count: small.nodeCount)
        restart[node] = 3
        let result = PageRank().run(on: graph, restart: restart)
        let twin = SlowTwin.pageRank(matrix, damping: 0.85, restart: restart)
        #expect(result.converged)
        #expect(agree(result.values, twin, within: 1e-11), "\(small) from \(node)")
      }
    }
  }

  @Test func fromAnUnevenRestartOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) where small.nodeCount > 0 {
      let restart = (0..<small.nodeCount).map { Double($0 % 3) + ($0 == 0 ? 1 : 0) }
      let result = PageRank().run(on: small.undirected, restart: restart)
      let twin = SlowTwin.pageRank(
        small.matrix(directed: false), damping: 0.85, restart: restart)
      let everywhere = SlowTwin.pageRank(small.matrix(directed: false), damping: 0.85)
      #expect(result.converged)
      #expect(agree(result.values, twin, within: 1e-11), "\(small)")
      #expect(agree(PageRank().run(on: small.undirected).values, everywhere, within: 1e-11))
    }
  }

  @Test(arguments: 1...12)
  func weightsDeadEndsAndDampings(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let damping = [0, 0.5, 0.85, 0.99][Int(seed % 4)]
    let small = SmallGraphs.random(
      nodeCount: 30, pairCount: 45, weighted: true, using: &generator)
    let restart = (0..<30).map { _ in generator.chance(0.3) ? generator.unit() : 0 }
    for directed in [false, true] {
      let rank = PageRank(damping: damping)
      let result =
        directed
        ? rank.run(on: small.directed, restart: restart)
        : rank.run(on: small.undirected, restart: restart)
      let twin = SlowTwin.pageRank(
        small.matrix(directed: directed), damping: damping, restart: restart)
      #expect(agree(result.values, twin, within: 1e-10), "seed \(seed) directed \(directed)")
      #expect(abs(result.values.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test(arguments: [1e-2, 1e-5, 1e-9])
  func theAnswerKeepsTheBoundItPromises(tolerance: Double) {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<10 {
      let small = SmallGraphs.random(
        nodeCount: 40, pairCount: 70, weighted: false, using: &generator)
      let even = [Double](repeating: 1.0 / 40, count: 40)
      for directed in [false, true] {
        let matrix = small.matrix(directed: directed)
        let rank = PageRank(tolerance: tolerance)
        let result = directed ? rank.run(on: small.directed) : rank.run(on: small.undirected)
        let exact = SlowTwin.pageRank(matrix, damping: 0.85)
        let off = zip(result.values, exact).reduce(0) { $0 + abs($1.0 - $1.1) }
        #expect(off <= 0.85 / 0.15 * tolerance)
        let again = SlowTwin.pageRankStep(
          result.values, matrix, damping: 0.85, restart: even)
        let change = zip(result.values, again).reduce(0) { $0 + abs($1.0 - $1.1) }
        #expect(change <= 0.85 * tolerance * (1 + 1e-3) + 1e-15)
      }
    }
  }

  @Test func isLinearInTheRestartWhereNothingEnds() {
    let graph = Karate.graph
    var one = [Double](repeating: 0, count: 34)
    var other = one
    one[3] = 1
    other[20] = 1
    let mixed = (0..<34).map { 0.25 * one[$0] + 0.75 * other[$0] }
    let first = PageRank().run(on: graph, restart: one).values
    let second = PageRank().run(on: graph, restart: other).values
    #expect(
      agree(
        PageRank().run(on: graph, restart: mixed).values,
        (0..<34).map { 0.25 * first[$0] + 0.75 * second[$0] }, within: 1e-11))
    let even = [Double](repeating: 7, count: 34)
    #expect(
      agree(PageRank().run(on: graph, restart: even).values, PageRank().run(on: graph).values))
  }

  @Test func whatTheRestartDoesNotReachHasNothing() {
    let both = SmallGraph(
      nodeCount: 69, pairs: Karate.pairs + Karate.pairs.map { ($0.0 + 34, $0.1 + 34) })
    var restart = [Double](repeating: 0, count: 69)
    restart[5] = 1
    for values in [
      PageRank().run(on: both.undirected, restart: restart).values,
      PageRank().run(on: both.directed, restart: restart).values,
    ] {
      #expect(values[34...].allSatisfy { $0 == 0 })
      #expect(abs(values.reduce(0, +) - 1) < 1e-12)
    }
    restart = [Double](repeating: 0, count: 69)
    restart[68] = 2
    #expect(PageRank().run(on: both.undirected, restart: restart).values[68] == 1)
  }

  // 24,000 nodes and entries with direction make eight blocks, 42,000 without make two.
  @Test(arguments: [false, true])
  func anyNumberOfThreadsGivesTheSameBits(weighted: Bool) throws {
    var generator = SeededGenerator(seed: 3)
    let small = SmallGraphs.random(
      nodeCount: 6_000, pairCount: 18_000, weighted: weighted, using: &generator)
    let restart = (0..<6_000).map { _ in generator.unit() }
    let rank = PageRank(tolerance: 1e-6)
    let both = small.undirected
    let along = small.directed
    let undirected = rank.run(on: both)
    let directed = rank.run(on: along, restart: restart)
    for threads in [2, 8] {
      let workers = Workers(threads: threads)
      #expect(try rank.run(on: both, workers: workers) == undirected)
      #expect(try rank.run(on: along, restart: restart, workers: workers) == directed)
    }
  }

  @Test func hostileShapes() throws {
    let rank = PageRank()
    #expect(rank.run(on: GraphBuilder(nodeCount: 1).undirected().graph).values == [1])
    let star = rank.run(on: SmallGraphs.star(leaves: 1_000).undirected)
    #expect(star.converged && abs(star.values.reduce(0, +) - 1) < 1e-12)
    // The leaves share what the centre gives on: r(0) = .15/N + .85 (1 − r(0)).
    #expect(abs(star.values[0] - (0.15 / 1_001 + 0.85) / 1.85) < 1e-12)
    let clique = rank.run(on: SmallGraphs.clique(40).undirected)
    #expect(clique.values.allSatisfy { abs($0 - 1.0 / 40) < 1e-15 })
    #expect(clique.rounds == 1)
    let path = SmallGraphs.path(1_500)
    let there = rank.run(on: path.directed)
    #expect(there.converged && abs(there.values.reduce(0, +) - 1) < 1e-12)
    // Along the path r(v + 1) = c + .85 r(v), up to the end.
    let start = there.values[0]
    #expect(abs(there.values[1] - 1.85 * start) < 1e-12)
    #expect(abs(there.values[1_499] - start / 0.15) < 1e-12)
    #expect(rank.run(on: path.undirected).converged)
  }

  @Test func stopsWhereItMustAndSaysSo() throws {
    let short = PageRank(roundsMax: 2).run(on: Karate.graph)
    #expect(!short.converged && short.rounds == 2)
    #expect(abs(short.values.reduce(0, +) - 1) < 1e-12)
    #expect(PageRank(tolerance: 1e-300, roundsMax: 90).run(on: Karate.graph).rounds <= 90)
    let stopped = Cancellation()
    stopped.cancel()
    #expect(throws: CancelledWork.self) {
      try PageRank().run(
        on: Karate.graph, workers: Workers(threads: 2, cancellation: stopped))
    }
  }
}
