// Goal: closeness, harmonic, steps and distances are sums over the shortest ways. Method: Floyd and
// Warshall as a twin on every small graph.
import Networks
import Primitives
import Testing

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

  @Test func oneThreadAndEightGiveTheSameBits() throws {
    let one = try Closeness().run(on: Karate.graph, workers: .one)
    #expect(one == (try Closeness().run(on: Karate.graph, workers: Workers(threads: 8))))
  }
}
