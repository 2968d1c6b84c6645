// Goal: a search gives every node its exact share of the shortest ways of one pair. Method: the
// definition on a matrix, for all pairs of every small graph; chains whose ways overflow a number.
import Primitives
import Testing

@testable import Networks

struct MeetingSearchTests {
  /// The shares of the ways from one node to another, by node.
  private func shares(_ graph: Ways, _ pairs: [(Int, Int)]) -> [Double] {
    graph.withFlatRows { forward, backward in
      let search = MeetingSearch(
        nodeCount: graph.nodeCount, forward: forward, backward: backward)
      for (source, target) in pairs { search.search(from: source, to: target) }
      var shares = [Double](repeating: 0, count: graph.nodeCount)
      let found = search.columns()
      for (node, tally) in zip(found.nodes, found.tallies) { shares[Int(node)] = tally.sum }
      return shares
    }
  }

  /// Σ over all ordered pairs is betweenness by definition.
  private func check(_ small: SmallGraph, directed: Bool) {
    let ways = directed ? small.directed.ways : small.undirected.ways
    var pairs: [(Int, Int)] = []
    for a in 0..<small.nodeCount {
      for b in 0..<small.nodeCount where a != b { pairs.append((a, b)) }
    }
    let exact = SlowTwin.betweenness(small.matrix(directed: directed), byWeight: false)
    #expect(agree(shares(ways, pairs), exact), "\(small)")
  }

  @Test func allPairsTogetherAreBetweennessOnEverySmallGraph() {
    for small in SmallGraphs.every(upTo: 5) { check(small, directed: false) }
    for small in SmallGraphs.everyDirected(upTo: 3) { check(small, directed: true) }
  }

  @Test(arguments: 1...10)
  func allPairsTogetherAreBetweennessOnRandomGraphs(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 24, pairCount: 24 + Int(seed) * 4, weighted: false, using: &generator)
    check(small, directed: false)
    check(small, directed: true)
  }

  @Test func everyNodeOfAGridHasItsShare() {
    // Corner to corner of 3 × 3: six ways; 1 and 3 lie on three, the middle on four, 2 on one.
    var pairs: [(Int, Int)] = []
    for row in 0..<3 {
      for column in 0..<3 {
        if column < 2 { pairs.append((row * 3 + column, row * 3 + column + 1)) }
        if row < 2 { pairs.append((row * 3 + column, row * 3 + column + 3)) }
      }
    }
    let graph = GraphBuilder.undirected(nodeCount: 9, pairs)
    let sixth = 1.0 / 6
    let expected = [0, 0.5, sixth, 0.5, 4 * sixth, 0.5, sixth, 0.5, 0]
    #expect(agree(shares(graph.ways, [(0, 8)]), expected))
  }

  @Test func neighboursAndStrangersHaveNothingBetween() {
    let graph = GraphBuilder.undirected(nodeCount: 5, [(0, 1), (2, 3)])
    #expect(shares(graph.ways, [(0, 1), (0, 3), (3, 4), (4, 0)]) == [0, 0, 0, 0, 0])
  }

  @Test func waysBeyondAllNumbersKeepTheirShares() {
    // A chain of 3,000 diamonds has 2³⁰⁰⁰ ways; a path as long, beside it, adds one.
    let diamonds = 3_000
    var pairs: [(Int, Int)] = []
    for diamond in 0..<diamonds {
      let top = diamond * 3
      pairs += [(top, top + 1), (top, top + 2), (top + 1, top + 3), (top + 2, top + 3)]
    }
    let last = diamonds * 3
    var before = 0
    for step in 1..<diamonds * 2 {
      pairs.append((before, last + step))
      before = last + step
    }
    pairs.append((before, last))
    let graph = GraphBuilder.undirected(nodeCount: last + diamonds * 2, pairs)
    let found = shares(graph.ways, [(0, last)])
    for diamond in stride(from: 0, to: diamonds, by: 37) {
      #expect(abs(found[diamond * 3 + 1] - 0.5) < 1e-9)
      #expect(diamond == 0 || abs(found[diamond * 3] - 1) < 1e-9)
    }
    #expect(found[last + 5] < 1e-9)
  }
}
