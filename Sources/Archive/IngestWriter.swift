import GRDB
import Primitives
import Vocabulary

/// Takes the rows of one file while its transaction is open. Do not keep it longer.
public final class IngestWriter {
  let database: Database
  let archive: RecordArchive
  let file: SourceFile
  let workers: Workers
  let sourceNumber: Int64
  let fileNumber: Int64
  let stamp: FileStamp
  var counts = FileCounts()

  private var quarantinedRows: Set<Int> = []
  private let insertQuarantined: RawStatement
  /// Made at the first record.
  var records: RecordWriting?
  var sightings = GatheredDays<SightingEntry>()
  var calls = GatheredDays<CallEntry>()
  let packedSightings: DayPacking<SightingEntry>
  let packedCalls: DayPacking<CallEntry>
  var storedRows = RowSet.Gathering()
  var hashes = NumberHashes()
  var keyNumbers: [RecordKey: UInt32] = [:]

  init(
    _ database: Database, archive: RecordArchive, file: SourceFile, bytes: Int, workers: Workers
  ) throws {
    precondition(RecordKey.isSource(file.source), "a source's code is checked before it is stored")
    self.database = database
    self.archive = archive
    self.file = file
    self.workers = workers
    packedSightings = DayPacking(workers)
    packedCalls = DayPacking(workers)
    sourceNumber = try Self.sourceNumber(database, file.source)
    stamp =
      try FileStamp(writtenIn: file.name)
      ?? FileStamp(
        number: Int.fetchOne(
          database,
          sql: "SELECT coalesce(max(stamp), 0) FROM source_file WHERE source_no = ? AND kind = ?",
          arguments: [sourceNumber, file.kind.rawValue]) ?? 0)
    try database.execute(
      sql: """
        INSERT INTO source_file (digest, source_no, kind, name, bytes, stamp)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        file.digest, sourceNumber, file.kind.rawValue, file.name, bytes, stamp.number,
      ])
    fileNumber = database.lastInsertedRowID
    hashes.set(file: Int(fileNumber), digest: file.digest)
    insertQuarantined = try RawStatement(
      database,
      """
      INSERT INTO quarantine
        (file_no, row, line, byte, column_name, value, code, reason, mend, original)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  private static func sourceNumber(_ database: Database, _ source: String) throws -> Int64 {
    if let number = try Int64.fetchOne(
      database, sql: "SELECT source_no FROM source WHERE source = ?", arguments: [source])
    {
      return number
    }
    try database.execute(sql: "INSERT INTO source (source) VALUES (?)", arguments: [source])
    return database.lastInsertedRowID
  }

  /// Sets rows aside. Several defects of one row are one row of the count.
  public func add(quarantined rows: [QuarantinedRow]) throws {
    for row in rows {
      let diagnostic = row.diagnostic
      if quarantinedRows.insert(diagnostic.place.row).inserted { counts.rowsQuarantined += 1 }
      let statement = insertQuarantined
      try statement.bind(fileNumber)
      try statement.bind(diagnostic.place.row)
      try statement.bind(diagnostic.place.line)
      try statement.bind(diagnostic.place.byte)
      if let column = diagnostic.column {
        try statement.bind(column)
      } else {
        try statement.bindNull()
      }
      // Seen by whoever may read the archive's file: the value is needed to mend the source.
      try statement.bind(diagnostic.value.reveal())
      try statement.bind(diagnostic.code)
      try statement.bind(diagnostic.reason)
      try statement.bind(diagnostic.mend)
      // Seen by the same, for the same reason.
      try statement.bind(row.original.reveal())
      try statement.run()
    }
  }

  /// Writes what was gathered, and the file's counts.
  func finish(_ closing: IngestClosing) throws -> FileCounts {
    try flush(&sightings, packedSightings, downTo: 0)
    try flush(&calls, packedCalls, downTo: 0)
    let stored = storedRows.set()
    let areDistinct = !file.kind.isColumnar || stored.count == counts.rowsStored
    guard closing.rowsRead == counts.rowsRead, areDistinct else {
      throw ArchiveError(
        .counts,
        "of \(closing.rowsRead) rows read, \(counts.rowsStored) were stored, "
          + "\(counts.rowsQuarantined) quarantined and \(counts.rowsHeld) held"
          + (areDistinct ? "" : ", and some rows came twice"),
        mend: "report this; nothing of the file was kept", path: archive.configuration.path)
    }
    let statement = try RawStatement(
      database,
      """
      UPDATE source_file SET rows_read = ?1, rows_stored = ?2, rows_quarantined = ?3,
        rows_held = ?4, warnings = iif(json_valid(?5), ?5, NULL), line_steps = ?6, stored_rows = ?7
      WHERE file_no = ?8
      """)
    try statement.bind(counts.rowsRead)
    try statement.bind(counts.rowsStored)
    try statement.bind(counts.rowsQuarantined)
    try statement.bind(counts.rowsHeld)
    try statement.bind(closing.warnings)
    try statement.bind(closing.lineSteps.encoded)
    try statement.bind(stored.encoded)
    try statement.bind(fileNumber)
    try statement.run()
    return counts
  }
}
