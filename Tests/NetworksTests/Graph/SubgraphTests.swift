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

  @Test func everyPartOfEveryDirectedGraphOfUpToThreeNodes() {
    for small in SmallGraphs.everyDirected(upTo: 3) {
      let graph = small.directed
      for mask in 0..<(1 << small.nodeCount) {
        let nodes = (0..<small.nodeCount).filter { mask >> $0 & 1 == 1 }
        let part = graph.subgraph(of: nodes.reversed() + nodes)
        #expect(part.nodes == nodes)
        for a in nodes.indices {
          for b in nodes.indices where a != b {
            #expect(
              (part.graph.edge(from: a, to: b) != nil)
                == (graph.edge(from: nodes[a], to: nodes[b]) != nil), "\(small)")
          }
        }
        for (new, old) in part.edges.enumerated() {
          let (a, b) = part.graph.ends(of: new)
          #expect(graph.ends(of: old) == (nodes[a], nodes[b]))
        }
      }
    }
  }

  @Test(arguments: 1...20)
  func everyChoiceOfEdgesIsTheGraphOfThosePairs(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 8, pairCount: 16, weighted: true, using: &generator)
    let graph = small.undirected
    let keep = (0..<graph.edgeCount).map { _ in generator.chance(0.5) }
    var builder = GraphBuilder(nodeCount: 8)
    graph.forEachEdge { edge, a, b in
      if keep[edge] { builder.add(a, b, weight: graph.weight(of: edge)) }
    }
    if keep.contains(true) {
      #expect(graph.keeping(edges: keep) == builder.undirected().graph, "seed \(seed)")
    }
    let kept = keep.indices.filter { keep[$0] }
    let part = graph.subgraph(ofEdges: kept.map { UInt32($0) })
    #expect(part.edges == kept && part.nodes == Array(0..<8))

    let oneWay = small.directed
    let keepOneWay = (0..<oneWay.edgeCount).map { _ in generator.chance(0.5) }
    var other = GraphBuilder(nodeCount: 8)
    oneWay.forEachEdge { edge, a, b in
      if keepOneWay[edge] { other.add(a, b, weight: oneWay.weight(of: edge)) }
    }
    if keepOneWay.contains(true) {
      #expect(oneWay.keeping(edges: keepOneWay) == other.directed().graph, "seed \(seed)")
    }
  }

  @Test func columnsComeAlong() {
    let graph = GraphBuilder.directed(nodeCount: 4, [(0, 1), (2, 3), (3, 2)])
    let part = graph.subgraph(of: [3, 2])
    #expect(NodeColumn(["a", "b", "c", "d"], of: graph).part(part).values == ["c", "d"])
    #expect(EdgeColumn([10, 11, 12], of: graph).part(part).values == [11, 12])
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
