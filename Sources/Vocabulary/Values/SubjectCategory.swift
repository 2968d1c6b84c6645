/// What a person is in a case: the categories of section 38(3) of the Data Protection Act 2018.
///
/// One person can be several at once and differ from case to case, so a category belongs to a
/// person in an event or in one source's record, never to the person. Not known is nil, is printed
/// `unknown`, and is never read as `suspect`.
public enum SubjectCategory: String, CaseIterable, Comparable, Sendable {
  case suspect, convicted, victim, witness, other

  /// What is printed where nothing is known.
  public static let unknown = "unknown"

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Whether somebody of whom these categories are all that is known is a victim, and nothing that
  /// speaks of an offence: at least once a victim, otherwise victim or witness.
  public static func isVictimOnly(_ known: some Sequence<SubjectCategory>) -> Bool {
    let all = Set(known)
    return all.contains(.victim) && all.isSubset(of: [.victim, .witness])
  }
}

/// What a person is in one event.
public struct PersonRole: Hashable, Comparable, Sendable {
  /// The person, as the event names them.
  public let person: RecordKey
  /// What they are in it.
  public let category: SubjectCategory

  /// A role.
  public init(person: RecordKey, category: SubjectCategory) {
    self.person = person
    self.category = category
  }

  /// `source:id=category`.
  public var text: String { person.text + "=" + category.rawValue }

  /// Reads `id=category` or `source:id=category`; identifiers may hold an equals sign.
  ///
  /// - Parameter source: The source whose records a bare identifier means.
  /// - Returns: nil when it is neither, or the category is none.
  public init?(_ text: String, in source: String) {
    guard let equals = text.utf8.lastIndex(of: 0x3D), equals != text.startIndex,
      let category = SubjectCategory(rawValue: text[text.index(after: equals)...].lowercased())
    else { return nil }
    self.init(
      person: RecordKey(reference: String(text[..<equals]), in: source), category: category)
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.person, left.category) < (right.person, right.category)
  }
}
