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
  /// - Complexity: Some 40 ns a row, and for a while 10 bytes a row beside the 30 of the answer;
  ///   chunks wholly outside the period are not read.
  public func sightings(
    in period: Period? = nil, workers: Workers = .one
  ) throws -> SightingColumns {
    try sightings(.init(period: period), plates: nil, workers)
  }

  /// The sightings of one vehicle, in the form of `sightings(in:workers:)`.
  ///
  /// - Complexity: Reads one or two chunks a day, those whose plates could hold it, and unpacks its
  ///   own rows.
  public func sightings(
    of registration: VehicleRegistration, in period: Period? = nil, workers: Workers = .one
  ) throws -> SightingColumns {
    try sightings(of: [registration], in: period, workers: workers)
  }

  /// The sightings of some vehicles, in the form of `sightings(in:workers:)`.
  ///
  /// - Parameter registrations: In any order; one that comes twice counts once.
  /// - Complexity: Reads a chunk once, however many of the vehicles it may hold.
  public func sightings(
    of registrations: [VehicleRegistration], in period: Period? = nil, workers: Workers = .one
  ) throws -> SightingColumns {
    let plates = Set(registrations.map(\.packed)).sorted()
    guard let least = plates.first, let greatest = plates.last else {
      return try sightings(.init(day: .max), plates: [], workers)
    }
    return try sightings(.init(period: period, keys: least...greatest), plates: plates, workers)
  }

  /// The sightings that some cameras made, in the form of `sightings(in:workers:)`.
  ///
  /// - Parameter cameras: In any order; one that the archive does not know has none.
  /// - Complexity: Reads the chunks that have rows of them, and unpacks those whole.
  public func sightings(
    by cameras: [RecordKey], in period: Period? = nil, workers: Workers = .one
  ) throws -> SightingColumns {
    let numbers = try read { database in try Numbering(database, SightingEntry.self) }
      .numbers(of: cameras)
    return try sightings(
      .init(period: period, cameras: numbers), plates: nil, workers)
  }

  /// The sightings that are wanted, and of those the ones of some plates alone.
  func sightings(
    _ wanted: ChunkStore<SightingEntry>.Wanted, plates: [UInt64]?, _ workers: Workers
  ) throws -> SightingColumns {
    let (chunks, numbering) = try read { database in
      let store = ChunkStore<SightingEntry>(database)
      let zones = try store.zones(wanted).filter { zone in
        plates.map { !$0.within(zone.keys).isEmpty } ?? true
      }
      return (try store.chunks(zones), try Numbering(database, SightingEntry.self))
    }
    do {
      let sources = try parallelMap(chunks: chunks.count, on: workers) { index in
        try Self.sources(of: chunks[index], wanted, plates: plates)
      }
      return try SightingMerge(sources.flatMap { $0 }, numbering: numbering).columns(on: workers)
    } catch {
      throw ArchiveError.translated(error, path: configuration.path)
    }
  }

  /// A chunk as it stands when all of its rows are wanted, and else those of its rows that are.
  private static func sources(
    of stored: ChunkStore<SightingEntry>.Stored, _ wanted: ChunkStore<SightingEntry>.Wanted,
    plates: [UInt64]?
  ) throws -> [SightingMerge.Source] {
    let zone = stored.zone
    func source(_ chunk: SightingChunk) -> SightingMerge.Source {
      SightingMerge.Source(chunk: chunk, day: zone.day, run: zone.run)
    }
    let isWhole =
      wanted.period.map {
        $0.contains(Instant(seconds: zone.times.lowerBound))
          && $0.contains(Instant(seconds: zone.times.upperBound))
      } ?? true
    if isWhole, plates == nil, wanted.cameras == nil, SightingChunk.isForm(of: stored.body) {
      return [source(try stored.chunk())]
    }
    var rows: [SightingEntry] = []
    if let plates, SightingChunk.isForm(of: stored.body) {
      let chunk = try stored.chunk()
      for plate in plates.within(zone.keys) { rows += try chunk.entries(of: plate) }
    } else {
      rows = try stored.entries()
      if let plates { rows.removeAll { !plates.holds($0.plate) } }
    }
    if let period = wanted.period {
      rows.removeAll { !period.contains(Instant(seconds: $0.time)) }
    }
    if let cameras = wanted.cameras { rows.removeAll { !cameras.contains($0.place) } }
    return try SightingChunk.chunks(of: rows).map(source)
  }
}

extension ChunkStore<SightingEntry>.Stored {
  /// The chunk, opened.
  func chunk() throws(ColumnChunk.Damage) -> SightingChunk {
    let chunk = try SightingChunk(body)
    guard chunk.rows == zone.rows else {
      throw ColumnChunk.Damage(what: "chunk \(zone.number) does not fit its table")
    }
    return chunk
  }
}

extension SightingChunk {
  /// Sorted rows as chunks in memory.
  static func chunks(of rows: [SightingEntry]) throws(ColumnChunk.Damage) -> [SightingChunk] {
    var chunks: [SightingChunk] = []
    for start in stride(from: 0, to: rows.count, by: rowsMax) {
      let end = min(start + rowsMax, rows.count)
      let bytes = rows.withUnsafeBufferPointer {
        let part = UnsafeBufferPointer(rebasing: $0[start..<end])
        return encode(part, RowFitting(part))
      }
      chunks.append(try SightingChunk(bytes))
    }
    return chunks
  }

  /// The rows of one plate.
  func entries(of plate: UInt64) throws(ColumnChunk.Damage) -> [SightingEntry] {
    let position = position(ofPlate: plate)
    guard position < plates.count, plates[position] == plate else { return [] }
    let block = SightingBlock(count: Int(starts[position + 1] - starts[position]))
    try unpack(plates: position..<(position + 1), into: block.target)
    return block.entries()
  }
}

extension [UInt64] {
  /// Those of these numbers, which rise, that lie in a range.
  fileprivate func within(_ range: ClosedRange<UInt64>) -> ArraySlice<UInt64> {
    let from = firstPosition(atOrAbove: range.lowerBound)
    let to = range.upperBound == .max ? count : firstPosition(atOrAbove: range.upperBound + 1)
    return self[from..<to]
  }

  /// Whether these numbers, which rise, hold a number.
  fileprivate func holds(_ number: UInt64) -> Bool { !within(number...number).isEmpty }

  private func firstPosition(atOrAbove number: UInt64) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
