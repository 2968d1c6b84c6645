import GRDB
public import Vocabulary

extension IngestWriter {
  /// Takes records of the file's kind and source, in the order of the file.
  ///
  /// Of a row's place, row and line count; the file is the one being taken in.
  public func add(records rows: [RecordRow]) throws {
    guard !rows.isEmpty else { return }
    let writing = try records ?? RecordWriting(database, kind: file.kind, source: sourceNumber)
    records = writing
    for row in rows {
      precondition(
        row.kind == file.kind && row.source == file.source,
        "a file holds rows of one kind from one source")
      let newness = Newness(stamp: stamp, file: fileNumber, row: Int64(row.place.row))
      if try writing.add(row, newness) { counts.rowsStored += 1 } else { counts.rowsHeld += 1 }
    }
  }
}

/// Which of two rows of one identity is the newer.
struct Newness: Comparable {
  let stamp: FileStamp
  /// The file's number, which counts arrivals.
  let file: Int64
  let row: Int64

  static func < (left: Self, right: Self) -> Bool {
    (left.stamp, left.file, left.row) < (right.stamp, right.file, right.row)
  }
}

/// The statements that store records of one kind, and the deciding between them.
final class RecordWriting {
  private let kind: RecordKind
  private let source: Int64
  private let identifierPosition: Int
  private let laterColumns: Int
  private var nextNumber: Int64
  private var stamps: [Int64: FileStamp] = [:]
  private let insertHead, insertRow, findCurrent, readRow, supersede, confirm,
    readStamp: RawStatement

  init(_ database: Database, kind: RecordKind, source: Int64) throws {
    precondition(!kind.isColumnar, "sightings and calls are handed over as columns")
    self.kind = kind
    self.source = source
    let contract = KindContract.of(kind)
    identifierPosition = contract.identifierPosition ?? 0
    laterColumns = contract.laterColumns
    nextNumber =
      try Int64.fetchOne(database, sql: "SELECT coalesce(max(record_no), 0) FROM record_head") ?? 0
    let columns = contract.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let marks = contract.columns.map { _ in ", ?" }.joined()
    insertHead = try RawStatement(
      database,
      """
      INSERT INTO record_head
        (record_no, kind, source_no, identifier, identity, file_no, row, line,
         latest_file_no, latest_row, latest_line, content_hash, superseded_by)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT (kind, source_no, identity) WHERE superseded_by IS NULL DO NOTHING
      """)
    insertRow = try RawStatement(
      database, "INSERT INTO \"\(kind.rawValue)\" (record_no, \(columns)) VALUES (?\(marks))")
    findCurrent = try RawStatement(
      database,
      """
      SELECT record_no, content_hash, latest_file_no, latest_row FROM record_head
      WHERE kind = ? AND source_no = ? AND identity = ? AND superseded_by IS NULL
      """)
    readRow = try RawStatement(
      database, "SELECT \(columns) FROM \"\(kind.rawValue)\" WHERE record_no = ?")
    supersede = try RawStatement(
      database, "UPDATE record_head SET superseded_by = ? WHERE record_no = ?")
    confirm = try RawStatement(
      database,
      """
      UPDATE record_head SET latest_file_no = ?, latest_row = ?, latest_line = ?
      WHERE record_no = ?
      """)
    readStamp = try RawStatement(database, "SELECT stamp FROM source_file WHERE file_no = ?")
  }

  /// - Returns: Whether the row was stored; false when it was already held.
  func add(_ row: RecordRow, _ newness: Newness) throws -> Bool {
    guard case .text(let identifier) = row.cells[identifierPosition] else {
      preconditionFailure("an identifier is required, so a canonical row has it")
    }
    let identity = kind == .vehicles ? row.identity : identifier
    let hash = ContentHash.of(row.cells, later: laterColumns)
    // Most rows of a first load are new, and the index says so without being asked first.
    if try insert(row, newness, identifier, identity, hash, supersededBy: nil) { return true }

    try findCurrent.bind(kind.rawValue)
    try findCurrent.bind(source)
    try findCurrent.bind(identity)
    guard try findCurrent.step() else {
      preconditionFailure("a head that could not be inserted stands in the way of one that is")
    }
    let current = findCurrent.integer(0)
    let currentHash = findCurrent.integer(1)
    let currentFile = findCurrent.integer(2)
    let currentRow = findCurrent.integer(3)
    findCurrent.reset()
    let isNewer =
      newness
      > Newness(
        stamp: try stamp(of: currentFile), file: currentFile, row: currentRow)

    if hash == currentHash, try holds(current, row.cells) {
      if isNewer { try confirm(current, newness, line: row.place.line) }
      return false
    }
    if isNewer {
      // The head that follows does not exist yet; the foreign key is asked at the commit.
      try supersede.bind(nextNumber + 1)
      try supersede.bind(current)
      try supersede.run()
    }
    let inserted = try insert(
      row, newness, identifier, identity, hash, supersededBy: isNewer ? nil : current)
    precondition(inserted, "nothing stands in the way of a row that is history or follows one")
    return true
  }

  private func insert(
    _ row: RecordRow, _ newness: Newness, _ identifier: String, _ identity: String, _ hash: Int64,
    supersededBy: Int64?
  ) throws -> Bool {
    try insertHead.bind(nextNumber + 1)
    try insertHead.bind(kind.rawValue)
    try insertHead.bind(source)
    try insertHead.bind(identifier)
    try insertHead.bind(identity)
    try insertHead.bind(newness.file)
    try insertHead.bind(newness.row)
    try insertHead.bind(row.place.line)
    try insertHead.bind(hash)
    if let supersededBy { try insertHead.bind(supersededBy) } else { try insertHead.bindNull() }
    try insertHead.run()
    guard insertHead.changes == 1 else { return false }
    nextNumber += 1
    try insertRow.bind(nextNumber)
    for cell in row.cells {
      switch cell {
      case .empty: try insertRow.bindNull()
      case .text(let text): try insertRow.bind(text)
      case .integer(let value): try insertRow.bind(value)
      case .real(let value): try insertRow.bind(value)
      }
    }
    try insertRow.run()
    return true
  }

  private func confirm(_ record: Int64, _ newness: Newness, line: UInt32) throws {
    try confirm.bind(newness.file)
    try confirm.bind(newness.row)
    try confirm.bind(line)
    try confirm.bind(record)
    try confirm.run()
  }

  private func holds(_ record: Int64, _ cells: [Cell]) throws -> Bool {
    try readRow.bind(record)
    defer { readRow.reset() }
    guard try readRow.step() else {
      throw ColumnChunk.Damage(what: "a record has a head and no row")
    }
    return readRow.holds(cells)
  }

  private func stamp(of file: Int64) throws -> FileStamp {
    if let known = stamps[file] { return known }
    try readStamp.bind(file)
    guard try readStamp.step() else {
      throw ColumnChunk.Damage(what: "a record's file is not known")
    }
    let stamp = FileStamp(number: Int(readStamp.integer(0)))
    readStamp.reset()
    stamps[file] = stamp
    return stamp
  }
}
