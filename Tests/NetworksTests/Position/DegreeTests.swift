// Goal: degrees are row sums. Method: the matrix, with and without weights and direction.
import Networks
import Primitives
import Testing

struct DegreeTests {
  @Test(arguments: 1...10)
  func isTheSumOfARow(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for weighted in [false, true] {
      let small = SmallGraphs.random(
        nodeCount: 12, pairCount: 30, weighted: weighted, using: &generator)
      let rows = small.matrix(directed: false).map { $0.reduce(0, +) }
      #expect(small.undirected.degrees() == rows, "seed \(seed)")
      let arrows = small.matrix(directed: true)
      #expect(small.directed.outDegrees() == arrows.map { $0.reduce(0, +) }, "seed \(seed)")
      #expect(
        small.directed.inDegrees() == (0..<12).map { node in arrows.reduce(0) { $0 + $1[node] } },
        "seed \(seed)")
    }
  }

  @Test func everyLinkHasTwoEnds() {
    #expect(Karate.graph.degrees().reduce(0, +) == 2 * 78)
    #expect(Karate.graph.totalWeight == 78)
  }
}
