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

  @Test func constantPottsIsItsDefinitionOnPairs() {
    for small in SmallGraphs.every(upTo: 4) {
      let a = small.matrix(directed: false)
      for groups in SlowTwin.divisions(of: small.nodeCount) {
        var sum = 0.0
        for i in groups.indices {
          for j in 0..<i where groups[i] == groups[j] { sum += a[i][j] - 0.4 }
        }
        let quality = small.undirected.quality(of: groups, by: .constantPotts(resolution: 0.4))
        #expect(abs(quality - sum) < 1e-12, "\(small)")
      }
    }
  }

  @Test func findsTheBestPottsDivisionOfEveryGraphOfUpToFiveNodes() throws {
    let divisions = (0...5).map { SlowTwin.divisions(of: $0) }
    let quality = GroupQuality.constantPotts(resolution: 0.6)
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      let best = divisions[small.nodeCount].map { graph.quality(of: $0, by: quality) }.max() ?? 0
      let found = try Leiden(quality: quality, starts: 3).run(on: graph, seed: 1, workers: .one)
      #expect(found.quality >= best - 1e-12, "\(small)")
    }
  }

  /// Forty groups of forty, large enough that the coarse graph is searched and not the first.
  private func planted(seed: UInt64) -> SmallGraph {
    var generator = SeededGenerator(seed: seed)
    let pairs = (0..<10_000).map { _ in
      let a = generator.below(1600)
      let inside = a / 40 * 40 + generator.below(40)
      return (a, generator.chance(0.75) ? inside : generator.below(1600))
    }
    let weights = pairs.map { _ in Double(1 + generator.below(4)) }
    return SmallGraph(nodeCount: 1600, pairs: pairs, weights: weights)
  }

  @Test(arguments: 1...2)
  func plantedGroupsAreFoundAndConnectedOnAnyThreads(seed: UInt64) throws {
    let weighted = planted(seed: seed).undirected
    let graph = seed == 1 ? weighted : weighted.unweighted()
    let search = Leiden(starts: 2, roundsMax: 2)
    let one = try search.run(on: graph, seed: seed, workers: .one)
    #expect(one.quality >= graph.quality(of: (0..<1600).map { $0 / 40 }) - 1e-12, "seed \(seed)")
    for threads in [2, 8] {
      let many = try search.run(on: graph, seed: seed, workers: Workers(threads: threads))
      #expect(many == one, "seed \(seed)")
    }
    for members in Components(of: one.groups) {
      #expect(graph.subgraph(of: members).graph.components().count == 1, "seed \(seed)")
    }
  }

  @Test func withoutAPriceTheGroupsAreThePiecesAndWithAHighOneEveryoneIsAlone() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<10 {
      let graph = SmallGraphs.random(
        nodeCount: 60, pairCount: 50, weighted: true, using: &generator
      ).undirected
      for free in [GroupQuality.modularity(resolution: 0), .constantPotts(resolution: 0)] {
        let found = try Leiden(quality: free, starts: 1).run(on: graph, seed: 1, workers: .one)
        #expect(found.groups == graph.components().groups)
      }
      for dear in [GroupQuality.modularity(resolution: 1e6), .constantPotts(resolution: 1e6)] {
        let found = try Leiden(quality: dear, starts: 1).run(on: graph, seed: 1, workers: .one)
        #expect(found.groups == Array(0..<60))
      }
    }
  }

  @Test func allWeightsTimesAPowerOfTwoChangeNothing() throws {
    let graph = planted(seed: 5).undirected
    let heavier = graph.with(weights: graph.weights.map { $0.map { $0 * 8 } })
    let search = Leiden(starts: 1)
    #expect(
      try search.run(on: graph, seed: 2, workers: .one)
        == search.run(on: heavier, seed: 2, workers: .one))
    let ones = graph.with(weights: [Double](repeating: 1, count: graph.edgeCount))
    #expect(
      try search.run(on: graph.unweighted(), seed: 2, workers: .one)
        == search.run(on: ones, seed: 2, workers: .one))
  }

  @Test func renamingNodesOrAddingALonelyOneKeepsTheQuality() throws {
    let small = planted(seed: 6)
    let search = Leiden(starts: 1, roundsMax: 3)
    let quality = try search.run(on: small.undirected, seed: 1, workers: .one).quality
    var generator = SeededGenerator(seed: 6)
    let renamed = small.renamed(Array(0..<1600).shuffled(using: &generator)).undirected
    let other = try search.run(on: renamed, seed: 1, workers: .one)
    #expect(abs(other.quality - quality) < 2e-3)
    let lonely = SmallGraph(nodeCount: 1601, pairs: small.pairs, weights: small.weights).undirected
    let more = try search.run(on: lonely, seed: 1, workers: .one)
    #expect(abs(more.quality - quality) < 2e-3)
    #expect(more.groups.filter { $0 == more.groups[1600] }.count == 1)
  }

  @Test func moreEffortIsNeverWorse() throws {
    let graph = planted(seed: 7).undirected
    var last = -1.0
    for rounds in 1...3 {
      let found = try Leiden(starts: 1, roundsMax: rounds, gainMin: 0)
        .run(on: graph, seed: 1, workers: .one)
      #expect(found.quality >= last - 1e-12)
      last = found.quality
    }
    let one = try Leiden(starts: 1, roundsMax: 2).run(on: graph, seed: 1, workers: .one).quality
    #expect(
      try Leiden(starts: 2, roundsMax: 2).run(on: graph, seed: 1, workers: .one).quality >= one
        - 1e-12)
    #expect(
      try Leiden(starts: 1, roundsMax: 1, searches: 1).run(on: graph, seed: 1, workers: .one)
        .quality > 0.5)
  }

  @Test func aRequestToStopIsHeard() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancelledWork.self) {
      try Leiden().run(
        on: Karate.graph, seed: 1, workers: Workers(threads: 1, cancellation: cancellation))
    }
  }

  @Test(arguments: 1...5)
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
    let star = try Leiden(starts: 1).run(
      on: SmallGraphs.star(leaves: 1000).undirected, seed: 1, workers: .one)
    #expect(star.count == 1)
    let path = try Leiden(starts: 1, roundsMax: 1, searches: 1).run(
      on: SmallGraphs.path(100_000).undirected, seed: 1, workers: .one)
    #expect(path.quality > 0.98)
  }
}
