/// Nodes waiting to be settled, from which the nearest is taken first.
///
/// A node may wait more than once; who takes it out knows which of them still counts.
protocol NearestFirst {
  /// Of a link, and of a way.
  associatedtype Length: BitwiseCopyable & Comparable & AdditiveArithmetic & Sendable

  /// The distance of what has not been reached.
  static var unreached: Length { get }

  /// Whether lengths are added without rounding, so that equal ways are equal numbers.
  static var isExact: Bool { get }

  /// Whether a way is shorter than another by more than rounding may have done.
  static func isShorter(_ way: Length, than other: Length) -> Bool

  /// Whether a way is as long as the shortest, but for rounding.
  static func isSame(_ way: Length, as shortest: Length) -> Bool

  mutating func put(_ node: UInt32, at distance: Length)

  /// Takes the nearest; nil when none waits.
  mutating func take() -> (node: UInt32, distance: Length)?

  func deallocate()
}

/// One bucket for each distance that can wait: for whole lengths up to 4,095 (Dial).
///
/// The nearest full bucket is found in two looks, by a bit a bucket and a bit for each 64 of them.
/// Against the heap it took ¿ off a source on 50,000 nodes and 500,000 links of 1 … 200.
///
/// > R. Dial. "Algorithm 360: shortest-path forest with topological ordering." 1969.
/// > DOI:[10.1145/363269.363610](https://doi.org/10.1145/363269.363610)
struct BucketQueue: NearestFirst {
  static let lengthMax: UInt32 = 4_095
  /// A link can be added to it.
  static let unreached = UInt32.max / 2
  static let isExact = true

  private struct Entry: BitwiseCopyable {
    var node: UInt32
    var below: UInt32
  }

  /// The distance that is being taken, and the nodes that wait there.
  private var current: UInt32 = 0
  private var taking = GrowingColumn<UInt32>()
  private var taken = 0
  private var takingCount = 0
  /// The top entry of each bucket; 0 for an empty bucket.
  private let tops: UnsafeMutablePointer<UInt32>
  private let full: UnsafeMutablePointer<UInt64>
  private var fullWords: UInt64 = 0
  private var entries = GrowingColumn<Entry>()
  private var count = 1
  /// A bit a node, to put many in order.
  private let marks: UnsafeMutablePointer<UInt64>
  private let markCount: Int

  init(nodeCount: Int) {
    tops = .allocate(capacity: 4_096)
    full = .allocate(capacity: 64)
    markCount = (nodeCount + 63) / 64
    marks = .allocate(capacity: markCount)
    tops.initialize(repeating: 0, count: 4_096)
    full.initialize(repeating: 0, count: 64)
    marks.initialize(repeating: 0, count: markCount)
  }

  func deallocate() {
    tops.deallocate()
    full.deallocate()
    marks.deallocate()
    entries.deallocate()
    taking.deallocate()
  }

  @inline(__always)
  static func isShorter(_ way: UInt32, than other: UInt32) -> Bool { way < other }

  @inline(__always)
  static func isSame(_ way: UInt32, as shortest: UInt32) -> Bool { way == shortest }

  @inline(__always)
  mutating func put(_ node: UInt32, at distance: UInt32) {
    let bucket = Int(distance & Self.lengthMax)
    entries.reserve(count &+ 1)
    entries.base[count] = Entry(node: node, below: tops[bucket])
    tops[bucket] = UInt32(truncatingIfNeeded: count)
    count &+= 1
    full[bucket >> 6] |= 1 << UInt64(truncatingIfNeeded: bucket & 63)
    fullWords |= 1 << UInt64(truncatingIfNeeded: bucket >> 6)
  }

  @inline(__always)
  mutating func take() -> (node: UInt32, distance: UInt32)? {
    if taken == takingCount {
      guard fullWords != 0 else {
        current = 0
        count = 1
        return nil
      }
      empty(nextFull(from: Int(current & Self.lengthMax)))
    }
    let node = taking.base[taken]
    taken &+= 1
    return (node, current)
  }

