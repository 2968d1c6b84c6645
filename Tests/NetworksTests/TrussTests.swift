// Goal: trussness is its definition. Method: removal by definition on every small graph; laws.
import Networks
import Primitives
import Testing

struct TrussTests {
  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) {
      #expect(
        small.undirected.trussNumbers() == SlowTwin.trussNumbers(small.matrix(directed: false)),
        "\(small)")
    }
  }

  @Test(arguments: 1...10)
  func isItsDefinitionOnDenserGraphs(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 12, pairCount: 50, weighted: false, using: &generator)
    #expect(
      small.undirected.trussNumbers() == SlowTwin.trussNumbers(small.matrix(directed: false)),
      "seed \(seed)")
  }

  @Test func aTrussIsInsideACore() {
    // Whoever is in the k-truss has k − 1 neighbours there.
    let core = Karate.graph.coreNumbers()
    for (node, truss) in Karate.graph.trussNumbers().enumerated() {
      #expect(truss - 1 <= core[node])
    }
  }

  @Test func hostileShapes() {
    #expect(GraphBuilder(nodeCount: 2).undirected().graph.trussNumbers() == [0, 0])
    #expect(SmallGraphs.clique(8).undirected.edgeTrussness().allSatisfy { $0 == 8 })
    #expect(SmallGraphs.star(leaves: 20_000).undirected.trussNumbers().allSatisfy { $0 == 2 })
    #expect(SmallGraphs.path(100_000).undirected.trussNumbers().allSatisfy { $0 == 2 })
  }
}
