// Goal: triangles are counted right in all, at each node and at each edge, on any number of
// threads. Method: three loops as a twin on every small graph; laws that tie the counts together;
// shapes whose counts are known; graphs of hubs, large enough to be cut into pieces.
import Networks
import Primitives
import Testing

struct TrianglesTests {
  private static let threads = [1, 2, 8]

  /// Common neighbours of the ends of each edge, from a matrix.
  private func edgeTwin(_ small: SmallGraph) -> [Int] {
    let matrix = small.matrix(directed: false)
    var counts: [Int] = []
    small.undirected.forEachEdge { _, lower, upper in
      counts.append(matrix.indices.filter { matrix[lower][$0] * matrix[upper][$0] > 0 }.count)
    }
    return counts
  }

  private func check(_ small: SmallGraph) throws {
    let graph = small.undirected
    let nodes = SlowTwin.triangles(small.matrix(directed: false))
    let edges = edgeTwin(small)
    for count in Self.threads {
      let workers = Workers(threads: count)
      #expect(try graph.triangleCount(workers: workers) * 3 == nodes.reduce(0, +), "\(small)")
      #expect(try graph.clustering(workers: workers).triangles == nodes, "\(small)")
      #expect(try graph.edgeTriangles(workers: workers) == edges, "\(small)")
    }
  }

  @Test func areTheirDefinitionOnEveryGraphOfUpToFiveNodes() throws {
    for small in SmallGraphs.every(upTo: 5) { try check(small) }
  }

  @Test(arguments: 1...5)
  func areTheirDefinitionOnRandomGraphs(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try check(
      SmallGraphs.random(nodeCount: 30, pairCount: 160, weighted: false, using: &generator))
  }

  @Test func aWeightChangesNothing() throws {
    var generator = SeededGenerator(seed: 7)
    let graph = SmallGraphs.random(
      nodeCount: 20, pairCount: 80, weighted: true, using: &generator
    ).undirected
    #expect(graph.triangleCount() == graph.unweighted().triangleCount())
    let workers = Workers.one
    #expect(
      try graph.edgeTriangles(workers: workers)
        == graph.unweighted().edgeTriangles(workers: workers))
  }

  @Test(arguments: 1...3)
  func theCountsAgreeWithEachOtherOnGraphsOfHubs(seed: UInt64) throws {
    let graph = SmallGraphs.hubs(nodeCount: 1500, pairCount: 14_000, seed: seed).undirected
    let total = graph.triangleCount()
    #expect(total > 1000, "seed \(seed)")
    for count in Self.threads {
      let workers = Workers(threads: count)
      let nodes = try graph.clustering(workers: workers).triangles
      let edges = try graph.edgeTriangles(workers: workers)
      #expect(try graph.triangleCount(workers: workers) == total)
      #expect(nodes.reduce(0, +) == 3 * total)
      #expect(edges.reduce(0, +) == 3 * total)
      // Each triangle at a node lies on two of its edges.
      let agrees = (0..<graph.nodeCount).allSatisfy { node in
        graph.edges(of: node).reduce(0) { $0 + edges[Int($1)] } == 2 * nodes[node]
      }
      #expect(agrees, "seed \(seed), \(count) threads")
    }
  }

  @Test func anEdgeKeepsItsCountUnderAnotherName() throws {
    let small = SmallGraphs.hubs(nodeCount: 300, pairCount: 3000, seed: 4)
    var names = Array(0..<small.nodeCount)
    var generator = SeededGenerator(seed: 11)
    names.shuffle(using: &generator)
    let other = small.renamed(names).undirected
    let counts = try small.undirected.edgeTriangles(workers: .one)
    let renamed = try other.edgeTriangles(workers: .one)
    small.undirected.forEachEdge { edge, lower, upper in
      let same = other.edge(between: names[lower], and: names[upper]).map { renamed[$0] }
      if same != counts[edge] { Issue.record("\(lower) – \(upper) changed its count") }
    }
  }

  @Test func shapesWithKnownCounts() throws {
    #expect(GraphBuilder(nodeCount: 0).undirected().graph.triangleCount() == 0)
    #expect(GraphBuilder(nodeCount: 1).undirected().graph.triangleCount() == 0)
    #expect(GraphBuilder(nodeCount: 3).undirected().graph.triangleCount() == 0)
    #expect(Karate.graph.triangleCount() == 45)
    let clique = SmallGraphs.clique(60).undirected
    #expect(clique.triangleCount() == 60 * 59 * 58 / 6)
    #expect(try clique.edgeTriangles(workers: .one).allSatisfy { $0 == 58 })
    let star = SmallGraphs.star(leaves: 20_000).undirected
    #expect(star.triangleCount() == 0)
    #expect(try star.edgeTriangles(workers: Workers(threads: 2)).allSatisfy { $0 == 0 })
    let path = SmallGraphs.path(100_000).undirected
    #expect(path.triangleCount() == 0)
    #expect(try path.edgeTriangles(workers: .one).allSatisfy { $0 == 0 })
  }

  @Test func twoCliquesThatShareAnEdge() throws {
    let graph = SmallGraphs.cliquesSharingAnEdge(6, 9).undirected
    #expect(graph.triangleCount() == 6 * 5 * 4 / 6 + 9 * 8 * 7 / 6)
    let shared = try #require(graph.edge(between: 0, and: 1))
    #expect(try graph.edgeTriangles(workers: .one)[shared] == 4 + 7)
  }

  @Test func stopsWhenAsked() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let workers = Workers(threads: 2, cancellation: cancellation)
    #expect(throws: CancelledWork.self) { try Karate.graph.triangleCount(workers: workers) }
    #expect(throws: CancelledWork.self) { try Karate.graph.edgeTriangles(workers: workers) }
    #expect(throws: CancelledWork.self) { try Karate.graph.brokerage(workers: workers) }
    #expect(throws: CancelledWork.self) { try Karate.graph.edgeTrussness(workers: workers) }
  }
}
