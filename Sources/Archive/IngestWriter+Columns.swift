import GRDB
import Primitives
public import Vocabulary

extension IngestWriter {
  /// Takes sightings of the file. Their `files` are not looked at: it is the one being taken in.
  public func add(sightings columns: SightingColumns) throws {
    precondition(file.kind == .sightings, "a file of another kind has no sightings")
    let cameras = try columns.cameraKeys.map { try number(of: $0, SightingEntry.self) }
    var used: UInt64 = 0
    for plate in columns.plates { used |= plate }
    precondition(used &>> 63 == 0, "a packed registration has 60 bits")
    let file = UInt32(fileNumber)
    sightings.beginBatch()
    sightings.add(count: columns.count) { at in
      SightingEntry(
        plate: columns.plates[at], time: columns.times[at],
        place: cameras[Int(columns.cameras[at])], file: file, row: columns.rows[at],
        direction: columns.directions[at], confidence: columns.confidences[at])
    }
    storedRows.add(columns.rows)
    counts.rowsStored += columns.count
    try flush(&sightings, packedSightings, downTo: archive.configuration.gatheredRowsMax - 1)
  }

  /// Takes calls of the file. Their `files` are not looked at: it is the one being taken in.
  public func add(calls columns: CallColumns) throws {
    precondition(file.kind == .calls, "a file of another kind has no calls")
    let cells = try columns.cellKeys.map { try number(of: $0, CallEntry.self) }
    var used: UInt64 = 0
    for number in columns.aNumbers { used |= number }
    precondition(used &>> 63 == 0, "a packed number has 61 bits")
    calls.beginBatch()
    calls.add(count: columns.count) { at in
      let cell = columns.cells[at]
      return CallEntry(
        aNumber: columns.aNumbers[at], bNumber: columns.bNumbers[at], time: columns.times[at],
        imei: columns.imeis[at], imsi: columns.imsis[at], duration: columns.durations[at],
        place: cell == .max ? .max : cells[Int(cell)], file: UInt32(fileNumber),
        row: columns.rows[at], kind: columns.kinds[at])
    }
    storedRows.add(columns.rows)
    counts.rowsStored += columns.count
    try flush(&calls, packedCalls, downTo: archive.configuration.gatheredRowsMax - 1)
  }

  /// Hands days on to be packed until no more rows wait than are allowed, and those that are whole
  /// as far as can be seen; and writes what has been packed.
  func flush<Entry: ChunkEntry>(
    _ gathered: inout GatheredDays<Entry>, _ packing: DayPacking<Entry>, downTo limit: Int
  ) throws {
    while true {
      while let chunks = try packing.next(waits: packing.isFull) { try write(chunks, Entry.self) }
      let isOver = gathered.count > limit
      guard isOver || gathered.hasWholeDay, let (day, rows) = gathered.takeStalest() else { break }
      packing.begin(rows, day: day, hashes: hashes)
    }
    guard limit == 0 else { return }
    while let chunks = try packing.next(waits: true) { try write(chunks, Entry.self) }
  }

  private func write<Entry: ChunkEntry>(
    _ chunks: [ChunkStore<Entry>.Packed], _: Entry.Type
  ) throws {
    let store = ChunkStore<Entry>(database)
    try store.write(chunks, run: store.nextRun())
  }

  /// The archive's number of a camera or cell, given now if it is new.
  private func number<Entry: ChunkEntry>(of key: RecordKey, _: Entry.Type) throws -> UInt32 {
    if let known = keyNumbers[key] { return known }
    let number = try storedNumber(of: key, Entry.self)
    keyNumbers[key] = number
    if Entry.hasMarks { hashes.set(camera: Int(number), to: key) }
    return number
  }

  private func storedNumber<Entry: ChunkEntry>(
    of key: RecordKey, _: Entry.Type
  ) throws -> UInt32 {
    let found = try UInt32.fetchOne(
      database,
      sql: """
        SELECT \(Entry.keyNumber) FROM \(Entry.keyTable)
        WHERE source = ? AND \(Entry.keyIdentifier) = ?
        """,
      arguments: [key.source, key.id])
    if let found { return found }
    try database.execute(
      sql: "INSERT INTO \(Entry.keyTable) (source, \(Entry.keyIdentifier)) VALUES (?, ?)",
      arguments: [key.source, key.id])
    return UInt32(database.lastInsertedRowID)
  }
}
