/// Dates that systems write when none is known.
///
/// They are kept as "not known": they say nothing of the year, and of two records that show one
/// they say nothing at all. 1 January of other years says the year and is compared as that; see
/// `BirthLevel.placeholder`.
enum SystemDate {
  /// Years that a record of a person may mean.
  private static let years = 1000...9000

  /// Whether the date stands for none: 1 January 1900 and the two days before it (where
  /// spreadsheets begin to count), 1 January of 1601 and 1753 (where databases do), 11 November
  /// 1111, and every date before the year 1000 or after 9000.
  static func standsForNone(year: Int, month: Int, day: Int) -> Bool {
    guard years.contains(year) else { return true }
    switch (year, month, day) {
    case (1900, 1, 1), (1899, 12, 31), (1899, 12, 30), (1753, 1, 1), (1601, 1, 1),
      (1111, 11, 11):
      return true
    default: return false
    }
  }
}
