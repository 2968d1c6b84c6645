import GRDB
public import Primitives
public import Vocabulary

/// That a file was taken out again, who decided it and why.
public struct Retraction: Hashable, Sendable {
  /// The file.
  public var file: SourceFile
  /// Who decided; not empty.
  public var decidedBy: String
  /// When.
  public var decidedAt: Instant
  /// Why; not empty.
  public var reason: String

  /// That a file is taken out.
  public init(file: SourceFile, decidedBy: String, decidedAt: Instant, reason: String) {
    self.file = file
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.reason = reason
  }
}

/// A file that is read once more within a retraction.
public struct FileAgain {
  let file: SourceFile
  let bytes: Int
  let body: (IngestWriter) throws -> IngestClosing

  /// - Parameters:
  ///   - bytes: The file's size as delivered.
  ///   - body: Hands the rows over, as for `RecordArchive.ingest`.
  public init(
    _ file: SourceFile, bytes: Int, _ body: @escaping (IngestWriter) throws -> IngestClosing
  ) {
    self.file = file
    self.bytes = bytes
    self.body = body
  }
}

extension RecordArchive {
  /// Files of which rows were held, replaced or confirmed by the rows of one another: to take one
  /// out, the others are read again. Oldest arrival first, without the file itself; none for
  /// sightings and calls, whose rows stand alone.
  public func companions(of file: SourceFile) throws(ArchiveError) -> [HeldFile] {
    guard !file.kind.isColumnar else { return [] }
    return try files().filter {
      $0.file.source == file.source && $0.file.kind == file.kind && $0.file.digest != file.digest
    }.sorted { $0.arrival < $1.arrival }
  }

  /// The retraction of a file with this digest, if it was taken out.
  public func retraction(ofDigest digest: String) throws(ArchiveError) -> Retraction? {
    try read { database in try Self.retraction(database, digest: digest) }
  }

  static func retraction(_ database: Database, digest: String) throws -> Retraction? {
    let statement = try RawStatement(
      database,
      """
      SELECT source, kind, name, decided_by, decided_at, reason FROM retraction WHERE digest = ?
      """)
    try statement.bind(digest)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    guard let kind = RecordKind(rawValue: statement.text(1)) else {
      throw ColumnChunk.Damage(what: "a retraction names an unknown kind")
    }
    return Retraction(
      file: SourceFile(
        source: statement.text(0), kind: kind, name: statement.text(2), digest: digest),
      decidedBy: statement.text(3), decidedAt: Instant(seconds: statement.integer(4)),
      reason: statement.text(5))
  }

  /// Takes a file out, so that the archive is as if it had never come, and keeps it out.
  ///
  /// All in one transaction: its rows go; of records, every file of its source and kind is read
  /// again without it, because rows that said the same were not stored twice.
  ///
  /// - Parameters:
  ///   - again: The `companions(of:)` in their order, all of them.
  ///   - workers: For sorting and packing.
  /// - Returns: The rows of the file that were stored.
  /// - Throws: `refused` when the archive does not hold the file or a companion is missing; what
  ///   a body throws; `ArchiveError`; `CancelledWork`. The archive is then as it was.
  /// - Complexity: Of records, as taking in the companions; of sightings and calls, unpacks every
  ///   chunk and packs the days that had rows of the file.
  @discardableResult
  public func retract(
    _ retraction: Retraction, again: [FileAgain], workers: Workers = .one
  ) throws -> Int {
    let wanted = try companions(of: retraction.file).map(\.file.digest)
    guard wanted == again.map(\.file.digest),
      let held = try counts(ofDigest: retraction.file.digest)
    else {
      throw ArchiveError(
        .refused, "the archive does not hold the file, or a file of its kind is not read again",
        mend: "hand over every other file of its source and kind, in the order of arrival",
        path: configuration.path)
    }
    return try writeRethrowing { database in
      if retraction.file.kind == .sightings {
        try removeRows(SightingEntry.self, of: retraction.file, database, workers)
      } else if retraction.file.kind == .calls {
        try removeRows(CallEntry.self, of: retraction.file, database, workers)
      } else {
        try Self.removeRecords(like: retraction.file, database)
      }
      for digest in [retraction.file.digest] + wanted { try Self.removeFile(digest, database) }
      if retraction.file.kind.isColumnar { try Self.stampAnew(like: retraction.file, database) }
      for file in again {
        let writer = try IngestWriter(
          database, archive: self, file: file.file, bytes: file.bytes, workers: workers)
        _ = try writer.finish(try file.body(writer))
      }
      try Self.insert(retraction, database)
      try log(
        AuditEntry(
          .erasure, "file", [retraction.file.digest], rows: held.rowsStored,
          reason: retraction.reason), database)
      return held.rowsStored
    }
  }

