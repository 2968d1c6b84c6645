import Primitives
public import Vocabulary

/// One record that something stands on: its kind and its position in the holdings.
public struct Evidence: Hashable, Comparable, Sendable {
  /// The kind, which says which column of the holdings `position` counts in.
  public let kind: RecordKind
  /// The position: in `holdings.events`, `holdings.sightings` and so on.
  public let position: UInt32

  /// - Parameter position: In the holdings' column of that kind.
  public init(_ kind: RecordKind, _ position: Int) {
    self.kind = kind
    self.position = UInt32(position)
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.kind.rawValue, left.position) < (right.kind.rawValue, right.position)
  }
}

extension RegionalPicture {
  /// The name by which a list cites a piece of evidence.
  public func reference(of evidence: Evidence) -> EvidenceReference {
    let at = Int(evidence.position)
    switch evidence.kind {
    case .sightings:
      return row(.sightings, file: holdings.sightings.files[at], row: holdings.sightings.rows[at])
    case .calls: return row(.calls, file: holdings.calls.files[at], row: holdings.calls.rows[at])
    default: return .record(kind: evidence.kind, key: key(of: evidence))
    }
  }

  private func row(_ kind: RecordKind, file: UInt32, row: UInt32) -> EvidenceReference {
    let file = holdings.files[Int(file)]
    return .row(
      kind: kind, source: file.source, digest: String(file.digest.prefix(12)), row: row)
  }

  private func key(of evidence: Evidence) -> RecordKey {
    let at = Int(evidence.position)
    switch evidence.kind {
    case .areas: return holdings.areas[at].key
    case .cameras: return holdings.cameras[at].key
    case .cells: return holdings.cells[at].key
    case .vehicles: return holdings.vehicles[at].key
    case .lines: return holdings.lines[at].key
    case .persons: return holdings.persons[at].key
    case .premises: return holdings.premises[at].key
    case .premisesVisits: return holdings.visits[at].key
    case .events: return holdings.events[at].key
    case .associations: return holdings.associations[at].key
    case .groups: return holdings.groups[at].key
    case .providers: return holdings.providers[at].key
    case .outcomes: return holdings.outcomes[at].key
    case .sightings, .calls: preconditionFailure("sightings and calls have no identifier")
    }
  }

  /// The source that sent it.
  public func source(of evidence: Evidence) -> String {
    switch evidence.kind {
    case .sightings: holdings.files[Int(holdings.sightings.files[Int(evidence.position)])].source
    case .calls: holdings.files[Int(holdings.calls.files[Int(evidence.position)])].source
    default: key(of: evidence).source
    }
  }

  /// The grade it carries; records that are not graded carry none.
  public func grading(of evidence: Evidence) -> Grading? {
    let at = Int(evidence.position)
    return switch evidence.kind {
    case .lines: holdings.lines[at].grading
    case .premises: holdings.premises[at].grading
    case .events: holdings.events[at].grading
    case .associations: holdings.associations[at].grading
    default: nil
    }
  }

  /// When it happened, where that is known.
  public func time(of evidence: Evidence) -> Int64? {
    let at = Int(evidence.position)
    return switch evidence.kind {
    case .sightings: holdings.sightings.times[at]
    case .calls: holdings.calls.times[at]
    case .events: holdings.events[at].at.seconds
    case .premisesVisits: holdings.visits[at].at.seconds
    case .outcomes: holdings.outcomes[at].at.seconds
    default: nil
    }
  }
}
