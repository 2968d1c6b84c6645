import Primitives

/// What a node's distances to the sources walked from add up to.
struct DistanceTally: Hashable, Sendable {
  /// The sources that can be reached, the node itself not counted.
  var reached = 0
  /// Σ of the term.
  var sum = 0.0
  /// Σ of its square.
  var squares = 0.0

  mutating func add(_ term: Double, times count: Int = 1) {
    reached += count
    sum += Double(count) * term
    squares += Double(count) * term * term
  }

  mutating func add(_ other: DistanceTally) {
    reached += other.reached
    sum += other.sum
    squares += other.squares
  }
}

/// What of a distance is added up.
enum DistanceTerm: Sendable {
  case distance
  case inverse

  func of(_ distance: Double) -> Double { self == .distance ? distance : 1 / distance }
}

/// Breadth-first walks from 512 sources at once, a bit each.
///
/// Each node has a set of sources that have come to it; a level hands sets on along the links by
/// `or`. Where walks from different sources pass the same node at the same level they share the
/// work, and in a network of short ways nearly all do. The walk runs against the links and counts
/// at the node it comes to: then the count of a set's bits is all the adding there is, and what a
/// node gets is its distance to the source along the links.
///
/// Two ways to take a level: the nodes on the front push to their neighbours, which costs what the
/// front has links; or every node that still lacks a source pulls from its neighbours until it has
/// them all, which writes once a node. A set is 64 bytes, one line of memory. On 50,000 nodes and
/// 500,000 links this took all distances from 149 s to 2.1 s of processor time against a walk a
/// source.
///
/// A class, because it owns memory: 192 bytes a node.
///
/// > M. Then, M. Kaufmann, F. Chirigati et al. "The more the merrier: efficient multi-source graph
/// > traversal." 2014. DOI:[10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507)
final class MultiSourceWalk {
  typealias Sources = SIMD8<UInt64>
  /// Sources that walk together.
  static let width = 512

  private let seen: UnsafeMutablePointer<Sources>
  private var front: UnsafeMutablePointer<Sources>
  private var next: UnsafeMutablePointer<Sources>
  /// The nodes whose set in `front` is not empty.
  private var active: [UInt32] = []
  private var touched: [UInt32] = []
  private var reached: [UInt32] = []
  private let nodeCount: Int
  private let entryCount: Int
  private let term: DistanceTerm
  private var tallies: [DistanceTally]
  /// How often a node was on a front, and how many bits that came to: how much is shared.
  private var visits = 0
  private var arrivals = 0

  init(nodeCount: Int, entryCount: Int, term: DistanceTerm) {
    self.nodeCount = nodeCount
    self.entryCount = entryCount
    self.term = term
    tallies = [DistanceTally](repeating: DistanceTally(), count: nodeCount)
    seen = .allocate(capacity: nodeCount)
    front = .allocate(capacity: nodeCount)
    next = .allocate(capacity: nodeCount)
    for sets in [seen, front, next] { sets.initialize(repeating: Sources(), count: nodeCount) }
  }

  deinit {
    seen.deallocate()
    front.deallocate()
    next.deallocate()
  }

  /// Walks from each source, all different, and returns what every node's distances came to.
  func walk(from sources: ArraySlice<UInt32>, ways: Ways) -> [DistanceTally] {
    var begin = sources.startIndex
    while begin < sources.endIndex {
      let end = min(begin + Self.width, sources.endIndex)
      // Where little is shared, as on a long path, sets are only longer to carry.
      if visits * 4 > arrivals {
        walkOneByOne(from: sources[begin..<sources.endIndex], along: ways.backward)
        return tallies
      }
      ways.withFlatRows { forward, backward in
        walkTogether(from: sources[begin..<end], along: backward, against: forward)
      }
      begin = end
    }
    return tallies
  }

  private func walkOneByOne(from sources: ArraySlice<UInt32>, along rows: Adjacency) {
    var walk = BreadthFirst(nodeCount: nodeCount)
    for source in sources {
      walk.walk(from: Int(source), along: rows)
      for node in walk.reached.dropFirst() {
        tallies[Int(node)].add(term.of(Double(walk.steps[Int(node)])))
      }
    }
  }

