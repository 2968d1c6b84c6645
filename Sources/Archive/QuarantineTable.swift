import GRDB
import Primitives
public import Vocabulary

/// A row that was set aside, with the file it stood in.
public struct HeldQuarantine: Hashable, Sendable {
  /// The file that was taken in without it.
  public let file: SourceFile
  /// What was wrong with it, and all that stood there.
  public let row: QuarantinedRow
}

extension RecordArchive {
  /// Every row that was set aside, by source, file digest, byte, row and column.
  public func quarantine() throws(ArchiveError) -> [HeldQuarantine] {
    try read { database in
      let statement = try RawStatement(
        database,
        """
        SELECT s.source, f.kind, f.name, f.digest, q.row, q.line, q.byte,
          coalesce(q.column_name, ''), q.value, q.code, q.reason, q.mend, q.original
        FROM quarantine q JOIN source_file f USING (file_no) JOIN source s USING (source_no)
        ORDER BY s.source, f.digest, q.byte, q.row, q.column_name
        """)
      var rows: [HeldQuarantine] = []
      while try statement.step() {
        guard let kind = RecordKind(rawValue: statement.text(1)) else {
          throw ColumnChunk.Damage(what: "a file is of an unknown kind")
        }
        let column = statement.text(7)
        let diagnostic = Diagnostic(
          code: statement.text(9),
          place: SourcePlace(
            row: Int(statement.integer(4)), line: Int(statement.integer(5)),
            byte: Int(statement.integer(6))),
          column: column.isEmpty ? nil : column, value: Sensitive(statement.text(8)),
          reason: statement.text(10), mend: statement.text(11))
        rows.append(
          HeldQuarantine(
            file: SourceFile(
              source: statement.text(0), kind: kind, name: statement.text(2),
              digest: statement.text(3)),
            row: QuarantinedRow(
              diagnostic: diagnostic, original: Sensitive(statement.text(12)))))
      }
      return rows
    }
  }
}
