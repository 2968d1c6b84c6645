import GRDB
public import Primitives
public import Vocabulary

extension RecordArchive {
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
        try ChunkStore<Entry>(database).chunks(
          .init(period: period, keys: key.map { $0...$0 })),
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

  /// The archive's numbers of cameras or cells that it knows.
  func numbers(of wanted: [RecordKey]) -> [UInt32] {
    let wanted = Set(wanted)
    return places.indices.compactMap { number in
      let position = places[number]
      return position != .max && wanted.contains(keys[Int(position)]) ? UInt32(number) : nil
    }
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

  /// As `renumber`, for columns.
  func renumber(_ target: SightingChunk.Target, count: Int) throws {
    var isKnown = true
    places.withUnsafeBufferPointer { places in
      for at in 0..<count {
        let place = Int(target.cameras[at])
        let position = place < places.count ? places[place] : .max
        if position == .max { isKnown = false }
        target.cameras[at] = position
      }
    }
    files.withUnsafeBufferPointer { files in
      for at in 0..<count {
        let file = Int(target.files[at])
        let position = file < files.count ? files[file] : .max
        if position == .max { isKnown = false }
        target.files[at] = position
      }
    }
    guard isKnown else { throw Self.unknown }
  }

  private static let unknown = ColumnChunk.Damage(
    what: "a chunk names a file, camera or cell that is not there")
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
