public import Picture
public import Signals
import Vocabulary

/// Where each subject stood in the run before: list path → subject → rank.
public typealias EarlierRanks = [String: [String: Int]]

/// Everything the lists are drawn from.
public struct TaskingInput: Sendable {
  public var picture: RegionalPicture
  public var lineages: [Lineage]
  public var vehicles: [VehicleCandidate]
  public var controllers: [PersonCandidate]
  public var periphery: [PersonCandidate]
  public var premises: [PremisesCandidate]
  public var links: [InferredLink]
  /// Every signal that a finding may name.
  public var catalogue: [Signal]
  public var policy: ScorePolicy
  public var earlier: EarlierRanks
  /// The seed of the resamples behind rank intervals.
  public var seed: UInt64

  /// What one run found, and how it is to be weighed.
  public init(
    picture: RegionalPicture, lineages: [Lineage], vehicles: [VehicleCandidate],
    controllers: [PersonCandidate], periphery: [PersonCandidate], premises: [PremisesCandidate],
    links: [InferredLink], catalogue: [Signal], policy: ScorePolicy, earlier: EarlierRanks,
    seed: UInt64
  ) {
    self.picture = picture
    self.lineages = lineages
    self.vehicles = vehicles
    self.controllers = controllers
    self.periphery = periphery
    self.premises = premises
    self.links = links
    self.catalogue = catalogue
    self.policy = policy
    self.earlier = earlier
    self.seed = seed
  }

  /// Lineage identifiers, joined as in a list.
  func lineageIds(_ positions: [Int]) -> String {
    positions.map { lineages[$0].id }.joined(separator: ";")
  }

  /// An area's canonical reference, or nothing.
  func areaText(_ area: Int?) -> String {
    area.map { picture.holdings.areas[$0].key.text } ?? ""
  }

  /// The records of a person, joined as in a list.
  func personIds(of entity: Int) -> String {
    picture.entities[entity].records.map { picture.holdings.persons[$0].key.text }
      .joined(separator: ";")
  }
}
