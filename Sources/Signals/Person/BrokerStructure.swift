import Networks
import Picture
import Primitives

/// Structure around everyone who touches a line: brokerage against chance, and span.
///
/// Measured on people with a tie to a line and those who know two of them. Somebody who knows one
/// of them alone adds a record and no path, so that unrelated records cannot make a broker.
struct BrokerStructure {
  private let nodes: [Int]
  private let positionOf: [Int: Int]
  /// Share of degree-preserving random networks in which the person's betweenness is lower.
  private let percentiles: [Double]
  private let betweenness: [Double]
  private let degrees: [Double]

  init(
    network: PersonNetwork, seeds: [Int], assessment: ControllerAssessment, workers: Workers
  ) throws {
    nodes = Self.neighbourhood(of: seeds, in: network, limit: assessment.neighbourhoodMax)
    positionOf = Dictionary(
      uniqueKeysWithValues: nodes.enumerated().map { ($0.element, $0.offset) })
    var builder = GraphBuilder(nodeCount: nodes.count)
    for (position, node) in nodes.enumerated() {
      for neighbour in network.graph.neighbours(of: node) where Int(neighbour) > node {
        guard let other = positionOf[Int(neighbour)] else { continue }
        builder.add(position, other)
      }
    }
    let graph = builder.undirected().graph
    degrees = (0..<nodes.count).map { Double(graph.degree(of: $0)) }
    betweenness = try Betweenness().run(on: graph, workers: workers)
    // Each random network is measured on one thread: the networks run side by side.
    percentiles = try DegreePreservingNull(samples: assessment.nullSamples).percentiles(
      on: graph, seed: assessment.seed, workers: workers
    ) { random throws(CancelledWork) in try Betweenness().run(on: random, workers: .one) }
  }

  /// Seeds and the people tied to at least two of them, those tied to most first, up to the limit.
  private static func neighbourhood(
    of seeds: [Int], in network: PersonNetwork, limit: Int
  ) -> [Int] {
    let taken = Array(seeds.prefix(limit))
    var known: [Int: Int] = [:]
    for node in taken {
      for neighbour in network.graph.neighbours(of: node) { known[Int(neighbour), default: 0] += 1 }
    }
    for node in taken { known[node] = nil }
    let between = known.filter { $0.value >= 2 }
      .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
    return (taken + between.prefix(limit - taken.count)).sorted()
  }

  func findings(
    for entity: Int, _ ties: [DirectTie], _ picture: RegionalPicture, _ network: PersonNetwork,
    _ all: DirectTies
  ) -> [Finding] {
    var findings: [Finding] = []
    let lines = Set(ties.map(\.lineage))
    let neighbours = zip(network.graph.neighbours(of: entity), network.graph.edges(of: entity))
      .map { (person: Int($0), edge: Int($1)) }
    let colleagues = neighbours.filter { neighbour in
      all.ties(of: neighbour.person).contains { lines.contains($0.lineage) }
    }
    let records = colleagues.flatMap { network.evidence[$0.edge] }
    guard !records.isEmpty, let position = positionOf[entity] else { return findings }
    let exposure = Double(degrees.count(where: { $0 < degrees[position] })) / Double(degrees.count)
    let insulation = percentiles[position] - exposure
    if betweenness[position] > 0, insulation > 0 {
      findings.append(
        Finding(
          signal: ControllerSignals.broker, strength: insulation,
          facts: ["share": .share(percentiles[position]), "exposure": .share(exposure)],
          evidence: picture.cited(records, atMost: 40)))
    }
    let areas = Set(colleagues.compactMap { picture.homeArea(of: $0.person) })
    if areas.count >= 2 {
      findings.append(
        Finding(
          signal: ControllerSignals.span, strength: min(1, Double(areas.count - 1) / 2),
          facts: ["count": .count(areas.count)], evidence: picture.cited(records, atMost: 40)))
    }
    return findings
  }
}
