// Goal: betweenness of nodes and links, from all sources and from some, by steps and by length, is
// what walking every shortest way gives. Method: that twin on every small graph, the textbook's
// loop on larger ones, laws, closed forms, hostile shapes, and the same bits on any number of
// threads.
import Networks
import Primitives
import Testing

struct BetweennessSearchTests {
  private let workers = Workers.one

  /// Nodes and links, from the sources named, against the twin.
  private func check(
    _ graph: UndirectedGraph, _ length: TieLength, _ column: [Double], sources: [Int]
  ) throws -> Bool {
    var counts = [Double](repeating: 0, count: graph.nodeCount)
    for source in sources { counts[source] += 1 }
    let twin = WayByWay.betweenness(
      lengths: SmallGraph.lengths(column, of: graph), sources: counts)
    var links: [Double] = []
    graph.forEachEdge { _, a, b in links.append((twin.links[a][b] + twin.links[b][a]) / 2) }
    let measure = Betweenness(length: length)
    let isAll = sources == Array(0..<graph.nodeCount)
    let nodes =
      isAll
      ? try measure.run(on: graph, workers: workers)
      : try measure.run(on: graph, sources: sources, workers: workers)
    let edges =
      isAll
      ? try measure.edges(on: graph, workers: workers)
      : try measure.edges(on: graph, sources: sources, workers: workers)
    return agree(nodes, twin.nodes.map { $0 / 2 }) && agree(edges, links)
  }

