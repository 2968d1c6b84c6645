// Goal: coreness solves its equation and its fit is a correlation. Method: the matrix.
import Networks
import Primitives
import Testing

struct CorenessTests {
  @Test func zacharysClub() {
    let found = Coreness().run(on: Karate.graph)
    #expect(found.converged)
    #expect(abs(found.correlation - 0.4525) < 5e-5)
    for (node, published) in [(33, 0.4053), (0, 0.3615), (2, 0.3206), (32, 0.3179)] {
      #expect(abs(found.values[node] - published) < 5e-5)
    }
  }

  @Test(arguments: 1...20)
  func noSingleChangeComesNearer(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 10, pairCount: 24, weighted: true, using: &generator)
    let a = small.matrix(directed: false)
    let found = Coreness().run(on: small.undirected)
    // Back to the scale on which products stand for links: the best factor for c cᵀ.
    var both = 0.0
    var products = 0.0
    for i in 0..<10 {
      for j in 0..<10 where i != j {
        both += a[i][j] * found.values[i] * found.values[j]
        products += found.values[i] * found.values[i] * found.values[j] * found.values[j]
      }
    }
    let c = found.values.map { $0 * (both / products).squareRoot() }
    for i in 0..<10 {
      let others = (0..<10).filter { $0 != i }
      let best =
        others.reduce(0.0) { $0 + a[i][$1] * c[$1] } / others.reduce(0.0) { $0 + c[$1] * c[$1] }
      #expect(abs(best - c[i]) < 1e-6, "seed \(seed)")
    }
    var links: [Double] = []
    var ideal: [Double] = []
    for i in 0..<10 {
      for j in 0..<i {
        links.append(a[i][j])
        ideal.append(c[i] * c[j])
      }
    }
    #expect(abs(found.correlation - (SlowTwin.correlation(links, ideal) ?? 0)) < 1e-9)
  }

  @Test func withoutLinksAllAreZero() {
    #expect(Coreness().run(on: GraphBuilder(nodeCount: 3).undirected().graph).values == [0, 0, 0])
  }
}
