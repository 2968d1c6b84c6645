// Goal: the groups are good, connected, and always the same. Method: every division of every small
// graph, laws of the algorithm, published optima.
import Networks
import Primitives
import Testing

struct LeidenTests {
  @Test func findsTheBestDivisionOfEveryGraphOfUpToFiveNodes() throws {
    let divisions = (0...5).map { SlowTwin.divisions(of: $0) }
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      let best = divisions[small.nodeCount].map { graph.quality(of: $0) }.max() ?? 0
      let found = try Leiden().run(on: graph, seed: 1, workers: .one)
      #expect(found.quality >= best - 1e-12, "\(small)")
      #expect(abs(graph.quality(of: found.groups) - found.quality) < 1e-12)
    }
  }

  @Test func modularityIsItsDefinitionOnPairs() {
    for small in SmallGraphs.every(upTo: 4) where !small.pairs.isEmpty {
      let a = small.matrix(directed: false)
      let k = a.map { $0.reduce(0, +) }
      let ends = k.reduce(0, +)
      for groups in SlowTwin.divisions(of: small.nodeCount) {
        var sum = 0.0
        for i in groups.indices {
          for j in groups.indices where groups[i] == groups[j] {
            sum += a[i][j] - k[i] * k[j] / ends
          }
        }
        #expect(abs(small.undirected.quality(of: groups) - sum / ends) < 1e-12)
      }
    }
  }

  @Test(arguments: 1...10)
  func everyGroupIsConnectedAndNoNodeWantsToMove(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 120, pairCount: 260, weighted: true, using: &generator
    ).undirected
    let found = try Leiden(starts: 1).run(on: graph, seed: seed, workers: .one)
    for members in Components(of: found.groups) {
      #expect(graph.subgraph(of: members).graph.components().count == 1, "seed \(seed)")
    }
    for node in 0..<120 {
      for neighbour in graph.neighbours(of: node) {
        var other = found.groups
        other[node] = found.groups[Int(neighbour)]
        #expect(graph.quality(of: other) <= found.quality + 1e-9, "seed \(seed)")
      }
    }
  }

  private func Components(of groups: [Int]) -> [[Int]] {
    (0...(groups.max() ?? 0)).map { group in groups.indices.filter { groups[$0] == group } }
  }

  @Test func zacharysClubReachesTheProvenOptimum() throws {
    let found = try Leiden().run(on: Karate.graph, seed: 3, workers: .one)
    #expect(abs(found.quality - 0.41979) < 5e-6)
    #expect(found.count == 4)
  }

  @Test func aRingOfCliquesIsItsCliques() throws {
    var pairs: [(Int, Int)] = []
    for ring in 0..<8 {
      for (a, b) in SmallGraphs.clique(5).pairs { pairs.append((ring * 5 + a, ring * 5 + b)) }
      pairs.append((ring * 5, (ring + 1) % 8 * 5 + 1))
    }
    let graph = GraphBuilder.undirected(nodeCount: 40, pairs)
    for quality in [GroupQuality.modularity(resolution: 1), .constantPotts(resolution: 0.5)] {
      let found = try Leiden(quality: quality).run(on: graph, seed: 1, workers: .one)
      #expect(found.groups == (0..<40).map { $0 / 5 })
    }
  }

  @Test func theSameSeedGivesTheSameGroupsOnAnyThreads() throws {
    var generator = SeededGenerator(seed: 11)
    let graph = SmallGraphs.random(
      nodeCount: 300, pairCount: 900, weighted: true, using: &generator
    ).undirected
    let one = try Leiden().run(on: graph, seed: 5, workers: .one)
    #expect(one == (try Leiden().run(on: graph, seed: 5, workers: Workers(threads: 8))))
  }

  @Test func hostileShapes() throws {
    let none = try Leiden().run(
      on: GraphBuilder(nodeCount: 3).undirected().graph, seed: 1, workers: .one)
    #expect(none.groups == [0, 1, 2])
    #expect(none.quality == 0)
    let empty = try Leiden().run(
      on: GraphBuilder(nodeCount: 0).undirected().graph, seed: 1, workers: .one)
    #expect(empty.groups.isEmpty)
    #expect(
      try Leiden().run(on: SmallGraphs.clique(12).undirected, seed: 1, workers: .one).count == 1)
    let path = try Leiden(starts: 1, roundsMax: 1).run(
      on: SmallGraphs.path(100_000).undirected, seed: 1, workers: .one)
    #expect(path.quality > 0.98)
  }
}