  private func check(
    _ graph: DirectedGraph, _ length: TieLength, _ column: [Double], sources: [Int]
  ) throws -> Bool {
    var counts = [Double](repeating: 0, count: graph.nodeCount)
    for source in sources { counts[source] += 1 }
    let twin = WayByWay.betweenness(
      lengths: SmallGraph.lengths(column, of: graph), sources: counts)
    var links: [Double] = []
    graph.forEachEdge { _, a, b in links.append(twin.links[a][b]) }
    let measure = Betweenness(length: length)
    let isAll = sources == Array(0..<graph.nodeCount)
    let nodes =
      isAll
      ? try measure.run(on: graph, workers: workers)
      : try measure.run(on: graph, sources: sources, workers: workers)
    let edges =
      isAll
      ? try measure.edges(on: graph, workers: workers)
      : try measure.edges(on: graph, sources: sources, workers: workers)
    return agree(nodes, twin.nodes) && agree(edges, links)
  }

  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() throws {
    var generator = SeededGenerator(seed: 1)
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      let all = Array(0..<graph.nodeCount)
      let some = all.isEmpty ? [] : all.map { _ in generator.below(all.count) }.dropLast()
      let ones = [Double](repeating: 1, count: graph.edgeCount)
      let whole = ones.map { _ in Double(1 + generator.below(3)) }
      let thirds = whole.map { $0 / 3 }
      #expect(try check(graph, .hops, ones, sources: all), "\(small)")
      #expect(try check(graph, .hops, ones, sources: Array(some)), "\(small), \(some)")
      #expect(try check(graph, .given(whole), whole, sources: all), "\(small), \(whole)")
      #expect(try check(graph, .given(thirds), thirds, sources: Array(some)), "\(small), \(some)")
    }
  }

  @Test func isItsDefinitionOnEveryDirectedGraphOfUpToFourNodes() throws {
    var generator = SeededGenerator(seed: 2)
    for small in SmallGraphs.everyDirected(upTo: 4) {
      let graph = small.directed
      let all = Array(0..<graph.nodeCount)
      let some = all.isEmpty ? [] : all.map { _ in generator.below(all.count) }.dropLast()
      let ones = [Double](repeating: 1, count: graph.edgeCount)
      let whole = ones.map { _ in Double(1 + generator.below(3)) }
      #expect(try check(graph, .hops, ones, sources: all), "\(small)")
      let length = generator.below(2) == 0 ? whole : whole.map { $0 / 3 }
      #expect(try check(graph, .given(length), length, sources: Array(some)), "\(small), \(length)")
    }
  }

  @Test(arguments: 1...25)
  func isItsDefinitionOnRandomGraphs(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 14, pairCount: 13 + Int(seed), weighted: false, using: &generator)
    let sources = (0..<Int(seed)).map { _ in generator.below(14) }
    let (graph, arrows) = (small.undirected, small.directed)
    let whole = (0..<arrows.edgeCount).map { _ in Double(60 * (1 + generator.below(4))) }
    // Each of these is walked with another queue.
    let uneven = whole.enumerated().map { $0 % 4 == 0 ? $1 * 5_000 + 0.5 : $1 }
    for column in [whole, whole.map { $0 / 7 }, uneven] {
      let fewer = Array(column.prefix(graph.edgeCount))
      #expect(try check(graph, .given(fewer), fewer, sources: sources), "seed \(seed)")
      #expect(try check(arrows, .given(column), column, sources: sources), "seed \(seed)")
    }
  }

  // The last have more sources than there are chunks, so that walks use their memory again.
  @Test(arguments: [(60, 90), (300, 320), (120, 2_400), (200, 900), (700, 900)])
  func isTheTextbookOnLargerGraphs(nodes: Int, pairs: Int) throws {
    var generator = SeededGenerator(seed: UInt64(nodes + pairs))
    let small = SmallGraphs.random(
      nodeCount: nodes, pairCount: pairs, weighted: false, using: &generator)
    let sources = (0..<nodes).filter { _ in nodes > 500 || generator.below(2) == 0 }
    let graph = small.undirected
    let twin = Textbook.dependencies(nodeCount: nodes, sources: sources) {
      graph.neighbours(of: $0).map(Int.init)
    }
    let steps = try Betweenness().run(on: graph, sources: sources, workers: workers)
    #expect(agree(steps, twin.map { $0 / 2 }))
    // Beside a link of two strangers whose length decides which queue is used.
    let arrows = SmallGraph(nodeCount: nodes + 2, pairs: small.pairs + [(nodes, nodes + 1)])
      .directed
    let directed = Textbook.dependencies(nodeCount: nodes + 2, sources: sources) {
      arrows.successors(of: $0).map(Int.init)
    }
    #expect(agree(try Betweenness().run(on: arrows, sources: sources, workers: workers), directed))
    for (length, other) in [(2.0, 6.0), (0.3, 0.5), (0.3, 1e9)] where nodes < 500 {
      let lengths = [Double](repeating: length, count: arrows.edgeCount - 1) + [other]
      let found = try Betweenness(length: .given(lengths))
        .run(on: arrows, sources: sources, workers: workers)
      #expect(agree(found, directed), "\(length), \(other)")
    }
  }

  @Test func linksOfZacharysClub() throws {
    // Girvan and Newman take the link between 1 and 32 out first; igraph 0.11 gives the values.
    let values = try Betweenness().edges(on: Karate.graph, workers: workers)
    func value(_ a: Int, _ b: Int) -> Double? {
      Karate.graph.edge(between: a, and: b).map { values[$0] }
    }
    #expect(values.max() == value(0, 31))
    for (a, b, published) in [
      (0, 31, 71.392857142857), (0, 2, 43.638888888889), (0, 5, 43.833333333333),
      (0, 11, 33.0),
    ] {
      #expect(abs((value(a, b) ?? 0) - published) < 1e-9, "\(a) – \(b)")
    }
  }

  @Test func theLinksOfAllWaysAreTheirLengths() throws {
    for small in SmallGraphs.every(upTo: 5) {
      let distances = SlowTwin.distances(small.matrix(directed: false), byWeight: false)
      let total = distances.joined().reduce(0.0) { $0 + ($1 < .infinity ? $1 : 0) }
      let values = try Betweenness().edges(on: small.undirected, workers: workers)
      #expect(abs(values.reduce(0, +) - total / 2) < 1e-9, "\(small)")
    }
  }

  @Test func sourcesAddUp() throws {
    let graph = Karate.graph
    var sum = [Double](repeating: 0, count: 34)
    for source in 0..<34 {
      let one = try Betweenness().run(on: graph, sources: [source], workers: workers)
      #expect(one[source] == 0)
      for node in 0..<34 { sum[node] += one[node] }
    }
    #expect(agree(sum, try Betweenness().run(on: graph, workers: workers)))
    let twice = try Betweenness().run(on: graph, sources: [3, 3], workers: workers)
    let once = try Betweenness().run(on: graph, sources: [3], workers: workers)
    #expect(agree(twice, once.map { 2 * $0 }))
    let none = try Betweenness().run(on: graph, sources: [], workers: workers)
    #expect(none == [Double](repeating: 0, count: 34))
  }

  @Test func nothingAndOneNode() throws {
    for count in [0, 1, 2] {
      let graph = GraphBuilder.undirected(nodeCount: count, [])
      let zeros = [Double](repeating: 0, count: count)
      #expect(try Betweenness().run(on: graph, workers: workers) == zeros)
      #expect(try Betweenness().edges(on: graph, workers: workers).isEmpty)
      #expect(try Betweenness(length: .given([])).run(on: graph, workers: workers) == zeros)
    }
  }

  @Test func aStarAndAClique() throws {
    let star = SmallGraphs.star(leaves: 50).undirected
    #expect(
      try Betweenness().edges(on: star, workers: workers) == [Double](repeating: 50, count: 50))
    let clique = SmallGraphs.clique(40).undirected
    #expect(
      try Betweenness().run(on: clique, workers: workers) == [Double](repeating: 0, count: 40))
    #expect(
      try Betweenness().edges(on: clique, workers: workers)
        == [Double](repeating: 1, count: clique.edgeCount))
  }

  @Test func aLongPathAndARing() throws {
    let count = 300_000
    let path = UndirectedGraph.path(count)
    let values = try Betweenness().run(on: path, sources: [0, 10], workers: workers)
    for node in [0, 1, 9, 10, 11, 150_000, 299_999] {
      // Half of what leads on from 0 and from 10, and back from 10.
      let after = Double(count - 1 - node)
      let back = node < 10 ? Double(node) : 0
      #expect(values[node] == ((node > 0 ? after : 0) + (node > 10 ? after : 0) + back) / 2)
    }
    // From 0 on a ring of odd size, half of the others lie either way.
    let size = 4_001
    var builder = GraphBuilder(nodeCount: size)
    for node in 0..<size { builder.add(node, (node + 1) % size) }
    let ring = try Betweenness().run(
      on: builder.undirected().graph, sources: [0, 0], workers: workers)
    #expect(ring[1] == 1_999)
    #expect(ring[2_000] == 0)
    #expect(ring[2_001] == 0)
    #expect(ring[4_000] == 1_999)
  }

  @Test(arguments: [TieLength.hops, .inverseWeight, .given([])])
  func moreWaysThanADoubleCanCount(kind: TieLength) throws {
    // Layers of two, each joined to all of the next: 2^1,098 ways from the first to the last.
    let layers = 1_100
    var builder = GraphBuilder(nodeCount: 2 * layers)
    for layer in 0..<layers - 1 {
      for (a, b) in [(0, 2), (0, 3), (1, 2), (1, 3)] {
        builder.add(2 * layer + a, 2 * layer + b, weight: 3)
      }
    }
    let arrows = builder.directed().graph
    var length = kind
    if case .given = kind { length = .given([Double](repeating: 2, count: arrows.edgeCount)) }
    let measure = Betweenness(length: length)
    let values = try measure.run(on: arrows, sources: [0], workers: workers)
    let links = try measure.edges(on: arrows, sources: [0], workers: workers)
    // Each node of a layer has half of all that lies behind it, and hands half of that on to each
    // node of the next.
    for layer in 1..<layers {
      #expect(abs(values[2 * layer] - Double(layers - 1 - layer)) < 1e-9)
    }
    #expect(abs((arrows.edge(from: 2, to: 4).map { links[$0] } ?? 0) - 549) < 1e-9)
    let both = builder.undirected().graph
    let undirected = try measure.run(on: both, sources: [0], workers: workers)
    // And half of the way to the other node of the first layer.
    #expect(abs(undirected[2] - (Double(layers - 2) + 0.5) / 2) < 1e-9)
    #expect(abs(undirected[2 * layers - 4] - 0.5) < 1e-9)
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() throws {
    var generator = SeededGenerator(seed: 7)
    let small = SmallGraphs.random(
      nodeCount: 150, pairCount: 280, weighted: true, using: &generator)
    let (graph, arrows) = (small.undirected, small.directed)
    let whole = (0..<graph.edgeCount).map { Double(1 + $0 % 5) }
    for length in [TieLength.hops, .inverseWeight, .given(whole)] {
      let measure = Betweenness(length: length)
      let nodes = try measure.run(on: graph, workers: .one).map(\.bitPattern)
      let edges = try measure.edges(on: graph, workers: .one).map(\.bitPattern)
      for threads in [2, 8] {
        let workers = Workers(threads: threads)
        #expect(try measure.run(on: graph, workers: workers).map(\.bitPattern) == nodes)
        #expect(try measure.edges(on: graph, workers: workers).map(\.bitPattern) == edges)
      }
    }
    let directed = try Betweenness().edges(on: arrows, workers: .one).map(\.bitPattern)
    let eight = try Betweenness().edges(on: arrows, workers: Workers(threads: 8))
    #expect(eight.map(\.bitPattern) == directed)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func renamingRenamesTheLinks(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 40, pairCount: 60, weighted: true, using: &generator)
    let names = Array(0..<40).shuffled(using: &generator)
    let (graph, renamed) = (small.undirected, small.renamed(names).undirected)
    for length in [TieLength.hops, .inverseWeight] {
      let before = try Betweenness(length: length).edges(on: graph, workers: workers)
      let after = try Betweenness(length: length).edges(on: renamed, workers: workers)
      var moved: [Double] = []
      graph.forEachEdge { _, a, b in
        moved.append(renamed.edge(between: names[a], and: names[b]).map { after[$0] } ?? -1)
      }
      #expect(agree(before, moved), "seed \(seed)")
    }
  }
}

extension UndirectedGraph {
  fileprivate static func path(_ count: Int) -> UndirectedGraph {
    var builder = GraphBuilder(nodeCount: count)
    builder.reserve(count)
    for node in 0..<count - 1 { builder.add(node, node + 1) }
    return builder.undirected().graph
  }
}
