// Goal: sampled closeness and harmonic keep their bounds for all nodes at once as often as stated.
// Method: exact values and many seeds, on shapes whose distances differ much; whole samples.
import Primitives
import Testing

@testable import Networks

struct SampledClosenessTests {
  /// A random graph with strangers and small pieces; a long path; a star with a tail.
  private static func shape(_ number: Int) -> SmallGraph {
    var generator = SeededGenerator(seed: 5)
    switch number {
    case 0:
      return SmallGraphs.random(
        nodeCount: 200, pairCount: 250, weighted: true, using: &generator)
    case 1: return SmallGraphs.path(160)
    default:
      return SmallGraph(
        nodeCount: 180,
        pairs: (1..<150).map { (0, $0) } + (149..<179).map { ($0, $0 + 1) })
    }
  }

  private func isWithin(_ found: [Double], _ exact: [Double], _ errors: [Double]) -> Bool {
    exact.indices.allSatisfy { abs(found[$0] - exact[$0]) <= errors[$0] + 1e-9 * (1 + exact[$0]) }
  }

  @Test(arguments: 0..<3)
  func nineTrialsInTenHoldForAllNodesAtOnce(number: Int) throws {
    let graph = Self.shape(number).undirected
    let near = try Harmonic().run(on: graph, workers: .one)
    let close = try Closeness().run(on: graph, workers: .one)
    let mean = close.values.map { $0 > 0 ? 1 / $0 : 0 }
    var kept = (near: 0, close: 0)
    for seed in UInt64(1)...200 {
      let harmonic = try SampledHarmonic(error: 0.5).run(on: graph, seed: seed, workers: .one)
      if isWithin(harmonic.values, near, harmonic.errors) { kept.near += 1 }
      #expect(harmonic.errors.allSatisfy { $0 <= 0.5 * Double(graph.nodeCount) })
      #expect(harmonic.pivots < graph.nodeCount)
      let closeness = try SampledCloseness(error: 0.5).run(on: graph, seed: seed, workers: .one)
      if isWithin(closeness.meanDistances, mean, closeness.errors) { kept.close += 1 }
      #expect(closeness.reached == close.reached)
    }
    #expect(kept.near >= 180 && kept.close >= 180, "\(kept)")
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func keepsItsBoundsByLengthAndAlongTheLinks(seed: UInt64) throws {
    let small = Self.shape(0)
    let length = TieLength.inverseWeight
    let graph = small.undirected
    let close = try Closeness(length: length).run(on: graph, workers: .one)
    let found = try SampledCloseness(length: length, error: 0.5)
      .run(on: graph, seed: seed, workers: .one)
    let mean = close.values.map { $0 > 0 ? 1 / $0 : 0 }
    #expect(isWithin(found.meanDistances, mean, found.errors), "seed \(seed)")
    #expect(found.errors.contains { $0 > 0 })
    for length in [TieLength.hops, length] {
      let near = try Harmonic(length: length).run(on: small.directed, workers: .one)
      let found = try SampledHarmonic(length: length, error: 0.5)
        .run(on: small.directed, seed: seed, workers: .one)
      #expect(isWithin(found.values, near, found.errors), "seed \(seed)")
    }
  }

  @Test func smallGraphsAreExact() throws {
    for small in SmallGraphs.every(upTo: 3) {
      let graph = small.undirected
      let found = try SampledCloseness().run(on: graph, seed: 1, workers: .one)
      let exact = try Closeness().run(on: graph, workers: .one)
      #expect(agree(found.values, exact.values) && found.reached == exact.reached, "\(small)")
      #expect(found.errors.allSatisfy { $0 == 0 })
      let harmonic = try SampledHarmonic().run(on: graph, seed: 1, workers: .one)
      #expect(agree(harmonic.values, try Harmonic().run(on: graph, workers: .one)), "\(small)")
    }
  }

  @Test func theDiameterIsBounded() {
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      let distances = SlowTwin.distances(small.matrix(directed: false), byWeight: false)
      for members in graph.components().members() {
        let longest = members.flatMap { a in members.map { distances[a][$0] } }.max() ?? 0
        let bound = SampledCloseness().diameterMax(of: members, graph.ways)
        #expect(bound >= longest && bound <= 2 * longest, "\(small)")
      }
    }
  }

  @Test(arguments: [2, 8])
  func oneThreadAndMoreGiveTheSameBits(threads: Int) throws {
    let graph = Self.shape(0).undirected
    let workers = Workers(threads: threads)
    let harmonic = SampledHarmonic(error: 0.5)
    #expect(
      try harmonic.run(on: graph, seed: 2, workers: .one)
        == (try harmonic.run(on: graph, seed: 2, workers: workers)))
    let closeness = SampledCloseness(length: .inverseWeight, error: 0.5)
    #expect(
      try closeness.run(on: graph, seed: 2, workers: .one)
        == (try closeness.run(on: graph, seed: 2, workers: workers)))
  }
}
