import Primitives

/// A graph of either kind, so that the list of measures is written once.
enum Links {
  case undirected(UndirectedGraph)
  case directed(DirectedGraph)

  /// The answer of the one or the other.
  func either<Value>(
    _ undirected: (UndirectedGraph) throws(CancelledWork) -> Value,
    _ directed: (DirectedGraph) throws(CancelledWork) -> Value
  ) throws(CancelledWork) -> Value {
    switch self {
    case .undirected(let graph): try undirected(graph)
    case .directed(let graph): try directed(graph)
    }
  }

  /// The links without their direction.
  ///
  /// - Parameter countingDirections: Whether a link that goes both ways counts twice.
  func withoutDirection(countingDirections: Bool = false) -> UndirectedGraph {
    switch self {
    case .undirected(let graph): graph
    case .directed(let graph): graph.undirected(countingDirections: countingDirections)
    }
  }
}

extension MeasureCatalogue {
  static func run(
    _ measure: Measure, on links: Links, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    measure.usesDirection
      ? try runAlongLinks(measure, on: links, seed: seed, workers: workers)
      : try runWithoutDirection(measure, on: links, seed: seed, workers: workers)
  }

  /// The measures to which the direction of links matters.
  private static func runAlongLinks(
    _ measure: Measure, on links: Links, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let betweenness = Betweenness(length: .inverseWeight)
    let sample = SampledBetweenness()
    let near = Closeness(length: .inverseWeight)
    let harmonic = Harmonic(length: .inverseWeight)
    switch measure {
    case .degree:
      return Answer(columns: [try links.either({ $0.degrees() }, { bothWays($0) })])
    case .betweenness:
      return Answer(columns: [
        try links.either(
          { g throws(CancelledWork) in try betweenness.run(on: g, workers: workers) },
          { g throws(CancelledWork) in try betweenness.run(on: g, workers: workers) })
      ])
    case .betweennessSampled:
      return sampled(
        try links.either(
          { g throws(CancelledWork) in try sample.run(on: g, seed: seed, workers: workers) },
          { g throws(CancelledWork) in try sample.run(on: g, seed: seed, workers: workers) }))
    case .closeness:
      return closeness(
        try links.either(
          { g throws(CancelledWork) in try near.run(on: g, workers: workers) },
          { g throws(CancelledWork) in try near.run(on: g, workers: workers) }))
    case .harmonic:
      return Answer(columns: [
        try links.either(
          { g throws(CancelledWork) in try harmonic.run(on: g, workers: workers) },
          { g throws(CancelledWork) in try harmonic.run(on: g, workers: workers) })
      ])
    case .eigenvector:
      return settled(
        try links.either(
          { g throws(CancelledWork) in try Eigenvector().run(on: g, workers: workers) },
          { g throws(CancelledWork) in try Eigenvector().run(on: g, workers: workers) }))
    case .katz:
      return katz(
        try links.either(
          { g throws(CancelledWork) in try Katz().run(on: g, workers: workers) },
          { g throws(CancelledWork) in try Katz().run(on: g, workers: workers) }))
    case .pagerank:
      return settled(
        try links.either(
          { g throws(CancelledWork) in try PageRank().run(on: g, workers: workers) },
          { g throws(CancelledWork) in try PageRank().run(on: g, workers: workers) }))
    case .hits:
      return hits(
        try links.either(
          { g throws(CancelledWork) in try Hits().run(on: g, workers: workers) },
          { g throws(CancelledWork) in try Hits().run(on: g, workers: workers) }))
    case .strongComponents:
      // Without direction every way leads back.
      return groups(
        try links.either(
          { g throws(CancelledWork) in try g.components(workers: workers).groups },
          { g throws(CancelledWork) in g.strongComponents().groups }))
    default:
      preconditionFailure("a measure that knows no direction was asked along the links")
    }
  }

  private static func bothWays(_ graph: DirectedGraph) -> [Double] {
    let (out, into) = (graph.outDegrees(), graph.inDegrees())
    return out.indices.map { out[$0] + into[$0] }
  }

