// Goal: two edges are in one part when a cycle passes through both. Method: every simple cycle of
// every small graph; agreement with articulation points and bridges; shapes with known parts.
import Networks
import Primitives
import Testing

struct BiconnectedComponentsTests {
  /// The edges of every simple cycle, as bits, by walking all simple ways home.
  private func cycles(_ graph: UndirectedGraph) -> [UInt64] {
    var found: [UInt64] = []
    func walk(_ node: Int, home: Int, passed: UInt64, edges: UInt64) {
      for (next, edge) in zip(graph.neighbours(of: node), graph.edges(of: node)) {
        let bit = UInt64(1) << UInt64(edge)
        guard Int(next) >= home, edges & bit == 0 else { continue }
        if Int(next) == home {
          found.append(edges | bit)
        } else if passed >> UInt64(next) & 1 == 0 {
          walk(Int(next), home: home, passed: passed | 1 << UInt64(next), edges: edges | bit)
        }
      }
    }
    for home in 0..<graph.nodeCount { walk(home, home: home, passed: 1 << home, edges: 0) }
    return found
  }

  private func check(_ graph: UndirectedGraph, _ name: String) {
    let parts = graph.biconnectedComponents()
    let cycles = cycles(graph)
    var largest: UInt32 = 0
    for a in 0..<graph.edgeCount {
      // Numbered by first appearance.
      #expect(parts.groupOfEdge[a] <= largest, "\(name)")
      largest = max(largest, parts.groupOfEdge[a] + 1)
      for b in 0..<a {
        let together = cycles.contains { $0 >> UInt64(a) & 1 == 1 && $0 >> UInt64(b) & 1 == 1 }
        #expect((parts.groupOfEdge[a] == parts.groupOfEdge[b]) == together, "\(name)")
      }
    }
    #expect(parts.count == Int(largest))
    checkMembers(graph, parts, name)
  }

  private func checkMembers(
    _ graph: UndirectedGraph, _ parts: BiconnectedComponents, _ name: String
  ) {
    var members = [Set<UInt32>](repeating: [], count: parts.count)
    graph.forEachEdge { edge, a, b in
      members[Int(parts.groupOfEdge[edge])].formUnion([UInt32(a), UInt32(b)])
    }
    #expect(parts.nodes.map { Array($0) } == members.map { $0.sorted() }, "\(name)")
    let weak = graph.weakPoints()
    for node in 0..<graph.nodeCount {
      let count = members.filter { $0.contains(UInt32(node)) }.count
      #expect(Int(parts.groupCounts[node]) == count, "\(name)")
      #expect(weak.isArticulation[node] == (count > 1), "\(name)")
    }
    let sizes = parts.edgeCounts()
    for edge in 0..<graph.edgeCount {
      #expect(weak.isBridge[edge] == (sizes[Int(parts.groupOfEdge[edge])] == 1), "\(name)")
    }
    var bridges = [UInt32](repeating: 0, count: graph.nodeCount)
    graph.forEachEdge { edge, a, b in
      guard weak.isBridge[edge] else { return }
      bridges[a] += 1
      bridges[b] += 1
    }
    #expect(graph.bridgeCounts() == bridges, "\(name)")
  }

  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) { check(small.undirected, "\(small)") }
  }

  @Test(arguments: 1...20)
  func isItsDefinitionOnRandomGraphs(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 12, pairCount: 15, weighted: false, using: &generator)
    check(small.undirected, "seed \(seed)")
  }

  @Test func namesDoNotMatter() {
    var generator = SeededGenerator(seed: 5)
    let small = SmallGraphs.random(nodeCount: 60, pairCount: 75, weighted: false, using: &generator)
    let names = Array(0..<60).shuffled(using: &generator)
    let before = small.undirected.biconnectedComponents()
    let after = small.renamed(names).undirected.biconnectedComponents()
    let renamed = Set(before.nodes.map { Set($0.map { UInt32(names[Int($0)]) }) })
    #expect(renamed == Set(after.nodes.map { Set($0) }))
    #expect(before.groupCounts == names.map { after.groupCounts[$0] })
  }

  @Test func hostileShapes() {
    let none = GraphBuilder(nodeCount: 0).undirected().graph.biconnectedComponents()
    #expect(none.count == 0 && none.largest == nil && none.groupCounts.isEmpty)
    let alone = GraphBuilder(nodeCount: 2).undirected().graph.biconnectedComponents()
    #expect(alone.count == 0 && alone.groupCounts == [0, 0])
    let star = SmallGraphs.star(leaves: 5).undirected.biconnectedComponents()
    #expect(star.groupOfEdge == [0, 1, 2, 3, 4] && star.groupCounts == [5, 1, 1, 1, 1, 1])
    let clique = SmallGraphs.clique(7).undirected.biconnectedComponents()
    #expect(clique.count == 1 && clique.nodes[0].count == 7)
    let path = SmallGraphs.path(100_000).undirected.biconnectedComponents()
    #expect(path.count == 99_999 && path.nodes[4] == [4, 5] && path.largest == 0)
    var ring = SmallGraphs.path(50_000).pairs
    ring.append((49_999, 0))
    let round = GraphBuilder.undirected(nodeCount: 50_000, ring).biconnectedComponents()
    #expect(round.count == 1 && round.nodes[0].count == 50_000)
  }
}
