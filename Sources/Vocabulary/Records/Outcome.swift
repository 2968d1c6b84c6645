public import Primitives

/// What became of a row of an earlier list.
public struct Outcome: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// The list.
  public let list: String
  /// The registration, or `source:id`.
  public let subject: String
  /// When.
  public let at: Instant
  /// Who acted.
  public let force: String?
  /// `stopped`, `not_found` … as sent.
  public let result: String?
  /// Arrests made.
  public let arrests: Int?
  /// Drugs found, as sent.
  public let drugs: String?
  /// Weapons found, as sent.
  public let weapons: String?
  /// People safeguarded.
  public let safeguarded: Int?
  /// `major`, `moderate` or `minor`.
  public let disruption: String?
  /// `pursue`, `prevent`, `protect` or `prepare`.
  public let fourP: String?

  /// The typed form of a canonical row of `outcomes`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .outcomes, "the row is of another kind")
    key = row.key
    place = row.place
    list = row.need("list")
    subject = row.need("subject")
    at = row.needInstant("at")
    force = row.text("force")
    result = row.text("result")
    arrests = row.integer("arrests")
    drugs = row.text("drugs")
    weapons = row.text("weapons")
    safeguarded = row.integer("safeguarded")
    disruption = row.text("disruption")
    fourP = row.text("four_p")
  }
}
