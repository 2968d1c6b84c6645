// Goal: pieces, strong pieces and weak points are their definitions. Method: reachability by Floyd
// and Warshall, and removal of each node and edge.
@testable import Networks
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

  @Test func weakPiecesAreThoseWithoutDirectionOnEveryDirectedGraphOfUpToFourNodes() {
    for small in SmallGraphs.everyDirected(upTo: 4) {
      #expect(small.directed.weakComponents() == small.undirected.components(), "\(small)")
    }
  }

  @Test(arguments: 1...8)
  func scatteredPiecesAreFoundWhateverTheNames(seed: UInt64) {
    // Few links, so that many pieces stay; many links to few nodes, so that rows are long.
    var generator = SeededGenerator(seed: seed)
    let nodes = 400
    var small = SmallGraphs.random(
      nodeCount: nodes, pairCount: 40 * Int(seed), weighted: false, using: &generator)
    if seed % 2 == 0 {
      small = SmallGraph(
        nodeCount: nodes,
        pairs: small.pairs + (0..<150).map { _ in (7, 200 + generator.below(100)) })
    }
    let names = Array(0..<nodes).shuffled(using: &generator)
    for graph in [small, small.renamed(names)] {
      let found = graph.undirected.components()
      #expect(found == flooded(graph.undirected), "seed \(seed)")
      #expect(graph.directed.weakComponents() == found)
      #expect(found.sizes.reduce(0, +) == nodes)
    }
  }

  @Test(arguments: [20_000, 150_000, 400_000])
  func anyNumberOfThreadsFindsTheSamePieces(links: Int) throws {
    // Several runs of nodes, whose trees are joined across; first hardly any link, then many.
    var generator = SeededGenerator(seed: UInt64(links))
    let count = 150_000
    var builder = GraphBuilder(nodeCount: count)
    for _ in 0..<links { builder.add(generator.below(count), generator.below(count)) }
    let (graph, arrows) = (builder.undirected().graph, builder.directed().graph)
    let expected = flooded(graph)
    for threads in [1, 2, 3, 8] {
      let workers = Workers(threads: threads)
      #expect(try graph.components(workers: workers) == expected, "\(threads) threads")
      #expect(try arrows.weakComponents(workers: workers) == expected)
    }
  }

  @Test func aRequestToStopIsHeard() {
    let stop = Cancellation()
    stop.cancel()
    let graph = SmallGraphs.path(100).undirected
    #expect(throws: CancelledWork.self) {
      try graph.components(workers: Workers(threads: 1, cancellation: stop))
    }
  }

  /// The same by flooding from each node that is dry.
  private func flooded(_ graph: UndirectedGraph) -> Components {
    var labels = [Int](repeating: -1, count: graph.nodeCount)
    for start in 0..<graph.nodeCount where labels[start] < 0 {
      var waiting = [start]
      labels[start] = start
      while let node = waiting.popLast() {
        for next in graph.neighbours(of: node).map(Int.init) where labels[next] < 0 {
          labels[next] = start
          waiting.append(next)
        }
      }
    }
    return Components(labels: labels)
  }

  @Test func pathsWithNamesThatMakeTreesDeep() {
    // Joined downwards, from the middle outwards, and by bit reversal.
    let count = 1 << 12
    let reversed = (0..<count).map { value in
      (0..<12).reduce(0) { $0 | ((value >> $1) & 1) << (11 - $1) }
    }
    let falling = Array((0..<count).reversed())
    let folded = (0..<count).map { $0 % 2 == 0 ? $0 / 2 : count - 1 - $0 / 2 }
    for names in [reversed, falling, folded] {
      let found = SmallGraphs.path(count).renamed(names).undirected.components()
      #expect(found.count == 1 && found.sizes == [count])
    }
  }
}
