// Goal: the layout keeps its promises of size and of order. Method: counted bytes, every small
// graph, and columns laid out by hand.
import Primitives
import Testing

@testable import Networks

struct AdjacencyTests {
  @Test func anEdgeTakesTwelveBytesAndANodeEight() {
    for (nodes, pairs) in [(1, 0), (50, 200), (1_000, 10_000)] {
      var generator = SeededGenerator(seed: UInt64(nodes))
      var builder = GraphBuilder(nodeCount: nodes)
      for _ in 0..<pairs { builder.add(generator.below(nodes), generator.below(nodes)) }
      let graph = builder.undirected().graph
      // Each of the two columns of offsets has one number more than there are nodes.
      #expect(graph.bytes == 12 * graph.edgeCount + 8 * nodes + 8)
      let weights = [Double](repeating: 2, count: graph.edgeCount)
      #expect(graph.with(weights: weights).bytes == graph.bytes + 8 * graph.edgeCount)
    }
  }

  @Test func everyEntryKnowsItsEdge() {
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      let (lower, upper) = graph.edgeEnds()
      #expect(zip(lower, upper).map { [Int($0), Int($1)] } == small.pairs.map { [$0.0, $0.1] })
      for node in 0..<small.nodeCount {
        let edges = graph.edges(of: node)
        #expect(edges.count == graph.degree(of: node))
        for (place, neighbour) in graph.neighbours(of: node).enumerated() {
          let edge = Int(edges[place])
          #expect(lower[edge] == min(UInt32(node), neighbour))
          #expect(upper[edge] == max(UInt32(node), neighbour))
          let position = graph.rows.range(of: node).lowerBound + place
          #expect(graph.rows.edge(at: position, of: node) == edge)
        }
      }
      for edge in 0..<graph.edgeCount {
        #expect(graph.ends(of: edge) == (Int(lower[edge]), Int(upper[edge])))
      }
    }
  }

  @Test func everyEntryOfADirectedGraphKnowsItsEdge() {
    for small in SmallGraphs.everyDirected(upTo: 3) {
      let graph = small.directed
      var ends: [(Int, Int)] = []
      graph.forEachEdge { edge, source, target in
        #expect(edge == ends.count)
        #expect(graph.ends(of: edge) == (source, target))
        ends.append((source, target))
      }
      for node in 0..<small.nodeCount {
        for (target, edge) in zip(graph.successors(of: node), graph.outRows.edges(of: node)) {
          #expect(ends[Int(edge)] == (node, Int(target)))
        }
        for (source, edge) in zip(graph.predecessors(of: node), graph.inRows.edges(of: node)) {
          #expect(ends[Int(edge)] == (Int(source), node))
        }
      }
      let numbers = (0..<graph.edgeCount).map { Double($0 + 1) }
      let weighted = graph.with(weights: numbers)
      let reversed = weighted.reversed()
      reversed.forEachEdge { edge, source, target in
        let before = weighted.edge(from: target, to: source)
        #expect(reversed.weights?[edge] == before.map { numbers[$0] })
      }
    }
  }

  @Test func aColumnIsLaidOutInStepWithTheEntries() {
    let graph = GraphBuilder.undirected(nodeCount: 4, [(0, 1), (0, 2), (1, 2), (2, 3)])
    let entries = graph.rows.entries(of: ["a", "b", "c", "d"])
    #expect(entries == ["a", "b", "a", "c", "b", "c", "d", "d"])
    #expect(graph.rows.listed == [0, 1, 2, 3])
    #expect(graph.rows.owned == [0, 2, 3, 4, 4])
  }
}
