import Glibc

/// How much one record says that two people are tied.
///
/// `grade · decay · specificity`, joined over records as 1 − Π(1 − …). Decay halves every
/// half-life;
/// an event of n people gives each pair 1/(n − 1), so that a crowded event says little about any
/// two.
public struct TieStrength: Hashable, Sendable {
  /// Days after which a record says half as much. The default is 180: groups of this kind change
  /// their people within months.
  public var halfLifeDays = 180.0

  /// 180 days.
  public init() {}

  /// 2^(−age/half-life); 1 for a record of today or of the future.
  public func decay(ageSeconds: Int64) -> Double {
    exp2(-Double(max(0, ageSeconds)) / 86_400 / halfLifeDays)
  }

  /// How specific an event of a kind is to the two people having to do with one another.
  public static func specificity(ofEvent kind: String) -> Double {
    switch kind {
    case "arrest", "custody", "conviction", "seizure": 0.8
    case "stop_search": 0.7
    case "intel": 0.6
    case "found", "missing", "nrm_referral": 0.5
    case "violence": 0.4
    default: 0.3
    }
  }

  /// How specific a declared association is.
  public static func specificity(ofAssociation kind: String?) -> Double {
    switch kind {
    case "gang", "co_arrest": 0.9
    case "social": 0.6
    case "cohabit", "family": 0.5
    case "school": 0.3
    default: 0.4
    }
  }
}
