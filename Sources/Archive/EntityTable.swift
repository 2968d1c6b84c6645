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

  /// The ledger of merges and splits with the run each belongs to, oldest first. Nothing in it is
  /// ever changed.
  public func entityChanges() throws(ArchiveError) -> [(run: String, change: EntityChange)] {
    try read { database in
      let statement = try RawStatement(
        database,
        """
        SELECT run_id, change, entities_before, entities_after, detail
        FROM entity_change JOIN run USING (run_no) ORDER BY change_no
        """)
      var changes: [(run: String, change: EntityChange)] = []
      while try statement.step() {
        guard let kind = EntityChange.Kind(rawValue: statement.text(1)) else {
          throw ColumnChunk.Damage(what: "the ledger of entities has an unknown change")
        }
        changes.append(
          (
            statement.text(0),
            EntityChange(
              kind: kind, before: statement.text(2), after: statement.text(3),
              detail: statement.text(4))
          ))
      }
      return changes
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

  static func insert(_ changes: [EntityChange], run: Int64, _ database: Database) throws {
    let statement = try RawStatement(
      database,
      """
      INSERT INTO entity_change (run_no, change, entities_before, entities_after, detail)
      VALUES (?1, ?2, iif(json_valid(?3), ?3, NULL), iif(json_valid(?4), ?4, NULL),
        iif(json_valid(?5), ?5, NULL))
      """)
    for change in changes {
      try statement.bind(run)
      try statement.bind(change.kind.rawValue)
      try statement.bind(change.before)
      try statement.bind(change.after)
      try statement.bind(change.detail)
      try statement.run()
    }
  }
}
