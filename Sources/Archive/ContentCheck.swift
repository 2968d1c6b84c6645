import Crypto
import GRDB
import Primitives
import Vocabulary

/// Whether the rows of records and of published lists are what was written.
///
/// Each record's head holds a hash of its cells, and the log holds a digest of each run's lists.
enum ContentCheck {
  /// What reads otherwise than it was written, each a sentence.
  ///
  /// - Complexity: Reads every record and every published row once.
  static func findings(_ database: Database, log: [AuditRecord]) throws -> [String] {
    try RecordKind.allCases.filter { !$0.isColumnar }.flatMap { try records($0, database) }
      + lists(database, log)
  }

  private static func records(_ kind: RecordKind, _ database: Database) throws -> [String] {
    let contract = KindContract.of(kind)
    let columns = contract.columns.map { ", k.\"\($0.name)\"" }.joined()
    let statement = try RawStatement(
      database,
      """
      SELECT content_hash, source, identity\(columns)
      FROM record_head h JOIN "\(kind.rawValue)" k USING (record_no) JOIN source USING (source_no)
      WHERE h.kind = ? ORDER BY record_no
      """)
    try statement.bind(kind.rawValue)
    var changed = 0
    while try statement.step() {
      if ContentHash.of(statement.cells(from: 3, contract), later: contract.laterColumns)
        != statement.integer(0)
      {
        changed += 1
      }
    }
    return changed == 0 ? [] : ["\(changed) records of \(kind.rawValue) are not what was stored"]
  }

  private static func lists(_ database: Database, _ log: [AuditRecord]) throws -> [String] {
    var findings: [String] = []
    for record in log where record.entry.operation == .combination {
      guard record.entry.objects.count == 2 else { continue }
      if try digest(ofRun: record.entry.objects[0], database) != record.entry.objects[1] {
        findings.append("the lists of run \(record.entry.objects[0]) are not what was published")
      }
    }
    return findings
  }

  /// SHA-256 of a finished run's manifest and rows, with the length of each part before it.
  static func digest(ofRun id: String, _ database: Database) throws -> String {
    var hash = SHA256()
    func add(_ text: String) {
      var text = text
      withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { hash.update(bufferPointer: $0) }
      text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    add(
      try String.fetchOne(
        database, sql: "SELECT manifest FROM run WHERE run_id = ?", arguments: [id]) ?? "")
    let statement = try RawStatement(
      database,
      """
      SELECT list, force, position, subject, row, explanation
      FROM list_entry JOIN run USING (run_no) WHERE run_id = ? ORDER BY list, force, position
      """)
    try statement.bind(id)
    while try statement.step() {
      for column in 0..<6 { add(statement.text(Int32(column))) }
    }
    return HexText.of(hash.finalize())
  }
}
