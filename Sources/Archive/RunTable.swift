import GRDB
public import Primitives

/// What a run is begun with: enough to draw its lists again.
public struct RunOpening: Hashable, Sendable {
  /// The run's name, which is also its folder's.
  public var id: String
  /// What it was run on: `contentDigest()` or a digest of the caller's own.
  public var inputsDigest: String
  /// The time from which it looks.
  public var asOf: Instant
  /// The seed of its draws.
  public var seed: UInt64
  /// The effective configuration, as JSON.
  public var configuration: String

  /// - Parameter configuration: Valid JSON.
  public init(
    id: String, inputsDigest: String, asOf: Instant, seed: UInt64, configuration: String
  ) {
    self.id = id
    self.inputsDigest = inputsDigest
    self.asOf = asOf
    self.seed = seed
    self.configuration = configuration
  }
}

/// A run as it is remembered.
public struct HeldRun: Hashable, Sendable {
  /// How far it came. Raw values are in the archive.
  public enum Status: String, Hashable, Sendable {
    /// Not finished, or broken off without a word.
    case begun
    /// Its lists are in the archive.
    case finished
    /// Given up; nothing of it is in the archive.
    case abandoned
  }

  /// What it was begun with.
  public let opening: RunOpening
  /// Its place in the order of beginnings, from 1.
  public let number: Int
  /// How far it came.
  public let status: Status
  /// The run's manifest as JSON, once it is finished.
  public let manifest: String?
}

/// One row of a published list.
public struct ListEntry: Hashable, Sendable {
  /// The list, such as `controllers` or `links`.
  public var list: String
  /// The force whose list it is; empty for lists that are not a force's.
  public var force: String
  /// The row's place in the list, from 1.
  public var position: Int
  /// What the row is about, as the explain command names it.
  public var subject: String
  /// The row as published, as JSON.
  public var row: String
  /// Why it stands where it stands, as JSON.
  public var explanation: String

  /// - Parameters:
  ///   - row: Valid JSON.
  ///   - explanation: Valid JSON.
  public init(
    list: String, force: String = "", position: Int, subject: String, row: String,
    explanation: String = "{}"
  ) {
    self.list = list
    self.force = force
    self.position = position
    self.subject = subject
    self.row = row
    self.explanation = explanation
  }
}

/// What a run ends with. It is stored whole or not at all.
public struct RunClosing: Sendable {
  /// The run's manifest, as JSON.
  public var manifest: String
  /// All rows of all lists.
  public var entries: [ListEntry]
  /// Who was resolved to whom; nil leaves what the archive holds as it is.
  public var entities: [EntityMember]?
  /// Which entities were merged or split since the run before.
  public var changes: [EntityChange]
  /// What people were matched by, as text; nil when nobody was matched.
  public var model: String?

  /// - Parameter manifest: Valid JSON.
  public init(
    manifest: String, entries: [ListEntry], entities: [EntityMember]? = nil,
    changes: [EntityChange] = [], model: String? = nil
  ) {
    self.manifest = manifest
    self.entries = entries
    self.entities = entities
    self.changes = changes
    self.model = model
  }
}

extension RecordArchive {
  /// Notes that a run begins.
  ///
  /// A run of that name that was begun or given up before is begun anew; one that was finished
  /// stands for ever.
  ///
  /// - Throws: `refused` when a run of that name was finished, or the configuration is not JSON.
  public func beginRun(_ opening: RunOpening) throws(ArchiveError) {
    try write { database in
      try database.execute(
        sql: "DELETE FROM run WHERE run_id = ? AND status <> 'finished'", arguments: [opening.id])
      try database.execute(
        sql: """
          INSERT INTO run (run_id, inputs_digest, as_of, seed, configuration, status)
          VALUES (?1, ?2, ?3, ?4, iif(json_valid(?5), ?5, NULL), 'begun')
          """,
        arguments: [
          opening.id, opening.inputsDigest, opening.asOf.seconds, String(opening.seed),
          opening.configuration,
        ])
    }
  }

  /// Stores a run's lists, entities, model and manifest in one transaction.
  ///
  /// - Throws: `refused` when no run of that name is begun.
  public func finishRun(_ id: String, _ closing: RunClosing) throws(ArchiveError) {
    try write { database in
      let number = try begun(database, id)
      try Self.insert(closing.entries, run: number, database)
      if let entities = closing.entities {
        try Self.replaceEntities(entities, run: number, database)
      }
      try Self.insert(closing.changes, run: number, database)
      if let model = closing.model {
        try database.execute(
          sql: "INSERT INTO run_model (run_no, model) VALUES (?, ?)", arguments: [number, model])
      }
      try database.execute(
        sql: """
          UPDATE run SET status = 'finished', manifest = iif(json_valid(?1), ?1, NULL)
          WHERE run_no = ?2
          """,
        arguments: [closing.manifest, number])
      let digest = try ContentCheck.digest(ofRun: id, database)
      try log(
        AuditEntry(.combination, "run", [id, digest], rows: closing.entries.count), database)
    }
  }

  /// Notes that a run was given up.
  public func abandonRun(_ id: String) throws(ArchiveError) {
    try write { database in
      let number = try begun(database, id)
      try database.execute(
        sql: "UPDATE run SET status = 'abandoned' WHERE run_no = ?", arguments: [number])
    }
  }

  private func begun(_ database: Database, _ id: String) throws -> Int64 {
    if let number = try Int64.fetchOne(
      database, sql: "SELECT run_no FROM run WHERE run_id = ? AND status = 'begun'",
      arguments: [id])
    {
      return number
    }
    throw ArchiveError(
      .refused, "no run \(id) is under way", mend: "begin the run before it is finished",
      path: configuration.path)
  }

  private static func insert(_ entries: [ListEntry], run: Int64, _ database: Database) throws {
    let statement = try RawStatement(
      database,
      """
      INSERT INTO list_entry (run_no, list, force, position, subject, row, explanation)
      VALUES (?1, ?2, ?3, ?4, ?5, iif(json_valid(?6), ?6, NULL),
        iif(json_valid(?7), ?7, NULL))
      """)
    for entry in entries {
      try statement.bind(run)
      try statement.bind(entry.list)
      try statement.bind(entry.force)
      try statement.bind(entry.position)
      try statement.bind(entry.subject)
      try statement.bind(entry.row)
      try statement.bind(entry.explanation)
      try statement.run()
    }
  }
}
