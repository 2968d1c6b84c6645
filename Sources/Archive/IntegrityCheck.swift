import GRDB
public import Primitives
import Vocabulary

/// What a check of the whole archive found.
public struct IntegrityReport: Hashable, Sendable {
  /// What is wrong, each a sentence without values; empty when all is well.
  public let findings: [String]
  /// Chunks that were unpacked.
  public let chunks: Int
  /// Files whose counts were compared.
  public let files: Int

  /// Whether nothing was found.
  public var isSound: Bool { findings.isEmpty }
}

extension RecordArchive {
  /// Looks at everything that can be looked at: pages and indexes, foreign keys, the schema, the
  /// chain of the log, whether what each file says it brought is there, the hash of every record,
  /// the digest of every run's lists, and the checksum of every chunk.
  ///
  /// - Throws: What stops the looking; what it finds is in the report.
  /// - Complexity: Reads the whole archive once, and unpacks every chunk.
  public func verify(workers: Workers = .one) throws -> IntegrityReport {
    var (findings, files) = try read { database in
      (
        try Self.pageFindings(database) + Self.countFindings(database),
        try Self.files(database).count
      )
    }
    let log = try auditLog()
    findings += AuditCheck.findings(log: log, heads: [])
    findings += try read { try ContentCheck.findings($0, log: log) }
    var chunks = 0
    chunks += try verifyChunks(SightingEntry.self, workers, &findings)
    chunks += try verifyChunks(CallEntry.self, workers, &findings)
    return IntegrityReport(findings: findings, chunks: chunks, files: files)
  }

  private static func pageFindings(_ database: Database) throws -> [String] {
    let pages = try String.fetchAll(database, sql: "PRAGMA integrity_check")
      .filter { $0 != "ok" }.map { "pages: \($0)" }
    // The integrity check does not look at foreign keys.
    let keys = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
      let (table, parent): (String?, String?) = (row["table"], row["parent"])
      return "table \(table ?? "?") has a row without its row in \(parent ?? "?")"
    }
    return pages + keys + (try SchemaCheck.findings(database))
  }

  private static func countFindings(_ database: Database) throws -> [String] {
    var findings: [String] = []
    let files = try RawStatement(
      database,
      """
      SELECT f.file_no, kind, rows_stored, rows_quarantined, coalesce(h.rows, 0),
        coalesce(q.rows, 0)
      FROM source_file f
        LEFT JOIN (SELECT file_no, count(*) AS rows FROM record_head GROUP BY file_no) h
          ON h.file_no = f.file_no
        LEFT JOIN (SELECT file_no, count(DISTINCT row) AS rows FROM quarantine GROUP BY file_no) q
          ON q.file_no = f.file_no
      ORDER BY f.file_no
      """)
    while try files.step() {
      let isColumnar = RecordKind(rawValue: files.text(1))?.isColumnar ?? false
      if !isColumnar, files.integer(2) != files.integer(4) {
        findings.append(
          "file \(files.integer(0)) stored \(files.integer(2)) records, and "
            + "\(files.integer(4)) are there")
      }
      if files.integer(3) != files.integer(5) {
        findings.append(
          "file \(files.integer(0)) quarantined \(files.integer(3)) rows, and "
            + "\(files.integer(5)) are there")
      }
    }
    for kind in RecordKind.allCases where !kind.isColumnar {
      let without =
        try Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM record_head h
            WHERE h.kind = ? AND NOT EXISTS
              (SELECT 1 FROM "\(kind.rawValue)" k WHERE k.record_no = h.record_no)
            """,
          arguments: [kind.rawValue]) ?? 0
      if without > 0 { findings.append("\(without) heads of \(kind.rawValue) have no row") }
    }
    return findings
  }

  /// - Returns: How many chunks there were.
  private func verifyChunks<Entry: ChunkEntry>(
    _: Entry.Type, _ workers: Workers, _ findings: inout [String]
  ) throws -> Int {
    let (chunks, files) = try read { database in
      (
        try ChunkStore<Entry>(database).chunks(),
        try Self.storedRows(database, Entry.kind)
      )
    }
    let results = try parallelMap(chunks: chunks.count, on: workers) { index in
      Self.look(chunks[index])
    }
    var rowsOfFile: [UInt32: Int] = [:]
    for result in results {
      if let finding = result.finding { findings.append(finding) }
      for (file, rows) in result.rows { rowsOfFile[file, default: 0] += rows }
    }
    for file in files {
      let there = rowsOfFile.removeValue(forKey: file.file) ?? 0
      let listed = RowSet(encoded: file.rows)?.count
      if there != file.stored || listed != file.stored {
        findings.append(
          "file \(file.file) stored \(file.stored) \(Entry.kind.rawValue), \(there) are there, and "
            + (listed.map { "\($0) are listed" } ?? "their list is not readable"))
      }
    }
    if !rowsOfFile.isEmpty {
      findings.append("chunks of \(Entry.table) hold rows of files that are not there")
    }
    return chunks.count
  }

  private static func storedRows(
    _ database: Database, _ kind: RecordKind
  ) throws -> [(file: UInt32, stored: Int, rows: [UInt8])] {
    let statement = try RawStatement(
      database,
      "SELECT file_no, rows_stored, stored_rows FROM source_file WHERE kind = ? ORDER BY file_no")
    try statement.bind(kind.rawValue)
    var files: [(file: UInt32, stored: Int, rows: [UInt8])] = []
    while try statement.step() {
      files.append(
        (UInt32(clamping: statement.integer(0)), Int(statement.integer(1)), statement.blob(2)))
    }
    return files
  }

  private static func look<Entry: ChunkEntry>(
    _ chunk: ChunkStore<Entry>.Stored
  ) -> (rows: [UInt32: Int], finding: String?) {
    do {
      let entries = try chunk.entries()
      var rows: [UInt32: Int] = [:]
      for entry in entries { rows[entry.file, default: 0] += 1 }
      let isInOrder =
        zip(entries, entries.dropFirst()).allSatisfy { $0 < $1 }
        && entries.allSatisfy { $0.day == chunk.zone.day }
      return (
        rows, isInOrder ? nil : "chunk \(chunk.zone.number) of \(Entry.table) is not in order"
      )
    } catch let damage as ColumnChunk.Damage {
      return ([:], "chunk \(chunk.zone.number) of \(Entry.table): \(damage.what)")
    } catch {
      return ([:], "chunk \(chunk.zone.number) of \(Entry.table) cannot be read")
    }
  }
}
