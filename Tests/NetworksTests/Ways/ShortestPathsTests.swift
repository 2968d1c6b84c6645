// Goal: walks by steps and by length agree with Floyd and Warshall, and ways told are ways.
import Networks
import Primitives
import Testing

struct ShortestPathsTests {
  @Test func stepsAreDistancesOnEverySmallGraph() {
    for small in SmallGraphs.every(upTo: 4) {
      let distances = SlowTwin.distances(small.matrix(directed: false), byWeight: false)
      for source in 0..<small.nodeCount {
        let steps = small.undirected.steps(from: source)
        #expect(steps.map { $0 < 0 ? .infinity : Double($0) } == distances[source], "\(small)")
      }
    }
  }

  @Test(arguments: 1...20)
  func aWayIsMadeOfLinksAndIsAsLongAsItSays(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 12, pairCount: 20, weighted: true, using: &generator)
    let distances = SlowTwin.distances(small.matrix(directed: true), byWeight: true)
    let graph = small.directed
    for source in 0..<12 {
      #expect(agree(graph.distances(from: source, length: .inverseWeight), distances[source]))
      for target in 0..<12 {
        let path = graph.shortestPath(from: source, to: target, length: .inverseWeight)
        guard let path else {
          #expect(distances[source][target] == .infinity, "seed \(seed)")
          continue
        }
        #expect(path.nodes.first == source && path.nodes.last == target)
        var length = 0.0
        for (a, b) in zip(path.nodes, path.nodes.dropFirst()) {
          guard let edge = graph.edge(from: a, to: b) else {
            Issue.record("a way uses a link that is not there, seed \(seed)")
            continue
          }
          length += 1 / graph.weight(of: edge)
        }
        #expect(abs(length - distances[source][target]) < 1e-9, "seed \(seed)")
      }
    }
  }
}
