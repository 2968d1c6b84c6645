// Goal: the null keeps the degrees and nothing else. Method: laws on random graphs, a twin that
// exchanges in a set of the library, and the evenness of the draw where every graph with the
// degrees can be listed.
import Networks
import Primitives
import Testing

struct DegreePreservingNullTests {
  private static let models: [DegreePreservingNull.Model] = [
    .switching, .pairing(), .pairing(attempts: 0),
  ]

  private static func degrees(_ graph: UndirectedGraph) -> [Int] {
    (0..<graph.nodeCount).map(graph.degree(of:))
  }

  private static func degrees(_ graph: DirectedGraph) -> [[Int]] {
    (0..<graph.nodeCount).map { [graph.outDegree(of: $0), graph.inDegree(of: $0)] }
  }

  @Test(arguments: 1...5, models)
  func keepsDegreesAndWeights(seed: UInt64, model: DegreePreservingNull.Model) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 30, pairCount: 60, weighted: true, using: &generator)
    let null = DegreePreservingNull(model: model)
    let graph = small.undirected
    let drawn = null.draw(from: graph, using: &generator)
    #expect(Self.degrees(drawn) == Self.degrees(graph))
    #expect(drawn.weights?.sorted() == graph.weights?.sorted())
    #expect(drawn.rows != graph.rows)
    let directed = small.directed
    let turned = null.draw(from: directed, using: &generator)
    #expect(Self.degrees(turned) == Self.degrees(directed))
    #expect(turned.weights?.sorted() == directed.weights?.sorted())
    #expect(turned.outRows != directed.outRows)
  }

  /// Hubs make nearly every pairing faulty and every other exchange impossible.
  @Test(arguments: 1...2, models)
  func keepsTheDegreesOfHubs(seed: UInt64, model: DegreePreservingNull.Model) {
    var generator = SeededGenerator(seed: seed)
    var pairs = (0..<300).map { _ in (generator.below(8), generator.below(120)) }
    pairs += pairs.prefix(100).map { ($0.1, $0.0) }
    let null = DegreePreservingNull(model: model)
    let graph = GraphBuilder.undirected(nodeCount: 120, pairs)
    #expect(Self.degrees(null.draw(from: graph, using: &generator)) == Self.degrees(graph))
    let directed = GraphBuilder.directed(nodeCount: 120, pairs)
    #expect(Self.degrees(null.draw(from: directed, using: &generator)) == Self.degrees(directed))
  }

  @Test(arguments: 1...10)
  func exchangesAreThoseOfATwin(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 40, pairCount: 200, weighted: true, using: &generator
    ).undirected
    var own = generator
    let drawn = DegreePreservingNull(swapsPerEdge: 20).draw(from: graph, using: &own)
    #expect(drawn == slowExchanges(of: graph, tries: 20 * graph.edgeCount, using: &generator))
    #expect(own.next() == generator.next())
  }

  private func expectEvenDraws<Graph: Hashable>(
    over all: Set<Graph>, each: Int, _ label: String, _ draw: () -> Graph
  ) {
    var counts: [Graph: Int] = [:]
    for _ in 0..<(each * all.count) { counts[draw(), default: 0] += 1 }
    #expect(Set(counts.keys) == all, "\(label)")
    // χ² has as mean its degrees of freedom k and as variance 2k; six standard deviations.
    let square = all.reduce(0.0) { sum, graph in
      let off = Double(counts[graph, default: 0] - each)
      return sum + off * off / Double(each)
    }
    let freedom = Double(max(1, all.count - 1))
    #expect(square < freedom + 6 * (2 * freedom).squareRoot(), "\(label): χ² \(square)")
  }

  @Test(arguments: [DegreePreservingNull.Model.switching, .pairing(attempts: 1000)])
  func everyGraphWithTheDegreesIsEquallyLikely(model: DegreePreservingNull.Model) {
    var generator = SeededGenerator(seed: 3)
    let null = DegreePreservingNull(swapsPerEdge: 20, model: model)
    let listed = SmallGraphs.every(upTo: 5).map(\.undirected).filter { $0.nodeCount == 5 }
    let starts = [
      SmallGraphs.path(5),
      SmallGraph(nodeCount: 5, pairs: [(0, 1), (1, 2), (2, 0), (0, 3), (3, 4)]),
    ]
    for start in starts.map(\.undirected) {
      let all = Set(listed.filter { Self.degrees($0) == Self.degrees(start) })
      #expect(all.count > 3)
      expectEvenDraws(over: all, each: 300, "\(model)") {
        null.draw(from: start, using: &generator)
      }
    }
  }

  @Test(arguments: [DegreePreservingNull.Model.switching, .pairing(attempts: 1000)])
  func everyDirectedGraphWithTheDegreesIsEquallyLikely(model: DegreePreservingNull.Model) {
    var generator = SeededGenerator(seed: 4)
    let null = DegreePreservingNull(swapsPerEdge: 40, model: model)
    let listed = SmallGraphs.everyDirected(upTo: 4).map(\.directed)
    // A circle of three alone cannot be turned round by exchanges of two links.
    let starts: [(Int, [(Int, Int)])] = [
      (3, [(0, 1), (1, 2), (2, 0)]), (4, [(0, 1), (1, 2), (2, 0), (0, 3)]),
      (4, [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)]), (4, [(0, 1), (1, 0), (1, 2), (2, 3)]),
    ]
    for (nodeCount, pairs) in starts {
      let start = GraphBuilder.directed(nodeCount: nodeCount, pairs)
      let all = Set(
        listed.filter {
          $0.nodeCount == nodeCount && Self.degrees($0) == Self.degrees(start)
        })
      #expect(all.count > 1)
      expectEvenDraws(over: all, each: 300, "\(model) \(pairs)") {
        null.draw(from: start, using: &generator)
      }
    }
  }

  @Test func mendedPairingsReachEveryGraph() {
    let start = SmallGraphs.path(5).undirected
    let listed = SmallGraphs.every(upTo: 5).map(\.undirected)
    let all = Set(listed.filter { $0.nodeCount == 5 && Self.degrees($0) == Self.degrees(start) })
    var generator = SeededGenerator(seed: 5)
    let null = DegreePreservingNull(model: .pairing(attempts: 0))
    var counts: [UndirectedGraph: Int] = [:]
    for _ in 0..<(500 * all.count) {
      counts[null.draw(from: start, using: &generator), default: 0] += 1
    }
    #expect(Set(counts.keys) == all)
    // One of them is to come up about half as often as the others.
    #expect(counts.values.allSatisfy { $0 > 150 && $0 < 800 }, "\(counts.values)")
  }

  @Test(arguments: models)
  func whatTheDegreesFixStandsInTheMiddle(model: DegreePreservingNull.Model) throws {
    let null = DegreePreservingNull(samples: 10, model: model)
    let degrees = try null.percentiles(on: Karate.graph, seed: 1, workers: .one) { $0.degrees() }
    #expect(degrees == [Double](repeating: 0.5, count: 34))
    let brokerage = try null.percentiles(
      on: GraphBuilder(nodeCount: 2).undirected().graph, seed: 1, workers: .one
    ) { $0.brokerage().constraint }
    #expect(brokerage == [0.5, 0.5])
    let directed = GraphBuilder.directed(nodeCount: 5, [(0, 1), (1, 2), (2, 0), (3, 1), (1, 4)])
    let popular = try null.percentiles(on: directed, seed: 1, workers: .one) { $0.inDegrees() }
    #expect(popular == [Double](repeating: 0.5, count: 5))
  }

  @Test(arguments: models)
  func aBridgeBetweenCliquesStandsOut(model: DegreePreservingNull.Model) throws {
    // Two cliques of six held together by node 12 alone: hardly ever so by chance.
    var pairs =
      SmallGraphs.clique(6).pairs + SmallGraphs.clique(6).pairs.map { ($0.0 + 6, $0.1 + 6) }
    pairs += [(0, 12), (12, 6)]
    let graph = GraphBuilder.undirected(nodeCount: 13, pairs)
    let measure: @Sendable (UndirectedGraph) throws(CancelledWork) -> [Double] = {
      graph throws(CancelledWork) in try Betweenness().run(on: graph, workers: .one)
    }
    let null = DegreePreservingNull(samples: 40, model: model)
    let one = try null.percentiles(on: graph, seed: 2, workers: .one, of: measure)
    #expect(one[12] > 0.95)
    #expect(one[3] < 0.5)
    let directed = GraphBuilder.directed(nodeCount: 13, pairs + pairs.map { ($0.1, $0.0) })
    let directedMeasure: @Sendable (DirectedGraph) throws(CancelledWork) -> [Double] = {
      graph throws(CancelledWork) in try Betweenness().run(on: graph, workers: .one)
    }
    let both = try null.percentiles(on: directed, seed: 2, workers: .one, of: directedMeasure)
    #expect(both[12] > 0.95)
    for threads in [2, 8] {
      let workers = Workers(threads: threads)
      #expect(try null.percentiles(on: graph, seed: 2, workers: workers, of: measure) == one)
      #expect(
        try null.percentiles(on: directed, seed: 2, workers: workers, of: directedMeasure) == both)
    }
  }

  @Test(arguments: models)
  func hostileShapes(model: DegreePreservingNull.Model) {
    var generator = SeededGenerator(seed: 1)
    let null = DegreePreservingNull(model: model)
    let shapes = [
      SmallGraphs.path(0), SmallGraphs.path(1), SmallGraphs.path(2), SmallGraphs.clique(6),
      SmallGraphs.star(leaves: 50), SmallGraphs.clique(25),
    ]
    for small in shapes {
      #expect(null.draw(from: small.undirected, using: &generator) == small.undirected)
      let directed = SmallGraph(
        nodeCount: small.nodeCount, pairs: small.pairs + small.pairs.map { ($0.1, $0.0) }
      ).directed
      #expect(null.draw(from: directed, using: &generator) == directed)
    }
    let long = SmallGraphs.path(500).undirected
    #expect(Self.degrees(null.draw(from: long, using: &generator)) == Self.degrees(long))
  }
}

