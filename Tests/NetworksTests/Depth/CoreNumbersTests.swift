// Goal: core numbers are their definition. Method: removal by definition on every small graph,
// laws,
// the published core of Zachary's club, and shapes on which recursion dies.
import Networks
import Primitives
import Testing

struct CoreNumbersTests {
  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) {
      #expect(
        small.undirected.coreNumbers() == SlowTwin.coreNumbers(small.matrix(directed: false)),
        "\(small)")
    }
  }

  @Test func zacharysClub() {
    let core = Karate.graph.coreNumbers()
    #expect(core.max() == 4)
    #expect(core.indices.filter { core[$0] == 4 } == [0, 1, 2, 3, 7, 8, 13, 30, 32, 33])
  }

  @Test(arguments: 1...10)
  func neverAboveTheDegreeAndNeverHigherInAPart(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 60, pairCount: 240, weighted: false, using: &generator
    ).undirected
    let core = graph.coreNumbers()
    for node in core.indices { #expect(core[node] <= graph.degree(of: node)) }
    let part = graph.subgraph(of: (0..<60).filter { _ in generator.chance(0.7) })
    for (new, value) in part.graph.coreNumbers().enumerated() {
      #expect(value <= core[part.nodes[new]], "seed \(seed)")
    }
  }

  @Test(arguments: 1...10)
  func isWhatIsLeftAfterPeelingOneByOne(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let nodes = 80
    var pairs = (0..<(60 * Int(seed))).map { _ in
      // Both ends lean towards small numbers, so that cores are nested.
      (generator.below(1 + generator.below(nodes)), generator.below(1 + generator.below(nodes)))
    }
    if seed % 3 == 0 { pairs += SmallGraphs.clique(25).pairs }
    let small = SmallGraph(nodeCount: nodes, pairs: pairs)
    let core = small.undirected.coreNumbers()
    #expect(core == SlowTwin.peeled(small.matrix(directed: false)), "seed \(seed)")
    // The number is the most for which that many neighbours have as much.
    for node in 0..<nodes {
      let others = small.undirected.neighbours(of: node).map { core[Int($0)] }
      #expect(others.filter { $0 >= core[node] }.count >= core[node])
      #expect(others.filter { $0 > core[node] }.count <= core[node])
    }
  }

  @Test func hostileShapes() {
    #expect(GraphBuilder(nodeCount: 0).undirected().graph.coreNumbers() == [])
    #expect(GraphBuilder(nodeCount: 1).undirected().graph.coreNumbers() == [0])
    #expect(SmallGraphs.star(leaves: 9).undirected.coreNumbers().allSatisfy { $0 == 1 })
    #expect(SmallGraphs.clique(7).undirected.coreNumbers().allSatisfy { $0 == 6 })
    #expect(SmallGraphs.path(200_000).undirected.coreNumbers().allSatisfy { $0 == 1 })
    let twice = SmallGraph(nodeCount: 34, pairs: Karate.pairs + Karate.pairs.map { ($0.1, $0.0) })
    #expect(twice.undirected.coreNumbers() == Karate.graph.coreNumbers())
  }
}
