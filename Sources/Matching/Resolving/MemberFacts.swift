import Primitives
import Vocabulary

/// What of a record may forbid joining it.
struct MemberFacts: Hashable, Sendable {
  /// How old the person is on the day asked about.
  enum Age: Hashable, Sendable {
    case adult
    /// Under 18, or possibly so by what is known of the date of birth.
    case possiblyChild
    case unknown
  }

  var birth = PackedBirth()
  /// −1 when not known.
  var pncStem: Int32 = -1
  /// 0 when absent.
  var pncCheck: UInt8 = 0
  var age = Age.unknown

  /// Whether the two have no identifiers or ones that can be the same.
  func sharesPnc(with other: MemberFacts) -> Bool {
    guard pncStem >= 0 && other.pncStem >= 0 else { return true }
    return pncStem == other.pncStem
      && (pncCheck == other.pncCheck || pncCheck == 0 || other.pncCheck == 0)
  }

  /// Whether both are known by one identifier, which a date of birth does not overrule.
  func hasPnc(of other: MemberFacts) -> Bool {
    pncStem >= 0 && other.pncStem >= 0 && sharesPnc(with: other)
  }

  /// The age that a date of birth leaves open. 1 January is read as the year alone.
  static func age(_ birth: PackedBirth, asOf: CivilDate) -> Age {
    guard birth.isKnown else { return .unknown }
    let yearAlone = birth.isPlaceholder || birth.month == 0
    let month = yearAlone ? 12 : Int(birth.month)
    let day =
      yearAlone || birth.day == 0
      ? CivilDate.daysIn(month: month, year: Int(birth.year)) : Int(birth.day)
    guard let latest = CivilDate(year: Int(birth.year), month: month, day: day) else {
      return .unknown
    }
    return latest.wholeYears(to: asOf) >= 18 ? .adult : .possiblyChild
  }
}
