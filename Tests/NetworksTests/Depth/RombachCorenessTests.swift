// Goal: the order found is the best there is, and the curve is the paper's. Method: every order of
// every small graph; laws; the same bits on any threads.
import Networks
import Primitives
import Testing

struct RombachCorenessTests {
  private static func orders(of count: Int) -> [[Int]] {
    count == 0
      ? [[]]
      : orders(of: count - 1).flatMap { order in
        (0..<count).map { place in
          var order = order
          order.insert(count - 1, at: place)
          return order
        }
      }
  }

  /// C* as the paper writes it.
  private func curve(_ alpha: Double, _ beta: Double, _ count: Int) -> [Double] {
    let b = (beta * Double(count)).rounded(.down)
    return (0..<count).map { place in
      let m = Double(place + 1)
      return m <= b
        ? m * (1 - alpha) / (2 * b)
        : (m - b) * (1 - alpha) / (2 * (Double(count) - b)) + (1 + alpha) / 2
    }
  }

  private func best(_ graph: UndirectedGraph, _ curve: [Double], _ orders: [[Int]]) -> Double {
    let (lower, upper) = graph.edgeEnds()
    return orders.map { order in
      (0..<graph.edgeCount).reduce(0.0) { sum, edge in
        sum + graph.weight(of: edge) * curve[order[Int(lower[edge])]]
          * curve[order[Int(upper[edge])]]
      }
    }.max() ?? 0
  }

  /// Of the graphs of five nodes every fourth: each has 120 orders.
  @Test func findsTheBestOrderOfSmallGraphs() throws {
    let orders = (0...5).map(Self.orders(of:))
    for (place, small) in SmallGraphs.every(upTo: 5).enumerated()
    where small.nodeCount < 5 || place % 4 == 0 {
      let graph = small.undirected
      let found = try RombachCoreness(sharpness: [0.3], periphery: [0.5])
        .run(
          on: graph, seed: 1, workers: .one)
      let expected = best(graph, curve(0.3, 0.5, small.nodeCount), orders[small.nodeCount])
      #expect(abs(found.shapes[0].fit - expected) < 1e-9, "\(small)")
      #expect(found.values.max() ?? 1 == (graph.edgeCount > 0 || small.nodeCount == 0 ? 1 : 0))
    }
  }

  @Test(arguments: [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.4), (0.7, 0.8)])
  func findsTheBestOrderWithWeights(alpha: Double, beta: Double) throws {
    var generator = SeededGenerator(seed: 3)
    let orders = Self.orders(of: 7)
    let graph = SmallGraphs.random(nodeCount: 7, pairCount: 12, weighted: true, using: &generator)
      .undirected
    let found = try RombachCoreness(sharpness: [alpha], periphery: [beta]).run(
      on: graph, seed: 1, workers: .one)
    #expect(abs(found.shapes[0].fit - best(graph, curve(alpha, beta, 7), orders)) < 1e-9)
  }

  @Test func theScoreSumsValuesByFit() throws {
    // A path of three: the middle is always first, the ends share what is left by chance.
    let graph = SmallGraphs.path(3).undirected
    let search = RombachCoreness(sharpness: [0.2, 0.8], periphery: [0.4])
    let found = try search.run(on: graph, seed: 1, workers: .one)
    #expect(found.values[1] == 1)
    #expect(found.shapes.map(\.sharpness) == [0.2, 0.8])
    for shape in found.shapes {
      let c = curve(shape.sharpness, shape.periphery, 3)
      #expect(abs(shape.fit - c[2] * (c[0] + c[1])) < 1e-12)
    }
    let total = found.shapes.reduce(0.0) { $0 + $1.fit }
    let ends = found.shapes.reduce(0.0) { sum, shape in
      let c = curve(shape.sharpness, shape.periphery, 3)
      return sum + shape.fit * (c[0] + c[1])
    }
    #expect(abs(found.values[0] + found.values[2] - ends / total) < 1e-12)
  }

  @Test func zacharysClubHasItsLeadersInTheCore() throws {
    let found = try RombachCoreness().run(on: Karate.graph, seed: 1, workers: .one)
    let order = found.values.indices.sorted { found.values[$0] > found.values[$1] }
    #expect(Set(order.prefix(4)) == [0, 2, 32, 33])
    // The sum of the best orders found in 10 starts of 3,000 sweeps, of two seeds.
    let best = 3943.0121
    #expect(found.shapes.reduce(0) { $0 + $1.fit } > best * 0.9995)
  }

  @Test func theSameSeedGivesTheSameBitsOnAnyThreads() throws {
    let search = RombachCoreness(
      sharpness: [0.1, 0.5, 0.9], periphery: [0.2, 0.8], starts: 2, sweeps: 5)
    let one = try search.run(on: Karate.graph, seed: 7, workers: .one)
    for threads in [2, 8] {
      let many = try search.run(on: Karate.graph, seed: 7, workers: Workers(threads: threads))
      #expect(one == many)
    }
  }

  @Test func hostileShapes() throws {
    let search = RombachCoreness(sharpness: [0.5], periphery: [0.5], starts: 1, sweeps: 2)
    for count in [0, 1, 2] {
      let empty = GraphBuilder(nodeCount: count).undirected().graph
      let found = try search.run(on: empty, seed: 1, workers: .one)
      #expect(found.values == [Double](repeating: 0, count: count) && found.shapes[0].fit == 0)
    }
    let star = try search.run(on: SmallGraphs.star(leaves: 99).undirected, seed: 1, workers: .one)
    #expect(star.values[0] == 1)
    let clique = try search.run(on: SmallGraphs.clique(9).undirected, seed: 1, workers: .one)
    #expect(clique.values.allSatisfy { $0 > 0 && $0 <= 1 })
    let path = try search.run(on: SmallGraphs.path(2_000).undirected, seed: 1, workers: .one)
    #expect(path.values.count == 2_000)
  }

  @Test func stopsWhenAsked() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancelledWork.self) {
      try RombachCoreness().run(
        on: Karate.graph, seed: 1, workers: Workers(threads: 1, cancellation: cancellation))
    }
  }
}
