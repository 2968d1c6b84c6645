import Primitives
import Vocabulary

/// Chunks of many days and runs put together into columns in one order, straight into memory of
/// the size they need.
///
/// The plates are cut into parts at plates taken from the chunks at fixed steps, so that parts
/// depend on the rows alone and no plate lies in two. Where the chunks of a part follow each other,
/// as those of one day do, their rows are unpacked where they belong; else they are sorted first.
struct SightingMerge: Sendable {
  /// A chunk, and which run it is of: rows of one run are in order.
  struct Source: Sendable {
    let chunk: SightingChunk
    let day: Int64
    let run: Int64
  }

  /// Neighbouring plates of one chunk.
  private struct Piece {
    let source: Int
    let plates: Range<Int>
  }

  private struct Part {
    var pieces: [Piece] = []
    var rows = 0
    var start = 0
  }

  private let sources: [Source]
  private let numbering: Numbering
  private let parts: [Part]
  /// All rows.
  let count: Int

  /// Rows a part should have: few enough that a part is sorted within a core's own cache.
  private static let partRows = 32_768
  /// Of the rows, one in so many says where to cut.
  private static let sampleStep = 256

  /// - Parameter sources: In order of day, run and part of the run.
  init(_ sources: [Source], numbering: Numbering) {
    self.sources = sources
    self.numbering = numbering
    let cuts = Self.cuts(sources)
    var parts = [Part](repeating: Part(), count: cuts.count + 1)
    for (position, source) in sources.enumerated() {
      let chunk = source.chunk
      guard let first = chunk.plates.first else { continue }
      var part = Self.part(of: first, cuts)
      var from = 0
      while from < chunk.plates.count {
        let to = part < cuts.count ? chunk.position(ofPlate: cuts[part]) : chunk.plates.count
        if to > from {
          parts[part].pieces.append(Piece(source: position, plates: from..<to))
          parts[part].rows += Int(chunk.starts[to] - chunk.starts[from])
        }
        from = max(from, to)
        part += 1
      }
    }
    var count = 0
    for part in parts.indices {
      parts[part].start = count
      count += parts[part].rows
    }
    self.parts = parts
    self.count = count
  }

  /// The plates at which parts begin, but for the first.
  private static func cuts(_ sources: [Source]) -> [UInt64] {
    let total = sources.reduce(0) { $0 + $1.chunk.rows }
    let parts = total / partRows + 1
    guard parts > 1 else { return [] }
    var sample: [UInt64] = []
    sample.reserveCapacity(total / sampleStep + sources.count)
    for source in sources {
      var row = 0
      for (plate, start) in zip(source.chunk.plates, source.chunk.starts) where Int(start) >= row {
        sample.append(plate)
        row = Int(start) + sampleStep
      }
    }
    sample.sort()
    var cuts: [UInt64] = []
    for part in 1..<parts {
      let plate = sample[sample.count * part / parts]
      if plate != cuts.last { cuts.append(plate) }
    }
    return cuts
  }

  /// The part that a plate lies in.
  private static func part(of plate: UInt64, _ cuts: [UInt64]) -> Int {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] <= plate { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The columns, with positions in sorted tables in the place of the archive's numbers.
  ///
  /// - Throws: `ColumnChunk.Damage`, or `CancelledWork`.
  func columns(on workers: Workers) throws -> SightingColumns {
    try SightingColumns(count: count, cameraKeys: numbering.keys) { target in
      _ = try parallelMap(chunks: parts.count, on: workers) { part in
        try fill(parts[part], target.advanced(by: parts[part].start))
      }
    }
  }

  private func fill(_ part: Part, _ target: SightingChunk.Target) throws {
    guard part.rows > 0 else { return }
    if follow(part.pieces) {
      try unpack(part, into: target)
      TieOrder.restore(target, count: part.rows)
      return
    }
    let block = SightingBlock(count: part.rows)
    try unpack(part, into: block.target)
    var entries = block.entries()
    try PlateSort.sort(&entries, on: .one)
    target.put(entries)
  }

  private func unpack(_ part: Part, into target: SightingChunk.Target) throws {
    var at = 0
    for piece in part.pieces {
      let chunk = sources[piece.source].chunk
      try chunk.unpack(plates: piece.plates, into: target.advanced(by: at))
      at += Int(chunk.starts[piece.plates.upperBound] - chunk.starts[piece.plates.lowerBound])
    }
    try numbering.renumber(target, count: part.rows)
  }

  /// Whether pieces follow each other by plate, and by time where a plate lies in two of them.
  private func follow(_ pieces: [Piece]) -> Bool {
    for (left, right) in zip(pieces, pieces.dropFirst()) {
      let (from, to) = (sources[left.source], sources[right.source])
      let last = from.chunk.plates[left.plates.upperBound - 1]
      let next = to.chunk.plates[right.plates.lowerBound]
      let isInTime = from.day < to.day || (from.day == to.day && from.run == to.run)
      guard last < next || (last == next && isInTime) else { return false }
    }
    return true
  }
}

/// Puts right what the numbers of cameras and files brought out of order: rows of one plate and one
/// second, which are ordered by camera, file and row.
enum TieOrder {
  static func restore(_ target: SightingChunk.Target, count: Int) {
    var at = 1
    while at < count {
      guard
        target.times[at] == target.times[at &- 1], target.plates[at] == target.plates[at &- 1]
      else {
        at &+= 1
        continue
      }
      let start = at &- 1
      while at < count, target.times[at] == target.times[start],
        target.plates[at] == target.plates[start]
      {
        at &+= 1
      }
      var rows = (start..<at).map { target.entry($0) }
      rows.sort()
      target.advanced(by: start).put(rows)
    }
  }
}
