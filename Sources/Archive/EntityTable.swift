import GRDB
public import Vocabulary

/// A person record and the person it was resolved to.
public struct EntityMember: Hashable, Sendable {
  /// The record.
  public var person: RecordKey
  /// The person, by our own identifier.
  public var entityID: String
  /// How sure that is, 0 to 1.
  public var probability: Double

  /// - Parameter probability: 0 to 1.
  public init(person: RecordKey, entityID: String, probability: Double) {
    self.person = person
    self.entityID = entityID
    self.probability = probability
  }
}

/// A line of the ledger of merges and splits.
public struct EntityChange: Hashable, Sendable {
  /// What happened. Raw values are in the archive.
  public enum Kind: String, Hashable, Sendable {
    /// Several entities became one.
    case merge
    /// One entity became several.
    case split
  }

  /// What happened.
  public var kind: Kind
  /// The entities before and their members, as JSON: what an undoing restores.
  public var before: String
  /// The entities after and their members, as JSON.
  public var after: String
  /// Why, as JSON.
  public var detail: String

  /// - Parameters:
  ///   - before: Valid JSON.
  ///   - after: Valid JSON.
  ///   - detail: Valid JSON.
  public init(kind: Kind, before: String, after: String, detail: String = "{}") {
    self.kind = kind
    self.before = before
    self.after = after
    self.detail = detail
  }
}

extension RecordArchive {
  /// The resolution of the last run that stored one, sorted by source and identifier.
  public func entities() throws(ArchiveError) -> [EntityMember] {
    try read { database in
      let statement = try RawStatement(
        database,
        """
        SELECT source, person_id, entity_id, probability FROM entity_member
        ORDER BY source, person_id
        """)
      var members: [EntityMember] = []
      while try statement.step() {
        members.append(
          EntityMember(
            person: RecordKey(source: statement.text(0), id: statement.text(1)),
            entityID: statement.text(2), probability: statement.real(3)))
      }
      return members
    }
  }

  static func replaceEntities(
    _ members: [EntityMember], run: Int64, _ database: Database
  ) throws {
    try database.execute(sql: "DELETE FROM entity_member")
    let statement = try RawStatement(
      database,
      """
      INSERT INTO entity_member (source, person_id, entity_id, probability, run_no)
      VALUES (?, ?, ?, ?, ?)
      """)
    for member in members {
      try statement.bind(member.person.source)
      try statement.bind(member.person.id)
      try statement.bind(member.entityID)
      try statement.bind(member.probability)
      try statement.bind(run)
      try statement.run()
    }
  }
}
