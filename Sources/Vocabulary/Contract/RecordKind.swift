/// The kinds of record a source can send. Raw values are in the archive and in file names, and
/// never change.
public enum RecordKind: String, CaseIterable, Comparable, Sendable {
  case areas, cameras, sightings, vehicles, cells, calls, lines, persons, premises
  case premisesVisits = "premises_visits"
  case events, associations, groups, providers, outcomes

  /// Whether rows are kept as columns (no identifier, very many) and not as records.
  public var isColumnar: Bool { self == .sightings || self == .calls }

  /// Whether rows carry `source_eval`, `intel_eval` and `handling`.
  public var isGraded: Bool {
    [.lines, .premises, .events, .associations].contains(self)
  }

  /// The kind a file is of: the longest kind that its name begins with, followed by `-` or `.`.
  ///
  /// - Parameter fileName: Without its folder, such as `sightings-2026-03-14.csv.gz`.
  public init?(fileName: String) {
    let matches = Self.allCases.filter { kind in
      guard fileName.hasPrefix(kind.rawValue) else { return false }
      let rest = fileName.dropFirst(kind.rawValue.count)
      return rest.first == "-" || rest.first == "."
    }
    guard let longest = matches.max(by: { $0.rawValue.count < $1.rawValue.count }) else {
      return nil
    }
    self = longest
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
