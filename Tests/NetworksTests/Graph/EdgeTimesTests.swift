// Goal: a window holds the edges that were there in it, and no others. Method: each second of small
// times asked by itself; windows one by one against the row of them.
import Networks
import Primitives
import Testing

struct EdgeTimesTests {
  private func period(_ start: Int, _ end: Int) -> Period {
    Period(from: Instant(seconds: Int64(start)), to: Instant(seconds: Int64(end)))
  }

  private func randomPeriods(_ count: Int, _ generator: inout SeededGenerator) -> [Period] {
    (0..<count).map { _ in
      let start = generator.below(30) - 5
      return period(start, start + generator.below(8))
    }
  }

  @Test(arguments: 1...20)
  func aPeriodIsThereInTheSecondsItHas(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let graph = SmallGraphs.random(nodeCount: 9, pairCount: 20, weighted: true, using: &generator)
      .undirected
    let periods = randomPeriods(graph.edgeCount, &generator)
    let times = EdgeTimes(EdgeColumn(periods, of: graph))
    for _ in 0..<30 {
      let start = generator.below(34) - 8
      let window = period(start, start + generator.below(6))
      let expected = periods.indices.filter { edge in
        (window.start.seconds..<window.end.seconds).contains { second in
          periods[edge].contains(Instant(seconds: second))
        }
      }
      #expect(times.edges(within: window).map(Int.init) == expected, "seed \(seed)")
      let part = graph.within(window, of: times)
      #expect(part.nodes == Array(0..<9) && part.edges == expected)
      for (new, old) in expected.enumerated() {
        #expect(part.graph.ends(of: new) == graph.ends(of: old))
        #expect(part.graph.weight(of: new) == graph.weight(of: old))
      }
    }
  }

  @Test(arguments: 1...20)
  func aRowOfWindowsIsEachByItself(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let small = SmallGraphs.random(nodeCount: 9, pairCount: 25, weighted: false, using: &generator)
    let graph = small.directed
    let contacts: [(Int, Int64)] = (0..<60).map { _ in
      (generator.below(graph.edgeCount), Int64(generator.below(50)))
    }
    let times = EdgeTimes(
      edges: contacts.map(\.0), at: contacts.map { Instant(seconds: $0.1) },
      edgeCount: graph.edgeCount)
    for (width, step) in [(1, 1), (7, 3), (5, 5), (4, 9), (50, 1)] {
      var starts: [Int64] = []
      for window in times.windows(
        over: period(-3, 52), widthSeconds: Int64(width), stepSeconds: Int64(step))
      {
        starts.append(window.period.start.seconds)
        #expect(window.edges == times.edges(within: window.period), "seed \(seed)")
        for (edge, count) in zip(window.edges, window.timesOfEdge) {
          let expected = contacts.filter {
            $0.0 == Int(edge) && window.period.contains(Instant(seconds: $0.1))
          }.count
          #expect(Int(count) == expected, "seed \(seed)")
        }
        #expect(graph.subgraph(ofEdges: window.edges) == graph.within(window.period, of: times))
      }
      let expected = stride(from: -3, through: 52 - width, by: step).map(Int64.init)
      #expect(starts == expected, "seed \(seed)")
    }
  }

  @Test func pairsOfABuilderCanBeGivenAsTheyAre() {
    var builder = GraphBuilder(nodeCount: 3)
    for (a, b) in [(0, 1), (2, 2), (1, 0), (1, 2)] { builder.add(a, b) }
    let frozen = builder.undirected()
    let times = EdgeTimes(
      edges: frozen.edgeOfPair(), at: [1, 2, 3, 4].map { Instant(seconds: $0) },
      edgeCount: frozen.graph.edgeCount)
    #expect(times.extent == period(1, 5))
    let windows = Array(times.windows(over: period(1, 5), widthSeconds: 2, stepSeconds: 2))
    #expect(windows.map(\.edges) == [[0], [0, 1]])
    #expect(windows.map(\.timesOfEdge) == [[1], [1, 1]])
  }

  @Test func hostileTimes() {
    let graph = SmallGraphs.path(3).undirected
    let never = EdgeTimes(EdgeColumn([period(4, 4), period(4, 4)], of: graph))
    #expect(never.extent == nil && never.edges(within: period(0, 9)).isEmpty)
    let always = EdgeTimes(
      EdgeColumn(
        [
          Period(from: Instant(seconds: .min), to: Instant(seconds: .max)),
          Period(from: Instant(seconds: .min), to: Instant(seconds: .max)),
        ], of: graph))
    #expect(always.edges(within: period(0, 1)) == [0, 1])
    #expect(always.edges(within: period(1, 1)).isEmpty)
    let last = Period(from: Instant(seconds: .max - 3), to: Instant(seconds: .max))
    #expect(Array(always.windows(over: last, widthSeconds: 2, stepSeconds: .max)).count == 1)
    #expect(Array(always.windows(over: period(0, 3), widthSeconds: 4, stepSeconds: 1)).isEmpty)
    let none = EdgeTimes(edges: [], at: [], edgeCount: 0)
    #expect(Array(none.windows(over: period(0, 3), widthSeconds: 1, stepSeconds: 1)).count == 3)
  }
}
