import Primitives

/// One way for two records to become candidates: they share all of the rule's parts.
///
/// Where too many records share them, the key is hot and each of `further` is asked for beside it.
struct BlockingRule: Hashable, Sendable {
  /// A name that stays; it stands in a model's text.
  var name: String
  /// What must be shared. Only the first may have several values a record.
  var base: [BlockingPart]
  /// What tells the records of a hot key apart, one or more of them together.
  var further: [BlockingPart]
  /// The extra column, when that is what must be shared.
  var extra: Int?

  init(_ name: String, _ base: [BlockingPart], further: [BlockingPart], extra: Int? = nil) {
    self.name = name
    self.base = base
    self.further = further
    self.extra = extra
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

  /// Calls `use` with the record's keys before hot ones are cut; a key may come twice.
  func baseKeys(of record: Int, _ reader: PartReader, _ seed: UInt64, _ use: (UInt64) -> Void) {
    let persons = reader.persons
    if let extra {
      let text = persons.extras[extra][record]
      if text >= 0 { use(Self.join(seed, .extra, persons.extraHashes[extra][Int(text)])) }
      return
    }
    let isNamed = base.contains(where: \.isOfName)
    for at in persons.names(of: record) {
      let form = persons.forms[at]
      var rest = seed
      for part in base.dropFirst() {
        let value = reader.value(part, record, form)
        if value == 0 {
          rest = 0
          break
        }
        rest = Self.join(rest, part, value)
      }
      if rest != 0 {
        reader.values(base[0], record, form) { use(Self.join(rest, base[0], $0)) }
      }
      if !isNamed { return }
    }
  }

  /// A key and one part more.
  static func join(_ key: UInt64, _ part: BlockingPart, _ value: UInt64) -> UInt64 {
    StableHash.mix(key &+ StableHash.mix(value ^ UInt64(part.rawValue) &<< 56)) | 1
  }
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
