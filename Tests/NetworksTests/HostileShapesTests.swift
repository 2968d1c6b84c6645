// Goal: no shape of a graph breaks a measure. Method: every named measure on the shapes that break
// programs, with and without direction. Paths that recursion would not survive: LongPathTests.
import Networks
import Primitives
import Testing

struct HostileShapesTests {
  private func table(_ measure: Measure, _ small: SmallGraph, directed: Bool) throws(MeasureError)
    -> MeasureTable
  {
    try MeasureCatalogue.measure(
      measure, nodeCount: small.nodeCount, sources: small.pairs.map(\.0),
      targets: small.pairs.map(\.1), weights: small.weights, directed: directed, seed: 1,
      workers: .one)
  }

  private static let shapes: [(String, SmallGraph)] = [
    ("no node", SmallGraph(nodeCount: 0, pairs: [])),
    ("one node", SmallGraph(nodeCount: 1, pairs: [])),
    ("two lone nodes", SmallGraph(nodeCount: 2, pairs: [])),
    ("loops only", SmallGraph(nodeCount: 2, pairs: [(0, 0), (1, 1)])),
    ("one link", SmallGraph(nodeCount: 2, pairs: [(1, 0)])),
    ("star", SmallGraphs.star(leaves: 12)),
    ("star turned inwards", SmallGraph(nodeCount: 9, pairs: (1..<9).map { ($0, 0) })),
    ("clique", SmallGraphs.clique(8)),
    ("path", SmallGraphs.path(30)),
    ("ring", SmallGraph(nodeCount: 9, pairs: (0..<9).map { ($0, ($0 + 1) % 9) })),
    ("two cliques apart", twoCliques(joined: false)),
    ("two cliques by a link", twoCliques(joined: true)),
    (
      "far weights",
      SmallGraph(
        nodeCount: 4, pairs: [(0, 1), (1, 2), (2, 3), (3, 0)], weights: [1e-9, 1, 1e9, 1])
    ),
  ]

  private static func twoCliques(joined: Bool) -> SmallGraph {
    let one = SmallGraphs.clique(5).pairs
    return SmallGraph(
      nodeCount: 10, pairs: one + one.map { ($0.0 + 5, $0.1 + 5) } + (joined ? [(4, 5)] : []))
  }

  @Test(arguments: Measure.allCases)
  func everyMeasureOfEveryShapeIsAColumnOfNumbers(measure: Measure) throws {
    for (name, small) in Self.shapes {
      for directed in measure.usesDirection ? [false, true] : [false] {
        let found = try table(measure, small, directed: directed)
        #expect(found.columns.count == measure.columns.count)
        for (column, isWhole) in zip(found.columns, found.isWhole) {
          #expect(column.count == small.nodeCount, "\(measure) \(name)")
          #expect(column.allSatisfy { !$0.isInfinite }, "\(measure) \(name)")
          if isWhole { #expect(column.allSatisfy { $0 == $0.rounded() }, "\(measure) \(name)") }
        }
      }
    }
  }

  /// Every edge both ways and a loop at every node are the graph without them.
  @Test(arguments: Measure.allCases)
  func everyEdgeTwiceAndLoopsChangeNothing(measure: Measure) throws {
    let some = Set(["no node", "loops only", "star", "ring", "two cliques by a link"])
    for (name, small) in Self.shapes where some.contains(name) {
      let twice = SmallGraph(
        nodeCount: small.nodeCount,
        pairs: small.pairs + small.pairs.map { ($0.1, $0.0) }
          + (0..<small.nodeCount).map { ($0, $0) })
      let one = try table(measure, small, directed: false)
      let two = try table(measure, twice, directed: false)
      for (a, b) in zip(one.columns, two.columns) {
        #expect(a.map(\.bitPattern) == b.map(\.bitPattern), "\(measure) \(name)")
      }
      #expect(two.repeatCount - one.repeatCount == small.pairs.filter { $0.0 != $0.1 }.count)
      #expect(
        two.loopCount == small.nodeCount + 2 * small.pairs.filter { $0.0 == $0.1 }.count)
    }
  }
}
