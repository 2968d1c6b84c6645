// Goal: the columns are the definitions and the sets the best. Method: removal of each node, every
// set of small graphs, and published values.
import Networks
import Primitives
import Testing

struct KeyPlayersTests {
  private func run(
    _ purpose: KeyPlayers.Purpose, _ count: Int, _ graph: UndirectedGraph = Karate.graph
  ) throws -> KeyPlayers.Result {
    try KeyPlayers(purpose: purpose, count: count).run(on: graph, seed: 1, workers: .one)
  }

  private func value(_ purpose: KeyPlayers.Purpose, _ set: [Int], _ graph: UndirectedGraph)
    -> Double
  {
    switch purpose {
    case .fragmentation: graph.fragmentation(removing: set)
    case .distanceFragmentation: graph.distanceFragmentation(removing: set)
    case .reach: graph.reach(from: set)
    }
  }

  private let purposes: [KeyPlayers.Purpose] = [.fragmentation, .distanceFragmentation, .reach]

  @Test func singlesAreTheirDefinitionOnEveryGraphOfUpToFiveNodes() throws {
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      for purpose in purposes {
        let column = try KeyPlayers(purpose: purpose).singles(on: graph, seed: 1, workers: .one)
        let twin = (0..<small.nodeCount).map { value(purpose, [$0], graph) }
        #expect(agree(column, twin), "\(purpose) \(small)")
      }
    }
  }

  @Test(arguments: 1...15)
  func detoursAreMeasuredRightInSparseGraphs(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 40, pairCount: 48, weighted: false, using: &generator
    ).undirected
    for purpose in purposes {
      let column = try KeyPlayers(purpose: purpose).singles(on: graph, seed: 1, workers: .one)
      #expect(agree(column, (0..<40).map { value(purpose, [$0], graph) }), "seed \(seed)")
    }
  }

  @Test func fragmentationIsItsDefinitionOnPairs() {
    for small in SmallGraphs.every(upTo: 4) where small.nodeCount > 1 {
      let d = SlowTwin.distances(small.matrix(directed: false), byWeight: false)
      let n = Double(small.nodeCount)
      let others = d.joined().filter { $0 > 0 }
      let plain = 1 - Double(others.filter { $0 < .infinity }.count) / (n * (n - 1))
      let near = 1 - others.reduce(0) { $0 + 1 / $1 } / (n * (n - 1))
      #expect(abs(small.undirected.fragmentation(removing: []) - plain) < 1e-12)
      #expect(abs(small.undirected.distanceFragmentation(removing: []) - near) < 1e-12)
    }
  }

  @Test func zacharysClub() throws {
    let published: [(KeyPlayers.Purpose, Int, [Int]?, Double)] = [
      (.distanceFragmentation, 1, [0], 0.6415), (.distanceFragmentation, 2, [0, 1], 0.6844),
      (.distanceFragmentation, 3, [0, 32, 33], 0.7968), (.fragmentation, 1, [0], 0.3163),
      (.fragmentation, 2, [0, 1], 0.4234), (.fragmentation, 3, [0, 32, 33], 0.5699),
      (.reach, 1, [33], 0.7132), (.reach, 2, [0, 33], 0.9559), (.reach, 3, nil, 0.9853),
    ]
    for (purpose, count, players, value) in published {
      let found = try run(purpose, count)
      if let players { #expect(found.players == players, "\(purpose) \(count)") }
      #expect(abs(found.value - value) < 5e-5, "\(purpose) \(count)")
      #expect(found.isExact)
    }
  }

  /// Every set of a graph by its definition.
  private func best(_ purpose: KeyPlayers.Purpose, _ size: Int, _ graph: UndirectedGraph) -> Double
  {
    (0..<(1 << graph.nodeCount)).filter { $0.nonzeroBitCount == size }.map { mask in
      value(purpose, (0..<graph.nodeCount).filter { mask >> $0 & 1 == 1 }, graph)
    }.max() ?? 0
  }

  @Test func everySetIsTriedOnEveryGraphOfUpToFourNodes() throws {
    for small in SmallGraphs.every(upTo: 4) {
      let graph = small.undirected
      for purpose in purposes {
        for size in 1...3 {
          let found = try run(purpose, size, graph)
          #expect(found.isBest && found.players.count == min(size, small.nodeCount))
          #expect(found.players == Set(found.players).sorted())
          let expected = best(purpose, min(size, small.nodeCount), graph)
          #expect(
            abs(found.value - (small.nodeCount == 0 ? 0 : expected)) < 1e-9,
            "\(purpose) \(size) \(small)")
        }
      }
    }
  }

  @Test(arguments: 1...4)
  func noSetOfARandomGraphIsBetter(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 11, pairCount: 15, weighted: false, using: &generator
    ).undirected
    for purpose in purposes {
      for size in [2, 4] {
        let found = try run(purpose, size, graph)
        #expect(found.isBest)
        #expect(abs(found.value - value(purpose, found.players, graph)) < 1e-9, "seed \(seed)")
        #expect(abs(found.value - best(purpose, size, graph)) < 1e-9, "seed \(seed)")
        let many = try KeyPlayers(purpose: purpose, count: size).run(
          on: graph, seed: 1, workers: Workers(threads: 8))
        #expect(many == found)
        let searched = try KeyPlayers(purpose: purpose, count: size, exactEntriesMax: 0).run(
          on: graph, seed: 1, workers: .one)
        #expect(!searched.isBest && searched.value <= found.value + 1e-9)
      }
    }
  }

  @Test func searchedForTheBestOfZacharysClubIsFoundToo() throws {
    for (purpose, value) in [
      (KeyPlayers.Purpose.distanceFragmentation, 0.7968), (.fragmentation, 0.5699),
      (.reach, 0.9853),
    ] {
      let search = KeyPlayers(purpose: purpose, exactEntriesMax: 0)
      let found = try search.run(on: Karate.graph, seed: 1, workers: .one)
      #expect(!found.isBest && abs(found.value - value) < 5e-5)
      guard purpose != .distanceFragmentation else { continue }
      let every = try KeyPlayers(purpose: purpose, exactEntriesMax: 10_000_000).run(
        on: Karate.graph, seed: 1, workers: .one)
      #expect(every.isBest && abs(every.value - found.value) < 1e-12)
    }
  }

  @Test(arguments: 1...10)
  func theValueIsThatOfTheSetAndAtLeastTheBestPairsOfTwoSingles(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 14, pairCount: 22, weighted: false, using: &generator
    ).undirected
    for purpose in purposes {
      let search = KeyPlayers(purpose: purpose, count: 2, exactEntriesMax: 0)
      let found = try search.run(on: graph, seed: 1, workers: .one)
      #expect(abs(found.value - value(purpose, found.players, graph)) < 1e-9, "seed \(seed)")
      let singles = try KeyPlayers(purpose: purpose).singles(on: graph, seed: 1, workers: .one)
      let order = singles.indices.sorted { (-singles[$0], $0) < (-singles[$1], $1) }
      #expect(found.value >= value(purpose, Array(order.prefix(2)), graph) - 1e-9)
    }
  }

  @Test func aSampleOfSourcesComesNear() throws {
    var generator = SeededGenerator(seed: 4)
    let graph = SmallGraphs.random(
      nodeCount: 300, pairCount: 700, weighted: false, using: &generator
    ).undirected
    let exact = try KeyPlayers().singles(on: graph, seed: 1, workers: .one)
    let near = try KeyPlayers(sourcesMax: 150).singles(on: graph, seed: 1, workers: .one)
    for node in exact.indices { #expect(abs(exact[node] - near[node]) < 0.02) }
    let other = try KeyPlayers(sourcesMax: 150).singles(
      on: graph, seed: 1, workers: Workers(threads: 8))
    #expect(near.map(\.bitPattern) == other.map(\.bitPattern))
  }

  @Test func hostileShapes() throws {
    let empty = GraphBuilder(nodeCount: 0).undirected().graph
    let pair = GraphBuilder.undirected(nodeCount: 2, [(0, 1)])
    for purpose in purposes {
      #expect(try run(purpose, 3, empty).players.isEmpty)
      #expect(try run(purpose, 3, pair).players == [0, 1])
    }
    #expect(try run(.fragmentation, 1, SmallGraphs.path(100_001).undirected).players == [50_000])
    #expect(try run(.distanceFragmentation, 1, SmallGraphs.star(leaves: 9).undirected).value == 1)
  }
}
