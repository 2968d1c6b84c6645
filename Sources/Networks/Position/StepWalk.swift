/// Eight searches side by side: one step of all of them reads a row of the graph once.
///
/// A node has eight counts, one for each source, in one cache line. Where d sources are equally
/// far from a node its row is read d-fold less often; sources that follow each other in
/// `SearchGraph.sources` are nearly always at two or three distances, not eight.
///
/// The paper walks one source at a time, decides at every link, and pushes dependencies to
/// predecessors. Here each level is pushed from the one before it or pulled from that by its own
/// nodes, whichever reads fewer links, in both directions; a pull only adds, from a column that is
/// 0 except on the level in question. Which sources have come to a node is a bit for each in one
/// byte. On 50,000 nodes and 500,000 links, one thread, that came to 1.3 ms a source; eight side by
/// side and pulled only, 2.0 ms; one at a time in compiled C++ with half the digits, 4.7 ms.
///
/// A class, because it owns memory, and pointers without checks, because these loops are where all
/// the time goes.
final class StepWalk {
  typealias Lanes = SIMD8<Double>
  typealias Bits = SIMD8<UInt64>
  static let laneCount = 8
  /// Counts above this are counted again by `WideWalk`: their reciprocals would lose digits.
  static let waysMax = 0x1p1000

  let nodeCount: Int
  /// S of the paper, level by level: who is reached, and by which of the sources on that level.
  private(set) var order = GrowingColumn<UInt32>()
  private(set) var reachedBy = GrowingColumn<UInt8>()
  private(set) var levels: [Int] = []
  /// The sources that have come to a node on earlier levels; on this; on the next.
  private let seen: UnsafeMutablePointer<UInt8>
  let now: UnsafeMutablePointer<UInt8>
  private let next: UnsafeMutablePointer<UInt8>
  /// σ of the paper; (1 + δ) / σ once a level has been gone back over.
  let ways: UnsafeMutablePointer<Lanes>
  /// `ways` where they belong to the level that is pulled from, 0 elsewhere.
  let level: UnsafeMutablePointer<Lanes>
  /// All bits of the lanes of a mask.
  private let masks: UnsafeMutablePointer<Bits>

  init(nodeCount: Int) {
    self.nodeCount = nodeCount
    seen = .allocate(capacity: nodeCount)
    now = .allocate(capacity: nodeCount)
    next = .allocate(capacity: nodeCount)
    ways = .allocate(capacity: nodeCount)
    level = .allocate(capacity: nodeCount)
    masks = .allocate(capacity: 256)
    seen.initialize(repeating: 0, count: nodeCount)
    now.initialize(repeating: 0, count: nodeCount)
    next.initialize(repeating: 0, count: nodeCount)
    ways.initialize(repeating: .zero, count: nodeCount)
    level.initialize(repeating: .zero, count: nodeCount)
    for mask in 0..<256 {
      var bits = Bits.zero
      for lane in 0..<8 where mask >> lane & 1 == 1 { bits[lane] = .max }
      (masks + mask).initialize(to: bits)
    }
  }

  deinit {
    seen.deallocate()
    now.deallocate()
    next.deallocate()
    ways.deallocate()
    level.deallocate()
    masks.deallocate()
    order.deallocate()
    reachedBy.deallocate()
  }

  /// The lanes of the mask, 0 in the others.
  @inline(__always)
  func only(_ lanes: Lanes, _ mask: UInt8) -> Lanes {
    unsafeBitCast(unsafeBitCast(lanes, to: Bits.self) & masks[Int(mask)], to: Lanes.self)
  }

  /// `new` in the lanes of the mask, `old` in the others.
  @inline(__always)
  func merged(_ old: Lanes, _ new: Lanes, _ mask: UInt8) -> Lanes {
    let bits = masks[Int(mask)]
    return unsafeBitCast(
      unsafeBitCast(old, to: Bits.self) & ~bits | unsafeBitCast(new, to: Bits.self) & bits,
      to: Lanes.self)
  }

