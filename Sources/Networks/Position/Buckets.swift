/// Nodes in numbered buckets, of which none but the next 4,095 after the one in hand may be full.
///
/// The next full bucket is found in two looks, by a bit a bucket and a bit for each 64 of them.
///
/// > R. Dial. "Algorithm 360: shortest-path forest with topological ordering." 1969.
/// > DOI:[10.1145/363269.363610](https://doi.org/10.1145/363269.363610)
struct Buckets {
  /// How far ahead of the bucket in hand a node may be put.
  static let ahead: UInt32 = 4_095

  private struct Entry: BitwiseCopyable {
    var node: UInt32
    var below: UInt32
  }

  /// The number of the bucket in hand, and its nodes.
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
  mutating func put(_ node: UInt32, in number: UInt32) {
    let bucket = Int(number & Self.ahead)
    entries.reserve(count &+ 1)
    entries.base[count] = Entry(node: node, below: tops[bucket])
    tops[bucket] = UInt32(truncatingIfNeeded: count)
    count &+= 1
    full[bucket >> 6] |= 1 << UInt64(truncatingIfNeeded: bucket & 63)
    fullWords |= 1 << UInt64(truncatingIfNeeded: bucket >> 6)
  }

  @inline(__always)
  mutating func take() -> UInt32? {
    if taken == takingCount {
      guard fullWords != 0 else {
        current = 0
        count = 1
        return nil
      }
      empty(nextFull(from: Int(current & Self.ahead)))
    }
    let node = taking.base[taken]
    taken &+= 1
    return node
  }

  /// Makes the nodes of a bucket the next to be taken; none may be added to it while they are.
  private mutating func empty(_ bucket: Int) {
    current &+= UInt32((bucket - Int(current & Self.ahead)) & Int(Self.ahead))
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
    // Rows are read faster in their order: it took two fifths off a source.
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
