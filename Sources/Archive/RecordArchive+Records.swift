import GRDB
import Primitives
public import Vocabulary

/// A record as it was known at some time.
public struct HistoricRow: Hashable, Sendable {
  /// The row; its place is that of the newest file that said the same.
  public let row: RecordRow
  /// Whether it is the current one.
  public let isCurrent: Bool
  /// The day from which it speaks, as a number like 20260314; 0 when no date had arrived.
  public let stamp: Int
}

extension RecordArchive {
  /// The files the archive holds, sorted by digest. Places of records and rows point into this.
  public func files() throws(ArchiveError) -> [HeldFile] {
    try read { database in try Self.files(database) }
  }

  static func files(_ database: Database) throws -> [HeldFile] {
    let statement = try RawStatement(
      database,
      """
      SELECT source, kind, name, digest, bytes, file_no, stamp, rows_stored, rows_quarantined,
        rows_held, warnings
      FROM source_file JOIN source USING (source_no) ORDER BY digest
      """)
    var files: [HeldFile] = []
    while try statement.step() {
      guard let kind = RecordKind(rawValue: statement.text(1)) else {
        throw ColumnChunk.Damage(what: "a file is of an unknown kind")
      }
      files.append(
        HeldFile(
          file: SourceFile(
            source: statement.text(0), kind: kind, name: statement.text(2),
            digest: statement.text(3)),
          bytes: Int(statement.integer(4)), arrival: Int(statement.integer(5)),
          stamp: Int(statement.integer(6)),
          counts: FileCounts(
            rowsStored: Int(statement.integer(7)), rowsQuarantined: Int(statement.integer(8)),
            rowsHeld: Int(statement.integer(9))),
          warnings: statement.text(10)))
    }
    return files
  }

  /// The current records of a kind, sorted by source and identity (by their UTF-8 bytes).
  ///
  /// A row's place is that of the newest file that said so, and `place.file` a position in
  /// `files()`: so the answer does not depend on the order in which dated files arrived.
  ///
  /// - Complexity: Some 3 µs a record.
  public func records(_ kind: RecordKind) throws(ArchiveError) -> [RecordRow] {
    try rows(kind, where: "superseded_by IS NULL", order: "source, identity", []).map(\.row)
  }

  /// All that was ever said of one identity, oldest first; rows that repeated what was current
  /// when they came are not among it.
  public func history(
    _ kind: RecordKind, source: String, identity: String
  ) throws(ArchiveError) -> [HistoricRow] {
    try rows(
      kind, where: "source = ? AND identity = ?", order: "stamp, latest_file_no, latest_row",
      [source, identity])
  }

  private func rows(
    _ kind: RecordKind, where condition: String, order: String, _ texts: [String]
  ) throws(ArchiveError) -> [HistoricRow] {
    precondition(!kind.isColumnar, "sightings and calls are read as columns")
    return try read { database in
      let positions = try Self.filePositions(database)
      let contract = KindContract.of(kind)
      let columns = contract.columns.map { ", k.\"\($0.name)\"" }.joined()
      let statement = try RawStatement(
        database,
        """
        SELECT source, latest_file_no, latest_row, latest_line, superseded_by IS NULL,
          stamp\(columns)
        FROM record_head h JOIN "\(kind.rawValue)" k USING (record_no)
          JOIN source s USING (source_no)
          JOIN source_file f ON f.file_no = h.latest_file_no
        WHERE h.kind = ? AND \(condition) ORDER BY \(order)
        """)
      try statement.bind(kind.rawValue)
      for text in texts { try statement.bind(text) }
      var rows: [HistoricRow] = []
      while try statement.step() {
        guard let file = positions[statement.integer(1)] else {
          throw ColumnChunk.Damage(what: "a record's file is not known")
        }
        let place = RecordPlace(
          file: file, row: UInt32(clamping: statement.integer(2)),
          line: UInt32(clamping: statement.integer(3)))
        rows.append(
          HistoricRow(
            row: RecordRow(
              kind: kind, source: statement.text(0), place: place,
              cells: statement.cells(from: 6, contract)),
            isCurrent: statement.integer(4) != 0, stamp: Int(statement.integer(5))))
      }
      return rows
    }
  }

  private static func filePositions(_ database: Database) throws -> [Int64: Ordinal<SourceFile>] {
    let numbers = try Int64.fetchAll(
      database, sql: "SELECT file_no FROM source_file ORDER BY digest")
    return Dictionary(
      uniqueKeysWithValues: numbers.enumerated().map { ($0.element, Ordinal($0.offset)) })
  }
}
