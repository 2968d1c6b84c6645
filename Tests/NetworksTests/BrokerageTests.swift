// Goal: constraint, effective size and efficiency are Burt's. Method: the formulas on a matrix on
// every small graph, weighted ones too, and published values.
import Networks
import Primitives
import Testing

struct BrokerageTests {
  private func check(_ small: SmallGraph) {
    let twin = SlowTwin.brokerage(small.matrix(directed: false))
    let found = small.undirected.brokerage()
    #expect(agree(found.constraint, twin.constraint), "\(small)")
    #expect(agree(found.effectiveSize, twin.effective), "\(small)")
    for node in found.efficiency.indices {
      #expect(found.efficiency[node] >= 0 && found.efficiency[node] <= 1 + 1e-12)
    }
  }

  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) { check(small) }
  }

  @Test(arguments: 1...20)
  func isItsDefinitionWithWeights(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    check(SmallGraphs.random(nodeCount: 9, pairCount: 20, weighted: true, using: &generator))
  }

  @Test func zacharysClub() {
    let found = Karate.graph.brokerage()
    for (node, constraint, size) in [
      (0, 0.1554, 13.75), (33, 0.1564, 15.2353), (2, 0.1852, 7.8), (32, 0.2492, 9.8333),
    ] {
      #expect(abs(found.constraint[node] - constraint) < 5e-5)
      #expect(abs(found.effectiveSize[node] - size) < 5e-5)
    }
  }

  @Test func aNodeWithoutLinksHasNoConstraint() {
    let found = GraphBuilder(nodeCount: 1).undirected().graph.brokerage()
    #expect(found.constraint[0].isNaN)
    #expect(found.effectiveSize == [0])
    #expect(found.efficiency == [0])
  }

  @Test func theMiddleOfAStarIsFree() {
    let found = SmallGraphs.star(leaves: 10).undirected.brokerage()
    #expect(abs(found.constraint[0] - 0.1) < 1e-12)
    #expect(found.efficiency[0] == 1)
    #expect(found.constraint[1] == 1)
  }
}
