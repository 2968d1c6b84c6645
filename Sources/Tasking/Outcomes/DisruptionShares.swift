public import Vocabulary

/// What a force's disruptions were for, by the four strands of the strategy: pursue, prevent,
/// protect, prepare.
public struct DisruptionShares: Hashable, Sendable {
  /// The strands, in the order in which they are named.
  public static let strands = ["pursue", "prevent", "protect", "prepare"]
  /// The grades, the heaviest first.
  public static let grades = ["major", "moderate", "minor"]

  /// The force; empty where the outcomes do not say.
  public let force: String
  /// Disruptions of each strand, in their order.
  public let ofStrand: [Int]
  /// Disruptions that name no strand.
  public let withoutStrand: Int
  /// Disruptions of each grade, in their order.
  public let ofGrade: [Int]

  /// All disruptions.
  public var count: Int { ofStrand.reduce(withoutStrand, +) }

  /// Each force with a disruption, ascending by its code.
  ///
  /// An outcome is a disruption when it is graded as one; every one counts, on a list or not.
  public static func shares(of outcomes: [Outcome]) -> [Self] {
    let byForce = Dictionary(
      grouping: outcomes.filter { $0.disruption != nil }, by: { $0.force ?? $0.key.source })
    return byForce.keys.sorted().map { force in
      let own = byForce[force] ?? []
      let ofStrand = strands.map { strand in own.count { $0.fourP == strand } }
      return Self(
        force: force, ofStrand: ofStrand, withoutStrand: own.count - ofStrand.reduce(0, +),
        ofGrade: grades.map { grade in own.count { $0.disruption == grade } })
    }
  }
}
