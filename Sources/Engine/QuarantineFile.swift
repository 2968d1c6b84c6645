import Archive
import Primitives
import Tasking
import Vocabulary

/// Every row that was set aside, with its place, what is wrong and what would be right.
///
/// It shows the values, because they are needed to mend the source; the file is its owner's alone.
enum QuarantineFile {
  static let columns = [
    "source", "kind", "file", "file_sha256", "row", "line", "byte", "column", "value", "code",
    "reason", "mend", "original",
  ]

  static func text(of archive: RecordArchive) throws -> String {
    let rows = try archive.quarantine().map { item -> [ListCell] in
      let diagnostic = item.row.diagnostic
      return [
        .text(item.file.source), .text(item.file.kind.rawValue), .text(item.file.name),
        .text(item.file.digest), .number(String(diagnostic.place.row)),
        .number(String(diagnostic.place.line)), .number(String(diagnostic.place.byte)),
        .text(diagnostic.column ?? ""),
        // Seen by whoever answers for the run and mends the source.
        .text(diagnostic.value.reveal()), .text(diagnostic.code), .text(diagnostic.reason),
        .text(diagnostic.mend), .text(item.row.original.reveal()),
      ]
    }
    return ListTable(path: "quarantine", columns: columns, rows: rows).csv
  }
}
