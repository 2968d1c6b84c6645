/// The name by which a list cites a record.
public enum EvidenceReference: Hashable, Comparable, Sendable {
  /// `source:kind:record_id`.
  case record(kind: RecordKind, key: RecordKey)
  /// `source:kind:<first 12 hexadecimal digits of the file's SHA-256>:<row>`, for sightings and
  /// calls, which have no identifier. Rows are counted from 1 after the header.
  case row(kind: RecordKind, source: String, digest: String, row: UInt32)

  /// As it stands in a list.
  public var text: String {
    switch self {
    case .record(let kind, let key): "\(key.source):\(kind.rawValue):\(key.id)"
    case .row(let kind, let source, let digest, let row):
      "\(source):\(kind.rawValue):\(digest.prefix(12)):\(row)"
    }
  }

  /// Reads a reference back from a list.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard parts.count == 3, let kind = RecordKind(rawValue: parts[1]) else { return nil }
    guard kind.isColumnar else {
      self = .record(kind: kind, key: RecordKey(source: parts[0], id: parts[2]))
      return
    }
    let place = parts[2].split(separator: ":")
    guard place.count == 2, let row = UInt32(place[1]) else { return nil }
    self = .row(kind: kind, source: parts[0], digest: String(place[0]), row: row)
  }

  /// Order of the texts, rows by number.
  public static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.row(let k1, let s1, let d1, let r1), .row(let k2, let s2, let d2, let r2)):
      (s1, k1.rawValue, d1, r1) < (s2, k2.rawValue, d2, r2)
    default: left.text < right.text
    }
  }
}
