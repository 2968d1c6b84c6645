// Goal: the eigenvector, hubs and Katz are what plain iteration leads to, in the awkward cases too,
// and on any number of threads. Method: slow iteration on a matrix, closed forms, hostile shapes.
import Primitives
import Testing

@testable import Networks

struct LeadingVectorTests {
  @Test func theLeadingPairOfAChainIsItsClosedForm() {
    for count in 1...24 {
      var chain = Tridiagonal()
      chain.diagonal = [Double](repeating: 0.5, count: count)
      chain.beside = [Double](repeating: 1, count: count - 1)
      chain.findLeading()
      let angle = Double.pi / Double(count + 1)
      #expect(abs(chain.value - 0.5 - 2 * cosine(angle)) < 1e-13)
      let shape = (1...count).map { sine(angle * Double($0)) }
      let length = shape.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(agree(chain.vector, shape.map { $0 / length }, within: 1e-12), "\(count)")
    }
  }

  @Test(arguments: 1...12)
  func isWhatPlainIterationLeadsTo(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 30, pairCount: 30 + 5 * Int(seed), weighted: seed % 2 == 0, using: &generator)
    for directed in [false, true] {
      let matrix = small.matrix(directed: directed)
      let found =
        directed ? Eigenvector().run(on: small.directed) : Eigenvector().run(on: small.undirected)
      guard found.converged else { continue }
      // (A + I) transposed, and A · A transposed.
      let plain = matrix.indices.map { v in
        matrix.indices.map { u in matrix[u][v] + (u == v ? 1 : 0) }
      }
      #expect(agree(found.values, SlowTwin.iterated(plain), within: 1e-7), "seed \(seed)")
      let there = matrix.map { row in
        matrix.map { other in zip(row, other).reduce(0) { $0 + $1.0 * $1.1 } }
      }
      let hits = directed ? Hits().run(on: small.directed) : Hits().run(on: small.undirected)
      #expect(agree(hits.hubs, SlowTwin.iterated(there), within: 1e-7), "seed \(seed)")
    }
  }

  @Test func piecesThatAreEquallyStrongAllKeepWhatTheyHave() {
    let copies = SmallGraph(
      nodeCount: 70,
      pairs: Karate.pairs.map { (2 * $0.0, 2 * $0.1) }
        + Karate.pairs.map { (2 * $0.0 + 1, 2 * $0.1 + 1) })
    let one = Eigenvector().run(on: Karate.graph).values
    let found = Eigenvector().run(on: copies.undirected)
    #expect(found.converged)
    #expect(agree((0..<34).map { found.values[2 * $0] }, one, within: 1e-9))
    #expect(agree((0..<34).map { found.values[2 * $0 + 1] }, one, within: 1e-9))
    #expect(found.values[68] < 1e-12 && found.values[69] < 1e-12)
  }

  @Test func theWeakerPieceFades() {
    // A clique of six (λ = 5) beside one of five (λ = 4).
    let small = SmallGraph(
      nodeCount: 11,
      pairs: SmallGraphs.clique(6).pairs
        + SmallGraphs.clique(5).pairs.map { ($0.0 + 6, $0.1 + 6) })
    let found = Eigenvector().run(on: small.undirected)
    #expect(found.converged)
    #expect(agree(found.values, [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], within: 1e-10))
    #expect(found.values.allSatisfy { $0 >= 0 })
  }

  @Test func bipartiteShapes() {
    let star = Eigenvector().run(on: SmallGraphs.star(leaves: 400).undirected)
    #expect(star.converged && star.values[0] == 1)
    #expect(star.values[1...].allSatisfy { abs($0 - 0.05) < 1e-11 })
    // A path, whose second λ is within a 1,000th of the first: x(i) = sin(π i / (n + 1)).
    let count = 81
    let path = Eigenvector(tolerance: 1e-13).run(on: SmallGraphs.path(count).undirected)
    let shape = (1...count).map { sine(Double.pi * Double($0) / Double(count + 1)) }
    #expect(path.converged && agree(path.values, shape, within: 1e-8))
    // Plain iteration takes some 6,000.
    #expect(path.rounds < 600)
  }

  @Test func whereNothingMovesOneRoundIsEnough() {
    #expect(Eigenvector().run(on: SmallGraphs.clique(9).undirected).rounds == 1)
    #expect(Eigenvector().run(on: GraphBuilder(nodeCount: 1).undirected().graph).values == [1])
    #expect(Eigenvector().run(on: GraphBuilder(nodeCount: 0).undirected().graph).converged)
    #expect(Hits().run(on: GraphBuilder(nodeCount: 0).directed().graph).converged)
    #expect(!Eigenvector(roundsMax: 3).run(on: Karate.graph).converged)
    let arrows = GraphBuilder.directed(nodeCount: 3, [(0, 1), (1, 2)])
    #expect(!Eigenvector(roundsMax: 50).run(on: arrows).converged)
  }

  @Test(arguments: 1...8)
  func katzSolvesItsEquationWithoutDirectionAndWithWeights(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 25, pairCount: 60, weighted: seed % 2 == 0, using: &generator)
    for attenuation in [0.01, 0.2] {
      let a = small.matrix(directed: false)
      let result = Katz(attenuation: attenuation).run(on: small.undirected)
      let matrix = (0..<25).map { v in
        (0..<25).map { u in (u == v ? 1 : 0) - result.attenuation * a[u][v] }
      }
      let raw = SlowTwin.solve(matrix, [Double](repeating: 1, count: 25))
      let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(result.converged)
      #expect(agree(result.values, raw.map { $0 / length }, within: 1e-10), "seed \(seed)")
    }
  }

  @Test(arguments: [false, true])
  func anyNumberOfThreadsGivesTheSameBits(weighted: Bool) throws {
    var generator = SeededGenerator(seed: 9)
    let small = SmallGraphs.random(
      nodeCount: 6_000, pairCount: 18_000, weighted: weighted, using: &generator)
    let (both, along) = (small.undirected, small.directed)
    let vector = Eigenvector(tolerance: 1e-6)
    let hits = Hits(tolerance: 1e-6)
    let katz = Katz(tolerance: 1e-6)
    let first = vector.run(on: both)
    let hubs = hits.run(on: along)
    let walks = (katz.run(on: both), katz.run(on: along))
    for threads in [2, 8] {
      let workers = Workers(threads: threads)
      #expect(try vector.run(on: both, workers: workers) == first)
      #expect(try hits.run(on: along, workers: workers) == hubs)
      #expect(try katz.run(on: both, workers: workers) == walks.0)
      #expect(try katz.run(on: along, workers: workers) == walks.1)
    }
  }

  @Test func stopsWhenAsked() {
    let stopped = Cancellation()
    stopped.cancel()
    let workers = Workers(threads: 2, cancellation: stopped)
    #expect(throws: CancelledWork.self) {
      try Eigenvector().run(on: Karate.graph, workers: workers)
    }
    #expect(throws: CancelledWork.self) { try Hits().run(on: Karate.graph, workers: workers) }
    #expect(throws: CancelledWork.self) { try Katz().run(on: Karate.graph, workers: workers) }
  }

  /// By its series, so that no library of functions is needed.
  private func sine(_ x: Double) -> Double {
    var (sum, term) = (0.0, x)
    for place in 1...30 {
      sum += term
      term *= -x * x / Double(2 * place * (2 * place + 1))
    }
    return sum
  }

  private func cosine(_ x: Double) -> Double { sine(Double.pi / 2 - x) }
}
