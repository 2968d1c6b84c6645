// Goal: each event gives each of its people one unit of contact. Method: that law, and counts.
import Networks
import Primitives
import Testing

struct TwoModeProjectionTests {
  @Test(arguments: 1...10)
  func strengthIsTheNumberOfEventsWithOthers(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let groups = (0..<20).map { _ in (0..<generator.below(6)).map { _ in generator.below(12) } }
    let result = TwoModeProjection().run(groups: groups, nodeCount: 12)
    let together = groups.map { Set($0) }.filter { $0.count > 1 }
    for (node, strength) in result.graph.degrees().enumerated() {
      let events = together.filter { $0.contains(node) }.count
      #expect(abs(strength - Double(events)) < 1e-9, "seed \(seed)")
    }
    #expect(result.groupsTooSmall == groups.count - together.count)
    for edge in 0..<result.graph.edgeCount {
      let (a, b) = result.graph.ends(of: edge)
      let expected = groups.indices.filter { groups[$0].contains(a) && groups[$0].contains(b) }
      #expect(result.groupsOfEdge[edge] == expected)
      #expect(result.groups[edge].map(Int.init) == expected)
    }
  }

  @Test func hostileGroups() {
    let none = TwoModeProjection().run(groups: [], nodeCount: 0)
    #expect(none.graph.nodeCount == 0 && none.groups.isEmpty && none.groupsOfEdge.isEmpty)
    let odd = TwoModeProjection().run(groups: [[], [1], [1, 1, 1], [2, 0, 2, 0]], nodeCount: 3)
    #expect(odd.groupsTooSmall == 3 && odd.groupsOfEdge == [[3]] && odd.graph.weights == [1])
    let many = TwoModeProjection().run(
      groups: [[Int]](repeating: [1, 0], count: 5_000), nodeCount: 2)
    #expect(many.groups[0].count == 5_000 && many.graph.weights == [5_000])
  }

  @Test func aCrowdAndWhatCountsNothingAreCountedAndLeftOut() {
    let result = TwoModeProjection(membersMax: 3).run(
      groups: [[0, 1, 2, 3], [0, 1], [2, 3]], nodeCount: 4, share: [1, 0.5, 0])
    #expect(result.groupsTooLarge == 1)
    #expect(result.groupsWithoutShare == 1)
    #expect(result.graph.edgeCount == 1)
    #expect(result.graph.weights == [0.5])
  }
}
