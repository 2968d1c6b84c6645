/// What of two records is compared. Each gives one level a pair, or nothing when a side is missing.
public enum Comparison: Hashable, Sendable {
  /// Family names, aliases included.
  case familyName
  /// Given names, aliases included.
  case givenNames
  /// Dates of birth.
  case dateOfBirth
  /// Sex.
  case sex
  /// Police National Computer identifiers.
  case pncId
  /// Address and postcode together, because they are one fact.
  case home
  /// Telephones.
  case telephone
  /// The extra column at this position.
  case extra(Int)

  /// The comparisons that every model has, in their fixed order.
  public static let fixed: [Comparison] = [
    .familyName, .givenNames, .dateOfBirth, .sex, .pncId, .home, .telephone,
  ]

  /// The comparison's position in a model, counted from 0.
  public var position: Int {
    switch self {
    case .familyName: 0
    case .givenNames: 1
    case .dateOfBirth: 2
    case .sex: 3
    case .pncId: 4
    case .home: 5
    case .telephone: 6
    case .extra(let column): 7 + column
    }
  }

  /// The comparison at a position.
  public init(position: Int) {
    self = position < Self.fixed.count ? Self.fixed[position] : .extra(position - 7)
  }
}

/// How two family names agree.
enum FamilyLevel: Int, CaseIterable {
  case exact, part, close, similar, swapped, crossed, initial, differ
}

/// How two persons' given names agree.
enum GivenLevel: Int, CaseIterable {
  case full, first, conflict, nickname, close, similar, further, initial, differ
}

/// How two dates of birth agree.
enum BirthLevel: Int, CaseIterable {
  case exact, placeholder, digit, swapped, yearMonth, year, yearSlip, slips, near, apart, far
}

/// Whether two sexes agree.
enum SexLevel: Int, CaseIterable {
  case same, differ
}

/// How two identifiers agree.
enum PncLevel: Int, CaseIterable {
  case same, close, differ
}

/// How two homes agree.
enum HomeLevel: Int, CaseIterable {
  case whole, address, postcode, neighbour, sector, outward, differ
}

/// Whether two persons share a number.
enum TelephoneLevel: Int, CaseIterable {
  case shared, differ
}

/// How two texts agree.
enum TextLevel: Int, CaseIterable {
  case exact, close, similar, differ
}