  /// Makes the nodes of a bucket the next to be taken.
  ///
  /// Links are longer than 0, so none are added while they are.
  private mutating func empty(_ bucket: Int) {
    current &+= UInt32((bucket - Int(current & Self.lengthMax)) & Int(Self.lengthMax))
    full[bucket >> 6] &= ~(1 << UInt64(bucket & 63))
    if full[bucket >> 6] == 0 { fullWords &= ~(1 << UInt64(bucket >> 6)) }
    var place = tops[bucket]
    tops[bucket] = 0
    taken = 0
    takingCount = 0
    while place != 0 {
      let entry = entries.base[Int(place)]
      taking.reserve(takingCount + 1)
      taking.base[takingCount] = entry.node
      takingCount += 1
      place = entry.below
    }
    // Rows are read faster in their order: it took ¿ off a source.
    guard takingCount > markCount else { return }
    for place in 0..<takingCount {
      let node = Int(taking.base[place])
      marks[node >> 6] |= 1 << UInt64(node & 63)
    }
    takingCount = 0
    for word in 0..<markCount {
      var bits = marks[word]
      marks[word] = 0
      while bits != 0 {
        taking.base[takingCount] = UInt32(word << 6 | bits.trailingZeroBitCount)
        takingCount += 1
        bits &= bits - 1
      }
    }
  }

  /// The first full bucket at or after one, going round.
  private func nextFull(from bucket: Int) -> Int {
    let word = bucket >> 6
    let here = full[word] & (UInt64.max << UInt64(bucket & 63))
    if here != 0 { return word << 6 | here.trailingZeroBitCount }
    // The words after this one, or else from the start; this one again comes last.
    let later = word == 63 ? 0 : fullWords & (UInt64.max << UInt64(word + 1))
    let found = (later != 0 ? later : fullWords).trailingZeroBitCount
    return found << 6 | full[found].trailingZeroBitCount
  }
}

/// A heap of four branches, for lengths of any kind.
///
/// Equally near nodes are taken by number, so that runs repeat.
struct NearestHeap: NearestFirst {
  static let unreached = Double.infinity
  static let isExact = false

  private struct Entry: BitwiseCopyable {
    var distance: Double
    var node: UInt32

    @inline(__always)
    func comesBefore(_ other: Entry) -> Bool {
      distance < other.distance || (distance == other.distance && node < other.node)
    }
  }

  private var entries = GrowingColumn<Entry>()
  private var count = 0

  func deallocate() { entries.deallocate() }

  @inline(__always)
  static func isShorter(_ way: Double, than other: Double) -> Bool {
    way < other - Betweenness.sameLength * way
  }

  @inline(__always)
  static func isSame(_ way: Double, as shortest: Double) -> Bool {
    way <= shortest + Betweenness.sameLength * way
  }

  mutating func put(_ node: UInt32, at distance: Double) {
    entries.reserve(count &+ 1)
    let heap = entries.base
    let entry = Entry(distance: distance, node: node)
    var index = count
    count &+= 1
    while index > 0 {
      let above = (index &- 1) >> 2
      guard entry.comesBefore(heap[above]) else { break }
      heap[index] = heap[above]
      index = above
    }
    heap[index] = entry
  }

  mutating func take() -> (node: UInt32, distance: Double)? {
    guard count > 0 else { return nil }
    let heap = entries.base
    let nearest = heap[0]
    count &-= 1
    let last = heap[count]
    var index = 0
    while true {
      let first = index << 2 &+ 1
      guard first < count else { break }
      var child = first
      var other = first &+ 1
      while other < min(first &+ 4, count) {
        if heap[other].comesBefore(heap[child]) { child = other }
        other &+= 1
      }
      guard heap[child].comesBefore(last) else { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = last
    return (nearest.node, nearest.distance)
  }
}
