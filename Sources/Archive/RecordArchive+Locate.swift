import GRDB
public import Vocabulary

/// Where what a list cites can be looked up.
public struct EvidencePlace: Hashable, Sendable {
  /// The file that was delivered.
  public let file: SourceFile
  /// The data row, counted from 1 after the header.
  public let row: UInt32
  /// The line of the unpacked text, counted from 1.
  public let line: UInt32
}

extension RecordArchive {
  /// The file and line behind a reference.
  ///
  /// A record leads to the newest row that says what is current. A sighting or call leads to its
  /// own row, if that row was stored.
  ///
  /// - Returns: nil when there is no such record, file or row; a row that was quarantined is none.
  public func locate(_ reference: EvidenceReference) throws(ArchiveError) -> EvidencePlace? {
    try read { database in
      switch reference {
      case .record(let kind, let key):
        try Self.locate(database, kind, key)
      case .row(let kind, let source, let digest, let row):
        try Self.locate(database, kind, source: source, digest: digest, row: row)
      }
    }
  }

  private static func locate(
    _ database: Database, _ kind: RecordKind, _ key: RecordKey
  ) throws -> EvidencePlace? {
    // A vehicle's identity goes on after its registration with `|` and a day; `}` follows `|`.
    let statement = try RawStatement(
      database,
      """
      SELECT source, name, digest, latest_row, latest_line
      FROM record_head h JOIN source s USING (source_no)
        JOIN source_file f ON f.file_no = h.latest_file_no
      WHERE h.kind = ? AND s.source = ?
        AND (identity = ? OR (identity >= ? AND identity < ?)) AND identifier = ?
        AND superseded_by IS NULL
      ORDER BY stamp DESC, identity DESC LIMIT 1
      """)
    try statement.bind(kind.rawValue)
    try statement.bind(key.source)
    try statement.bind(key.id)
    try statement.bind(key.id + "|")
    try statement.bind(key.id + "}")
    try statement.bind(key.id)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return EvidencePlace(
      file: SourceFile(
        source: statement.text(0), kind: kind, name: statement.text(1), digest: statement.text(2)),
      row: UInt32(clamping: statement.integer(3)), line: UInt32(clamping: statement.integer(4)))
  }

  private static func locate(
    _ database: Database, _ kind: RecordKind, source: String, digest: String, row: UInt32
  ) throws -> EvidencePlace? {
    let statement = try RawStatement(
      database,
      """
      SELECT name, digest, line_steps, stored_rows
      FROM source_file JOIN source USING (source_no)
      WHERE kind = ? AND source = ? AND digest >= ? AND digest < ?
      """)
    // Digests are hexadecimal, and `g` follows `f`.
    try statement.bind(kind.rawValue)
    try statement.bind(source)
    try statement.bind(digest)
    try statement.bind(digest + "g")
    defer { statement.reset() }
    guard digest.utf8.count >= 12, try statement.step() else { return nil }
    let file = SourceFile(
      source: source, kind: kind, name: statement.text(0), digest: statement.text(1))
    guard let steps = LineSteps(encoded: statement.blob(2)),
      let stored = RowSet(encoded: statement.blob(3))
    else { throw ColumnChunk.Damage(what: "a file's table of rows and lines is not readable") }
    // Two files whose digests begin alike: the reference does not say which.
    guard try !statement.step(), stored.contains(row) else { return nil }
    return EvidencePlace(file: file, row: row, line: steps.line(ofRow: row))
  }
}
