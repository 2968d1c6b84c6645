// Goal: pieces, strong pieces and weak points are their definitions. Method: reachability by Floyd
// and Warshall, and removal of each node and edge.
import Networks
import Primitives
import Testing

struct ComponentsTests {
  @Test func piecesAreReachabilityOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) {
      let reach = SlowTwin.reachable(small.matrix(directed: false))
      let found = small.undirected.components()
      for a in 0..<small.nodeCount {
        for b in 0..<small.nodeCount {
          #expect((found.groups[a] == found.groups[b]) == reach[a][b], "\(small)")
        }
      }
      #expect(found.sizes.reduce(0, +) == small.nodeCount)
      #expect(found.members().map(\.count) == found.sizes)
    }
  }

  @Test func strongPiecesAreMutualReachabilityOnEveryDirectedGraphOfUpToFourNodes() {
    for small in SmallGraphs.everyDirected(upTo: 4) {
      let reach = SlowTwin.reachable(small.matrix(directed: true))
      let found = small.directed.strongComponents()
      for a in 0..<small.nodeCount {
        for b in 0..<small.nodeCount {
          #expect(
            (found.groups[a] == found.groups[b]) == (reach[a][b] && reach[b][a]), "\(small)")
        }
      }
    }
  }

  @Test func piecesAreNumberedByFirstAppearance() {
    let graph = GraphBuilder.undirected(nodeCount: 5, [(4, 1), (2, 3)])
    #expect(graph.components().groups == [0, 1, 2, 2, 1])
    #expect(graph.components().largest == 1)
    #expect(GraphBuilder(nodeCount: 0).undirected().graph.components().largest == nil)
    let arrows = GraphBuilder.directed(nodeCount: 5, [(3, 4), (4, 3), (0, 3)])
    #expect(arrows.strongComponents().groups == [0, 1, 2, 3, 3])
    #expect(arrows.weakComponents().groups == [0, 1, 2, 0, 0])
  }

  @Test func aPathAndARingOfAHundredThousand() {
    let count = 100_000
    let path = (0..<(count - 1)).map { ($0, $0 + 1) }
    #expect(GraphBuilder.undirected(nodeCount: count, path).components().count == 1)
    #expect(GraphBuilder.directed(nodeCount: count, path).strongComponents().count == count)
    let ring = path + [(count - 1, 0)]
    #expect(GraphBuilder.directed(nodeCount: count, ring).strongComponents().count == 1)
  }
}
