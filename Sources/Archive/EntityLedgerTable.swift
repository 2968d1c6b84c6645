import GRDB
public import Primitives
public import Vocabulary

/// A line of the ledger as it is held.
public struct HeldChange: Hashable, Sendable {
  /// Its place in the ledger, from 1.
  public let number: Int
  /// The run that made it; for an undoing, the run whose entities were put back.
  public let run: String
  /// What happened.
  public let change: EntityChange
  /// The line that this one undoes.
  public let undoes: Int?
  /// The line that undid this one.
  public let undoneBy: Int?
}

/// A person's undoing of a merge, with everything that it writes.
public struct EntityUndoing: Sendable {
  /// A record that goes back to the person it was.
  public struct Move: Hashable, Sendable {
    /// The record.
    public var person: RecordKey
    /// The entity it stands in; when it is another by now, nothing is written.
    public var from: String
    /// The entity it goes to.
    public var to: String

    /// A record's way back.
    public init(person: RecordKey, from: String, to: String) {
      self.person = person
      self.from = from
      self.to = to
    }
  }

  /// The ledger's line that is undone.
  public var undone: Int
  /// The line that the ledger gets.
  public var change: EntityChange
  /// Records that go back.
  public var moves: [Move]
  /// What keeps the parts apart from now on.
  public var judgements: [HeldJudgement]
  /// Who decided; not empty.
  public var decidedBy: String
  /// When.
  public var decidedAt: Instant
  /// Why; not empty.
  public var reason: String

  /// An undoing with everything that it writes.
  public init(
    undone: Int, change: EntityChange, moves: [Move], judgements: [HeldJudgement],
    decidedBy: String, decidedAt: Instant, reason: String
  ) {
    self.undone = undone
    self.change = change
    self.moves = moves
    self.judgements = judgements
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.reason = reason
  }
}

extension RecordArchive {
  /// The ledger of merges and splits, oldest first. Nothing in it is ever changed.
  public func entityChanges() throws(ArchiveError) -> [HeldChange] {
    try read { database in
      let statement = try RawStatement(
        database,
        """
        SELECT c.change_no, run_id, change, entities_before, entities_after, detail,
          u.undone_change_no, b.change_no
        FROM entity_change c JOIN run USING (run_no)
          LEFT JOIN entity_undoing u ON u.change_no = c.change_no
          LEFT JOIN entity_undoing b ON b.undone_change_no = c.change_no
        ORDER BY c.change_no
        """)
      var changes: [HeldChange] = []
      while try statement.step() {
        guard let kind = EntityChange.Kind(rawValue: statement.text(2)) else {
          throw ColumnChunk.Damage(what: "the ledger of entities has an unknown change")
        }
        changes.append(
          HeldChange(
            number: Int(statement.integer(0)), run: statement.text(1),
            change: EntityChange(
              kind: kind, before: statement.text(3), after: statement.text(4),
              detail: statement.text(5)),
            undoes: statement.isNull(6) ? nil : Int(statement.integer(6)),
            undoneBy: statement.isNull(7) ? nil : Int(statement.integer(7))))
      }
      return changes
    }
  }

  /// Undoes a change of the ledger: judgements, the ledger's line and the records' entities in one
  /// transaction.
  ///
  /// - Returns: The number of the ledger's new line.
  /// - Throws: `refused` when the line is not there or was undone before; `busy` when a record
  ///   stands in another entity than the undoing was worked out from.
  @discardableResult
  public func undo(_ undoing: EntityUndoing) throws(ArchiveError) -> Int {
    try write { database in
      for judgement in undoing.judgements { try Self.insert(judgement, database) }
      guard let run = try Int64.fetchOne(database, sql: "SELECT max(run_no) FROM entity_member")
      else { throw movedOn() }
      try Self.insert([undoing.change], run: run, database)
      let number = database.lastInsertedRowID
      try database.execute(
        sql: """
          INSERT INTO entity_undoing (change_no, undone_change_no, decided_by, decided_at, reason)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          number, undoing.undone, undoing.decidedBy, undoing.decidedAt.seconds, undoing.reason,
        ])
      for move in undoing.moves {
        try database.execute(
          sql: """
            UPDATE entity_member SET entity_id = ?
            WHERE source = ? AND person_id = ? AND entity_id = ?
            """,
          arguments: [move.to, move.person.source, move.person.id, move.from])
        guard database.changesCount == 1 else { throw movedOn() }
      }
      try log(
        AuditEntry(
          .alteration, "entity", undoing.moves.map(\.person.text), rows: undoing.moves.count,
          reason: undoing.reason), database)
      return Int(number)
    }
  }

  private func movedOn() -> ArchiveError {
    ArchiveError(
      .busy, "the entities changed while the undoing was worked out",
      mend: "run it again; nothing of it was kept", path: configuration.path)
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
