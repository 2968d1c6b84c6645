public import Signals

/// What something that a list says rests on: section 38(2) of the Data Protection Act 2018 wants
/// what is known kept apart from what somebody thinks, and both from what this program worked out.
public enum Basis: String, CaseIterable, Codable, Comparable, Sendable {
  /// What an officer, an agency or a register recorded: a visit, an arrest, a keeper.
  case fact
  /// What somebody judged: a graded report, membership of a mapped group.
  case assessment
  /// What this program worked out: a link, a score, a place in a network, who is who.
  case inferred

  /// From what is known to what is only worked out.
  public static func < (left: Self, right: Self) -> Bool {
    let order: [Basis] = [.fact, .assessment, .inferred]
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }

  /// Questions whose answer counts what was recorded and adds nothing to it. Whatever ties a record
  /// to a line, or to a person by way of a line, is worked out and not among them.
  private static let counted: Set<String> = [
    "controller.exploited", "edge.missing", "edge.found-away", "edge.found-near-home",
    "edge.school",
    "edge.referral", "premises.found-cuckooed", "premises.visit-concern", "premises.no-answer",
    "premises.vulnerable-occupier", "premises.no-concern", "premises.rehoused", "premises.carers",
    "premises.household", "vehicle.hire-car", "vehicle.recent-keeper", "vehicle.trade",
    "line.phone-recovered",
  ]

  /// What the answer to a signal's question rests on. One that is not known is inferred, never a
  /// fact.
  public static func of(signal: String, family: SignalFamily) -> Basis {
    if counted.contains(signal) { return .fact }
    return family == .intelligence ? .assessment : .inferred
  }
}
