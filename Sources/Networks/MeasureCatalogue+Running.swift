import Primitives

extension MeasureCatalogue {
  static func run(
    _ measure: Measure, on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let length: TieLength = .inverseWeight
    switch measure {
    case .degree:
      return Answer(columns: [graph.degrees()])
    case .betweenness:
      return Answer(columns: [try Betweenness(length: length).run(on: graph, workers: workers)])
    case .betweennessSampled:
      return sampled(try SampledBetweenness().run(on: graph, seed: seed, workers: workers))
    case .closeness:
      return closeness(try Closeness(length: length).run(on: graph, workers: workers))
    case .harmonic:
      return Answer(columns: [try Harmonic(length: length).run(on: graph, workers: workers)])
    case .eigenvector:
      return settled(try Eigenvector().run(on: graph, workers: workers))
    case .katz:
      return katz(try Katz().run(on: graph, workers: workers))
    case .pagerank:
      return settled(try PageRank().run(on: graph, workers: workers))
    case .hits:
      return hits(try Hits().run(on: graph, workers: workers))
    case .strongComponents:
      // Without direction every way leads back.
      return groups(graph.components().groups)
    default:
      return try runWithoutDirection(measure, on: graph, seed: seed, workers: workers)
    }
  }

  static func run(
    _ measure: Measure, on graph: DirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let length: TieLength = .inverseWeight
    switch measure {
    case .degree:
      let (out, into) = (graph.outDegrees(), graph.inDegrees())
      return Answer(columns: [out.indices.map { out[$0] + into[$0] }])
    case .betweenness:
      return Answer(columns: [try Betweenness(length: length).run(on: graph, workers: workers)])
    case .betweennessSampled:
      return sampled(try SampledBetweenness().run(on: graph, seed: seed, workers: workers))
    case .closeness:
      return closeness(try Closeness(length: length).run(on: graph, workers: workers))
    case .harmonic:
      return Answer(columns: [try Harmonic(length: length).run(on: graph, workers: workers)])
    case .eigenvector:
      return settled(try Eigenvector().run(on: graph, workers: workers))
    case .katz:
      return katz(try Katz().run(on: graph, workers: workers))
    case .pagerank:
      return settled(try PageRank().run(on: graph, workers: workers))
    case .hits:
      return hits(try Hits().run(on: graph, workers: workers))
    case .strongComponents:
      return groups(graph.strongComponents().groups)
    case .constraint, .effectiveSize:
      // Burt's a(i, j) + a(j, i): a tie that goes both ways is twice the tie.
      let both = graph.undirected(countingDirections: true)
      return try runWithoutDirection(measure, on: both, seed: seed, workers: workers)
    default:
      return try runWithoutDirection(
        measure, on: graph.undirected(), seed: seed, workers: workers)
    }
  }

  /// The measures for which links have no direction.
  private static func runWithoutDirection(
    _ measure: Measure, on graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    switch measure {
    case .core:
      return Answer(columns: [graph.coreNumbers().map(Double.init)])
    case .truss:
      return Answer(columns: [graph.trussNumbers().map(Double.init)])
    case .components:
      return groups(graph.components().groups)
    case .leiden:
      return groups(try Leiden().run(on: graph, seed: seed, workers: workers).groups)
    case .constraint:
      return Answer(columns: [graph.brokerage().constraint])
    case .effectiveSize:
      return Answer(columns: [graph.brokerage().effectiveSize])
    case .clustering:
      let found = graph.clustering()
      return Answer(columns: [found.triangles.map(Double.init), found.local])
    case .articulation:
      return Answer(columns: [graph.articulationPoints().map { $0 ? 1 : 0 }])
    case .corePeriphery:
      return try corePeriphery(graph, seed: seed, workers: workers)
    case .keyPlayers:
      return try keyPlayers(graph, seed: seed, workers: workers)
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

  private static func keyPlayers(
    _ graph: UndirectedGraph, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> Answer {
    let search = KeyPlayers()
    let singles = try search.singles(on: graph, seed: seed, workers: workers)
    let best = try search.run(on: graph, seed: seed, workers: workers)
    var key = [Double](repeating: 0, count: graph.nodeCount)
    for player in best.players { key[player] = 1 }
    return Answer(
      columns: [singles, key],
      remarks: [
        "fragmentation by distance without the key players \(rounded(best.value))"
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

  private static func groups(_ groups: [Int]) -> Answer {
    Answer(columns: [groups.map(Double.init)])
  }

  /// Four decimals for a remark.
  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
