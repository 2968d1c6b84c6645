import GRDB
import Primitives
public import Vocabulary

extension IngestWriter {
  /// Takes sightings of the file. Their `files` are not looked at: it is the one being taken in.
  public func add(sightings columns: SightingColumns) throws {
    precondition(file.kind == .sightings, "a file of another kind has no sightings")
    let cameras = try columns.cameraKeys.map { try number(of: $0, SightingEntry.self) }
    for at in 0..<columns.count {
      precondition(columns.plates[at] &>> 63 == 0, "a packed registration has 60 bits")
      sightings.append(
        SightingEntry(
          plate: columns.plates[at], time: columns.times[at],
          place: cameras[Int(columns.cameras[at])], file: UInt32(fileNumber),
          row: columns.rows[at], direction: columns.directions[at],
          confidence: columns.confidences[at]))
    }
    storedRows.append(contentsOf: columns.rows)
    counts.rowsStored += columns.count
    if sightings.count >= archive.configuration.gatheredRowsMax { try flushSightings() }
  }

  /// Takes calls of the file. Their `files` are not looked at: it is the one being taken in.
  public func add(calls columns: CallColumns) throws {
    precondition(file.kind == .calls, "a file of another kind has no calls")
    let cells = try columns.cellKeys.map { try number(of: $0, CallEntry.self) }
    for at in 0..<columns.count {
      precondition(columns.aNumbers[at] &>> 63 == 0, "a packed number has 61 bits")
      let cell = columns.cells[at]
      calls.append(
        CallEntry(
          aNumber: columns.aNumbers[at], bNumber: columns.bNumbers[at], time: columns.times[at],
          imei: columns.imeis[at], imsi: columns.imsis[at], duration: columns.durations[at],
          place: cell == .max ? .max : cells[Int(cell)], file: UInt32(fileNumber),
          row: columns.rows[at], kind: columns.kinds[at]))
    }
    storedRows.append(contentsOf: columns.rows)
    counts.rowsStored += columns.count
    if calls.count >= archive.configuration.gatheredRowsMax { try flushCalls() }
  }

  func flushSightings() throws {
    try ChunkStore<SightingEntry>(database).append(sightings, workers)
    sightings.removeAll()
  }

  func flushCalls() throws {
    try ChunkStore<CallEntry>(database).append(calls, workers)
    calls.removeAll()
  }

  /// The archive's number of a camera or cell, given now if it is new.
  private func number<Entry: ChunkEntry>(of key: RecordKey, _: Entry.Type) throws -> UInt32 {
    if let known = keyNumbers[key] { return known }
    let found = try UInt32.fetchOne(
      database,
      sql: """
        SELECT \(Entry.keyNumber) FROM \(Entry.keyTable)
        WHERE source = ? AND \(Entry.keyIdentifier) = ?
        """,
      arguments: [key.source, key.id])
    if let found {
      keyNumbers[key] = found
      return found
    }
    try database.execute(
      sql: "INSERT INTO \(Entry.keyTable) (source, \(Entry.keyIdentifier)) VALUES (?, ?)",
      arguments: [key.source, key.id])
    let number = UInt32(database.lastInsertedRowID)
    keyNumbers[key] = number
    return number
  }
}
