/// A piece of a blocking key: what two records must have in common.
///
/// Raw values stay: a frozen model's keys stand on them.
enum BlockingPart: UInt8, CaseIterable, Sendable {
  case pnc = 1
  case telephone = 2
  case address = 3
  case postcode = 4
  case outward = 5
  case family = 6
  case familySound = 7
  case familyInitial = 8
  case given = 9
  case givenSound = 10
  case givenInitial = 11
  case birth = 12
  case year = 13
  case month = 14
  case monthDay = 15
  case birthTurned = 16
  case bothNames = 17
  case sex = 18
  /// Sounds of every word of the family name.
  case familySounds = 19
  /// Given name and its nickname groups.
  case givenClasses = 20
  /// The last three letters, which a slip in the first ones leaves alone.
  case familyEnd = 21
  case givenEnd = 22
  /// Both initials, in either order.
  case bothInitials = 23
  /// The number of the house.
  case house = 24
  /// Extra columns: this and the ones above, one for each column.
  case extra = 64

  /// The part in a report.
  var name: String {
    switch self {
    case .pnc: "PNC id"
    case .telephone: "telephone"
    case .address: "address"
    case .postcode: "postcode"
    case .outward: "outward postcode"
    case .family: "family name"
    case .familySound: "sound of family name"
    case .familyInitial: "family initial"
    case .given: "given name"
    case .givenSound: "sound of given name"
    case .givenInitial: "given initial"
    case .birth: "date of birth"
    case .year: "year of birth"
    case .month: "month of birth"
    case .monthDay: "day of birth"
    case .birthTurned: "date of birth, day and month in either order"
    case .bothNames: "both names in either order"
    case .sex: "sex"
    case .familySounds: "sound of a family name"
    case .givenClasses: "given name or nickname"
    case .familyEnd: "end of family name"
    case .givenEnd: "end of given name"
    case .bothInitials: "both initials"
    case .house: "house number"
    case .extra: "extra column"
    }
  }
}
