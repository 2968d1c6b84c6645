import Networks
public import Picture
public import Primitives
import Vocabulary

/// Who may control each lineage: adults with a path to it, and what speaks for and against each.
///
/// Never on one measure: attribution, reports, structure, money and vehicles speak together, and
/// then the people of one lineage are held against one another, because a line has one or two
/// heads.
/// Structure is compared with random networks in which everybody keeps the number of ties, so that
/// being policed more does not rank a person higher.
public struct ControllerAssessment: Sendable {
  /// Random networks behind the null. The default is 40: percentiles in steps of 2.5.
  public var nullSamples = 40
  /// The most people whose structure is worked out exactly. The default is 1,500: a second or two.
  public var neighbourhoodMax = 1_500
  /// The seed of the null.
  public var seed: UInt64

  /// - Parameter seed: Of the random networks.
  public init(seed: UInt64) { self.seed = seed }

  /// Assesses everyone with a direct tie to a lineage who is certainly an adult.
  ///
  /// - Returns: Ascending by entity; the same on any number of threads.
  /// - Throws: `CancelledWork` when `workers` were asked to stop.
  public func run(
    on picture: RegionalPicture, lineages: [Lineage], links: [InferredLink],
    premises: [PremisesCandidate],
    network: PersonNetwork, workers: Workers
  ) throws -> [PersonCandidate] {
    let ties = DirectTies(picture, lineages: lineages, links: links, premises: premises)
    let people = ties.ofEntity.keys.sorted()
    let structure = try BrokerStructure(
      network: network, seeds: people, assessment: self, workers: workers)
    let evidence = ControllerEvidence(picture: picture, lineages: lineages, ties: ties)
    let adults = people.filter { !picture.age(of: $0).isPossiblyUnder18 }
    let found = adults.compactMap { entity -> ControllerStanding.Claim? in
      let own = ties.ties(of: entity)
      let findings =
        evidence.findings(entity, own)
        + structure.findings(for: entity, own, picture, network, ties)
      guard !findings.isEmpty else { return nil }
      return ControllerStanding.Claim(
        entity: entity, findings: findings, lineages: Self.strengths(own))
    }
    let standing = ControllerStanding(found, picture)
    let unasked =
      picture.holdings.calls.count == 0
      ? [ControllerSignals.holder.id: "no calls have arrived"] : [:]
    return found.indices.map { index in
      PersonCandidate(
        entity: found[index].entity,
        findings: found[index].findings + standing.findings(of: index), unasked: unasked,
        lineages: found[index].lineages.map(\.lineage))
    }
  }

  /// Lineages with the joined strength of the ties to them, strongest first.
  static func strengths(_ ties: [DirectTie]) -> [(lineage: Int, strength: Double)] {
    var miss: [Int: Double] = [:]
    for tie in ties { miss[tie.lineage, default: 1] *= 1 - min(0.99, tie.strength) }
    return miss.map { (lineage: $0.key, strength: 1 - $0.value) }
      .sorted { (-$0.strength, $0.lineage) < (-$1.strength, $1.lineage) }
  }
}
