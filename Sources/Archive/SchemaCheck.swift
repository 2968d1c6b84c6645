import GRDB

/// Whether a database has exactly the tables, indexes and triggers that the migrations up to its
/// form make.
///
/// A file from elsewhere may carry a trigger or a view of its own, which would act when we write.
enum SchemaCheck {
  /// What is there and should not be, is not there and should be, or reads otherwise.
  static func findings(_ database: Database) throws -> [String] {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let there = try parts(database)
    let made = try DatabaseQueue()
    let right = try made.inDatabase { fresh in
      for migration in Migration.all where migration.number <= version {
        try fresh.execute(sql: migration.statements)
      }
      return try parts(fresh)
    }
    var findings: [String] = []
    for (name, text) in there.sorted(by: { $0.key < $1.key }) where right[name] != text {
      findings.append(
        right[name] == nil
          ? "the archive has a \(name) that this program does not make"
          : "the \(name) of the archive is not as this program makes it")
    }
    for name in right.keys.sorted() where there[name] == nil {
      findings.append("the archive has lost its \(name)")
    }
    return findings
  }

  /// The text of each table, index, trigger and view that was made by a statement.
  private static func parts(_ database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return Dictionary(
      rows.map { row in
        let (type, name, text): (String, String, String) = (row["type"], row["name"], row["sql"])
        return ("\(type) \(name)", text)
      }, uniquingKeysWith: { first, _ in first })
  }
}
