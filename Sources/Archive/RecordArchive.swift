import GRDB
import Glibc

/// Records, sightings, calls, runs and judgements in one SQLite file.
///
/// What is promised of the file:
///
/// - Every table is STRICT, foreign keys hold, and sums that must add up are CHECKs.
/// - One file's ingest, one day's compaction and one run's lists are each one transaction: wholly
///   there or not at all. The journal is a rollback journal and `synchronous` is FULL, so what was
///   acknowledged survives a loss of power as far as the disk keeps its word.
/// - One connection writes. A second process that wants to write gets `busy`.
///
/// The value is a handle: copies share the connection, which runs one thing at a time.
public struct RecordArchive: Sendable {
  /// How it was opened.
  public let configuration: ArchiveConfiguration
  let queue: DatabaseQueue

  /// `CLNE`, in the file's header at byte 68.
  static let applicationIdentifier: Int32 = 0x434C_4E45

  /// Opens an archive, makes it if it is missing, and brings an older one up to date.
  ///
  /// - Throws: `cannotOpen`, `notOurs`, `tooNew`, `busy`, or `damaged`.
  public init(_ configuration: ArchiveConfiguration) throws(ArchiveError) {
    self.configuration = configuration
    let path = configuration.path
    do {
      queue = try Self.opened(configuration)
    } catch {
      throw Self.ours(error, path: path)
    }
  }

  private static func opened(_ configuration: ArchiveConfiguration) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(
        path: configuration.path, configuration: connection(configuration))
      try queue.writeWithoutTransaction { try checkAndMigrate($0, configuration) }
      return queue
    } catch let error as DatabaseError where configuration.access == .reading {
      // A write that was killed left a journal, which a reader cannot play back. Whoever reads next
      // takes the half write back first, as a writer would, and changes nothing else.
      guard access(configuration.path + "-journal", F_OK) == 0 else { throw error }
      var writing = Configuration()
      writing.busyMode = .timeout(configuration.busySeconds)
      try DatabaseQueue(path: configuration.path, configuration: writing).inDatabase { database in
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
      }
      let queue = try DatabaseQueue(
        path: configuration.path, configuration: connection(configuration))
      try queue.writeWithoutTransaction { try checkAndMigrate($0, configuration) }
      return queue
    }
  }

  private static func connection(_ configuration: ArchiveConfiguration) -> Configuration {
    var connection = Configuration()
    connection.readonly = configuration.access == .reading
    connection.foreignKeysEnabled = true
    connection.busyMode = .timeout(configuration.busySeconds)
    connection.label = "archive"
    let isWriting = configuration.access == .writing
    let cacheKibibytes = configuration.cacheMebibytes * 1024
    connection.prepareDatabase { database in
      // Has an effect only before the first page is written.
      if isWriting { try database.execute(sql: "PRAGMA page_size = 32768") }
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA mmap_size = 0;
          PRAGMA temp_store = MEMORY;
          PRAGMA cache_size = -\(cacheKibibytes);
          PRAGMA synchronous = FULL;
          """)
    }
    return connection
  }

  private static func checkAndMigrate(
    _ database: Database, _ configuration: ArchiveConfiguration
  ) throws {
    let path = configuration.path
    // In one transaction, because another process may be making it or bringing it up to date.
    var application: Int32 = 0
    var version = 0
    var tables = 0
    var foreign: [String] = []
    try database.inTransaction(.deferred) {
      application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      if application == applicationIdentifier, version > 0, version < Migration.all.count {
        foreign = try SchemaCheck.findings(database)
      }
      return .commit
    }
    let isEmpty = application == 0 && version == 0 && tables == 0
    guard isEmpty || application == applicationIdentifier else {
      throw ArchiveError.notOurs(path: path)
    }
    guard version <= Migration.all.count else {
      throw ArchiveError(
        .tooNew,
        "the archive has form \(version), and this program knows up to \(Migration.all.count)",
        mend: "use the program that wrote it, or a later one", path: path)
    }
    if configuration.access == .writing {
      // An archive made by other means may stand in another mode; the promise is ours to keep.
      try database.execute(sql: "PRAGMA journal_mode = DELETE")
      guard foreign.isEmpty else {
        throw ArchiveError.damaged(foreign.joined(separator: "; "), path: path)
      }
      for migration in Migration.all where migration.number > version {
        try migration.run(on: database)
      }
    } else if version < Migration.all.count {
      throw ArchiveError(
        .readOnly, "the archive has form \(version) and must first become \(Migration.all.count)",
        mend: "open it once for writing: run `countylines nightly` or `countylines ingest`",
        path: path)
    }
  }

  /// Reads in one transaction.
  func read<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw Self.ours(error, path: configuration.path)
    }
  }

  /// Writes in one transaction that takes its lock at once, so that a neighbour shows early.
  func write<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
    do {
      return try writeRethrowing(body)
    } catch {
      throw Self.ours(error, path: configuration.path)
    }
  }

  /// As `write`, but errors that are not the database's come out as they are.
  func writeRethrowing<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      var value: Value?
      try queue.inTransaction(.immediate) { database in
        value = try body(database)
        return .commit
      }
      guard let value else { preconditionFailure("a transaction that did not throw has a value") }
      return value
    } catch {
      throw ArchiveError.translated(error, path: configuration.path)
    }
  }

  private static func ours(_ error: any Error, path: String) -> ArchiveError {
    let translated = ArchiveError.translated(error, path: path)
    if let translated = translated as? ArchiveError { return translated }
    return ArchiveError(
      .unknown, "the archive's work stopped: \(type(of: translated))",
      mend: "report this; nothing of this step was kept", path: path)
  }
}
