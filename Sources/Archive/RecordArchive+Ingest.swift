import GRDB
public import Primitives
public import Vocabulary

extension RecordArchive {
  /// Takes in one file in one transaction.
  ///
  /// If the archive holds a file with this digest, `body` is not called. Otherwise `body` hands
  /// over the rows in any number of batches and says at the end how many it read. If it throws, or
  /// anything else fails, the archive is as it was before. A file that was retracted is refused.
  ///
  /// A record whose identity (`RecordRow.identity`) is current with the same cells is held and not
  /// stored again. Of two that differ, the newer is current and the older is history. Newer is the
  /// later date in the file's name (without one: the latest that had arrived from that source and
  /// kind), then the later arrival, then the later row.
  ///
  /// - Parameters:
  ///   - bytes: The file's size as delivered.
  ///   - workers: For sorting and packing sightings and calls.
  /// - Throws: What `body` throws, `ArchiveError`, or `CancelledWork`.
  /// - Complexity: Some 6 µs a new record, 10 µs one that is held, 25 µs one that replaces
  ///   another; some 0.5 µs a sighting, gathered in memory at 32 bytes each (a call at 64) up to
  ///   `gatheredRowsMax`.
  @discardableResult
  public func ingest(
    _ file: SourceFile, bytes: Int, workers: Workers = .one,
    _ body: (IngestWriter) throws -> IngestClosing
  ) throws -> IngestOutcome {
    if let counts = try counts(ofDigest: file.digest) { return .alreadyHeld(counts) }
    return try writeRethrowing { database in
      // Asked again under the lock: another process may have been faster.
      if let counts = try Self.counts(database, digest: file.digest) { return .alreadyHeld(counts) }
      guard try Self.retraction(database, digest: file.digest) == nil else {
        throw ArchiveError(
          .refused, "the file \(file.source)/\(file.name) was retracted",
          mend: "deliver a corrected file", path: configuration.path)
      }
      let writer = try IngestWriter(
        database, archive: self, file: file, bytes: bytes, workers: workers)
      let closing = try body(writer)
      let counts = try writer.finish(closing)
      try log(
        AuditEntry(.collection, "file", [file.digest], rows: counts.rowsStored), database)
      return .ingested(counts)
    }
  }

  /// What became of the rows of a file, or nil when the archive does not hold it.
  public func counts(ofDigest digest: String) throws(ArchiveError) -> FileCounts? {
    try read { database in try Self.counts(database, digest: digest) }
  }

  private static func counts(_ database: Database, digest: String) throws -> FileCounts? {
    let statement = try RawStatement(
      database,
      "SELECT rows_stored, rows_quarantined, rows_held FROM source_file WHERE digest = ?")
    try statement.bind(digest)
    guard try statement.step() else { return nil }
    let counts = FileCounts(
      rowsStored: Int(statement.integer(0)), rowsQuarantined: Int(statement.integer(1)),
      rowsHeld: Int(statement.integer(2)))
    statement.reset()
    return counts
  }
}
