/// Two people said to be tied.
public struct Association: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// One of them.
  public let personA: RecordKey
  /// The other.
  public let personB: RecordKey
  /// `family`, `cohabit`, `social`, `school`, `co_arrest`, `gang` or `other`.
  public let kind: String?
  /// Since when.
  public let since: PartialDate?
  /// Until when.
  public let until: PartialDate?
  /// How far that can be relied on.
  public let grading: Grading

  /// The typed form of a canonical row of `associations`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .associations, "the row is of another kind")
    key = row.key
    place = row.place
    personA = row.reference("person_id_a") ?? RecordKey(source: row.source, id: "")
    personB = row.reference("person_id_b") ?? RecordKey(source: row.source, id: "")
    kind = row.text("kind")
    since = row.partialDate("since")
    until = row.partialDate("until")
    grading = row.grading()
  }
}
