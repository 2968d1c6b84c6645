import Picture
import Primitives
import Vocabulary

/// The groups that people are counted in. Nothing that scores reads them.
struct DisparityGroups {
  /// What people are grouped by.
  enum Dimension: String, CaseIterable {
    case ethnicity
    case ethnicityBroad = "ethnicity_broad"
    case sex
    case ageBand = "age_band"
    case force
  }

  static let notStated = "not stated"
  static let disagreeing = "records disagree"

  /// Self-defined ethnicity, 18 codes and not stated, as forces record it.
  static let ethnicities: Set<String> = [
    "W1", "W2", "W3", "W9", "M1", "M2", "M3", "M9", "A1", "A2", "A3", "A4", "A9", "B1", "B2", "B9",
    "O2", "O9",
  ]

  private static let bands: [(from: Int, name: String)] = [
    (50, "50 and over"), (35, "35 to 49"), (25, "25 to 34"), (18, "18 to 24"), (16, "16 to 17"),
    (10, "10 to 15"), (0, "under 10"),
  ]

  let picture: RegionalPicture

  /// A person's group.
  func group(of entity: Int, by dimension: Dimension) -> String {
    let records = picture.entities[entity].records.map { picture.holdings.persons[$0] }
    switch dimension {
    case .ethnicity: return Self.agreed(records.compactMap { Self.code($0.ethnicity) })
    case .ethnicityBroad:
      return Self.agreed(records.compactMap { Self.code($0.ethnicity) }.map(Self.broad))
    case .sex: return Self.agreed(records.compactMap { $0.sex }.filter { $0 != "U" })
    case .ageBand: return band(of: entity)
    case .force:
      return picture.homeArea(of: entity).map { picture.force(ofArea: $0) } ?? Self.notStated
    }
  }

  /// A code of the list; one that is not on it stays as it was sent, so that nobody disappears.
  private static func code(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    let code = text.uppercased()
    if ["NS", "N", "NOT STATED", "U", "UNKNOWN"].contains(code) { return nil }
    return ethnicities.contains(code) ? code : "other code: " + code
  }

  /// The five groups that the codes are of; small lists can be shown by no finer ones.
  private static func broad(_ code: String) -> String {
    guard ethnicities.contains(code), let letter = code.first else { return code }
    return ["W": "white", "M": "mixed", "A": "asian", "B": "black"][letter] ?? "other"
  }

  /// What most records say; nobody is put into a group that half of them deny.
  private static func agreed(_ values: [String]) -> String {
    guard !values.isEmpty else { return notStated }
    let counts = Dictionary(grouping: values, by: { $0 }).mapValues(\.count)
    let most = counts.values.max() ?? 0
    let leading = counts.filter { $0.value == most }.keys.sorted()
    return leading.count == 1 ? leading[0] : disagreeing
  }

  private func band(of entity: Int) -> String {
    guard case .between(let youngest, let oldest) = picture.age(of: entity) else {
      return Self.notStated
    }
    func name(_ age: Int) -> String { Self.bands.first { age >= $0.from }?.name ?? Self.notStated }
    return name(youngest) == name(oldest) ? name(youngest) : Self.disagreeing
  }
}
