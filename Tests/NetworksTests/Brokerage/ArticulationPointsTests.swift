// Goal: weak points are those whose loss splits a piece. Method: take each one away and count.
import Networks
import Primitives
import Testing

struct ArticulationPointsTests {
  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) {
      let matrix = small.matrix(directed: false)
      let whole = SlowTwin.pieces(matrix)
      let graph = small.undirected
      let weak = graph.weakPoints()
      for node in 0..<small.nodeCount {
        #expect(
          weak.isArticulation[node] == (SlowTwin.pieces(matrix, without: [node]) > whole),
          "\(small)")
      }
      for edge in 0..<graph.edgeCount {
        var less = matrix
        let (a, b) = graph.ends(of: edge)
        (less[a][b], less[b][a]) = (0, 0)
        #expect(weak.isBridge[edge] == (SlowTwin.pieces(less) > whole), "\(small)")
      }
    }
  }

  @Test func starAndClique() {
    #expect(
      SmallGraphs.star(leaves: 4).undirected.articulationPoints() == [true] + [
        false, false, false, false,
      ])
    #expect(!SmallGraphs.clique(5).undirected.bridges().contains(true))
  }
}
