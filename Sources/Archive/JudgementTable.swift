import GRDB
public import Primitives
public import Vocabulary

/// What a person decided about two person records.
public struct HeldJudgement: Hashable, Sendable {
  /// The decision. Raw values are in the archive.
  public enum Verdict: String, Hashable, Sendable {
    case same
    case notTheSame = "not_the_same"
    case unsure
  }

  /// The lesser key of the two.
  public let left: RecordKey
  /// The greater key of the two.
  public let right: RecordKey
  /// The decision.
  public let verdict: Verdict
  /// Who decided; not empty.
  public let decidedBy: String
  /// When.
  public let decidedAt: Instant
  /// Why; not empty.
  public let reason: String

  /// - Parameters:
  ///   - one: A record, in any order with the other.
  ///   - other: Another record.
  public init(
    _ one: RecordKey, _ other: RecordKey, _ verdict: Verdict, decidedBy: String,
    decidedAt: Instant, reason: String
  ) {
    // By bytes, as the database compares.
    let isOrdered =
      Array(one.source.utf8) == Array(other.source.utf8)
      ? one.id.utf8.lexicographicallyPrecedes(other.id.utf8)
      : one.source.utf8.lexicographicallyPrecedes(other.source.utf8)
    left = isOrdered ? one : other
    right = isOrdered ? other : one
    self.verdict = verdict
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.reason = reason
  }
}

extension RecordArchive {
  /// Keeps a judgement. Earlier ones on the same pair stay, and no longer rule.
  ///
  /// - Returns: Its number; judgements are numbered from 1 in the order in which they were kept.
  /// - Throws: `refused` when both keys are one, or nobody or no reason is named.
  @discardableResult
  public func record(_ judgement: HeldJudgement) throws(ArchiveError) -> Int {
    try write { database in
      try Self.insert(judgement, database)
      let number = Int(database.lastInsertedRowID)
      try log(
        AuditEntry(
          .alteration, "judgement", [judgement.left.text, judgement.right.text], rows: 1,
          reason: judgement.reason), database)
      return number
    }
  }

  static func insert(_ judgement: HeldJudgement, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO judgement (left_source, left_id, right_source, right_id, verdict,
          decided_by, decided_at, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        judgement.left.source, judgement.left.id, judgement.right.source, judgement.right.id,
        judgement.verdict.rawValue, judgement.decidedBy, judgement.decidedAt.seconds,
        judgement.reason,
      ])
  }

  /// The judgement that rules for each pair, the last one recorded, sorted by pair.
  public func judgements() throws(ArchiveError) -> [HeldJudgement] {
    try read { database in try Self.judgements(database, Self.ruling) }
  }

  /// All judgements, oldest first.
  public func judgementHistory() throws(ArchiveError) -> [HeldJudgement] {
    try read { database in try Self.judgements(database, "1 ORDER BY judgement_no") }
  }

  /// A hash of what the archive has to say: the digests of its files, and the judgements that
  /// rule. Equal digests mean that nothing is new. 16 hexadecimal digits.
  public func contentDigest() throws(ArchiveError) -> String {
    try read { database in
      var hash = StableHash()
      for digest in try String.fetchAll(
        database, sql: "SELECT digest FROM source_file ORDER BY digest")
      {
        hash.combine(digest)
      }
      hash.combine("judgements")
      for judgement in try Self.judgements(database, Self.ruling) {
        hash.combine(judgement.left.text)
        hash.combine(judgement.right.text)
        hash.combine(judgement.verdict.rawValue)
      }
      return StableHash.hex(hash.value)
    }
  }

  private static let ruling = """
    judgement_no IN (SELECT max(judgement_no) FROM judgement
      GROUP BY left_source, left_id, right_source, right_id)
    ORDER BY left_source, left_id, right_source, right_id
    """

  private static func judgements(
    _ database: Database, _ condition: String
  ) throws -> [HeldJudgement] {
    let statement = try RawStatement(
      database,
      """
      SELECT left_source, left_id, right_source, right_id, verdict, decided_by, decided_at, reason
      FROM judgement WHERE \(condition)
      """)
    var judgements: [HeldJudgement] = []
    while try statement.step() {
      guard let verdict = HeldJudgement.Verdict(rawValue: statement.text(4)) else {
        throw ColumnChunk.Damage(what: "a judgement's verdict is not readable")
      }
      judgements.append(
        HeldJudgement(
          RecordKey(source: statement.text(0), id: statement.text(1)),
          RecordKey(source: statement.text(2), id: statement.text(3)), verdict,
          decidedBy: statement.text(5), decidedAt: Instant(seconds: statement.integer(6)),
          reason: statement.text(7)))
    }
    return judgements
  }
}
