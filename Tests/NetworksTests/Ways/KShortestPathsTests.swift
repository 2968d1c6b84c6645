// Goal: the k shortest ways are the first k of all ways. Method: every simple way between every two
// nodes of every small graph, sorted; the same on random graphs with lengths that tie.
import Networks
import Primitives
import Testing

struct KShortestPathsTests {
  /// What can be compared: the public type is made by the library only.
  private struct Way: Equatable {
    var nodes: [Int]
    var length: Double
  }

  private func ways(_ found: [ShortestPath]) -> [Way] {
    found.map { Way(nodes: $0.nodes, length: $0.length) }
  }

  /// All simple ways by trying everything, shortest first, smaller numbers first.
  private func twin(_ lengths: [[Double]], from source: Int, to target: Int) -> [Way] {
    var ways: [Way] = []
    func walk(_ nodes: [Int], _ length: Double) {
      let at = nodes[nodes.count - 1]
      if at == target {
        ways.append(Way(nodes: nodes, length: length))
        return
      }
      for next in lengths.indices where lengths[at][next] > 0 && !nodes.contains(next) {
        walk(nodes + [next], length + lengths[at][next])
      }
    }
    walk([source], 0)
    ways.sort {
      $0.length != $1.length ? $0.length < $1.length : $0.nodes.lexicographicallyPrecedes($1.nodes)
    }
    return ways
  }

  @Test func areAllWaysSortedOnEveryGraphOfUpToFourNodes() throws {
    for small in SmallGraphs.every(upTo: 4) {
      let matrix = small.matrix(directed: false)
      for source in 0..<small.nodeCount {
        for target in 0..<small.nodeCount {
          let all = twin(matrix, from: source, to: target)
          for count in [1, 3, 20] {
            let found = try KShortestPaths(count: count).run(
              on: small.undirected, from: source, to: target)
            #expect(ways(found) == Array(all.prefix(count)), "\(small) \(source) \(target)")
          }
        }
      }
    }
  }

  @Test func areAllWaysSortedOnEveryGraphOfFiveNodes() throws {
    for small in SmallGraphs.every(upTo: 5) where small.nodeCount == 5 {
      let all = twin(small.matrix(directed: false), from: 0, to: 3)
      let found = try KShortestPaths(count: 100).run(on: small.undirected, from: 0, to: 3)
      #expect(ways(found) == all, "\(small)")
    }
  }

  @Test func areAllWaysSortedAlongTheLinks() throws {
    for small in SmallGraphs.everyDirected(upTo: 4) where small.nodeCount > 1 {
      let all = twin(small.matrix(directed: true), from: 0, to: 1)
      let found = try KShortestPaths(count: 10).run(on: small.directed, from: 0, to: 1)
      #expect(ways(found) == all, "\(small)")
    }
  }

  @Test(arguments: 1...20)
  func lengthsThatTie(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 8, pairCount: 18, weighted: true, using: &generator)
    // Whole lengths, so that sums are exact in any order.
    let graph = small.undirected
    let oneWay = small.directed
    let given = KShortestPaths(count: 25, length: .given(graph.weights ?? []))
    let along = KShortestPaths(count: 25, length: .given(oneWay.weights ?? []))
    for target in 1..<8 {
      let all = twin(small.matrix(directed: false), from: 0, to: target)
      #expect(
        try ways(given.run(on: graph, from: 0, to: target)) == Array(all.prefix(25)), "seed \(seed)"
      )
      let alongAll = twin(small.matrix(directed: true), from: 0, to: target)
      #expect(
        try ways(along.run(on: oneWay, from: 0, to: target)) == Array(alongAll.prefix(25)),
        "seed \(seed)")
    }
  }

  @Test(arguments: 1...5)
  func inverseWeightsComeInOrderAndTheFirstIsTheShortest(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(
      nodeCount: 60, pairCount: 150, weighted: true, using: &generator
    ).undirected
    let found = try KShortestPaths(count: 40, length: .inverseWeight).run(
      on: graph, from: 0, to: 59)
    #expect(Set(found.map(\.nodes)).count == found.count)
    for (a, b) in zip(found, found.dropFirst()) { #expect(a.length <= b.length, "seed \(seed)") }
    for way in found { #expect(Set(way.nodes).count == way.nodes.count) }
    let shortest = graph.shortestPath(from: 0, to: 59, length: .inverseWeight)
    #expect(abs((shortest?.length ?? 0) - (found.first?.length ?? 0)) < 1e-12)
  }

  @Test func namesDoNotMatterToLengths() throws {
    var generator = SeededGenerator(seed: 8)
    let small = SmallGraphs.random(nodeCount: 30, pairCount: 60, weighted: true, using: &generator)
    let names = Array(0..<30).shuffled(using: &generator)
    let search = KShortestPaths(count: 50, length: .hops)
    let before = try search.run(on: small.undirected, from: 2, to: 9).map(\.length)
    let after = try search.run(on: small.renamed(names).undirected, from: names[2], to: names[9])
    #expect(before == after.map(\.length))
  }

  @Test func hostileShapes() throws {
    let alone = GraphBuilder(nodeCount: 2).undirected().graph
    #expect(try KShortestPaths().run(on: alone, from: 0, to: 1).isEmpty)
    #expect(
      try ways(KShortestPaths().run(on: alone, from: 1, to: 1)) == [Way(nodes: [1], length: 0)])
    let star = SmallGraphs.star(leaves: 50).undirected
    #expect(try KShortestPaths().run(on: star, from: 1, to: 2).map(\.nodes) == [[1, 0, 2]])
    let clique = SmallGraphs.clique(40).undirected
    let ways = try KShortestPaths(count: 39).run(on: clique, from: 0, to: 39)
    #expect(ways.map(\.length) == [1] + [Double](repeating: 2, count: 38))
    let path = SmallGraphs.path(30_000).undirected
    #expect(try KShortestPaths().run(on: path, from: 0, to: 29_999).count == 1)
    var ring = SmallGraphs.path(30_000).pairs
    ring.append((29_999, 0))
    let round = GraphBuilder.undirected(nodeCount: 30_000, ring)
    let both = try KShortestPaths().run(on: round, from: 0, to: 100)
    #expect(both.map(\.length) == [100, 29_900])
  }

  @Test func aLengthLostInRoundingDoesNotGoRound() throws {
    let graph = GraphBuilder.undirected(nodeCount: 4, [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)])
    let found = try KShortestPaths(count: 10, length: .given([1e-300, 1e-300, 1e-300, 1, 1])).run(
      on: graph, from: 0, to: 3)
    #expect(found.count == 4)
    #expect(Set(found.map(\.nodes)) == [[0, 1, 3], [0, 2, 3], [0, 1, 2, 3], [0, 2, 1, 3]])
  }

  @Test func stopsWhenAsked() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancelledWork.self) {
      try KShortestPaths(count: 5).run(
        on: SmallGraphs.clique(6).undirected, from: 0, to: 1,
        workers: Workers(threads: 1, cancellation: cancellation))
    }
  }
}