  /// The measures for which links have no direction.
  private static func runWithoutDirection(
    _ measure: Measure, on links: Links, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let graph = links.withoutDirection(countingDirections: measure.countsBothDirections)
    switch measure {
    case .core:
      return whole(graph.coreNumbers())
    case .truss:
      return whole(try graph.trussNumbers(workers: workers))
    case .components:
      return groups(try graph.components(workers: workers).groups)
    case .leiden:
      return groups(try Leiden().run(on: graph, seed: seed, workers: workers).groups)
    case .labelPropagation:
      return groups(try LabelPropagation().run(on: graph, seed: seed, workers: workers).groups)
    case .constraint:
      return Answer(columns: [try graph.constraint(workers: workers)])
    case .effectiveSize:
      return Answer(columns: [try graph.brokerage(workers: workers).effectiveSize])
    case .efficiency:
      return Answer(columns: [try graph.brokerage(workers: workers).efficiency])
    case .clustering:
      let found = try graph.clustering(workers: workers)
      return Answer(columns: [found.triangles.map(Double.init), found.local])
    case .articulation:
      return Answer(columns: [graph.articulationPoints().map { $0 ? 1 : 0 }])
    case .biconnected:
      return whole(graph.biconnectedComponents().groupCounts)
    case .bridges:
      return whole(graph.bridgeCounts())
    case .corePeriphery:
      return try corePeriphery(graph, seed: seed, workers: workers)
    case .rombach:
      return try rombach(graph, seed: seed, workers: workers)
    case .keyPlayers:
      return try keyPlayers(.distanceFragmentation, graph, seed: seed, workers: workers)
    case .fragmentation:
      return try keyPlayers(.fragmentation, graph, seed: seed, workers: workers)
    case .reach:
      return try keyPlayers(.reach, graph, seed: seed, workers: workers)
    default:
      preconditionFailure("a measure that uses direction was asked of a graph without")
    }
  }

  private static func corePeriphery(
    _ graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let degree = Coreness().run(on: graph)
    let core = try CorePeriphery().run(on: graph, seed: seed, workers: workers)
    return Answer(
      columns: [degree.values, core.isCore.map { $0 ? 1 : 0 }],
      remarks: [
        "fit of the core \(rounded(core.correlation)), of the values \(rounded(degree.correlation))"
      ] + (degree.converged ? [] : [notSettled]))
  }

  /// Above this many nodes one start without annealing comes as near; see `RombachCoreness.starts`.
  private static let rombachNodesMax = 2_000

  private static func rombach(
    _ graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let isSmall = graph.nodeCount <= rombachNodesMax
    let search = isSmall ? RombachCoreness() : RombachCoreness(starts: 1, sweeps: 0)
    return Answer(columns: [try search.run(on: graph, seed: seed, workers: workers).values])
  }

  private static func keyPlayers(
    _ purpose: KeyPlayers.Purpose, _ graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let search = KeyPlayers(purpose: purpose)
    let singles = try search.singles(on: graph, seed: seed, workers: workers)
    let best = try search.run(on: graph, seed: seed, workers: workers)
    var key = [Double](repeating: 0, count: graph.nodeCount)
    for player in best.players { key[player] = 1 }
    let what =
      switch purpose {
      case .distanceFragmentation: "fragmentation by distance without the key players"
      case .fragmentation: "fragmentation without the key players"
      case .reach: "reach of the key players together"
      }
    return Answer(
      columns: [singles, key],
      remarks: [
        "\(what) \(rounded(best.value))"
          + (best.isExact ? "" : ", estimated from \(search.sourcesMax) sources")
      ])
  }

  private static func sampled(_ result: SampledBetweenness.Result) -> Answer {
    let remark =
      result.draws == 0
      ? "exact: that costs less than the sample here"
      : "\(result.draws) ways drawn; off by at most \(rounded(result.errorMax)) with probability .9"
    return Answer(columns: [result.values], remarks: [remark])
  }

  private static func closeness(_ result: Closeness.Result) -> Answer {
    Answer(columns: [result.values, result.reached.map(Double.init)])
  }

  private static func katz(_ result: Katz.Result) -> Answer {
    var remarks = result.converged ? [] : [notSettled]
    if result.attenuation != Katz().attenuation {
      remarks.append("attenuation lowered to \(result.attenuation), above which nothing is finite")
    }
    return Answer(columns: [result.values], remarks: remarks)
  }

  private static func hits(_ result: Hits.Result) -> Answer {
    Answer(
      columns: [result.hubs, result.authorities], remarks: result.converged ? [] : [notSettled])
  }

  private static func whole(_ column: [some BinaryInteger]) -> Answer {
    Answer(columns: [column.map { Double($0) }])
  }

  private static func groups(_ groups: [Int]) -> Answer {
    Answer(columns: [groups.map(Double.init)])
  }

  /// Four decimals for a remark.
  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}

extension Measure {
  /// Whether a tie that goes both ways is twice the tie: Burt's a(i, j) + a(j, i).
  fileprivate var countsBothDirections: Bool {
    self == .constraint || self == .effectiveSize || self == .efficiency
  }
}
