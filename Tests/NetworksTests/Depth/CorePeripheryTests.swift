// Goal: the core found is the best there is. Method: every core of every small graph by Pearson's
// formula, residuals for the continuous one, and published values.
import Networks
import Primitives
import Testing

struct CorePeripheryTests {
  private func fit(
    _ a: [[Double]], _ isCore: [Bool], _ pattern: CorePeriphery.Pattern
  ) -> Double? {
    var links: [Double] = []
    var ideal: [Double] = []
    for i in a.indices {
      for j in 0..<i {
        if pattern == .ignoringMixed && isCore[i] != isCore[j] { continue }
        links.append(a[i][j])
        ideal.append(isCore[i] || isCore[j] ? 1 : 0)
      }
    }
    return SlowTwin.correlation(links, ideal)
  }

  @Test(arguments: [CorePeriphery.Pattern.coreOrPeriphery, .ignoringMixed])
  func findsTheBestCoreOfEveryGraphOfUpToFourNodes(pattern: CorePeriphery.Pattern) throws {
    for small in SmallGraphs.every(upTo: 4) {
      let a = small.matrix(directed: false)
      let n = small.nodeCount
      let best =
        (0..<(1 << n)).compactMap { mask in
          fit(a, (0..<n).map { mask >> $0 & 1 == 1 }, pattern)
        }.max() ?? 0
      let found = try CorePeriphery(pattern: pattern).run(
        on: small.undirected, seed: 1, workers: .one)
      #expect(abs(found.correlation - max(best, 0)) < 1e-9, "\(small)")
      if found.correlation > 0 {
        #expect(abs((fit(a, found.isCore, pattern) ?? -2) - found.correlation) < 1e-9, "\(small)")
      }
    }
  }

  @Test(arguments: [CorePeriphery.Pattern.coreOrPeriphery, .ignoringMixed], 1...4)
  func findsTheBestCoreWithWeights(pattern: CorePeriphery.Pattern, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 9, pairCount: 16, weighted: true, using: &generator)
    let a = small.matrix(directed: false)
    let best =
      (0..<(1 << 9)).compactMap { mask in
        fit(a, (0..<9).map { mask >> $0 & 1 == 1 }, pattern)
      }.max() ?? 0
    let found = try CorePeriphery(pattern: pattern).run(
      on: small.undirected, seed: 1, workers: .one)
    #expect(abs(found.correlation - best) < 1e-9, "seed \(seed)")
  }

  @Test func zacharysClub() throws {
    let either = try CorePeriphery().run(on: Karate.graph, seed: 1, workers: .one)
    #expect(abs(either.correlation - 0.4315) < 5e-5)
    #expect(either.isCore.indices.filter { either.isCore[$0] } == [0, 1, 2, 32, 33])
    let strict = try CorePeriphery(pattern: .ignoringMixed).run(
      on: Karate.graph, seed: 1, workers: .one)
    #expect(abs(strict.correlation - 0.5432) < 5e-5)
  }

  @Test func theCoreOfAStarIsItsMiddle() throws {
    let found = try CorePeriphery().run(
      on: SmallGraphs.star(leaves: 30).undirected, seed: 1, workers: .one)
    #expect(found.isCore.indices.filter { found.isCore[$0] } == [0])
    #expect(abs(found.correlation - 1) < 1e-12)
  }

  @Test func theSameSeedGivesTheSameCoreOnAnyThreads() throws {
    let one = try CorePeriphery().run(on: Karate.graph, seed: 9, workers: .one)
    #expect(
      one == (try CorePeriphery().run(on: Karate.graph, seed: 9, workers: Workers(threads: 8))))
  }
}
