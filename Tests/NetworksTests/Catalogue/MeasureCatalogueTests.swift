// Goal: the named measures are those of the contract, with its columns. Method: the list verbatim,
// every measure on every kind of small table, and the same table on any number of threads.
import Networks
import Primitives
import Testing

struct MeasureCatalogueTests {
  private func table(
    _ measure: Measure, _ small: SmallGraph, directed: Bool = false, threads: Int = 1
  ) throws(MeasureError) -> MeasureTable {
    try MeasureCatalogue.measure(
      measure, nodeCount: small.nodeCount, sources: small.pairs.map(\.0),
      targets: small.pairs.map(\.1), weights: small.weights, directed: directed, seed: 1,
      workers: Workers(threads: threads))
  }

  @Test func theNamesAreThoseOfTheContract() {
    #expect(
      Measure.allCases.map(\.rawValue) == [
        "degree", "betweenness", "betweenness-sampled", "closeness", "harmonic", "eigenvector",
        "katz", "pagerank", "hits", "core", "truss", "components", "strong-components", "leiden",
        "label-propagation", "constraint", "effective-size", "clustering", "articulation",
        "core-periphery",
        "key-players", "efficiency", "biconnected", "bridges", "rombach", "fragmentation", "reach",
      ])
    #expect(Measure.closeness.columns == ["value", "reached"])
    #expect(Measure.clustering.columns == ["triangles", "local"])
    #expect(Measure.leiden.columns == ["group"])
    #expect(Set(Measure.allCases.map(\.summary)).count == Measure.allCases.count)
  }

  @Test(arguments: Measure.allCases)
  func everyTableHasItsColumnsAndRows(measure: Measure) throws {
    var generator = SeededGenerator(seed: 3)
    let shapes = [
      SmallGraphs.path(0), SmallGraphs.path(1), SmallGraphs.path(2), SmallGraphs.star(leaves: 4),
      SmallGraphs.clique(5), SmallGraph(nodeCount: 34, pairs: Karate.pairs),
      SmallGraphs.random(nodeCount: 20, pairCount: 40, weighted: true, using: &generator),
    ]
    for small in shapes {
      for directed in [false, true] {
        let one = try table(measure, small, directed: directed)
        #expect(one.names == measure.columns && one.isWhole.count == one.names.count)
        #expect(one.columns.count == one.names.count)
        for (column, whole) in zip(one.columns, one.isWhole) {
          #expect(column.count == small.nodeCount)
          if whole { #expect(column.allSatisfy { $0 == $0.rounded() }) }
          #expect(column.allSatisfy { !$0.isInfinite })
        }
        let eight = try table(measure, small, directed: directed, threads: 8)
        #expect(
          one.columns.map { $0.map(\.bitPattern) } == eight.columns.map { $0.map(\.bitPattern) })
      }
    }
  }

  @Test func loopsAreDroppedAndRepeatsMergedWithTheirWeights() throws {
    let small = SmallGraph(
      nodeCount: 3, pairs: [(0, 1), (1, 0), (2, 2), (1, 2)], weights: [1, 2, 9, 4])
    let found = try table(.degree, small)
    #expect(found.columns == [[3, 7, 4]])
    #expect(found.loopCount == 1 && found.repeatCount == 1)
    #expect(found.isWhole == [false])
    #expect(try table(.degree, SmallGraphs.path(3)).isWhole == [true])
    let directed = try table(.degree, small, directed: true)
    #expect(directed.repeatCount == 0)
  }

  @Test func aStrongTieIsShort() throws {
    // 0 – 1 – 2 with ties of 4, and a weak tie of 1 straight across: a half against one.
    let small = SmallGraph(nodeCount: 3, pairs: [(0, 1), (1, 2), (0, 2)], weights: [4, 4, 1])
    #expect(try table(.betweenness, small).columns == [[0, 1, 0]])
    #expect(try table(.betweenness, SmallGraphs.clique(3)).columns == [[0, 0, 0]])
  }

  @Test func aWeightThatIsNoStrengthIsRefusedWithItsPlace() {
    let small = SmallGraph(nodeCount: 2, pairs: [(0, 1)], weights: [1])
    #expect(throws: MeasureError.weight(place: 1)) {
      try MeasureCatalogue.measure(
        .degree, nodeCount: small.nodeCount, sources: [0, 1], targets: [1, 0], weights: [1, 0],
        directed: false, seed: 1, workers: .one)
    }
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: MeasureError.cancelled) {
      try MeasureCatalogue.measure(
        .betweenness, nodeCount: 2, sources: [0], targets: [1], weights: nil, directed: false,
        seed: 1, workers: Workers(threads: 1, cancellation: cancellation))
    }
  }

  @Test func keyPlayersMarksThreeAndGivesEachItsOwnValue() throws {
    let found = try table(.keyPlayers, SmallGraph(nodeCount: 34, pairs: Karate.pairs))
    #expect(found.columns[1].indices.filter { found.columns[1][$0] == 1 } == [0, 32, 33])
    #expect(abs(found.columns[0][0] - 0.6415) < 5e-5)
  }
}
