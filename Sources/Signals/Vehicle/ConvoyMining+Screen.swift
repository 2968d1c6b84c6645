import Primitives

/// A read of a vehicle that can be in a pair.
struct ConvoyRead: BitwiseCopyable, Sendable {
  /// By `ConvoyClock`.
  var seconds: UInt32
  /// Camera ‖ direction in four bits.
  var lane: UInt32
  /// Within its part.
  var vehicle: UInt32
}

/// The vehicles of one part that can be in a pair, and their reads, vehicle by vehicle.
struct ConvoyPart: Sendable {
  var plates: [UInt64] = []
  var reads: [ConvoyRead] = []
}

/// Puts reads into parts by a hash of the plate, so that a part lies in a core's own memory, and
/// keeps of each part the vehicles that were read at enough cameras on enough days.
///
///     rows   | plate camera direction time |  as given
///     parts  | plate seconds lane |           one part after the other, a few million rows a round
///     kept   | seconds lane vehicle |         of each part
struct ConvoyScreen: Sendable {
  let mining: ConvoyMining
  let reads: ConvoyInput
  let clock: ConvoyClock
  /// Rows of a part, of the chunks that are moved at once, and of a round, about.
  private static let partRows = 1 << 15
  private static let chunkRows = 1 << 18
  private static let roundRows = 1 << 24

  private struct Row: BitwiseCopyable, Sendable {
    var plate: UInt64
    var seconds: UInt32
    var lane: UInt32
  }

  /// - Throws: `CancelledWork`.
  func parts(workers: Workers) throws -> [ConvoyPart] {
    let count = reads.plates.count
    let bits = (0...12).first { count >> $0 <= Self.partRows } ?? 12
    let chunks = max(1, (count + Self.chunkRows - 1) / Self.chunkRows)
    let sizes = try parallelMap(chunks: chunks, on: workers) { chunk in
      partSizes(in: chunkBounds(chunk, of: chunks, count: count), bits: bits)
    }
    var parts: [ConvoyPart] = []
    var first = 0
    while first < 1 << bits {
      var rows = 0
      var end = first
      while end < 1 << bits, end == first || rows < Self.roundRows {
        for chunk in sizes { rows += Int(chunk[end]) }
        end += 1
      }
      parts += try round(first..<end, bits: bits, sizes: sizes, workers: workers)
      first = end
    }
    return parts
  }

  @inline(__always)
  private static func part(of plate: UInt64, bits: Int) -> Int {
    bits == 0 ? 0 : Int(truncatingIfNeeded: StableHash.mix(plate) &>> UInt64(64 &- bits))
  }

  private func partSizes(in range: Range<Int>, bits: Int) -> [UInt32] {
    var sizes = [UInt32](repeating: 0, count: 1 << bits)
    sizes.withUnsafeMutableBufferPointer { sizes in
      reads.plates.withUnsafeBufferPointer { plates in
        for row in range { sizes[Self.part(of: plates[row], bits: bits)] &+= 1 }
      }
    }
    return sizes
  }

  /// Moves the rows of some parts together and screens them.
  private func round(
    _ parts: Range<Int>, bits: Int, sizes: [[UInt32]], workers: Workers
  ) throws -> [ConvoyPart] {
    var starts = [0]
    var offsets = sizes.map { _ in [Int](repeating: 0, count: parts.count) }
    for part in parts {
      var at = starts[part - parts.lowerBound]
      for chunk in sizes.indices {
        offsets[chunk][part - parts.lowerBound] = at
        at += Int(sizes[chunk][part])
      }
      starts.append(at)
    }
    let (begins, ends) = (offsets, starts)
    let rows = ConvoyColumn<Row>(unwritten: ends[parts.count])
    _ = try parallelMap(chunks: sizes.count, on: workers) { chunk in
      move(
        chunkBounds(chunk, of: sizes.count, count: reads.plates.count), parts: parts, bits: bits,
        offsets: begins[chunk], to: rows)
    }
    return try parallelMap(chunks: parts.count, on: workers) { part in
      screened(
        UnsafeBufferPointer(
          start: rows.base + ends[part], count: ends[part + 1] - ends[part]))
    }
  }

  private func move(
    _ range: Range<Int>, parts: Range<Int>, bits: Int, offsets: [Int], to rows: ConvoyColumn<Row>
  ) {
    var offsets = offsets
    offsets.withUnsafeMutableBufferPointer { next in
      reads.withColumns { plates, cameras, directions, times in
        for row in range {
          let part = Self.part(of: plates[row], bits: bits)
          guard parts.contains(part) else { continue }
          let place = next[part &- parts.lowerBound]
          next[part &- parts.lowerBound] = place &+ 1
          (rows.base + place).initialize(
            to: Row(
              plate: plates[row], seconds: clock.seconds(times[row]),
              lane: cameras[row] &<< 4 | UInt32(directions[row])))
        }
      }
    }
  }

