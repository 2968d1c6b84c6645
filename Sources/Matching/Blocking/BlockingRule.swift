import Primitives

/// One way for two records to become candidates: they share all of the rule's parts.
///
/// Where too many records share them, the key is hot and each of `further` is asked for beside it.
struct BlockingRule: Hashable, Sendable {
  /// A name that stays; it stands in a model's text.
  let name: String
  /// What must be shared, at most three parts. Only the first may have several values a record.
  let base: [BlockingPart]
  /// What tells the records of a hot key apart, one or more of them together.
  let further: [BlockingPart]
  /// Whether the rule is only used where it makes few pairs, as it does among few records; its hot
  /// keys are dropped.
  let isWeak: Bool
  /// The extra column, when that is what must be shared.
  let extra: Int?

  init(
    _ name: String, _ base: [BlockingPart], further: [BlockingPart], isWeak: Bool = false,
    extra: Int? = nil
  ) {
    precondition(
      (1...3).contains(base.count) && further.count <= 8,
      "a rule has one to three parts, and up to eight further ones")
    self.name = name
    self.base = base
    self.further = further
    self.isWeak = isWeak
    self.extra = extra
  }

  init(weak name: String, _ base: [BlockingPart]) {
    self.init(name, base, further: [], isWeak: true)
  }

  /// The rules that do not depend on extra columns.
  static let fixed: [BlockingRule] = [
    BlockingRule("pnc", [.pnc], further: [.familySound, .given, .birth]),
    BlockingRule("telephone", [.telephone], further: [.familySound, .given, .birth, .address]),
    BlockingRule("address", [.address], further: [.given, .familySound, .birth, .postcode]),
    BlockingRule(
      "postcode-family", [.postcode, .familyInitial], further: [.familySound, .birth, .given]),
    BlockingRule(
      "postcode-given", [.postcode, .givenInitial], further: [.given, .birth, .familySound]),
    BlockingRule(
      "birth", [.birth],
      further: [
        .familyInitial, .givenInitial, .bothInitials, .outward, .familyEnd, .givenEnd,
      ]),
    BlockingRule(
      "turned-birth", [.birthTurned, .familyInitial], further: [.familySound, .given, .outward]),
    BlockingRule(
      "family-year", [.familySounds, .year, .givenInitial], further: [.month, .given, .outward]),
    BlockingRule("names", [.givenClasses, .familySound], further: Self.beside),
    BlockingRule("sounds", [.givenSound, .familySound], further: Self.beside),
    BlockingRule("turned-names", [.bothNames], further: Self.beside),
    BlockingRule("family-end", [.givenClasses, .familyEnd], further: Self.beside),
    BlockingRule("given-end", [.familySounds, .givenEnd], further: Self.beside),
    BlockingRule(weak: "family-day", [.familySounds, .monthDay]),
    BlockingRule(weak: "given-day", [.givenClasses, .monthDay]),
    BlockingRule(weak: "given-year", [.givenClasses, .year]),
    BlockingRule(weak: "family-born", [.familySounds, .year]),
    BlockingRule(weak: "family-initial", [.family, .givenInitial]),
  ]

  private static let beside: [BlockingPart] = [.year, .monthDay, .outward, .house]

  /// The rules for records with so many extra columns.
  static func all(extraColumns: Int) -> [BlockingRule] {
    fixed
      + (0..<extraColumns).map {
        BlockingRule(
          "extra-\($0 + 1)", [.extra], further: [.familySound, .given, .birth, .year, .postcode],
          extra: $0)
      }
  }

  /// Whether this version has a rule of that name.
  static func isKnown(_ name: Substring) -> Bool {
    all(extraColumns: MatchingInput.extraColumnsMax).contains { $0.name == name }
  }

  /// The rules that settings ask for.
  static func inUse(_ settings: MatchingSettings, extraColumns: Int) -> [BlockingRule] {
    let all = all(extraColumns: extraColumns)
    guard let names = settings.blockingRules else { return all }
    return all.filter { names.contains($0.name) }
  }

  /// The rule in a warning.
  var title: String {
    extra.map { "extra column \($0 + 1)" } ?? base.map(\.name).joined(separator: " and ")
  }

  /// Where a rule's keys begin, so that two rules never share a key.
  var seed: UInt64 { StableHash.of(name) }
}

extension BlockingPart {
  /// Whether the part differs between a person's names.
  var isOfName: Bool {
    switch self {
    case .family, .familySound, .familyInitial, .given, .givenSound, .givenInitial, .bothNames,
      .bothInitials,
      .familyEnd, .givenEnd, .familySounds, .givenClasses:
      true
    default: false
    }
  }
}
