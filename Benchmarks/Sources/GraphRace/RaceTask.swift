import ArgumentParser
import Networks
import Primitives

/// The measures that other programs have too.
enum RaceTask: String, CaseIterable, ExpressibleByArgument {
  case pagerank
  case components = "cc"
  case cores = "kcore"
  case triangles
  case betweenness = "bc_exact"
  case betweennessSources = "bc_sample"
  case betweennessWeighted = "bc_weighted"
  case betweennessSampled = "bc_kadabra"
  case leiden
  case labels
  case clustering
  case constraint
  case truss
  case eigenvector
  case rankIntervals = "rank_intervals"
  case nullDraw = "null_draw"
  case closeness
  case harmonic

  func run(
    on graph: UndirectedGraph, workers: Workers, sources: Int, seed: UInt64 = 1
  ) throws -> RaceCheck {
    switch self {
    case .pagerank:
      let rank = try PageRank(tolerance: 1e-9).run(on: graph, workers: workers).values
      return RaceCheck(sum: rank.reduce(0) { $0 + $1 * $1 } * Double(rank.count), top: rank.max())
    case .components:
      return RaceCheck(sum: Double(try graph.components(workers: workers).count))
    case .cores:
      let cores = graph.coreNumbers()
      return RaceCheck(sum: Double(cores.reduce(0, +)), top: cores.max().map(Double.init))
    case .triangles:
      return RaceCheck(sum: Double(try graph.triangleCount(workers: workers)))
    case .betweenness:
      return RaceCheck(column: try Betweenness().run(on: graph, workers: workers))
    case .betweennessSources:
      return RaceCheck(
        column: try Betweenness().run(
          on: graph, sources: spread(sources, over: graph.nodeCount), workers: workers))
    case .betweennessWeighted:
      // Weights are read as lengths, as other programs do.
      let length = graph.weights.map { TieLength.given($0) } ?? .hops
      return RaceCheck(
        column: try Betweenness(length: length).run(
          on: graph, sources: spread(sources, over: graph.nodeCount), workers: workers))
    case .betweennessSampled:
      let found = try SampledBetweenness(error: 0.001, alwaysSample: true)
        .run(on: graph, seed: seed, workers: workers)
      return RaceCheck(column: found.values)
    case .closeness:
      return RaceCheck(column: try Closeness().run(on: graph, workers: workers).values)
    case .harmonic:
      return RaceCheck(column: try Harmonic().run(on: graph, workers: workers))
    case .leiden:
      let found = try Leiden(starts: 1, roundsMax: 2, randomness: 0.03, searches: 4)
        .run(on: graph, seed: seed, workers: workers)
      return RaceCheck(sum: graph.quality(of: found.groups), top: Double(found.count))
    case .labels:
      let found = try LabelPropagation().run(on: graph, seed: seed, workers: workers)
      return RaceCheck(sum: graph.quality(of: found.groups), top: Double(found.count))
    case .clustering:
      let found = try graph.clustering(workers: workers)
      return RaceCheck(column: found.local)
    case .truss:
      let found = try graph.edgeTrussness(workers: workers)
      return RaceCheck(sum: Double(found.reduce(0, +)), top: found.max().map(Double.init))
    case .constraint:
      let found = try graph.constraint(workers: workers).filter(\.isFinite)
      return RaceCheck(column: found)
    case .eigenvector:
      let values = try Eigenvector(tolerance: 1e-9).run(on: graph, workers: workers).values
      let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return RaceCheck(column: values.map { $0 / length })
    case .rankIntervals:
      let found = try RankIntervals().betweenness(
        on: graph, seed: seed, workers: workers, sources: sources)
      return RaceCheck(column: found.map { Double($0.high - $0.low) })
    case .nullDraw:
      var generator = SeededGenerator(seed: seed)
      let drawn = DegreePreservingNull().draw(from: graph, using: &generator)
      return RaceCheck(sum: Double(drawn.clustering().triangles.reduce(0, +) / 3))
    }
  }

  /// `count` nodes, evenly spread over the numbers.
  private func spread(_ count: Int, over nodes: Int) -> [Int] {
    (0..<count).map { $0 * nodes / count }
  }
}

/// What a run came to, so that a fast wrong answer is seen.
struct RaceCheck {
  var sum: Double?
  var top: Double?

  init(sum: Double? = nil, top: Double? = nil) {
    self.sum = sum
    self.top = top
  }

  init(column: [Double]) {
    self.init(sum: column.reduce(0, +), top: column.max())
  }

  var json: String {
    (sum.map { ", \"check\": \($0)" } ?? "") + (top.map { ", \"top\": \($0)" } ?? "")
  }
}
