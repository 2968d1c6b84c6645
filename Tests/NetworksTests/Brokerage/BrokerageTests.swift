// Goal: constraint, effective size and efficiency are Burt's. Method: the formulas on a matrix on
// every small graph, weighted ones too, and published values.
import Networks
import Primitives
import Testing

struct BrokerageTests {
  private func check(_ small: SmallGraph) {
    let twin = SlowTwin.brokerage(small.matrix(directed: false))
    let found = small.undirected.brokerage()
    #expect(agree(found.constraint, twin.constraint, within: 1e-12), "\(small)")
    #expect(agree(found.effectiveSize, twin.effective, within: 1e-12), "\(small)")
    for threads in [1, 2, 3] {
      let alone = try? small.undirected.constraint(workers: Workers(threads: threads))
      #expect(alone?.map(\.bitPattern) == found.constraint.map(\.bitPattern), "\(small)")
    }
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

  @Test(arguments: 1...3)
  func isItsDefinitionOnGraphsOfHubs(seed: UInt64) {
    check(SmallGraphs.hubs(nodeCount: 40, pairCount: 300, seed: seed))
    check(SmallGraphs.hubs(nodeCount: 40, pairCount: 300, seed: seed, weighted: true))
  }

  @Test(arguments: [false, true])
  func anyNumberOfThreadsGivesTheSameBits(weighted: Bool) throws {
    let graph = SmallGraphs.hubs(nodeCount: 1500, pairCount: 14_000, seed: 3, weighted: weighted)
      .undirected
    let one = graph.brokerage()
    for count in [2, 3, 8] {
      let found = try graph.brokerage(workers: Workers(threads: count))
      #expect(found.constraint.map(\.bitPattern) == one.constraint.map(\.bitPattern))
      #expect(found.effectiveSize.map(\.bitPattern) == one.effectiveSize.map(\.bitPattern))
      #expect(found.efficiency.map(\.bitPattern) == one.efficiency.map(\.bitPattern))
    }
  }

  @Test func theEffectiveSizeIsContactsLessTheirTriangles() {
    // Borgatti's form without weights: k − 2t / k.
    let graph = SmallGraphs.hubs(nodeCount: 500, pairCount: 4000, seed: 5).undirected
    let triangles = graph.clustering().triangles
    let expected = (0..<graph.nodeCount).map { node -> Double in
      let contacts = Double(graph.degree(of: node))
      return contacts > 0 ? contacts - 2 * Double(triangles[node]) / contacts : 0
    }
    #expect(agree(graph.brokerage().effectiveSize, expected, within: 1e-12))
  }

  @Test func nothingIsMoreConstrainedThanATriangle() {
    // Without weights no constraint is above 9/8, that of a node with two contacts who know each
    // other. M. G. Everett, S. P. Borgatti. "Unpacking Burt's constraint measure." 2020.
    // DOI: 10.1016/j.socnet.2020.02.001
    for small in SmallGraphs.every(upTo: 5) {
      for constraint in small.undirected.brokerage().constraint where constraint.isFinite {
        #expect(constraint <= 1.125 + 1e-12 && constraint > 0, "\(small)")
      }
    }
    #expect(SmallGraphs.clique(3).undirected.brokerage().constraint.allSatisfy { $0 == 1.125 })
  }

  @Test func hostileShapes() {
    #expect(GraphBuilder(nodeCount: 0).undirected().graph.brokerage().constraint.isEmpty)
    let clique = SmallGraphs.clique(30).undirected.brokerage()
    let everyone = 29 * ((1.0 / 29) * (1 + 28.0 / 29)) * ((1.0 / 29) * (1 + 28.0 / 29))
    #expect(agree(clique.constraint, [Double](repeating: everyone, count: 30), within: 1e-12))
    #expect(agree(clique.effectiveSize, [Double](repeating: 1, count: 30), within: 1e-12))
    let path = SmallGraphs.path(50_000).undirected.brokerage()
    #expect(path.constraint[0] == 1 && path.constraint[1] == 0.5)
    #expect(path.efficiency.allSatisfy { $0 == 1 })
  }
}
