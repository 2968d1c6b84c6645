import GRDB
import Glibc
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: the file is what is promised of it, and no other file is taken for one.
/// Method: ask SQLite; hand over strangers; hold the lock from a second connection.
@Suite struct RecordArchiveTests {
  @Test func pragmasAreAsPromised() throws {
    let folder = ArchiveFolder()
    for access in [ArchiveConfiguration.Access.writing, .reading] {
      let archive = try folder.archive(access: access)
      try archive.read { database in
        for (pragma, value) in [
          ("journal_mode", "delete"), ("synchronous", "2"), ("foreign_keys", "1"),
          ("page_size", "32768"), ("application_id", "1129074245"), ("user_version", "10"),
          ("trusted_schema", "0"), ("cell_size_check", "1"),
        ] {
          let found = try String.fetchOne(database, sql: "PRAGMA \(pragma)")
          #expect(found == value, "pragma \(pragma)")
        }
      }
    }
  }

  @Test func everyTableIsStrictAndHoldsItsContract() throws {
    let folder = ArchiveFolder()
    try folder.archive().read { database in
      let loose = try String.fetchAll(
        database, sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict")
      #expect(loose == ["sqlite_schema"])
      for kind in RecordKind.allCases where !kind.isColumnar {
        let rows = try Row.fetchAll(
          database, sql: "SELECT name, type, \"notnull\" FROM pragma_table_info(?) ORDER BY cid",
          arguments: [kind.rawValue]
        ).dropFirst()
        let contract = KindContract.of(kind).columns
        #expect(rows.map { $0["name"] as String } == contract.map(\.name))
        #expect(rows.map { ($0["notnull"] as Int) == 1 } == contract.map(\.isRequired))
        #expect(
          rows.map { $0["type"] as String }
            == contract.map { column in
              switch column.type {
              case .instant, .integer: "INTEGER"
              case .real, .latitude, .longitude: "REAL"
              default: "TEXT"
              }
            })
      }
    }
  }

  /// Without it, SQLite walked all heads for each row that was replaced: 30,000 took a minute.
  @Test func theForeignKeyOfSuccessorsHasAnIndex() throws {
    let folder = ArchiveFolder()
    let plan = try folder.archive().read { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN SELECT 1 FROM record_head WHERE superseded_by = 7")
    }
    #expect(plan.count == 1)
    let detail: String? = plan.first?["detail"]
    #expect(detail?.contains("record_head_successor") == true)
  }

  @Test func migrationsAreNumberedWithoutGaps() {
    #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
  }

  @Test func theDatabaseRefusesWhatMustNotBe() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(Made.file(1, .areas), [Made.area("a", latitude: 53, row: 1)])
    for sql in [
      "UPDATE source_file SET rows_read = 7", "UPDATE source_file SET digest = 'abc'",
      "UPDATE areas SET latitude = 91", "UPDATE areas SET latitude = 'north'",
      "UPDATE areas SET name = NULL", "DELETE FROM source_file", "DELETE FROM record_head",
      "UPDATE record_head SET superseded_by = 77",
      "UPDATE record_head SET superseded_by = record_no", "UPDATE source SET source = 'A'",
    ] {
      #expect(throws: ArchiveError.self, "\(sql)") {
        try archive.write { database in try database.execute(sql: sql) }
      }
    }
    #expect(try archive.verify().findings == [])
  }

  @Test func strangersAreRefusedWithAMend() throws {
    let folder = ArchiveFolder()
    do {
      let other = try DatabaseQueue(path: folder.file("other.sqlite"))
      try other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    }
    let text = try #require(fopen(folder.file("text.sqlite"), "w"))
    fputs(String(repeating: "This is a letter, not a database. ", count: 100), text)
    fclose(text)
    for name in ["other.sqlite", "text.sqlite"] {
      let error = #expect(throws: ArchiveError.self) { try folder.archive(name) }
      #expect(error?.code == .notOurs)
      #expect(error?.mend.contains("--archive") == true)
    }
  }

  @Test func laterFormsAreRefused() throws {
    let folder = ArchiveFolder()
    do {
      try folder.archive().queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    }
    let error = #expect(throws: ArchiveError.self) { try folder.archive() }
    #expect(error?.code == .tooNew)
  }

  @Test func missingFilesAreNotMadeForReading() throws {
    let folder = ArchiveFolder()
    let error = #expect(throws: ArchiveError.self) { try folder.archive(access: .reading) }
    #expect(error?.code == .cannotOpen)
    #expect(throws: ArchiveError.self) { try folder.archive("no/such/folder") }
  }

  @Test func aReadingArchiveCannotWrite() throws {
    let folder = ArchiveFolder()
    _ = try folder.archive()
    let archive = try folder.archive(access: .reading)
    let error = #expect(throws: ArchiveError.self) {
      try archive.ingest(Made.file(1, .persons), [Made.person("p", "A", row: 1)])
    }
    #expect(error?.code == .readOnly)
  }

  @Test func anotherHolderIsBusy() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let other = try DatabaseQueue(path: folder.file())
    try other.inTransaction(.immediate) { _ in
      let error = #expect(throws: ArchiveError.self) {
        try archive.ingest(Made.file(1, .persons), [Made.person("p", "A", row: 1)])
      }
      #expect(error?.code == .busy)
      #expect(error?.message == "archive busy: another process holds it")
      return .rollback
    }
    try archive.ingest(Made.file(1, .persons), [Made.person("p", "A", row: 1)])
    #expect(try archive.records(.persons).count == 1)
  }
}
