/// What one end of a `MeetingSearch` has found: its levels, and the number of ways to each node.
///
/// Holds plain memory and leaves freeing it to the search. What a search has written it takes
/// back itself, node by node, because it sees few of them.
struct MeetingSide {
  let rows: FlatRows
  /// Whether a node is found, a bit each.
  private let found: UnsafeMutablePointer<UInt64>
  /// Steps from the end; −1 where it has not come.
  private let steps: UnsafeMutablePointer<Int32>
  /// σ: the number of shortest ways from the end, in units of the level's scale.
  let ways: UnsafeMutablePointer<Double>
  /// The share of all ways that one way to a node carries; 0 but for one level at a time.
  let perWay: UnsafeMutablePointer<Double>
  /// The nodes found, nearest first.
  let order: UnsafeMutablePointer<UInt32>
  /// Where each level begins in `order`, and where the last one ends.
  private(set) var levels: [Int] = []
  /// What the ways of each level were multiplied by to keep them finite: 1, or less.
  private(set) var scales: [Double] = []
  /// The entries in the rows of the last level.
  private(set) var frontierCost = 0

  /// The steps to the last level.
  var depth: Int { levels.count - 2 }

  init(nodeCount: Int, rows: FlatRows) {
    self.rows = rows
    let words = nodeCount / 64 + 1
    found = .allocate(capacity: words)
    found.initialize(repeating: 0, count: words)
    steps = .allocate(capacity: nodeCount)
    steps.initialize(repeating: -1, count: nodeCount)
    ways = .allocate(capacity: nodeCount)
    perWay = .allocate(capacity: nodeCount)
    perWay.initialize(repeating: 0, count: nodeCount)
    order = .allocate(capacity: nodeCount)
  }

  func deallocate() {
    found.deallocate()
    steps.deallocate()
    ways.deallocate()
    perWay.deallocate()
    order.deallocate()
  }

  mutating func start(at end: Int) {
    order[0] = UInt32(truncatingIfNeeded: end)
    steps[end] = 0
    ways[end] = 1
    found[end &>> 6] |= 1 &<< UInt64(end & 63)
    levels.append(0)
    levels.append(1)
    scales.append(1)
    frontierCost = Int(rows.offsets[end + 1] - rows.offsets[end])
  }

  /// Forgets the search.
  mutating func clear() {
    for place in 0..<(levels.last ?? 0) {
      let node = Int(order[place])
      steps[node] = -1
      found[node &>> 6] = 0
    }
    levels.removeAll(keepingCapacity: true)
    scales.removeAll(keepingCapacity: true)
  }

  /// Names every link from the last level to a node that the other side has found.
  ///
  /// Nothing is written, and the one branch is hardly ever taken.
  @inline(__always)
  func look(into other: MeetingSide, _ crossing: (_ here: UInt32, _ there: UInt32) -> Void) {
    let (offsets, targets, there) = (rows.offsets, rows.targets, other.found)
    for place in levels[levels.count - 2]..<levels[levels.count - 1] {
      let node = order[place]
      var position = Int(offsets[Int(node)])
      let last = Int(offsets[Int(node) &+ 1])
      while position < last {
        let target = targets[position]
        position &+= 1
        if there[Int(target &>> 6)] &>> UInt64(target & 63) & 1 != 0 { crossing(node, target) }
      }
    }
  }

  /// Takes the next level.
  ///
  /// - Returns: false when there is none.
  mutating func grow() -> Bool {
    let (offsets, targets) = (rows.offsets, rows.targets)
    let begin = levels[levels.count - 2]
    let end = levels[levels.count - 1]
    let level = Int32(truncatingIfNeeded: levels.count - 1)
    var tail = end
    var cost = 0
    for place in begin..<end {
      let node = Int(order[place])
      let waysHere = ways[node]
      var position = Int(offsets[node])
      let last = Int(offsets[node &+ 1])
      while position < last {
        let target = Int(targets[position])
        position &+= 1
        let there = steps[target]
        if there < 0 {
          steps[target] = level
          ways[target] = waysHere
          found[target &>> 6] |= 1 &<< UInt64(target & 63)
          order[tail] = UInt32(truncatingIfNeeded: target)
          tail &+= 1
          cost &+= Int(offsets[target &+ 1] &- offsets[target])
        } else if there == level {
          ways[target] += waysHere
        }
      }
    }
    levels.append(tail)
    scales.append(level % 8 == 0 ? keepFinite(end..<tail) : 1)
    frontierCost = cost
    return tail > end
  }

  /// Scales a level down when its ways grow out of hand; a chain of 1,100 diamonds has 2¹¹⁰⁰.
  ///
  /// Eight levels multiply the ways by no more than the product of their sizes, which is below
  /// 2²³² for 2³² nodes; so every eighth level is often enough, for two sides multiplied too.
  private func keepFinite(_ places: Range<Int>) -> Double {
    var most = 0.0
    for place in places { most = max(most, ways[Int(order[place])]) }
    guard most > 0x1p200 else { return 1 }
    let scale = Double(sign: .plus, exponent: -most.exponent, significand: 1)
    for place in places { ways[Int(order[place])] *= scale }
    return scale
  }
}
