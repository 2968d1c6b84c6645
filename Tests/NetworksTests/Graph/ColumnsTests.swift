// Goal: what is known of nodes and links stays with them when a part is taken out. Method: columns
// that name their own node or edge, on every small graph.
import Networks
import Testing

struct ColumnsTests {
  @Test func aPartTakesItsColumnsAlong() {
    for small in SmallGraphs.every(upTo: 5) where small.nodeCount > 1 {
      let graph = small.undirected
      let (lower, upper) = graph.edgeEnds()
      let nodes = NodeColumn(Array(0..<graph.nodeCount), of: graph)
      let edges = EdgeColumn(
        (0..<graph.edgeCount).map { [Int(lower[$0]), Int(upper[$0])] }, of: graph)
      let part = graph.subgraph(of: (0..<graph.nodeCount).filter { $0 != 1 })
      let partNodes = nodes.part(part)
      let partEdges = edges.part(part)
      #expect(partNodes.values == part.nodes)
      part.graph.forEachEdge { edge, a, b in
        #expect(partEdges[edge] == [partNodes[a], partNodes[b]])
      }
    }
  }
}