  private static func insert(_ retraction: Retraction, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO retraction (digest, source, kind, name, decided_by, decided_at, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        retraction.file.digest, retraction.file.source, retraction.file.kind.rawValue,
        retraction.file.name, retraction.decidedBy, retraction.decidedAt.seconds,
        retraction.reason,
      ])
  }

  private static func removeFile(_ digest: String, _ database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM quarantine
        WHERE file_no = (SELECT file_no FROM source_file WHERE digest = ?)
        """,
      arguments: [digest])
    try database.execute(sql: "DELETE FROM source_file WHERE digest = ?", arguments: [digest])
  }

  /// A file without a date in its name speaks from the latest day that had arrived before it, which
  /// may have been the day of the file that went.
  private static func stampAnew(like file: SourceFile, _ database: Database) throws {
    let statement = try RawStatement(
      database,
      """
      SELECT file_no, name, stamp FROM source_file JOIN source USING (source_no)
      WHERE source = ? AND kind = ? ORDER BY file_no
      """)
    try statement.bind(file.source)
    try statement.bind(file.kind.rawValue)
    var changes: [(file: Int64, stamp: Int)] = []
    var latest = 0
    while try statement.step() {
      let stamp = FileStamp(writtenIn: statement.text(1))?.number ?? latest
      if stamp != Int(statement.integer(2)) { changes.append((statement.integer(0), stamp)) }
      latest = max(latest, stamp)
    }
    for change in changes {
      try database.execute(
        sql: "UPDATE source_file SET stamp = ? WHERE file_no = ?",
        arguments: [change.stamp, change.file])
    }
  }

  private static func removeRecords(like file: SourceFile, _ database: Database) throws {
    let ours = "kind = ? AND source_no = (SELECT source_no FROM source WHERE source = ?)"
    for statement in [
      """
      DELETE FROM "\(file.kind.rawValue)" WHERE record_no IN
        (SELECT record_no FROM record_head WHERE \(ours))
      """,
      "DELETE FROM record_head WHERE \(ours)",
    ] {
      try database.execute(sql: statement, arguments: [file.kind.rawValue, file.source])
    }
  }

  /// Rewrites the days that have rows of a file, without them, and forgets the cameras or cells
  /// that no other row names.
  private func removeRows<Entry: ChunkEntry>(
    _: Entry.Type, of file: SourceFile, _ database: Database, _ workers: Workers
  ) throws {
    guard
      let number = try UInt32.fetchOne(
        database, sql: "SELECT file_no FROM source_file WHERE digest = ?", arguments: [file.digest])
    else { return }
    let store = ChunkStore<Entry>(database)
    let hashes = Entry.hasMarks ? try NumberHashes(database) : NumberHashes()
    var places: Set<UInt32> = []
    var days: [Int64] = []
    for zone in try store.zones() where days.last != zone.day { days.append(zone.day) }
    for day in days {
      var rows = try ChunkStore<Entry>.entries(of: store.chunks(.init(day: day)), on: workers)
      let all = rows.count
      rows.removeAll { $0.file == number }
      for row in rows { places.insert(row.place) }
      guard rows.count < all else { continue }
      try store.replace(
        day: day,
        with: ChunkStore<Entry>.repacked(rows, day: day, hashes: hashes, on: workers))
    }
    for known in try Int64.fetchAll(
      database, sql: "SELECT \(Entry.keyNumber) FROM \(Entry.keyTable)")
    where !places.contains(UInt32(truncatingIfNeeded: known)) {
      try database.execute(
        sql: "DELETE FROM \(Entry.keyTable) WHERE \(Entry.keyNumber) = ?", arguments: [known])
    }
  }
}