  /// The rows of one part grouped by vehicle, and the vehicles screened.
  private func screened(_ rows: UnsafeBufferPointer<Row>) -> ConvoyPart {
    let (vehicleOfRow, counts) = Self.vehicles(rows)
    var starts = [Int](repeating: 0, count: counts.count + 1)
    for vehicle in counts.indices { starts[vehicle + 1] = starts[vehicle] + Int(counts[vehicle]) }
    var next = starts
    let grouped = [UInt32](unsafeUninitializedCapacity: rows.count) { buffer, filled in
      next.withUnsafeMutableBufferPointer { next in
        for row in 0..<rows.count {
          let vehicle = Int(vehicleOfRow[row])
          buffer[next[vehicle]] = UInt32(truncatingIfNeeded: row)
          next[vehicle] &+= 1
        }
      }
      filled = rows.count
    }
    var test = Test(mining: mining, window: clock.window)
    let passing = counts.indices.filter { vehicle in
      Int(counts[vehicle]) >= mining.minCameras
        && test.passes(grouped[starts[vehicle]..<starts[vehicle + 1]], rows)
    }
    var part = ConvoyPart()
    part.plates = passing.map { rows[Int(grouped[starts[$0]])].plate }
    part.reads.reserveCapacity(passing.reduce(0) { $0 + Int(counts[$1]) })
    for (number, vehicle) in passing.enumerated() {
      for row in grouped[starts[vehicle]..<starts[vehicle + 1]] {
        part.reads.append(
          ConvoyRead(
            seconds: rows[Int(row)].seconds, lane: rows[Int(row)].lane,
            vehicle: UInt32(truncatingIfNeeded: number)))
      }
    }
    return part
  }

  /// Numbers vehicles in the order in which they come; an open table half full at most.
  private static func vehicles(
    _ rows: UnsafeBufferPointer<Row>
  ) -> (vehicleOfRow: [UInt32], counts: [UInt32]) {
    var capacity = 16
    while capacity < 2 * rows.count { capacity *= 2 }
    let mask = UInt64(capacity - 1)
    var plates = [UInt64](repeating: 0, count: capacity)
    var numbers = [UInt32](repeating: .max, count: capacity)
    var counts: [UInt32] = []
    let vehicleOfRow = [UInt32](unsafeUninitializedCapacity: rows.count) { buffer, filled in
      plates.withUnsafeMutableBufferPointer { plates in
        numbers.withUnsafeMutableBufferPointer { numbers in
          for row in 0..<rows.count {
            let plate = rows[row].plate
            var slot = Int(truncatingIfNeeded: StableHash.mix(plate) & mask)
            while numbers[slot] != .max && plates[slot] != plate {
              slot = (slot &+ 1) & Int(mask)
            }
            if numbers[slot] == .max {
              numbers[slot] = UInt32(truncatingIfNeeded: counts.count)
              plates[slot] = plate
              counts.append(0)
            }
            counts[Int(numbers[slot])] &+= 1
            buffer[row] = numbers[slot]
          }
        }
      }
      filled = rows.count
    }
    return (vehicleOfRow, counts)
  }

  /// Whether a vehicle was read at enough cameras on enough days to be in any pair.
  private struct Test {
    let mining: ConvoyMining
    let window: UInt32
    var cameras: [UInt32] = []
    var days: [UInt32] = []

    init(mining: ConvoyMining, window: UInt32) {
      self.mining = mining
      self.window = window
    }

    mutating func passes(_ own: ArraySlice<UInt32>, _ rows: UnsafeBufferPointer<Row>) -> Bool {
      cameras.removeAll(keepingCapacity: true)
      days.removeAll(keepingCapacity: true)
      for row in own {
        cameras.append(rows[Int(row)].lane &>> 4)
        // A meeting's day is that of the earlier read, which may be the partner's before midnight.
        days.append(rows[Int(row)].seconds / 86_400)
        if window < 86_400 { days.append((rows[Int(row)].seconds &- window) / 86_400) }
      }
      return Self.holds(&cameras, atLeast: mining.minCameras)
        && (window >= 86_400 || Self.holds(&days, atLeast: mining.minDays))
    }

    /// Whether so many different values are in a scratch column; it may be left in any order.
    private static func holds(_ values: inout [UInt32], atLeast least: Int) -> Bool {
      guard least <= 16 else { return different(&values) >= least }
      // The first `found` places hold what is different so far.
      var found = 0
      for value in values {
        var isNew = true
        for place in 0..<found where values[place] == value { isNew = false }
        guard isNew else { continue }
        values[found] = value
        found += 1
        if found == least { return true }
      }
      return false
    }
  }
}

/// How many different values a scratch column holds. It is left sorted.
func different<Value: Comparable>(_ values: inout [Value]) -> Int {
  values.sort()
  var count = 0
  for index in values.indices where index == 0 || values[index] != values[index - 1] { count += 1 }
  return count
}
