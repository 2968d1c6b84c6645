import Primitives

/// Finds the pairs that meet often enough to be counted exactly, without writing meetings down.
///
/// Each meeting is a number: a hash of its pair. A first look along the lanes puts these numbers
/// into buckets and counts, bucket by bucket, how often each comes; one bit a number says whether
/// it came as often as a pair needs. A second look writes down only meetings whose bit is set: all
/// those of pairs that can count, and the few that share a number with others.
struct ConvoyMeetings: Sendable {
  /// Two vehicles at one camera.
  struct Meeting: BitwiseCopyable, Sendable {
    /// Vehicle numbers, the lower in the lower half.
    var pair: UInt64
    var camera: UInt32
    /// Of the earlier read, by `ConvoyClock`.
    var seconds: UInt32
  }

  /// The bit of every number that came often enough.
  private struct Marks: Sendable {
    let words: ConvoyColumn<UInt64>

    @inline(__always)
    func contains(_ number: UInt64) -> Bool {
      words.base[Int(truncatingIfNeeded: number &>> 6)] &>> (number & 63) & 1 != 0
    }
  }

  /// What one look along the lanes works through: places in order, cut for the threads.
  private let chunks: Int
  let lanes: ConvoyLanes
  let window: UInt32
  /// Meetings of a pair that can count, at least.
  let need: Int
  /// Meetings of different vehicles.
  let count: Int
  private let bucketBits: Int
  private let slotBits: Int
  /// For each chunk, its meetings in each bucket.
  private let sizes: [[UInt32]]
  /// Numbers written down, and meetings written down, at once.
  private static let roundNumbers = 1 << 27
  private static let roundMeetings = 1 << 24

  /// - Throws: `CancelledWork`.
  init(lanes: ConvoyLanes, window: UInt32, need: Int, workers: Workers) throws {
    self.lanes = lanes
    self.window = window
    self.need = need
    let chunks = min(512, max(1, lanes.keys.count / 2048))
    self.chunks = chunks
    let counts = try parallelMap(chunks: chunks, on: workers) { chunk in
      Self.reach(lanes, window, chunkBounds(chunk, of: chunks, count: lanes.keys.count))
    }
    // Four numbers a meeting, so that a pair seldom shares its own; 2^17 counters lie in a core.
    let bits = min(30, max(8, Int.bitWidth - (4 * counts.reduce(0, +)).leadingZeroBitCount))
    let bucketBits = max(0, bits - 17)
    self.bucketBits = bucketBits
    slotBits = bits - bucketBits
    sizes = try parallelMap(chunks: chunks, on: workers) { chunk in
      var sizes = [UInt32](repeating: 0, count: 1 << bucketBits)
      sizes.withUnsafeMutableBufferPointer { sizes in
        Self.forEach(
          in: chunkBounds(chunk, of: chunks, count: lanes.keys.count), lanes, window
        ) { pair, _, _ in
          sizes[Self.bucket(Self.hash(pair), bits: bucketBits)] &+= 1
        }
      }
      return sizes
    }
    count = sizes.reduce(0) { $0 + $1.reduce(0) { $0 + Int($1) } }
  }

  /// Calls `body` with the meetings of pairs that may count, bucket by bucket: those of one pair
  /// come in one call, in no order.
  func forEachCandidate<Found: Sendable>(
    workers: Workers, _ body: @Sendable (UnsafeMutableBufferPointer<Meeting>) -> [Found]
  ) throws -> [Found] {
    let (marks, marked) = try marks(workers: workers)
    var found: [Found] = []
    var first = 0
    while first < 1 << bucketBits {
      var end = first
      var size = 0
      while end < 1 << bucketBits, end == first || size + marked[end] <= Self.roundMeetings {
        size += marked[end]
        end += 1
      }
      found += try gathered(first..<end, marks, workers: workers) { body($0) }
      first = end
    }
    return found
  }

