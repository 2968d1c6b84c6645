// Goal: estimates keep their stated error as often as stated, for all nodes at once. Method: exact
// values, many seeds, shapes that differ in where the ways run.
import Primitives
import Testing

@testable import Networks

struct SampledBetweennessTests {
  private let sample = SampledBetweenness(error: 0.02, failure: 0.1, alwaysSample: true)

  /// Whether all nodes are within their bounds.
  private func holds(_ found: SampledBetweenness.Result, _ exact: [Double]) -> Bool {
    exact.indices.allSatisfy { abs(exact[$0] - found.values[$0]) <= found.errors[$0] + 1e-9 }
  }

  /// Two cliques and a bridge of one node; a ring; a star; a path; random ones.
  private static let shapes: [SmallGraph] = {
    var generator = SeededGenerator(seed: 11)
    let cliques = SmallGraphs.clique(6).pairs + SmallGraphs.clique(6).pairs.map { ($0 + 7, $1 + 7) }
    return [
      SmallGraph(nodeCount: 13, pairs: cliques + [(5, 6), (6, 7)]),
      SmallGraph(nodeCount: 12, pairs: (0..<12).map { ($0, ($0 + 1) % 12) }),
      SmallGraphs.star(leaves: 9), SmallGraphs.path(9),
      SmallGraphs.random(nodeCount: 20, pairCount: 30, weighted: false, using: &generator),
    ]
  }()

  @Test(arguments: 0..<5)
  func nineTrialsInTenHoldForAllNodesAtOnce(shape: Int) throws {
    let small = Self.shapes[shape]
    let loose = SampledBetweenness(error: 0.2, failure: 0.1, alwaysSample: true)
    let exact = try Betweenness().run(on: small.undirected, workers: .one)
    let exactAlong = try Betweenness().run(on: small.directed, workers: .one)
    var kept = 0
    var keptAlong = 0
    for seed in 1...200 {
      let found = try loose.run(on: small.undirected, seed: UInt64(seed), workers: .one)
      #expect(found.draws > 0 && found.errors.allSatisfy { $0 <= found.errorMax })
      if holds(found, exact) { kept += 1 }
      let along = try loose.run(on: small.directed, seed: UInt64(seed), workers: .one)
      if holds(along, exactAlong) { keptAlong += 1 }
    }
    #expect(kept >= 180, "\(small)")
    #expect(keptAlong >= 180, "\(small)")
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func keepsItsErrorOnZacharysClub(seed: UInt64) throws {
    let exact = try Betweenness().run(on: Karate.graph, workers: .one)
    let found = try sample.run(on: Karate.graph, seed: seed, workers: .one)
    #expect(found.draws > 0)
    #expect(abs(found.errorMax - 0.02 * 34 * 33 / 2) < 1e-9)
    #expect(holds(found, exact), "seed \(seed)")
    // Members on few ways are known better than the two leaders.
    #expect(found.errors[0] > 3 * found.errors[11])
  }

  @Test func drawsFewerThanABoundThatLooksAtNothing() throws {
    // ½ ε⁻² (⌊log₂(D − 2)⌋ + 1 + ln 1/δ) of Riondato and Kornaropoulos with D = 6 nodes on a way.
    let fixed = 0.5 / (0.02 * 0.02) * (3 + 2.302_585)
    for seed in UInt64(1)...3 {
      let found = try sample.run(on: Karate.graph, seed: seed, workers: .one)
      #expect(Double(found.draws) < fixed, "seed \(seed)")
    }
  }

  @Test func spendsNoMoreThanItMayAndEndsAtTheMostDraws() throws {
    var first = DrawTallies(nodeCount: 34)
    try first.draw(
      400, pairsOf: Karate.graph.ways, generator: SeededGenerator(seed: 3), workers: .one)
    let plan = DrawPlan(error: 0.02, failure: 0.1, first: first)
    #expect(plan.failures.reduce(0, +) <= 0.098 + 1e-12)
    #expect(plan.failures.allSatisfy { $0 > 0 })
    #expect((0..<60).allSatisfy { plan.draws(at: $0) <= plan.draws(at: $0 + 1) })
    #expect(plan.draws(at: 60) == plan.drawsMax)
  }

  @Test func isExactWhereThatCostsLess() throws {
    let found = try SampledBetweenness().run(on: Karate.graph, seed: 1, workers: .one)
    #expect(found.draws == 0 && found.errorMax == 0 && found.errors.allSatisfy { $0 == 0 })
    #expect(found.values == (try Betweenness().run(on: Karate.graph, workers: .one)))
    // More nodes than the first sample has draws, but ways so long that sources cost less.
    let path = SmallGraphs.path(500).undirected
    let along = try SampledBetweenness().run(on: path, seed: 1, workers: .one)
    #expect(along.draws == 0)
  }

  @Test func tooSmallGraphsHaveNothingBetween() throws {
    for count in 0...2 {
      let graph = SmallGraphs.path(count).undirected
      let found = try sample.run(on: graph, seed: 1, workers: .one)
      #expect(found.values == [Double](repeating: 0, count: count) && found.errorMax == 0)
    }
    let apart = try sample.run(
      on: GraphBuilder.undirected(nodeCount: 5, []), seed: 1, workers: .one)
    #expect(apart.values == [0, 0, 0, 0, 0])
  }

  @Test(arguments: [1, 2, 8])
  func theSameSeedGivesTheSameBitsOnAnyThreads(threads: Int) throws {
    let one = try sample.run(on: Karate.graph, seed: 4, workers: .one)
    #expect(one == (try sample.run(on: Karate.graph, seed: 4, workers: Workers(threads: threads))))
  }

  @Test func stopsWhenAsked() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let workers = Workers(threads: 2, cancellation: cancellation)
    #expect(throws: CancelledWork.self) {
      try sample.run(on: Karate.graph, seed: 1, workers: workers)
    }
  }
}
