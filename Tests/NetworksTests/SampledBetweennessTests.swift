// Goal: estimates keep their stated error, and ways are drawn evenly. Method: exact values, and
// counts of the ways through a grid.
import Primitives
import Testing

@testable import Networks

struct SampledBetweennessTests {
  private let sample = SampledBetweenness(error: 0.02, failure: 0.1, alwaysSample: true)

  @Test(arguments: [UInt64(1), 2, 3])
  func keepsItsErrorOnZacharysClub(seed: UInt64) throws {
    let exact = try Betweenness().run(on: Karate.graph, workers: .one)
    let found = try sample.run(on: Karate.graph, seed: seed, workers: .one)
    #expect(found.draws > 0)
    #expect(abs(found.errorMax - 0.02 * 34 * 33 / 2) < 1e-9)
    for node in exact.indices {
      #expect(abs(exact[node] - found.values[node]) <= found.errorMax, "seed \(seed)")
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func keepsItsErrorAlongTheLinks(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 30, pairCount: 80, weighted: false, using: &generator
    ).directed
    let exact = try Betweenness().run(on: graph, workers: .one)
    let found = try sample.run(on: graph, seed: seed, workers: .one)
    for node in exact.indices {
      #expect(abs(exact[node] - found.values[node]) <= found.errorMax, "seed \(seed)")
    }
  }

  @Test func everyShortestWayIsEquallyLikely() {
    // Corner to corner of a grid of 3 × 3: six ways of four steps.
    var pairs: [(Int, Int)] = []
    for row in 0..<3 {
      for column in 0..<3 {
        if column < 2 { pairs.append((row * 3 + column, row * 3 + column + 1)) }
        if row < 2 { pairs.append((row * 3 + column, row * 3 + column + 3)) }
      }
    }
    let graph = GraphBuilder.undirected(nodeCount: 9, pairs)
    var search = MeetingSearch(nodeCount: 9)
    var generator = SeededGenerator(seed: 17)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 {
      let inner = search.inner(from: 0, to: 8, ways: graph.ways, using: &generator)
      counts[inner.sorted(), default: 0] += 1
    }
    #expect(counts.count == 6)
    // 1,000 each; six standard deviations of a binomial count are 173.
    #expect(counts.values.allSatisfy { abs($0 - 1_000) < 173 })
  }

  @Test func neighboursAndStrangersHaveNothingBetween() {
    let graph = GraphBuilder.undirected(nodeCount: 4, [(0, 1), (2, 3)])
    var search = MeetingSearch(nodeCount: 4)
    var generator = SeededGenerator(seed: 1)
    #expect(search.inner(from: 0, to: 1, ways: graph.ways, using: &generator).isEmpty)
    #expect(search.inner(from: 0, to: 3, ways: graph.ways, using: &generator).isEmpty)
  }

  @Test func theBoundOfTheDiameterHolds() {
    for small in SmallGraphs.every(upTo: 5) {
      let distances = SlowTwin.distances(small.matrix(directed: false), byWeight: false)
      let longest = distances.joined().filter { $0 < .infinity }.max() ?? -1
      #expect(Double(sample.nodesOnAWayMax(of: small.undirected)) >= longest + 1, "\(small)")
    }
  }

  @Test func isExactWhereThatCostsLess() throws {
    let found = try SampledBetweenness().run(on: Karate.graph, seed: 1, workers: .one)
    #expect(found.draws == 0 && found.errorMax == 0)
    #expect(found.values == (try Betweenness().run(on: Karate.graph, workers: .one)))
  }

  @Test func theSameSeedGivesTheSameBitsOnAnyThreads() throws {
    let one = try sample.run(on: Karate.graph, seed: 4, workers: .one)
    #expect(one == (try sample.run(on: Karate.graph, seed: 4, workers: Workers(threads: 8))))
  }
}
