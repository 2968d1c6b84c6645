// Goal: no search goes down by recursion. Method: a path of a million nodes, which no stack holds,
// through every measure and search whose cost grows with its links; the answers are known by hand.
// Measures that ask every node for every other are asked of a path only as far as their trees are
// pruned, which is what makes a path of a million possible at all.
import Networks
import Primitives
import Testing

struct LongPathTests {
  private static let count = 1_000_000
  private static let last = count - 1

  /// The measures whose cost grows with the links alone.
  private static let linear: [Measure] = [
    .degree, .core, .truss, .components, .strongComponents, .constraint, .effectiveSize,
    .efficiency, .clustering, .articulation, .biconnected, .bridges,
  ]

  @Test(arguments: linear)
  func everyLinearMeasure(measure: Measure) throws {
    let found = try MeasureCatalogue.measure(
      measure, nodeCount: Self.count, sources: Array(0..<Self.last),
      targets: Array(1...Self.last), weights: nil, directed: measure == .strongComponents, seed: 1,
      workers: .one)
    #expect(found.columns.allSatisfy { $0.count == Self.count })
    let middle = found.columns[0][Self.count / 2]
    let expected: [Measure: Double] = [
      .degree: 2, .core: 1, .truss: 2, .components: 0, .strongComponents: 500_000,
      .constraint: 0.5, .effectiveSize: 2, .efficiency: 1, .clustering: 0, .articulation: 1,
      .biconnected: 2, .bridges: 2,
    ]
    #expect(middle == expected[measure], "\(measure)")
  }

  @Test func waysFromEndToEnd() throws {
    let graph = Self.path
    #expect(graph.steps(from: 0)[Self.last] == Self.last)
    #expect(graph.distances(from: 0, length: .hops)[Self.last] == Double(Self.last))
    #expect(graph.shortestPath(from: 0, to: Self.last, length: .hops)?.nodes.count == Self.count)
    let ways = try KShortestPaths(count: 2).run(on: graph, from: 0, to: Self.last)
    #expect(ways.map(\.nodes.count) == [Self.count])
    let near = graph.egonet(of: 0, steps: Self.last, limit: Self.count)
    #expect(near.part.nodes.count == Self.count)
  }

  @Test func contactsOneAfterTheOther() {
    let contacts = (0..<Self.last).map {
      Contact(source: $0, target: $0 + 1, at: Instant(seconds: Int64($0)))
    }
    let end = Instant(seconds: Int64(Self.last))
    let ahead = TimeRespectingPaths().run(
      on: contacts, nodeCount: Self.count, from: 0, startingAt: Instant(seconds: 0))
    #expect(ahead.arrivals[Self.last] == end)
    #expect(ahead.path(to: Self.last)?.count == Self.last)
    let back = TimeRespectingPaths().departures(
      on: contacts, nodeCount: Self.count, to: Self.last, arrivingBy: end)
    #expect(back.departures[0] == Instant(seconds: 0))
    #expect(back.path(from: 0)?.count == Self.last)
  }

  @Test func betweennessOfEveryNode() throws {
    let found = try Betweenness().run(on: Self.path, workers: .one)
    for node in [0, 1, 2, Self.count / 2, Self.last] {
      #expect(found[node] == Double(node) * Double(Self.last - node))
    }
  }

  @Test func betweennessOfARing() throws {
    // A ring has no tree to prune: one search walks half a million steps each way.
    let ring = GraphBuilder.undirected(
      nodeCount: Self.count, (0..<Self.count).map { ($0, ($0 + 1) % Self.count) })
    for length in [TieLength.hops, .inverseWeight] {
      let found = try Betweenness(length: length).run(on: ring, sources: [0], workers: .one)
      #expect(found.count == Self.count && found[0] == 0)
      #expect(found[1] > found[2] && found[1] == found[Self.last])
    }
  }

  @Test func groupsAreUnbrokenPieces() throws {
    let graph = Self.path
    let labels = try LabelPropagation().run(on: graph, seed: 1).groups
    let divided = try Leiden(starts: 1, roundsMax: 1).run(on: graph, seed: 1, workers: .one).groups
    for groups in [labels, divided] {
      let changes = zip(groups, groups.dropFirst()).count { $0 != $1 }
      #expect(groups.count == Self.count && changes + 1 == Set(groups).count)
    }
  }

  @Test func directedPathsAndRings() {
    let pairs = (0..<Self.last).map { ($0, $0 + 1) }
    let path = GraphBuilder.directed(nodeCount: Self.count, pairs)
    #expect(path.strongComponents().count == Self.count && path.weakComponents().count == 1)
    let ring = GraphBuilder.directed(nodeCount: Self.count, pairs + [(Self.last, 0)])
    #expect(ring.strongComponents().count == 1)
  }

  @Test func whatFallsApart() {
    let graph = Self.path
    let near = 1 + (1...Self.last).reduce(0.0) { $0 + 1 / Double($1) }
    #expect(abs(graph.reach(from: [0]) * Double(Self.count) - near) < 1e-6)
    let halves = graph.fragmentation(removing: [Self.count / 2])
    #expect(abs(halves - 0.5) < 1e-5)
  }

  private static let path = GraphBuilder.undirected(
    nodeCount: count, (0..<last).map { ($0, $0 + 1) })
}
