import Primitives

/// Which vehicles were read on a day, how often, and in which areas, packed in 64 parts.
///
/// A part holds the plates of one hash of their folded form (`MisreadRepair.folded`), so plates
/// that look alike are always in one part, and each part of a window is put together by itself.
///
///     a plate   gap to the plate before, reads, areas, and the areas' gaps, in groups of seven bits
struct PlateTable: Hashable, Sendable {
  static let partCount = 64
  private var parts = [[UInt8]](repeating: [], count: partCount)
  private var counts = [Int](repeating: 0, count: partCount)

  /// One vehicle's day.
  struct Entry {
    var plate: UInt64
    var reads: Int
    /// Positions in the day's areas, ascending.
    var areas: [UInt32]
  }

  init() {}

  static func part(of plate: UInt64) -> Int {
    Int(truncatingIfNeeded: StableHash.mix(MisreadRepair.folded(plate)) &>> 58)
  }

  /// Packs plates that come in ascending order.
  struct Packing {
    private var writers = [SummaryWriter](repeating: SummaryWriter(), count: partCount)
    private var lasts = [UInt64](repeating: 0, count: partCount)
    private var counts = [Int](repeating: 0, count: partCount)

    mutating func add(_ plate: UInt64, reads: Int, areas: [UInt32]) {
      let part = PlateTable.part(of: plate)
      writers[part].add(plate &- lasts[part])
      writers[part].add(reads)
      writers[part].add(areas.count)
      var last: UInt32 = 0
      for area in areas {
        writers[part].add(UInt64(area &- last))
        last = area
      }
      lasts[part] = plate
      counts[part] += 1
    }

    var table: PlateTable {
      var table = PlateTable()
      table.parts = writers.map(\.bytes)
      table.counts = counts
      return table
    }
  }

  /// Calls `body` with the plates of a part, ascending; stops where the bytes are something else.
  func forEach(inPart part: Int, _ body: (UInt64, Int, [UInt32]) -> Void) {
    var reader = SummaryReader(parts[part])
    var plate: UInt64 = 0
    var areas: [UInt32] = []
    for _ in 0..<counts[part] {
      guard let gap = reader.number(), let reads = reader.number(), let count = reader.number()
      else { return }
      plate &+= gap
      areas.removeAll(keepingCapacity: true)
      var area: UInt32 = 0
      for _ in 0..<count {
        guard let gap = reader.number() else { return }
        area &+= UInt32(truncatingIfNeeded: gap)
        areas.append(area)
      }
      body(plate, Int(truncatingIfNeeded: reads), areas)
    }
  }

  /// How many plates a part has.
  func count(inPart part: Int) -> Int { counts[part] }

  func write(to writer: inout SummaryWriter) {
    for part in 0..<Self.partCount {
      writer.add(counts[part])
      writer.add(parts[part])
    }
  }

  init?(from reader: inout SummaryReader) {
    for part in 0..<Self.partCount {
      guard let count = reader.number(), let bytes = reader.part(), count <= UInt64(bytes.count)
      else { return nil }
      counts[part] = Int(count)
      parts[part] = bytes
    }
  }
}