  private func walkTogether(
    from sources: ArraySlice<UInt32>, along: FlatRows, against: FlatRows
  ) {
    var all = Sources()
    active.removeAll(keepingCapacity: true)
    for (place, source) in sources.enumerated() {
      let bit: UInt64 = 1 &<< UInt64(place & 63)
      all[place &>> 6] |= bit
      seen[Int(source)][place &>> 6] |= bit
      front[Int(source)][place &>> 6] |= bit
      active.append(source)
      reached.append(source)
    }
    var level = 0.0
    while !active.isEmpty {
      level += 1
      touched.removeAll(keepingCapacity: true)
      let entries = active.reduce(0) { $0 + along.degree(of: Int($1)) }
      if entries > entryCount / 8 {
        pull(from: against, all: all, term: term.of(level))
      } else {
        push(along: along, term: term.of(level))
      }
      for node in active { front[Int(node)] = Sources() }
      swap(&front, &next)
      swap(&active, &touched)
      visits += active.count
    }
    for node in reached { seen[Int(node)] = Sources() }
    reached.removeAll(keepingCapacity: true)
  }

  /// The front hands its sets on.
  private func push(along rows: FlatRows, term: Double) {
    for node in active {
      let set = front[Int(node)]
      var position = Int(rows.offsets[Int(node)])
      let last = Int(rows.offsets[Int(node) &+ 1])
      while position < last {
        let target = Int(rows.targets[position])
        position &+= 1
        if isEmpty(next[target]) { touched.append(UInt32(truncatingIfNeeded: target)) }
        next[target] |= set
      }
    }
    var kept = 0
    for place in touched.indices {
      let node = touched[place]
      if arrive(at: Int(node), next[Int(node)], term: term) {
        touched[kept] = node
        kept += 1
      }
    }
    touched.removeLast(touched.count - kept)
  }

  /// Whoever lacks a source takes the sets of its neighbours, until it lacks none.
  private func pull(from rows: FlatRows, all: Sources, term: Double) {
    for node in 0..<nodeCount {
      let before = seen[node]
      if isEmpty(before ^ all) { continue }
      var set = before
      var position = Int(rows.offsets[node])
      let last = Int(rows.offsets[node &+ 1])
      while position < last {
        // Asked only now and then whether it is enough.
        let pause = min(last, position &+ 8)
        while position < pause {
          set |= front[Int(rows.targets[position])]
          position &+= 1
        }
        if isEmpty(set ^ all) { break }
      }
      if arrive(at: node, set, term: term) { touched.append(UInt32(truncatingIfNeeded: node)) }
    }
  }

  /// Notes which sources of `set` are new at a node; false when none is.
  @inline(__always)
  private func arrive(at node: Int, _ set: Sources, term: Double) -> Bool {
    let before = seen[node]
    let new = set & ~before
    next[node] = new
    if isEmpty(new) { return false }
    if isEmpty(before) { reached.append(UInt32(truncatingIfNeeded: node)) }
    seen[node] = before | new
    let count = Int(truncatingIfNeeded: new.nonzeroBitCount.wrappedSum())
    tallies[node].add(term, times: count)
    arrivals &+= count
    return true
  }

  @inline(__always)
  private func isEmpty(_ set: Sources) -> Bool {
    let four = set.lowHalf | set.highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1] == 0
  }
}

extension Ways {
  /// What every node's distances along the links to each of `sources` add up to.
  ///
  /// Fixed chunks, added in order, so that any number of threads gives the same bits. A chunk holds
  /// a column of 24 bytes a node.
  func distanceTallies(
    to sources: [UInt32], term: DistanceTerm, length: TieLength, workers: Workers
  ) throws(CancelledWork) -> [DistanceTally] {
    let count = nodeCount
    let lengths = length.lengths(weights: weights, edgeCount: edgeCount)
    let unit = lengths == nil ? MultiSourceWalk.width : 1
    let units = (sources.count + unit - 1) / unit
    let chunks = min(units, 16)
    let parts = try inChunks(chunks, on: workers) { chunk -> [DistanceTally] in
      let bounds = chunkBounds(chunk, of: chunks, count: units)
      let own = sources[bounds.lowerBound * unit..<min(sources.count, bounds.upperBound * unit)]
      if let lengths { return tallies(from: own, lengths: lengths, term: term) }
      let walk = MultiSourceWalk(nodeCount: count, entryCount: forward.entryCount, term: term)
      return walk.walk(from: own, ways: self)
    }
    guard var total = parts.first else {
      return [DistanceTally](repeating: DistanceTally(), count: count)
    }
    for part in parts.dropFirst() { for node in 0..<count { total[node].add(part[node]) } }
    return total
  }

  private func tallies(
    from sources: ArraySlice<UInt32>, lengths: [Double], term: DistanceTerm
  ) -> [DistanceTally] {
    var tallies = [DistanceTally](repeating: DistanceTally(), count: nodeCount)
    var walk = LengthWalk(nodeCount: nodeCount)
    for source in sources {
      walk.walk(from: Int(source), along: backward, lengths: lengths)
      for node in walk.reached.dropFirst() {
        tallies[Int(node)].add(term.of(walk.distance[Int(node)]))
      }
    }
    return tallies
  }
}
