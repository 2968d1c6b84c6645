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

  /// Removal edge by edge, as the definition says it.
  private func edgeTwin(_ graph: UndirectedGraph) -> [Int] {
    let (lower, upper) = graph.edgeEnds()
    var trussness = [Int](repeating: 2, count: graph.edgeCount)
    var rows = (0..<graph.nodeCount).map { Set(graph.neighbours(of: $0)) }
    var left = Set(0..<graph.edgeCount)
    var level = 3
    while !left.isEmpty {
      var changed = true
      while changed {
        changed = false
        for edge in left {
          let (a, b) = (Int(lower[edge]), Int(upper[edge]))
          if rows[a].intersection(rows[b]).count >= level - 2 { continue }
          rows[a].remove(upper[edge])
          rows[b].remove(lower[edge])
          left.remove(edge)
          changed = true
        }
      }
      for edge in left { trussness[edge] = level }
      level += 1
    }
    return trussness
  }

  @Test func everyEdgeIsItsDefinitionOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) {
      #expect(small.undirected.edgeTrussness() == edgeTwin(small.undirected), "\(small)")
    }
  }

  @Test(arguments: 1...4)
  func everyEdgeIsItsDefinitionOnGraphsOfHubs(seed: UInt64) throws {
    let graph = SmallGraphs.hubs(nodeCount: 120, pairCount: 900, seed: seed).undirected
    let expected = edgeTwin(graph)
    for threads in [1, 2, 8] {
      let found = try graph.edgeTrussness(workers: Workers(threads: threads))
      #expect(found == expected, "seed \(seed)")
    }
  }

  @Test func aTrussHasNoMoreThanItsTrianglesAndCores() throws {
    let graph = SmallGraphs.hubs(nodeCount: 1500, pairCount: 14_000, seed: 2).undirected
    let truss = graph.edgeTrussness()
    let triangles = try graph.edgeTriangles(workers: .one)
    let core = graph.coreNumbers()
    graph.forEachEdge { edge, lower, upper in
      let bound = min(triangles[edge] + 2, min(core[lower], core[upper]) + 1)
      if truss[edge] < 2 || truss[edge] > bound {
        Issue.record("edge \(edge) has \(truss[edge]), of at most \(bound)")
      }
    }
  }

  @Test func twoCliquesThatShareAnEdge() throws {
    let graph = SmallGraphs.cliquesSharingAnEdge(5, 8).undirected
    let truss = graph.edgeTrussness()
    let shared = try #require(graph.edge(between: 0, and: 1))
    #expect(truss[shared] == 8)
    let inside = try #require(graph.edge(between: 2, and: 3))
    #expect(truss[inside] == 5)
    #expect(graph.trussNumbers() == [8, 8, 5, 5, 5, 8, 8, 8, 8, 8, 8])
  }

  @Test func aLongRibbonUnravelsFromItsEnds() {
    // Every inner edge lies in two triangles, and each that falls exposes the next.
    let pairs = (0..<20_000).flatMap { [($0, $0 + 1), ($0, $0 + 2)] } + [(20_000, 20_001)]
    let ribbon = SmallGraph(nodeCount: 20_002, pairs: pairs).undirected
    #expect(ribbon.edgeTrussness().allSatisfy { $0 == 3 })
    #expect(ribbon.trussNumbers().allSatisfy { $0 == 3 })
  }
}
