// Goal: labels settle where the definition says, and always in the same way. Method: the definition
// on every small graph and random ones, shapes whose groups are known, hostile shapes.
import Networks
import Primitives
import Testing

struct LabelPropagationTests {
  /// The nodes whose own group is not among those with the most links to them.
  private func unsettled(_ graph: UndirectedGraph, _ groups: [Int]) -> [Int] {
    (0..<graph.nodeCount).filter { node in
      var links: [Int: Double] = [:]
      for (neighbour, edge) in zip(graph.neighbours(of: node), graph.edges(of: node)) {
        links[groups[Int(neighbour)], default: 0] += graph.weight(of: Int(edge))
      }
      guard let most = links.values.max() else { return false }
      return (links[groups[node]] ?? 0) < most * (1 - 1e-9)
    }
  }

  private func isNumberedByFirstAppearance(_ groups: [Int], count: Int) -> Bool {
    var next = 0
    for group in groups {
      if group > next { return false }
      if group == next { next += 1 }
    }
    return next == count
  }

  @Test func everyNodeOfEverySmallGraphEndsAmongItsNeighboursMost() throws {
    for small in SmallGraphs.every(upTo: 5) {
      let graph = small.undirected
      let found = try LabelPropagation().run(on: graph, seed: 1)
      #expect(found.converged)
      #expect(unsettled(graph, found.groups).isEmpty, "\(small)")
      #expect(isNumberedByFirstAppearance(found.groups, count: found.count))
      let pieces = graph.components().groups
      for (a, b) in small.pairs { #expect(pieces[a] == pieces[b]) }
      for a in 0..<small.nodeCount {
        for b in 0..<a where found.groups[a] == found.groups[b] {
          #expect(pieces[a] == pieces[b], "\(small)")
        }
      }
    }
  }

  @Test(arguments: 1...10)
  func everyNodeOfRandomGraphsEndsAmongItsNeighboursMost(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(
      nodeCount: 150, pairCount: 400, weighted: seed % 2 == 0, using: &generator)
    let weights = small.weights.map { $0.map { $0 / 10 } }
    let graph = SmallGraph(nodeCount: 150, pairs: small.pairs, weights: weights).undirected
    let found = try LabelPropagation().run(on: graph, seed: seed)
    #expect(found.converged && unsettled(graph, found.groups).isEmpty, "seed \(seed)")
    let short = try LabelPropagation(roundsMax: 1).run(on: graph, seed: seed)
    #expect(short.rounds == 1)
    #expect(short.converged == unsettled(graph, short.groups).isEmpty || !short.converged)
  }

  @Test func separateCliquesAreTheGroups() throws {
    var pairs: [(Int, Int)] = []
    for group in 0..<6 {
      for (a, b) in SmallGraphs.clique(7).pairs { pairs.append((group * 7 + a, group * 7 + b)) }
    }
    let graph = GraphBuilder.undirected(nodeCount: 44, pairs)
    for seed in 1...5 {
      let found = try LabelPropagation().run(on: graph, seed: UInt64(seed))
      #expect(found.groups == (0..<42).map { $0 / 7 } + [6, 7], "seed \(seed)")
      #expect(found.count == 8)
    }
  }

  @Test func weightsDecideWhoseLabelIsTaken() throws {
    let graph = SmallGraph(
      nodeCount: 4, pairs: [(0, 1), (1, 2), (2, 3)], weights: [5, 1, 5]
    ).undirected
    for seed in 1...20 {
      let found = try LabelPropagation().run(on: graph, seed: UInt64(seed))
      #expect(found.groups == [0, 0, 1, 1], "seed \(seed)")
    }
  }

  @Test func allWeightsTimesAPowerOfTwoChangeNothing() throws {
    var generator = SeededGenerator(seed: 4)
    let graph = SmallGraphs.random(
      nodeCount: 200, pairCount: 600, weighted: true, using: &generator
    ).undirected
    let heavier = graph.with(weights: graph.weights.map { $0.map { $0 * 8 } })
    #expect(
      try LabelPropagation().run(on: graph, seed: 2)
        == LabelPropagation().run(on: heavier, seed: 2))
    #expect(
      try LabelPropagation().run(on: graph.unweighted(), seed: 2)
        == LabelPropagation().run(
          on: graph.with(weights: [Double](repeating: 1, count: graph.edgeCount)), seed: 2))
  }

  @Test func theSameSeedGivesTheSameGroupsAndOthersDiffer() throws {
    var generator = SeededGenerator(seed: 7)
    let graph = SmallGraphs.random(
      nodeCount: 300, pairCount: 500, weighted: false, using: &generator
    ).undirected
    let found = try LabelPropagation().run(on: graph, seed: 1)
    #expect(
      try LabelPropagation().run(on: graph, seed: 1, workers: Workers(threads: 8)) == found)
    #expect(try LabelPropagation().run(on: graph, seed: 2) != found)
  }

  @Test func aRequestToStopIsHeard() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancelledWork.self) {
      try LabelPropagation().run(
        on: SmallGraphs.path(5).undirected, seed: 1,
        workers: Workers(threads: 1, cancellation: cancellation))
    }
  }

  @Test func hostileShapes() throws {
    let empty = try LabelPropagation().run(
      on: GraphBuilder(nodeCount: 0).undirected().graph, seed: 1)
    #expect(empty.groups.isEmpty && empty.converged && empty.rounds == 0)
    let lonely = try LabelPropagation().run(
      on: GraphBuilder(nodeCount: 3).undirected().graph, seed: 1)
    #expect(lonely.groups == [0, 1, 2] && lonely.converged)
    let clique = try LabelPropagation().run(on: SmallGraphs.clique(30).undirected, seed: 1)
    #expect(clique.count == 1)
    let star = try LabelPropagation().run(on: SmallGraphs.star(leaves: 1000).undirected, seed: 1)
    #expect(star.count == 1 && star.converged)
    // Both sides of a two-sided graph would swap labels for ever if all changed at once.
    let sides = (0..<20).flatMap { a in (20..<40).map { (a, $0) } }
    let swap = try LabelPropagation().run(
      on: GraphBuilder.undirected(nodeCount: 40, sides), seed: 1)
    #expect(swap.converged && swap.count == 1)
    let long = SmallGraphs.path(100_000).undirected
    let path = try LabelPropagation().run(on: long, seed: 1)
    #expect(path.converged && unsettled(long, path.groups).isEmpty)
  }
}
