/// The level that each comparison of a pair took, and how surprising its shared values are.
///
/// Levels are packed four bits a comparison, so that estimation and scoring read one word:
///
///     bits   0…3          4…7           8…11        …   28…31
///            family name  given names   birth       …   first extra column
///
/// 15 stands for "a side is missing", which weighs nothing.
struct PairEvidence: Hashable, Sendable {
  var levels: UInt128
  /// The sum of the surprises of shared values, less the bits for trying several names.
  var surprise: Float

  static let missing = 15

  /// Evidence of which every comparison is missing.
  static let none = PairEvidence(levels: ~0, surprise: 0)

  /// The level at a position; `missing` when a side is not known.
  func level(_ position: Int) -> Int {
    Int(truncatingIfNeeded: levels &>> UInt128(truncatingIfNeeded: position * 4)) & 15
  }

  /// Whether the two have one name and nothing that tells a parent from a child of that name: no
  /// date of birth on one side, and nothing else of a person's own in common.
  var isUndated: Bool { level(2) == Self.missing && sharesNameAlone }

  /// Whether the two have one name, two different years in the place of dates, and nothing else of
  /// a person's own in common.
  var isOfTwoYears: Bool { level(2) == BirthLevel.yearSlip.rawValue && sharesNameAlone }

  /// Whether names agree and neither home, telephone, identifier nor extra column does.
  private var sharesNameAlone: Bool {
    guard level(0) <= FamilyLevel.swapped.rawValue, level(1) <= GivenLevel.nickname.rawValue,
      level(4) > PncLevel.close.rawValue, level(6) != TelephoneLevel.shared.rawValue,
      level(5) > HomeLevel.postcode.rawValue
    else { return false }
    return !(7..<32).contains { level($0) <= TextLevel.close.rawValue }
  }

  mutating func set(_ position: Int, _ level: Int) {
    let shift = UInt128(truncatingIfNeeded: position * 4)
    levels = levels & ~(15 &<< shift) | UInt128(truncatingIfNeeded: level) &<< shift
  }
}

/// Which levels' chance is the shared value's own, not the level's average.
enum TermLevels {
  /// Whether agreement at this level is weighed by how rare the shared value is.
  static func isTerm(position: Int, level: Int) -> Bool {
    switch position {
    case 0: level == FamilyLevel.exact.rawValue || level == FamilyLevel.part.rawValue
    case 1: level <= GivenLevel.conflict.rawValue
    case 2: level == BirthLevel.exact.rawValue
    case 5: level <= HomeLevel.postcode.rawValue
    case 6: level == TelephoneLevel.shared.rawValue
    case 7...: level == TextLevel.exact.rawValue
    default: false
    }
  }
}
