public import Picture
import Vocabulary

/// Young people at the edge of each lineage: in what need, tied to whom, and what would help.
///
/// A person is considered with a known age of at most `ageMax` and a path to a lineage: a tie to
/// somebody who touches it, a record at its homes, in its vehicles or with its phones, or being met
/// in its market while living at its hub. Where no record gives an age, records of a school say
/// that
/// it is a child.
public struct PeripheryAssessment: Sendable {
  /// The oldest age considered. The default is 17: the list is for children; up to 25 where a
  /// force extends its offer to young adults.
  public var ageMax = 17
  /// Days that indicators count for. The default is 180: two school terms.
  public var windowDays = 180
  /// A tie weaker than this is not a path. The default is .05: one old report of grade 2C.
  public var tieMin = 0.05

  /// The defaults.
  public init() {}

  /// Assesses every young person with a path to a lineage.
  public func run(
    on picture: RegionalPicture, lineages: [Lineage], links: [InferredLink],
    premises: [PremisesCandidate], network: PersonNetwork
  ) -> [PersonCandidate] {
    let ties = DirectTies(picture, lineages: lineages, links: links, premises: premises)
    let signs = YoungPersonSigns(
      picture: picture, lineages: lineages, ties: ties, network: network, settings: self)
    return picture.entities.indices.compactMap { entity in
      let age = picture.age(of: entity)
      guard
        age.mayBeAtMost(ageMax)
          || (age == .unknown && signs.facts.hasSchoolRecord(entity, picture))
      else { return nil }
      return signs.candidate(entity)
    }
  }
}
