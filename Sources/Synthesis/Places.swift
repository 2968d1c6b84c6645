/// The towns and roads of the synthetic region.
///
/// Names and rough coordinates are those of the North West of England and North Wales, as on any
/// map; roles, roads between them and everything that happens there are invented.
enum Places {
  /// The six sources, in the order in which everything else counts them.
  static let sources = ["merseyside", "gmp", "cheshire", "lancashire", "cumbria", "north-wales"]
  /// How each source's identifiers begin.
  static let prefixes = ["M", "G", "C", "L", "U", "W"]

  typealias Row = (
    code: String, name: String, source: Int, role: String, latitude: Double, longitude: Double,
    population: Int, postcode: String
  )

  static let towns: [Row] = [
    ("LIV", "Liverpool", 0, "hub", 53.408, -2.991, 486_000, "L"),
    ("BIR", "Birkenhead", 0, "other", 53.389, -3.023, 88_000, "CH"),
    ("STH", "St Helens", 0, "other", 53.454, -2.736, 102_000, "WA"),
    ("SPT", "Southport", 0, "market", 53.648, -3.007, 94_000, "PR"),
    ("BOO", "Bootle", 0, "other", 53.447, -2.989, 51_000, "L"),
    ("MAN", "Manchester", 1, "hub", 53.479, -2.245, 552_000, "M"),
    ("BOL", "Bolton", 1, "other", 53.578, -2.429, 194_000, "BL"),
    ("WIG", "Wigan", 1, "other", 53.545, -2.632, 103_000, "WN"),
    ("OLD", "Oldham", 1, "other", 53.541, -2.118, 103_000, "OL"),
    ("STO", "Stockport", 1, "other", 53.408, -2.149, 136_000, "SK"),
    ("ROC", "Rochdale", 1, "other", 53.617, -2.155, 111_000, "OL"),
    ("CHE", "Chester", 2, "market", 53.193, -2.893, 87_000, "CH"),
    ("WAR", "Warrington", 2, "other", 53.392, -2.587, 174_000, "WA"),
    ("CRE", "Crewe", 2, "market", 53.099, -2.441, 76_000, "CW"),
    ("MAC", "Macclesfield", 2, "market", 53.258, -2.127, 54_000, "SK"),
    ("NOR", "Northwich", 2, "market", 53.259, -2.518, 22_000, "CW"),
    ("RUN", "Runcorn", 2, "other", 53.342, -2.731, 61_000, "WA"),
    ("PRE", "Preston", 3, "other", 53.763, -2.703, 148_000, "PR"),
    ("BPL", "Blackpool", 3, "market", 53.814, -3.050, 141_000, "FY"),
    ("LAN", "Lancaster", 3, "market", 54.047, -2.801, 52_000, "LA"),
    ("MOR", "Morecambe", 3, "market", 54.072, -2.862, 34_000, "LA"),
    ("BUR", "Burnley", 3, "market", 53.789, -2.248, 78_000, "BB"),
    ("BBN", "Blackburn", 3, "other", 53.748, -2.482, 124_000, "BB"),
    ("ACC", "Accrington", 3, "market", 53.753, -2.364, 35_000, "BB"),
    ("SKE", "Skelmersdale", 3, "market", 53.549, -2.774, 35_000, "WN"),
    ("BAR", "Barrow-in-Furness", 4, "market", 54.111, -3.227, 55_000, "LA"),
    ("KEN", "Kendal", 4, "market", 54.328, -2.746, 29_000, "LA"),
    ("CAR", "Carlisle", 4, "other", 54.895, -2.934, 74_000, "CA"),
    ("WOR", "Workington", 4, "market", 54.643, -3.545, 25_000, "CA"),
    ("PEN", "Penrith", 4, "market", 54.664, -2.752, 16_000, "CA"),
    ("WRX", "Wrexham", 5, "other", 53.046, -2.993, 44_000, "LL"),
    ("RHY", "Rhyl", 5, "market", 53.319, -3.491, 25_000, "LL"),
    ("LLA", "Llandudno", 5, "market", 53.324, -3.827, 20_000, "LL"),
    ("BAN", "Bangor", 5, "market", 53.228, -4.128, 16_000, "LL"),
    ("HOL", "Holyhead", 5, "market", 53.309, -4.633, 12_000, "LL"),
  ]

  /// Two towns and the road between them; `M` roads are faster.
  static let roads: [(String, String, String)] = [
    ("LIV", "BIR", "A59"), ("LIV", "BOO", "A565"), ("LIV", "STH", "M62"), ("LIV", "RUN", "A562"),
    ("BOO", "SPT", "A565"), ("BOO", "SKE", "M58"), ("SKE", "WIG", "M58"), ("SPT", "PRE", "A59"),
    ("SPT", "SKE", "A570"), ("SKE", "STH", "A570"), ("STH", "WAR", "M62"), ("STH", "WIG", "A571"),
    ("WAR", "MAN", "M62"), ("WAR", "RUN", "M56"), ("WAR", "WIG", "M6"), ("WAR", "NOR", "A49"),
    ("MAN", "BOL", "M61"), ("MAN", "OLD", "A62"), ("MAN", "STO", "A6"), ("MAN", "ROC", "M62"),
    ("OLD", "ROC", "A671"), ("BOL", "WIG", "A58"), ("BOL", "PRE", "M61"), ("BOL", "BBN", "A666"),
    ("ROC", "BUR", "A671"), ("STO", "MAC", "A523"), ("MAC", "CRE", "A534"), ("NOR", "CRE", "A530"),
    ("NOR", "CHE", "A556"), ("CRE", "CHE", "A51"), ("RUN", "CHE", "M56"), ("BIR", "CHE", "M53"),
    ("NOR", "MAN", "A556"), ("WIG", "PRE", "M6"), ("PRE", "BPL", "M55"), ("PRE", "LAN", "M6"),
    ("PRE", "BBN", "M65"), ("BBN", "ACC", "M65"), ("ACC", "BUR", "M65"), ("LAN", "MOR", "A683"),
    ("LAN", "KEN", "M6"), ("KEN", "BAR", "A590"), ("KEN", "PEN", "M6"), ("PEN", "CAR", "M6"),
    ("PEN", "WOR", "A66"), ("CAR", "WOR", "A595"), ("WOR", "BAR", "A595"), ("CHE", "WRX", "A483"),
    ("CHE", "RHY", "A55"), ("RHY", "LLA", "A55"), ("LLA", "BAN", "A55"), ("BAN", "HOL", "A55"),
    ("WRX", "CRE", "A534"), ("WRX", "RHY", "A525"),
  ]
}