/// The same tries in the same order, in a set of pairs.
private func slowExchanges(
  of graph: UndirectedGraph, tries: Int, using generator: inout SeededGenerator
) -> UndirectedGraph {
  var (low, high) = graph.edgeEnds()
  var taken: Set<[UInt32]> = []
  for edge in low.indices { taken.insert([low[edge], high[edge]]) }
  for _ in 0..<tries {
    let (first, second) = (generator.below(low.count), generator.below(low.count))
    let turned = generator.next() & 1 == 1
    let (a, b) = (low[first], high[first])
    let (c, d) = turned ? (high[second], low[second]) : (low[second], high[second])
    let (one, two) = ([min(a, d), max(a, d)], [min(c, b), max(c, b)])
    if first == second || a == d || c == b || taken.contains(one) || taken.contains(two) {
      continue
    }
    taken.subtract([[a, b], [min(c, d), max(c, d)]])
    taken.formUnion([one, two])
    (low[first], high[first], low[second], high[second]) = (one[0], one[1], two[0], two[1])
  }
  var builder = GraphBuilder(nodeCount: graph.nodeCount)
  for edge in low.indices {
    builder.add(Int(low[edge]), Int(high[edge]), weight: graph.weight(of: edge))
  }
  return builder.undirected().graph
}
