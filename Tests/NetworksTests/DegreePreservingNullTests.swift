// Goal: the null keeps the degrees and nothing else. Method: laws on random graphs, and the
// evenness
// of the draw where every graph with the degrees can be listed.
import Networks
import Primitives
import Testing

struct DegreePreservingNullTests {
  @Test(arguments: 1...10)
  func keepsDegreesAndWeights(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 30, pairCount: 60, weighted: true, using: &generator
    ).undirected
    let drawn = DegreePreservingNull().draw(from: graph, using: &generator)
    #expect((0..<30).map { drawn.degree(of: $0) } == (0..<30).map { graph.degree(of: $0) })
    #expect(drawn.edgeCount == graph.edgeCount)
    #expect(drawn.weights?.sorted() == graph.weights?.sorted())
    #expect(drawn.rows != graph.rows)
  }

  @Test func everyGraphWithTheDegreesIsEquallyLikely() {
    let start = SmallGraphs.path(5).undirected
    let degrees = (0..<5).map { start.degree(of: $0) }
    let all = SmallGraphs.every(upTo: 5).map(\.undirected)
      .filter { $0.nodeCount == 5 && (0..<5).map($0.degree(of:)) == degrees }
    var counts: [UndirectedGraph: Int] = [:]
    var generator = SeededGenerator(seed: 3)
    let draws = 300 * all.count
    for _ in 0..<draws {
      counts[DegreePreservingNull().draw(from: start, using: &generator), default: 0] += 1
    }
    #expect(Set(counts.keys) == Set(all))
    // 300 each; six standard deviations are about 100.
    #expect(counts.values.allSatisfy { abs($0 - 300) < 100 })
  }

  @Test func whatTheDegreesFixStandsInTheMiddle() throws {
    let null = DegreePreservingNull(samples: 10)
    let degrees = try null.percentiles(on: Karate.graph, seed: 1, workers: .one) { $0.degrees() }
    #expect(degrees == [Double](repeating: 0.5, count: 34))
    let brokerage = try null.percentiles(
      on: GraphBuilder(nodeCount: 2).undirected().graph, seed: 1, workers: .one
    ) { $0.brokerage().constraint }
    #expect(brokerage == [0.5, 0.5])
  }

  @Test func aBridgeBetweenCliquesStandsOut() throws {
    // Two cliques of six held together by node 12 alone: hardly ever so by chance.
    var pairs =
      SmallGraphs.clique(6).pairs + SmallGraphs.clique(6).pairs.map { ($0.0 + 6, $0.1 + 6) }
    pairs += [(0, 12), (12, 6)]
    let graph = GraphBuilder.undirected(nodeCount: 13, pairs)
    let measure: @Sendable (UndirectedGraph) throws(CancelledWork) -> [Double] = {
      graph throws(CancelledWork) in try Betweenness().run(on: graph, workers: .one)
    }
    let one = try DegreePreservingNull().percentiles(
      on: graph, seed: 2, workers: .one, of: measure)
    #expect(one[12] > 0.95)
    #expect(one[3] < 0.5)
    let eight = try DegreePreservingNull().percentiles(
      on: graph, seed: 2, workers: Workers(threads: 8), of: measure)
    #expect(one == eight)
  }

  @Test func hostileShapes() {
    var generator = SeededGenerator(seed: 1)
    let null = DegreePreservingNull()
    for small in [SmallGraphs.path(0), SmallGraphs.path(2), SmallGraphs.clique(6)] {
      #expect(null.draw(from: small.undirected, using: &generator) == small.undirected)
    }
  }
}
