// Goal: nothing is lost silently between pairs and graph. Method: counts that add up, a matrix as
// a twin, and orders of arrival.
import Networks
import Primitives
import Testing

struct GraphBuilderTests {
  @Test func pairsAreEdgesLoopsAndRepeats() {
    var builder = GraphBuilder(nodeCount: 4)
    for (a, b) in [(2, 1), (1, 2), (0, 0), (3, 0), (1, 2)] { builder.add(a, b) }
    let frozen = builder.undirected()
    #expect(frozen.graph.edgeCount == 2)
    #expect(frozen.loopCount == 1)
    #expect(frozen.repeatCount == 2)
    #expect(frozen.edgeOfPair() == [1, 1, nil, 0, 1])
    #expect(builder.pairCount == 5)
    let directed = builder.directed()
    #expect(directed.graph.edgeCount == 3)
    #expect(directed.repeatCount == 1)
    #expect(directed.edgeOfPair() == [1, 0, nil, 2, 0])
  }

  @Test func repeatsSumTheirWeightsAndUnweightedOnesCountOne() {
    var builder = GraphBuilder(nodeCount: 3)
    builder.add(0, 1)
    builder.add(1, 0, weight: 2.5)
    builder.add(1, 2)
    let graph = builder.undirected().graph
    #expect(graph.weights == [3.5, 1])
    #expect(builder.directed().graph.weights == [1, 2.5, 1])
  }

  @Test func everyGraphHoldsItsMatrix() {
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      let matrix = small.matrix(directed: false)
      for a in 0..<small.nodeCount {
        #expect(
          graph.neighbours(of: a).map(Int.init) == matrix.indices.filter { matrix[a][$0] > 0 })
        for b in 0..<small.nodeCount where a != b {
          let edge = graph.edge(between: a, and: b)
          #expect((edge != nil) == (matrix[a][b] > 0))
          if let edge { #expect(graph.ends(of: edge) == (min(a, b), max(a, b))) }
        }
      }
    }
  }

  @Test func bothDirectionsOfADirectedGraphAgree() {
    for small in SmallGraphs.everyDirected(upTo: 3) {
      let graph = small.directed
      let matrix = small.matrix(directed: true)
      for a in 0..<small.nodeCount {
        #expect(
          graph.successors(of: a).map(Int.init) == matrix.indices.filter { matrix[a][$0] > 0 })
        #expect(
          graph.predecessors(of: a).map(Int.init) == matrix.indices.filter { matrix[$0][a] > 0 })
        for b in 0..<small.nodeCount where a != b {
          #expect((graph.edge(from: a, to: b) != nil) == (matrix[a][b] > 0))
        }
      }
      #expect(graph.reversed().reversed() == graph)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func theOrderOfPairsDoesNotMatter(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 40, pairCount: 200, weighted: false, using: &generator)
    let mixed = SmallGraph(
      nodeCount: 40,
      pairs: small.pairs.map { generator.chance(0.5) ? $0 : ($0.1, $0.0) }
        .shuffled(using: &generator))
    #expect(small.undirected == mixed.undirected, "seed \(seed)")
  }

  @Test func directionsAreCountedWhereAsked() {
    let graph = GraphBuilder.directed(nodeCount: 3, [(0, 1), (1, 0), (1, 2)])
    #expect(graph.undirected().weights == nil)
    #expect(graph.undirected(countingDirections: true).weights == [2, 1])
  }

  @Test func anEmptyGraphIsAGraph() {
    let graph = GraphBuilder(nodeCount: 0).undirected().graph
    #expect(graph.nodeCount == 0)
    #expect(graph.edgeCount == 0)
    #expect(GraphBuilder(nodeCount: 3).directed().graph.outDegrees() == [0, 0, 0])
  }

  @Test func aWeightIsFiniteAndAboveZero() {
    for wrong in [0, -1, .nan, .infinity] { #expect(!GraphBuilder.isUsable(weight: wrong)) }
    #expect(GraphBuilder.isUsable(weight: 0.1))
  }
}