  /// Writes the marked meetings of some buckets down, bucket by bucket, and calls `body` with each.
  private func gathered<Found: Sendable>(
    _ buckets: Range<Int>, _ marks: Marks, workers: Workers,
    _ body: @Sendable (UnsafeMutableBufferPointer<Meeting>) -> [Found]
  ) throws -> [Found] {
    let parts = try parallelMap(chunks: chunks, on: workers) { written(chunk: $0, buckets, marks) }
    var starts = [Int](repeating: 0, count: buckets.count + 1)
    for part in parts {
      for meeting in part { starts[place(of: meeting, in: buckets) + 1] += 1 }
    }
    for bucket in 0..<buckets.count { starts[bucket + 1] += starts[bucket] }
    let meetings = ConvoyColumn<Meeting>(unwritten: starts[buckets.count])
    var next = starts
    for part in parts {
      for meeting in part {
        let bucket = place(of: meeting, in: buckets)
        (meetings.base + next[bucket]).initialize(to: meeting)
        next[bucket] += 1
      }
    }
    let ends = starts
    return try parallelMap(chunks: buckets.count, on: workers) { bucket in
      body(
        UnsafeMutableBufferPointer(
          start: meetings.base + ends[bucket], count: ends[bucket + 1] - ends[bucket]))
    }.flatMap { $0 }
  }

  private func place(of meeting: Meeting, in buckets: Range<Int>) -> Int {
    Self.bucket(Self.hash(meeting.pair), bits: bucketBits) - buckets.lowerBound
  }

  /// The marked meetings of one chunk of the lanes that lie in some buckets.
  private func written(chunk: Int, _ buckets: Range<Int>, _ marks: Marks) -> [Meeting] {
    var meetings: [Meeting] = []
    let drop = UInt64(64 - bucketBits - slotBits)
    Self.forEach(
      in: chunkBounds(chunk, of: chunks, count: lanes.keys.count), lanes, window
    ) { pair, lane, seconds in
      let hash = Self.hash(pair)
      guard marks.contains(hash &>> drop),
        buckets.contains(Self.bucket(hash, bits: bucketBits))
      else { return }
      meetings.append(
        Meeting(pair: pair, camera: UInt32(truncatingIfNeeded: lane &>> 4), seconds: seconds))
    }
    return meetings
  }

  /// The marks, and for each bucket how many meetings have one.
  private func marks(workers: Workers) throws -> (Marks, [Int]) {
    let words = max(1, (1 << (bucketBits + slotBits)) / 64)
    let marks = Marks(words: ConvoyColumn(repeating: 0, count: words))
    var marked: [Int] = []
    var first = 0
    while first < 1 << bucketBits {
      var end = first
      var size = 0
      while end < 1 << bucketBits, end == first || size < Self.roundNumbers {
        for chunk in sizes { size += Int(chunk[end]) }
        end += 1
      }
      marked += try mark(first..<end, in: marks, workers: workers)
      first = end
    }
    return (marks, marked)
  }

  /// Counts the numbers of some buckets and marks those that come often.
  private func mark(
    _ buckets: Range<Int>, in marks: Marks, workers: Workers
  ) throws -> [Int] {
    var offsets = sizes.map { _ in [Int](repeating: 0, count: buckets.count) }
    var starts = [0]
    for bucket in buckets {
      var at = starts[bucket - buckets.lowerBound]
      for chunk in 0..<chunks {
        offsets[chunk][bucket - buckets.lowerBound] = at
        at += Int(sizes[chunk][bucket])
      }
      starts.append(at)
    }
    let numbers = ConvoyColumn<UInt32>(unwritten: starts[buckets.count])
    let (begins, ends) = (offsets, starts)
    let (drop, mask) = (UInt64(64 - bucketBits - slotBits), UInt64(1 << slotBits - 1))
    _ = try parallelMap(chunks: chunks, on: workers) { chunk in
      var next = begins[chunk]
      next.withUnsafeMutableBufferPointer { next in
        Self.forEach(
          in: chunkBounds(chunk, of: chunks, count: lanes.keys.count), lanes, window
        ) { pair, _, _ in
          let hash = Self.hash(pair)
          let bucket = Self.bucket(hash, bits: bucketBits) &- buckets.lowerBound
          guard bucket >= 0 && bucket < buckets.count else { return }
          (numbers.base + next[bucket]).initialize(
            to: UInt32(truncatingIfNeeded: (hash &>> drop) & mask))
          next[bucket] &+= 1
        }
      }
    }
    return try parallelMap(chunks: buckets.count, on: workers) { bucket in
      tally(
        UnsafeBufferPointer(
          start: numbers.base + ends[bucket], count: ends[bucket + 1] - ends[bucket]),
        marking: marks.words.base + ((buckets.lowerBound + bucket) << slotBits) / 64)
    }
  }

