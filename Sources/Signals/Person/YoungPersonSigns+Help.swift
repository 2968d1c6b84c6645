import Picture
import Vocabulary

extension YoungPersonSigns {
  private static let terms = [
    (PeripherySignals.missing, "missing"), (PeripherySignals.foundAway, "found_away"),
    (PeripherySignals.atPremises, "at_premises"), (PeripherySignals.inVehicle, "in_line_vehicle"),
    (PeripherySignals.phone, "line_phone"), (PeripherySignals.contact, "calls_with_line"),
    (PeripherySignals.school, "school"), (PeripherySignals.referral, "nrm_referral"),
    (PeripherySignals.searches, "with_adults_of_line"),
    (PeripherySignals.associates, "older_associates"), (PeripherySignals.inwards, "moving_inwards"),
  ]

  /// The indicators of exploitation that were found, in a fixed order.
  func indicators(_ findings: [Finding]) -> [String] {
    let found = Set(findings.map(\.signal))
    return Self.terms.filter { found.contains($0.0.id) }.map(\.1)
  }

  /// Providers that take the person's age and serve the home area, in order of key.
  func providers(for entity: Int) -> [Int] {
    let home = facts.home(of: entity, picture)
    guard let age = picture.age(of: entity).youngest else { return [] }
    return picture.holdings.providers.indices.filter { index in
      let provider = picture.holdings.providers[index]
      guard age >= provider.ageFrom ?? 0, age <= provider.ageTo ?? 150 else { return false }
      return provider.areas.isEmpty
        || provider.areas.contains { picture.area(of: $0) == home && home != nil }
    }
  }

  /// What the safeguarding route is. A prompt, never a decision.
  func safeguarding(_ entity: Int) -> String {
    let referred = (facts.events[entity] ?? []).contains { event($0).kind == "nrm_referral" }
    let first = "possibly exploited, protect and divert, hold a strategy discussion"
    return referred
      ? first + ", check the state of the NRM referral" : first + ", consider an NRM referral"
  }
}
