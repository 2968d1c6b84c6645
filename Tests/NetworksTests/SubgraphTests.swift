// Goal: parts keep the links among their nodes and know where they came from.
import Networks
import Primitives
import Testing

struct SubgraphTests {
  @Test func everyPartOfEveryGraphOfUpToFourNodes() {
    for small in SmallGraphs.every(upTo: 4) {
      let graph = small.undirected
      for mask in 0..<(1 << small.nodeCount) {
        let nodes = (0..<small.nodeCount).filter { mask >> $0 & 1 == 1 }
        let part = graph.subgraph(of: nodes.reversed())
        #expect(part.nodes == nodes)
        for a in nodes.indices {
          for b in nodes.indices where a != b {
            #expect(
              (part.graph.edge(between: a, and: b) != nil)
                == (graph.edge(between: nodes[a], and: nodes[b]) != nil))
          }
        }
        for (new, old) in part.edges.enumerated() {
          let (a, b) = part.graph.ends(of: new)
          #expect(graph.ends(of: old) == (nodes[a], nodes[b]))
        }
      }
    }
  }

  @Test func weightsStayWithTheirEdges() {
    let graph = SmallGraph(
      nodeCount: 4, pairs: [(0, 1), (1, 2), (2, 3)], weights: [5, 6, 7]
    ).undirected
    #expect(graph.subgraph(of: [1, 2, 3]).graph.weights == [6, 7])
    #expect(graph.keeping(edges: [true, false, true]).weights == [5, 7])
    #expect(graph.keeping(edges: [true, false, true]).nodeCount == 4)
  }

  @Test func anEgonetIsWhoIsNear() {
    let graph = SmallGraphs.path(10).undirected
    let net = graph.egonet(of: 4, steps: 2, limit: 100)
    #expect(net.part.nodes == [2, 3, 4, 5, 6])
    #expect(net.centre == 2)
    #expect(net.steps == [2, 1, 0, 1, 2])
    #expect(net.part.graph.edgeCount == 4)
    #expect(!net.isCut)
  }

  @Test func anEgonetKeepsItsLimitAndSaysSo() {
    let net = SmallGraphs.star(leaves: 50).undirected.egonet(of: 7, steps: 2, limit: 5)
    #expect(net.part.nodes == [0, 1, 2, 3, 7])
    #expect(net.isCut)
  }
}