  /// Counts the shortest ways from up to eight sources to everyone.
  ///
  /// - Returns: Whether all counts are small enough to go on with.
  func spread(from sources: ArraySlice<UInt32>, forward: RawRows, backward: RawRows) -> Bool {
    levels.removeAll(keepingCapacity: true)
    levels.append(0)
    order.reserve(sources.count)
    reachedBy.reserve(sources.count)
    var tail = 0
    for (lane, source) in sources.enumerated() {
      // Sources are distinct, so each starts at a node of its own.
      order.base[tail] = source
      reachedBy.base[tail] = 1 << UInt8(lane)
      tail += 1
      seen[Int(source)] = 1 << UInt8(lane)
      ways[Int(source)][lane] = 1
    }
    let all = UInt8(truncatingIfNeeded: (1 << sources.count) - 1)
    // The links of nodes that not all sources have come to.
    var open = backward.entryCount
    var largest = Lanes.zero
    while tail > (levels.last ?? 0) {
      let head = levels.last ?? 0
      levels.append(tail)
      let links = linkCount(head..<tail, forward)
      order.reserve(tail + min(links, nodeCount))
      reachedBy.reserve(tail + min(links, nodeCount))
      let pulls = 2 * links > open
      let end =
        pulls
        ? discover(after: head..<tail, all: all, backward: backward)
        : push(head..<tail, forward: forward)
      for place in tail..<end {
        let node = Int(order.base[place])
        let fresh = next[node]
        reachedBy.base[place] = fresh
        next[node] = 0
        seen[node] |= fresh
        if seen[node] == all { open -= backward.degree(of: node) }
      }
      if pulls { pull(tail..<end, from: head..<tail, backward: backward) }
      for place in tail..<end {
        largest.replace(
          with: ways[Int(order.base[place])], where: ways[Int(order.base[place])] .> largest)
      }
      tail = end
    }
    return largest.max() <= Self.waysMax
  }

  func linkCount(_ places: Range<Int>, _ rows: RawRows) -> Int {
    var count = 0
    for place in places { count += rows.degree(of: Int(order.base[place])) }
    return count
  }

  /// Every node asks its neighbours whether a source it lacks is there.
  private func discover(after places: Range<Int>, all: UInt8, backward: RawRows) -> Int {
    let (seen, now, next, order) = (seen, now, next, order.base)
    let (offsets, targets) = (backward.offsets, backward.targets)
    for place in places { now[Int(order[place])] = reachedBy.base[place] }
    var tail = places.upperBound
    for node in 0..<nodeCount where seen[node] != all {
      var position = Int(offsets[node])
      let last = Int(offsets[node &+ 1])
      let before = seen[node]
      var there = before
      while position < last && there != all {
        there |= now[Int(targets[position])]
        position &+= 1
      }
      if there != before {
        next[node] = there & ~before
        order[tail] = UInt32(truncatingIfNeeded: node)
        tail &+= 1
      }
    }
    for place in places { now[Int(order[place])] = 0 }
    return tail
  }

  /// Every node of a level tells its neighbours which sources are there, and by how many ways.
  private func push(_ places: Range<Int>, forward: RawRows) -> Int {
    let (seen, next, ways, order) = (seen, next, ways, order.base)
    let (offsets, targets) = (forward.offsets, forward.targets)
    var tail = places.upperBound
    for place in places {
      let node = Int(order[place])
      let here = reachedBy.base[place]
      let waysHere = ways[node]
      for position in Int(offsets[node])..<Int(offsets[node &+ 1]) {
        let target = Int(targets[position])
        let fresh = here & ~seen[target]
        if fresh != 0 {
          if next[target] == 0 {
            order[tail] = UInt32(truncatingIfNeeded: target)
            tail &+= 1
          }
          next[target] |= fresh
          ways[target] += only(waysHere, fresh)
        }
      }
    }
    guard tail - places.upperBound > nodeCount / 32 else { return tail }
    // In the order of the rows, which are read faster so.
    tail = places.upperBound
    for node in 0..<nodeCount where next[node] != 0 {
      order[tail] = UInt32(truncatingIfNeeded: node)
      tail &+= 1
    }
    return tail
  }

  /// σ of the nodes of a level from those of the level before.
  private func pull(_ places: Range<Int>, from before: Range<Int>, backward: RawRows) {
    let (ways, order) = (ways, order.base)
    fillLevel(before)
    for place in places {
      let node = Int(order[place])
      ways[node] += only(pulled(into: node, along: backward), reachedBy.base[place])
    }
    clearLevel(before)
  }

  func fillLevel(_ places: Range<Int>) {
    let (ways, level, order) = (ways, level, order.base)
    for place in places {
      let node = Int(order[place])
      level[node] = only(ways[node], reachedBy.base[place])
    }
  }

  func clearLevel(_ places: Range<Int>) {
    let (level, order) = (level, order.base)
    for place in places { level[Int(order[place])] = .zero }
  }

  /// The sum of `level` over a row.
  @inline(__always)
  func pulled(into node: Int, along rows: RawRows) -> Lanes {
    let (level, targets) = (level, rows.targets)
    var sum = Lanes.zero
    var position = Int(rows.offsets[node])
    let last = Int(rows.offsets[node &+ 1])
    while position < last {
      sum += level[Int(targets[position])]
      position &+= 1
    }
    return sum
  }

  /// Forgets the last sources.
  func clear() {
    for place in 0..<(levels.last ?? 0) {
      let node = Int(order.base[place])
      seen[node] = 0
      ways[node] = .zero
    }
  }
}
