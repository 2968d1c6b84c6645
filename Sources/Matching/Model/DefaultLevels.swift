import Glibc

/// The table that estimation starts from and is drawn towards.
///
/// Columns: level, m, u, household. The numbers are the project's own first belief about police
/// person records: typing slips in some per cent of fields, names and homes about as various as in
/// a region of England. With a few hundred records they matter; with thousands the data's own
/// figures prevail. Household figures are beliefs about two people of one home, twins deliberately
/// likelier than they are (about one pair of sisters and brothers in thirty), because a wrong merge
/// of twins does more harm than a missed link.
enum DefaultLevels {
  typealias Row = (name: String, m: Double, u: Double, household: Double)

  static let names = [
    "family_name", "given_names", "date_of_birth", "sex", "pnc_id", "home", "telephone",
  ]

  static func rows(position: Int) -> [Row] {
    position < fixed.count ? fixed[position] : text
  }

  /// The table as a comparison.
  static func comparison(position: Int, name: String) -> ComparisonModel {
    ComparisonModel(
      name: name,
      levels: rows(position: position).map {
        ComparisonLevel(
          name: $0.name, m: $0.m, mOrigin: .table, u: $0.u, uOrigin: .table,
          household: $0.household)
      })
  }

  /// Bits of each level by the table; levels weighed by their value's rarity give log2 m alone,
  /// because the surprise is added to them.
  static func worth(position: Int) -> [Float] {
    rows(position: position).enumerated().map { level, row in
      TermLevels.isTerm(position: position, level: level)
        ? Float(log2(row.m)) : Float(log2(row.m / row.u))
    }
  }

  private static let fixed: [[Row]] = [
    [
      ("exact", 0.80, 0.004, 0.75), ("part", 0.02, 0.001, 0.03), ("close", 0.06, 0.002, 0.03),
      ("similar", 0.025, 0.010, 0.02), ("swapped", 0.015, 0.00002, 0.0005),
      ("crossed", 0.005, 0.001, 0.002), ("initial", 0.005, 0.002, 0.002),
      ("differ", 0.07, 0.97998, 0.1655),
    ],
    [
      ("full", 0.14, 0.0005, 0.003), ("first", 0.56, 0.009, 0.02),
      ("conflict", 0.02, 0.003, 0.02), ("nickname", 0.06, 0.004, 0.005),
      ("close", 0.06, 0.002, 0.01), ("similar", 0.03, 0.010, 0.03),
      ("further", 0.03, 0.005, 0.02), ("initial", 0.03, 0.015, 0.005),
      ("differ", 0.07, 0.9515, 0.887),
    ],
    [
      ("exact", 0.78, 0.00006, 0.06), ("placeholder", 0.02, 0.0007, 0.01),
      ("digit", 0.08, 0.0008, 0.01), ("swapped", 0.02, 0.00003, 0.001),
      ("year_month", 0.02, 0.0012, 0.01), ("year", 0.03, 0.004, 0.01),
      ("year_slip", 0.005, 0.012, 0.01), ("slips", 0.01, 0.009, 0.02),
      ("near", 0.015, 0.040, 0.06), ("apart", 0.01, 0.216, 0.37), ("far", 0.01, 0.71621, 0.439),
    ],
    [("same", 0.98, 0.55, 0.5), ("differ", 0.02, 0.45, 0.5)],
    [
      ("same", 0.97, 0.00001, 0.0001), ("close", 0.02, 0.00001, 0.0001),
      ("differ", 0.01, 0.99998, 0.9998),
    ],
    [
      ("whole", 0.42, 0.0001, 0.6), ("address", 0.08, 0.0002, 0.1),
      ("postcode", 0.05, 0.0002, 0.05), ("neighbour", 0.02, 0.0004, 0.01),
      ("sector", 0.03, 0.0015, 0.02), ("outward", 0.08, 0.012, 0.03),
      ("differ", 0.32, 0.9856, 0.19),
    ],
    [("shared", 0.5, 0.00005, 0.3), ("differ", 0.5, 0.99995, 0.7)],
  ]

  private static let text: [Row] = [
    ("exact", 0.72, 0.01, 0.3), ("close", 0.10, 0.002, 0.02), ("similar", 0.05, 0.02, 0.05),
    ("differ", 0.13, 0.968, 0.63),
  ]
}
