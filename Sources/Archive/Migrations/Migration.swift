import GRDB

/// One step from a form of the archive to the next.
///
/// Each stands in a file of its own and is never edited once an archive has been made with it;
/// what must change becomes the next number. The number reached is the file's `user_version`.
struct Migration {
  /// From 1, without gaps.
  let number: Int
  /// Statements in SQLite's language, separated by `;`.
  let statements: String

  /// All of them, in order.
  static let all = [
    files, records, columns, findings, resolutions, zones, auditLog, retractions, summaries,
    sharing,
  ]

  /// Runs in one transaction, so that a file stands at one form or at the next.
  func run(on database: Database) throws {
    try database.inTransaction(.immediate) {
      // Asked again inside the lock: another process may have been faster.
      guard try Int.fetchOne(database, sql: "PRAGMA user_version") == number - 1 else {
        return .rollback
      }
      try database.execute(sql: statements)
      try database.execute(sql: "PRAGMA application_id = \(RecordArchive.applicationIdentifier)")
      try database.execute(sql: "PRAGMA user_version = \(number)")
      return .commit
    }
  }
}
