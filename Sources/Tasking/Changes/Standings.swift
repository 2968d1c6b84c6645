/// The rows of one list in one run, found by file, subject and any other name.
struct Standings {
  /// Rows of each file, in order of rank.
  let files: [String: [Explanation]]
  private let places: [String: [String: Explanation]]
  private let subjects: [String: Explanation]
  private let names: [String: Explanation]

  /// - Parameter rows: Every row of every file of the list.
  init(_ rows: [Explanation]) {
    let ordered = rows.sorted { ($0.rank, $0.path, $0.subject) < ($1.rank, $1.path, $1.subject) }
    files = Dictionary(grouping: ordered, by: \.path)
    places = files.mapValues { Self.byKey($0.map { ($0.subject, $0) }) }
    subjects = Self.byKey(ordered.map { ($0.subject, $0) })
    names = Self.byKey(ordered.flatMap { row in ([row.subject] + row.aliases).map { ($0, row) } })
  }

  private static func byKey(_ pairs: [(String, Explanation)]) -> [String: Explanation] {
    Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The subject's row on one file.
  func row(of subject: String, on path: String) -> Explanation? { places[path]?[subject] }

  /// The subject's row on any file, the highest.
  func row(of subject: String) -> Explanation? { subjects[subject] }

  /// The highest row that shares a name with another one.
  func namesake(of other: Explanation) -> Explanation? {
    ([other.subject] + other.aliases).compactMap { names[$0] }.min {
      ($0.rank, $0.path, $0.subject) < ($1.rank, $1.path, $1.subject)
    }
  }
}
