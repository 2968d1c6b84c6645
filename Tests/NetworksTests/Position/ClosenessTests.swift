// Goal: closeness, harmonic, steps and distances are sums over the shortest ways. Method: Floyd and
// Warshall as a twin on every small graph.
import Primitives
import Testing

@testable import Networks

struct ClosenessTests {
  private func check(_ small: SmallGraph, directed: Bool, length: TieLength) throws {
    let matrix = small.matrix(directed: directed)
    let distances = SlowTwin.distances(matrix, byWeight: length == .inverseWeight)
    let others = distances.enumerated().map { source, row in
      row.enumerated().filter { $0.offset != source && $0.element < .infinity }.map(\.element)
    }
    let close = others.map { $0.isEmpty ? 0 : Double($0.count) / $0.reduce(0, +) }
    let near = others.map { $0.reduce(0) { $0 + 1 / $1 } }
    let found: Closeness.Result
    let harmonic: [Double]
    if directed {
      found = try Closeness(length: length).run(on: small.directed, workers: .one)
      harmonic = try Harmonic(length: length).run(on: small.directed, workers: .one)
    } else {
      found = try Closeness(length: length).run(on: small.undirected, workers: .one)
      harmonic = try Harmonic(length: length).run(on: small.undirected, workers: .one)
    }
    #expect(agree(found.values, close), "\(small)")
    #expect(found.reached == others.map(\.count), "\(small)")
    #expect(agree(harmonic, near), "\(small)")
  }

  @Test func isItsDefinitionOnEverySmallGraph() throws {
    for small in SmallGraphs.every(upTo: 5) { try check(small, directed: false, length: .hops) }
    for small in SmallGraphs.everyDirected(upTo: 3) {
      try check(small, directed: true, length: .hops)
    }
  }

  @Test(arguments: 1...20)
  func isItsDefinitionByLength(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 10, pairCount: 14, weighted: true, using: &generator)
    try check(small, directed: false, length: .inverseWeight)
    try check(small, directed: true, length: .inverseWeight)
  }

  @Test(arguments: [2, 8])
  func oneThreadAndMoreGiveTheSameBits(threads: Int) throws {
    var generator = SeededGenerator(seed: 9)
    let graph = SmallGraphs.random(
      nodeCount: 1_040, pairCount: 2_000, weighted: false, using: &generator
    ).undirected
    let near = try Harmonic().run(on: graph, workers: .one)
    #expect(near == (try Harmonic().run(on: graph, workers: Workers(threads: threads))))
    let one = try Closeness().run(on: Karate.graph, workers: .one)
    #expect(one == (try Closeness().run(on: Karate.graph, workers: Workers(threads: 8))))
  }

  /// More than 512 nodes, so that walks run in more than one batch and both ways of taking a
  /// level are gone.
  @Test(arguments: 1...4)
  func walkingTogetherIsWalkingOneByOne(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 560, pairCount: [150, 500, 1_200, 4_000][Int(seed) - 1], weighted: false,
      using: &generator)
    try checkAgainstSingleWalks(small.undirected.steps, graph: small.undirected.ways)
    try checkAgainstSingleWalks(small.directed.steps, graph: small.directed.ways)
  }

  @Test func aLongPathAStarAndACliqueAreWhatTheyAre() throws {
    let count = 540
    // On a path of more than a batch the walks turn to one by one.
    let path = try Closeness().run(on: SmallGraphs.path(count).undirected, workers: .one)
    for node in [0, 1, 300, 539] {
      let sum = node * (node + 1) / 2 + (count - 1 - node) * (count - node) / 2
      #expect(path.values[node] == Double(count - 1) / Double(sum))
    }
    let star = try Harmonic().run(on: SmallGraphs.star(leaves: 520).undirected, workers: .one)
    #expect(star[0] == 520 && star[520] == 1 + 519 / 2.0)
    let clique = try Closeness().run(on: SmallGraphs.clique(40).undirected, workers: .one)
    #expect(clique.values == [Double](repeating: 1, count: 40))
    #expect(try Harmonic().run(on: GraphBuilder.undirected(nodeCount: 0, []), workers: .one) == [])
  }

  private func checkAgainstSingleWalks(_ steps: (Int) -> [Int32], graph: Ways) throws {
    let far = try graph.distanceSums(.distance, length: .hops, workers: Workers(threads: 2))
    let near = try graph.distanceSums(.inverse, length: .hops, workers: .one)
    for source in 0..<graph.nodeCount {
      let others = steps(source).filter { $0 > 0 }.map(Double.init)
      #expect(far[source].reached == others.count)
      #expect(far[source].sum == others.reduce(0, +))
      #expect(agree([near[source].sum], [others.reduce(0) { $0 + 1 / $1 }]))
    }
  }
}
