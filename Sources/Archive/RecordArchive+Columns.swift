import GRDB
public import Primitives
public import Vocabulary

extension RecordArchive {
  /// All sightings of a period, or all there are.
  ///
  /// Sorted by plate, time, camera, file and row. `files` are positions in `files()`, and
  /// `cameraKeys` are all cameras that the archive knows, sorted: so the answer does not depend on
  /// the order in which files arrived, nor on the number of threads.
  ///
  /// - Throws: `ArchiveError`, or `CancelledWork`.
  /// - Complexity: Some 0.3 µs and for a while 120 bytes a row; chunks wholly outside the period
  ///   are not unpacked.
  public func sightings(
    in period: Period? = nil, workers: Workers = .one
  ) throws -> SightingColumns {
    let (parts, keys) = try sorted(SightingEntry.self, in: period, key: nil, workers)
    return SightingColumns(parts, cameraKeys: keys)
  }

  /// The sightings of one vehicle, in the form of `sightings(in:workers:)`.
  ///
  /// - Complexity: Unpacks the chunks whose plates could hold it.
  public func sightings(
    of registration: VehicleRegistration, in period: Period? = nil, workers: Workers = .one
  ) throws -> SightingColumns {
    let (parts, keys) = try sorted(
      SightingEntry.self, in: period, key: registration.packed, workers)
    return SightingColumns(parts, cameraKeys: keys)
  }

  /// All calls of a period, or all there are.
  ///
  /// Sorted by the calling number, time, the called number, file and row; `files` are positions in
  /// `files()`, and `cellKeys` are all cells that the archive knows, sorted.
  public func calls(in period: Period? = nil, workers: Workers = .one) throws -> CallColumns {
    let (parts, keys) = try sorted(CallEntry.self, in: period, key: nil, workers)
    return CallColumns(parts, cellKeys: keys)
  }

  /// The calls that one number made (not those it received).
  public func calls(
    from number: TelephoneNumber, in period: Period? = nil, workers: Workers = .one
  ) throws -> CallColumns {
    let (parts, keys) = try sorted(CallEntry.self, in: period, key: number.packed, workers)
    return CallColumns(parts, cellKeys: keys)
  }

  private func sorted<Entry: ChunkEntry>(
    _: Entry.Type, in period: Period?, key: UInt64?, _ workers: Workers
  ) throws -> (parts: [[Entry]], keys: [RecordKey]) {
    let (chunks, numbering) = try read { database in
      (
        try ChunkStore<Entry>(database).chunks(in: period, key: key),
        try Numbering(database, Entry.self)
      )
    }
    do {
      let runs = try parallelMap(chunks: chunks.count, on: workers) { index in
        var rows = try chunks[index].entries()
        if let key { rows.removeAll { $0.key != key } }
        if let period { rows.removeAll { !period.contains(Instant(seconds: $0.time)) } }
        try numbering.renumber(&rows)
        return rows
      }
      return (try SortedMerge.parts(runs, on: workers), numbering.keys)
    } catch {
      throw ArchiveError.translated(error, path: configuration.path)
    }
  }
}

/// From the archive's numbers, which follow arrival, to positions in sorted tables, which do not.
struct Numbering: Sendable {
  /// The cameras or cells, sorted.
  let keys: [RecordKey]
  private let places: [UInt32]
  private let files: [UInt32]

  init<Entry: ChunkEntry>(_ database: Database, _: Entry.Type) throws {
    let statement = try RawStatement(
      database,
      "SELECT \(Entry.keyNumber), source, \(Entry.keyIdentifier) FROM \(Entry.keyTable)")
    var numbered: [(number: Int, key: RecordKey)] = []
    while try statement.step() {
      numbered.append(
        (Int(statement.integer(0)), RecordKey(source: statement.text(1), id: statement.text(2))))
    }
    numbered.sort { ($0.key, $0.number) < ($1.key, $1.number) }
    keys = numbered.map(\.key)
    places = Self.positions(numbered.map(\.number))
    files = Self.positions(
      try Int.fetchAll(database, sql: "SELECT file_no FROM source_file ORDER BY digest"))
  }

  /// At each number its position in the list; `UInt32.max` where no number is.
  private static func positions(_ numbers: [Int]) -> [UInt32] {
    var positions = [UInt32](repeating: .max, count: (numbers.max() ?? -1) + 1)
    for (position, number) in numbers.enumerated() { positions[number] = UInt32(position) }
    return positions
  }

  func renumber<Entry: ChunkEntry>(_ rows: inout [Entry]) throws {
    for at in rows.indices {
      let place = rows[at].place
      if place != .max {
        guard place < places.count, places[Int(place)] != .max else { throw Self.unknown }
        rows[at].place = places[Int(place)]
      }
      let file = rows[at].file
      guard file < files.count, files[Int(file)] != .max else { throw Self.unknown }
      rows[at].file = files[Int(file)]
    }
  }

  private static let unknown = ColumnChunk.Damage(
    what: "a chunk names a file, camera or cell that is not there")
}

extension SightingColumns {
  init(_ parts: [[SightingEntry]], cameraKeys: [RecordKey]) {
    self.init()
    reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts {
      plates.append(contentsOf: part.lazy.map(\.plate))
      cameras.append(contentsOf: part.lazy.map(\.place))
      times.append(contentsOf: part.lazy.map(\.time))
      directions.append(contentsOf: part.lazy.map(\.direction))
      confidences.append(contentsOf: part.lazy.map(\.confidence))
      files.append(contentsOf: part.lazy.map(\.file))
      rows.append(contentsOf: part.lazy.map(\.row))
    }
    self.cameraKeys = cameraKeys
  }
}

extension CallColumns {
  init(_ parts: [[CallEntry]], cellKeys: [RecordKey]) {
    self.init()
    for part in parts {
      aNumbers.append(contentsOf: part.lazy.map(\.aNumber))
      bNumbers.append(contentsOf: part.lazy.map(\.bNumber))
      times.append(contentsOf: part.lazy.map(\.time))
      durations.append(contentsOf: part.lazy.map(\.duration))
      kinds.append(contentsOf: part.lazy.map(\.kind))
      imeis.append(contentsOf: part.lazy.map(\.imei))
      imsis.append(contentsOf: part.lazy.map(\.imsi))
      cells.append(contentsOf: part.lazy.map(\.place))
      files.append(contentsOf: part.lazy.map(\.file))
      rows.append(contentsOf: part.lazy.map(\.row))
    }
    self.cellKeys = cellKeys
  }
}
