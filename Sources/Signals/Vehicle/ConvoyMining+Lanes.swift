import Primitives

/// The reads of vehicles that can be in a pair, by lane and then by time.
///
///     lane    one camera in one direction
///     keys    seconds ‖ vehicle, 32 bits each; `keys[starts[l] ..< starts[l + 1]]` are lane l's
struct ConvoyLanes: Sendable {
  /// Registrations by vehicle number, in no order.
  let plates: [UInt64]
  let keys: ConvoyColumn<UInt64>
  /// One more than there are lanes, which are numbered camera ‖ direction in four bits.
  let starts: [Int]

  /// - Parameter lanes: How many lane numbers there may be.
  /// - Throws: `CancelledWork`.
  init(_ parts: [ConvoyPart], lanes: Int, clock: ConvoyClock, workers: Workers) throws {
    var firstVehicle: [UInt32] = []
    var plates: [UInt64] = []
    for part in parts {
      firstVehicle.append(UInt32(plates.count))
      plates += part.plates
    }
    self.plates = plates
    let count = parts.reduce(0) { $0 + $1.reads.count }
    // Each chunk has a counter a lane.
    let chunks = min(parts.count, 16, max(1, count / (4 * lanes)))
    let sizes = try parallelMap(chunks: chunks, on: workers) { chunk in
      var sizes = [UInt32](repeating: 0, count: lanes)
      for part in chunkBounds(chunk, of: chunks, count: parts.count) {
        for read in parts[part].reads { sizes[Int(read.lane)] &+= 1 }
      }
      return sizes
    }
    var offsets = sizes.map { _ in [Int](repeating: 0, count: lanes) }
    var starts = [0]
    starts.reserveCapacity(lanes + 1)
    for lane in 0..<lanes {
      var at = starts[lane]
      for chunk in 0..<chunks {
        offsets[chunk][lane] = at
        at += Int(sizes[chunk][lane])
      }
      starts.append(at)
    }
    self.starts = starts
    let keys = ConvoyColumn<UInt64>(unwritten: count)
    let (begins, first) = (offsets, firstVehicle)
    _ = try parallelMap(chunks: chunks, on: workers) { chunk in
      var next = begins[chunk]
      next.withUnsafeMutableBufferPointer { next in
        for part in chunkBounds(chunk, of: chunks, count: parts.count) {
          for read in parts[part].reads {
            let lane = Int(read.lane)
            (keys.base + next[lane]).initialize(
              to: UInt64(read.seconds) &<< 32 | UInt64(first[part] &+ read.vehicle))
            next[lane] &+= 1
          }
        }
      }
    }
    self.keys = keys
    try sort(bits: 32 - clock.last.leadingZeroBitCount, workers: workers)
  }

  /// Puts every lane in order of time.
  private func sort(bits: Int, workers: Workers) throws {
    let chunks = min(256, max(1, keys.count / 4096))
    _ = try parallelMap(chunks: chunks, on: workers) { chunk in
      var scratch = LaneScratch(bits: bits)
      for lane in lanes(startingIn: chunkBounds(chunk, of: chunks, count: keys.count)) {
        scratch.sort(
          UnsafeMutableBufferPointer(
            start: keys.base + starts[lane], count: starts[lane + 1] - starts[lane]))
      }
    }
  }

  /// Lanes whose first read lies in a range of places; with ranges that meet, every lane once.
  private func lanes(startingIn range: Range<Int>) -> Range<Int> {
    firstLane(from: range.lowerBound)..<firstLane(from: range.upperBound)
  }

  /// The first lane that begins at a place or after it.
  private func firstLane(from place: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The lane of the read at a place.
  func lane(at place: Int) -> Int { firstLane(from: place + 1) - 1 }
}

/// Sorts the reads of one lane by their upper 32 bits, by counting in digits that fit the span.
private struct LaneScratch {
  private let digitBits: UInt64
  private let passes: Int
  private var counts: [UInt32]
  private var spare: [UInt64] = []

  init(bits: Int) {
    passes = max(1, (bits + 10) / 11)
    digitBits = UInt64(max(1, (bits + passes - 1) / passes))
    counts = [UInt32](repeating: 0, count: 1 << Int(digitBits))
  }

  mutating func sort(_ keys: UnsafeMutableBufferPointer<UInt64>) {
    guard keys.count > 256 else {
      var keys = keys
      keys.sort()
      return
    }
    if spare.count < keys.count { spare = [UInt64](repeating: 0, count: keys.count) }
    let (count, mask) = (keys.count, UInt64(1) &<< digitBits &- 1)
    guard let own = keys.baseAddress else { return }
    spare.withUnsafeMutableBufferPointer { spare in
      counts.withUnsafeMutableBufferPointer { counts in
        guard var to = spare.baseAddress else { return }
        var from = own
        for pass in 0..<passes {
          let shift = 32 &+ UInt64(pass) &* digitBits
          counts.update(repeating: 0)
          for place in 0..<count { counts[Int((from[place] &>> shift) & mask)] &+= 1 }
          var sum: UInt32 = 0
          for digit in counts.indices {
            let here = counts[digit]
            counts[digit] = sum
            sum &+= here
          }
          for place in 0..<count {
            let digit = Int((from[place] &>> shift) & mask)
            to[Int(counts[digit])] = from[place]
            counts[digit] &+= 1
          }
          swap(&from, &to)
        }
        if from != own { own.update(from: from, count: count) }
      }
    }
  }
}