  /// Marks the numbers of one bucket that come as often as a pair needs; how many marked came.
  private func tally(
    _ numbers: UnsafeBufferPointer<UInt32>, marking words: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let need = UInt16(min(need, Int(UInt16.max)))
    var counts = [UInt16](repeating: 0, count: 1 << slotBits)
    return counts.withUnsafeMutableBufferPointer { counts in
      for number in numbers where counts[Int(number)] < need { counts[Int(number)] &+= 1 }
      var marked = 0
      for number in numbers where counts[Int(number)] == need {
        words[Int(number &>> 6)] |= 1 &<< UInt64(number & 63)
        marked += 1
      }
      return marked
    }
  }

  @inline(__always)
  private static func hash(_ pair: UInt64) -> UInt64 {
    let once = pair &* 0x9E37_79B9_7F4A_7C15
    return (once ^ once &>> 32) &* 0xD6E8_FEB8_6659_FD93
  }

  @inline(__always)
  private static func bucket(_ hash: UInt64, bits: Int) -> Int {
    bits == 0 ? 0 : Int(truncatingIfNeeded: hash &>> UInt64(64 &- bits))
  }

  /// How many reads lie in the window after those of a range: meetings, of a vehicle with itself
  /// among them.
  private static func reach(_ lanes: ConvoyLanes, _ window: UInt32, _ range: Range<Int>) -> Int {
    var sum = 0
    forEachLane(in: range, lanes) { _, places, end in
      var far = places.lowerBound
      for place in places {
        let limit = limit(lanes.keys.base[place], window)
        while far < end && lanes.keys.base[far] <= limit { far &+= 1 }
        sum &+= far &- place &- 1
      }
    }
    return sum
  }

  /// The greatest key that is still in the window of a read.
  @inline(__always)
  private static func limit(_ key: UInt64, _ window: UInt32) -> UInt64 {
    let (limit, overflow) = key.addingReportingOverflow(UInt64(window) &<< 32)
    return overflow ? .max : limit | 0xFFFF_FFFF
  }

  /// Calls `body` with lane, places and the lane's end, for every lane that a range touches.
  @inline(__always)
  private static func forEachLane(
    in range: Range<Int>, _ lanes: ConvoyLanes, _ body: (Int, Range<Int>, Int) -> Void
  ) {
    guard !range.isEmpty else { return }
    var lane = lanes.lane(at: range.lowerBound)
    var place = range.lowerBound
    while place < range.upperBound {
      let end = lanes.starts[lane + 1]
      if place < end { body(lane, place..<min(end, range.upperBound), end) }
      place = max(place, end)
      lane += 1
    }
  }

  /// Calls `body` with pair, lane and seconds of every meeting whose earlier read is in a range.
  @inline(__always)
  private static func forEach(
    in range: Range<Int>, _ lanes: ConvoyLanes, _ window: UInt32,
    _ body: (UInt64, Int, UInt32) -> Void
  ) {
    let keys = lanes.keys.base
    forEachLane(in: range, lanes) { lane, places, end in
      for place in places {
        let key = keys[place]
        let limit = limit(key, window)
        let own = key & 0xFFFF_FFFF
        var other = place &+ 1
        while other < end && keys[other] <= limit {
          let partner = keys[other] & 0xFFFF_FFFF
          if partner != own {
            body(
              max(own, partner) &<< 32 | min(own, partner), lane,
              UInt32(truncatingIfNeeded: key &>> 32))
          }
          other &+= 1
        }
      }
    }
  }
}
