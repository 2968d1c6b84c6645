// Goal: eigenvector, Katz, PageRank and HITS solve their equations. Method: elimination on a
// matrix,
// residuals, laws and published values.
import Networks
import Primitives
import Testing

struct SpectralTests {
  private func times(_ a: [[Double]], _ x: [Double]) -> [Double] {
    // Along the links backwards: result(v) = Σ a(u, v) x(u).
    x.indices.map { v in x.indices.reduce(0.0) { $0 + a[$1][v] * x[$1] } }
  }

  @Test func pageRankSolvesItsEquationsOnEveryDirectedGraphOfUpToFourNodes() {
    for small in SmallGraphs.everyDirected(upTo: 4) where small.nodeCount > 0 {
      let result = PageRank().run(on: small.directed)
      let twin = SlowTwin.pageRank(small.matrix(directed: true), damping: 0.85)
      #expect(result.converged)
      #expect(agree(result.values, twin, within: 1e-10), "\(small)")
      #expect(abs(result.values.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test(arguments: 1...10)
  func pageRankSharesByWeight(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 8, pairCount: 14, weighted: true, using: &generator)
    let twin = SlowTwin.pageRank(small.matrix(directed: true), damping: 0.5)
    #expect(agree(PageRank(damping: 0.5).run(on: small.directed).values, twin, within: 1e-10))
  }

  @Test func zacharysClub() {
    let rank = PageRank().run(on: Karate.graph).values
    #expect(abs(rank[33] - 0.10092) < 5e-6)
    #expect(abs(rank[0] - 0.09700) < 5e-6)
    let x = Eigenvector().run(on: Karate.graph).values
    let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(x[33] / length - 0.37336) < 5e-6)
    #expect(abs(x[0] / length - 0.35549) < 5e-6)
  }

  @Test func eigenvectorSolvesItsEquationOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) where !small.pairs.isEmpty {
      let result = Eigenvector().run(on: small.undirected)
      let image = times(small.matrix(directed: false), result.values)
      guard let top = result.values.firstIndex(of: 1) else {
        Issue.record("no entry is 1 in \(small)")
        continue
      }
      #expect(result.converged)
      #expect(agree(image, result.values.map { $0 * image[top] }, within: 1e-8), "\(small)")
      #expect(result.values.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  @Test func katzSolvesItsEquationOnEveryDirectedGraphOfUpToFourNodes() {
    for small in SmallGraphs.everyDirected(upTo: 4) where small.nodeCount > 0 {
      let a = small.matrix(directed: true)
      let result = Katz().run(on: small.directed)
      let n = small.nodeCount
      let matrix = (0..<n).map { v in
        (0..<n).map { u in (u == v ? 1 : 0) - result.attenuation * a[u][v] }
      }
      let raw = SlowTwin.solve(matrix, [Double](repeating: 1, count: n))
      let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(result.converged)
      #expect(agree(result.values, raw.map { $0 / length }), "\(small)")
    }
  }

  @Test func katzLowersAnAttenuationThatHasNoAnswer() {
    let clique = Katz().run(on: SmallGraphs.clique(40).undirected)
    #expect(clique.attenuation < 1.0 / 39)
    #expect(clique.converged)
    #expect(Katz().run(on: Karate.graph).attenuation == 0.1)
  }

  @Test func hitsSolvesItsEquationsOnEveryDirectedGraphOfUpToFourNodes() {
    for small in SmallGraphs.everyDirected(upTo: 4) where !small.pairs.isEmpty {
      let a = small.matrix(directed: true)
      let result = Hits().run(on: small.directed)
      let forward = a.map { row in
        zip(row, result.authorities).reduce(0.0) { $0 + $1.0 * $1.1 }
      }
      #expect(result.converged)
      #expect(result.hubs.max() == 1 && result.authorities.max() == 1, "\(small)")
      let scale = forward.max() ?? 1
      #expect(agree(forward.map { $0 / scale }, result.hubs, within: 1e-8), "\(small)")
      let back = times(a, result.hubs)
      let backScale = back.max() ?? 1
      #expect(agree(back.map { $0 / backScale }, result.authorities, within: 1e-8), "\(small)")
    }
  }

  @Test func withoutLinksAllAreEqual() {
    let graph = GraphBuilder(nodeCount: 4).directed().graph
    #expect(PageRank().run(on: graph).values == [0.25, 0.25, 0.25, 0.25])
    #expect(Eigenvector().run(on: graph).values == [1, 1, 1, 1])
    #expect(Katz().run(on: graph).values == [0.5, 0.5, 0.5, 0.5])
    #expect(Hits().run(on: graph).hubs == [0, 0, 0, 0])
    let empty = GraphBuilder(nodeCount: 0).directed().graph
    #expect(PageRank().run(on: empty).values.isEmpty)
    #expect(Katz().run(on: empty).values.isEmpty)
  }

  @Test func renamingRenamesTheAnswer() {
    var generator = SeededGenerator(seed: 5)
    let small = SmallGraph(nodeCount: 34, pairs: Karate.pairs)
    let names = Array(0..<34).shuffled(using: &generator)
    let other = small.renamed(names).undirected
    let pairs: [([Double], [Double])] = [
      (PageRank().run(on: Karate.graph).values, PageRank().run(on: other).values),
      (Eigenvector().run(on: Karate.graph).values, Eigenvector().run(on: other).values),
      (Katz().run(on: Karate.graph).values, Katz().run(on: other).values),
      (Coreness().run(on: Karate.graph).values, Coreness().run(on: other).values),
      (Karate.graph.brokerage().constraint, other.brokerage().constraint),
    ]
    for (before, after) in pairs {
      #expect(agree(before, (0..<34).map { after[names[$0]] }))
    }
  }
}
