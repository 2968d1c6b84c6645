/// Searches from one source through eight drawn graphs at once, and what their shortest ways
/// depend on.
///
/// A resample has most of its links in common with the next, so a search of the links that any of
/// them has does the walking, the jumping about in memory and the deciding once for all eight. A
/// set of lanes (bits) says in which of the draws a link exists, a node has been seen or stands in
/// the level in hand; what is counted, σ and δ of the paper, is a row of eight numbers.
///
///     level 2    node 7  lanes 1 1 0 1 1 1 1 1      in the third draw node 7 is
///     level 3    node 7  lanes 0 0 1 0 0 0 0 0      one step farther
///
/// Each level is reached in one of two ways, whichever costs less: its nodes are *pushed*
/// to by the level before, or each node not yet seen in every draw *pulls* from it. Both leave the
/// links of the shortest ways in `links`, behind one another, and going back is reading those from
/// the end: no entry is looked at that leads nowhere.
///
/// A class, because it owns memory: 200 bytes a node, 16 a visit (a node on a level; one to eight
/// a node, 1.3 on a social graph) and 5 a link of the shortest ways (at most one an entry and
/// lane; .4 an entry on a social graph).
///
/// > U. Brandes. "A faster algorithm for betweenness centrality." 2001.
/// > DOI:[10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249)
/// >
/// > M. Then et al. "The more the merrier: efficient multi-source graph traversal." 2014.
/// > DOI:[10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507)
/// >
/// > S. Beamer, K. Asanović, D. Patterson. "Direction-optimizing breadth-first search." 2012.
/// > DOI:[10.1109/SC.2012.50](https://doi.org/10.1109/SC.2012.50)
final class LaneWalk {
  typealias Lanes = LaneRows.Lanes
  typealias Row = SIMD8<Double>
  typealias Mask = SIMD8<UInt64>

  /// A node on a level, in some lanes, and the end of its links among those of the level: to the
  /// level before, when it was reached by pulling, and to the level after, when that was reached
  /// by pushing. They begin where those of the visit before it end.
  struct Visit {
    var node: UInt32
    var lanes: UInt32
    var beforeEnd: UInt32 = 0
    var afterEnd: UInt32 = 0
  }

  /// Where a level begins among the visits, where the links by which it was reached begin, and how
  /// that was.
  struct Level {
    var begin: Int
    var links: Int
    var pulled: Bool
  }

  /// Entries that may be walked in a direction, with the marks of the draws.
  struct Entries {
    let offsets: UnsafePointer<UInt32>
    let targets: UnsafePointer<UInt32>
    let marks: UnsafePointer<Lanes>
  }

  let nodeCount: Int
  /// The lanes that hold a draw.
  let lanes: Lanes
  /// σ of the paper; 0 where the search has not come.
  let ways: UnsafeMutablePointer<Row>
  /// Going back: first the sum over the successors, then (1 + δ) / σ of the paper.
  let share: UnsafeMutablePointer<Row>
  /// Σ δ over the sources so far.
  let sums: UnsafeMutablePointer<Row>
  /// Lanes to the bits of a row: all ones where the lane is set.
  let masks: UnsafeMutablePointer<Mask>
  /// The lanes in which a node has been seen, up to the level in hand.
  let seen: UnsafeMutablePointer<Lanes>
  /// The lanes in which a node stands on the level being pushed to, or pulled from.
  let front: UnsafeMutablePointer<Lanes>
  /// The nodes pushed to, in the order of arrival.
  let arrived: UnsafeMutablePointer<UInt32>
  /// The links of the shortest ways: the node at the other end, and the lanes.
  var links = LinkMemory()
  var visits = GrowingMemory<Visit>()
  var levels: [Level] = []
  /// Entries to read when pushing from the last level.
  var pushCost = 0
  /// Entries to read when pulling to the next.
  var pullCost = 0

  init(nodeCount: Int, lanes: Lanes) {
    self.nodeCount = nodeCount
    self.lanes = lanes
    ways = .allocate(capacity: nodeCount)
    share = .allocate(capacity: nodeCount)
    sums = .allocate(capacity: nodeCount)
    seen = .allocate(capacity: nodeCount)
    front = .allocate(capacity: nodeCount)
    arrived = .allocate(capacity: nodeCount + 1)
    masks = .allocate(capacity: 256)
    ways.initialize(repeating: .zero, count: nodeCount)
    share.initialize(repeating: .zero, count: nodeCount)
    sums.initialize(repeating: .zero, count: nodeCount)
    seen.initialize(repeating: 0, count: nodeCount)
    front.initialize(repeating: 0, count: nodeCount)
    arrived.initialize(repeating: 0, count: nodeCount + 1)
    for set in 0..<256 {
      var mask = Mask.zero
      for lane in 0..<LaneRows.width where set >> lane & 1 == 1 { mask[lane] = .max }
      (masks + set).initialize(to: mask)
    }
  }

  deinit {
    ways.deallocate()
    share.deallocate()
    sums.deallocate()
    seen.deallocate()
    front.deallocate()
    arrived.deallocate()
    masks.deallocate()
    links.deallocate()
    visits.deallocate()
  }

  /// One search and its way back.
  ///
  /// - Parameters:
  ///   - forward: The entries a step may follow.
  ///   - backward: The same entries by the node they lead to.
  ///   - entryCount: The number of entries of either.
  func add(source: Int, forward: Entries, backward: Entries, entryCount: Int) {
    start(from: source, forward, backward, entryCount: entryCount)
    var begin = 0
    while begin < visits.count {
      let end = visits.count
      // A link pushed along is a row read and written, one pulled along a row read: half the cost.
      let pulls = 2 * pushCost > pullCost + nodeCount
      levels.append(Level(begin: end, links: links.count, pulled: pulls))
      if pulls {
        pull(begin..<end, forward, backward)
      } else {
        push(begin..<end, forward, backward)
      }
      begin = end
    }
    collect()
  }

  private func start(
    from source: Int, _ forward: Entries, _ backward: Entries, entryCount: Int
  ) {
    links.count = 0
    visits.count = 0
    levels.removeAll(keepingCapacity: true)
    levels.append(Level(begin: 0, links: 0, pulled: false))
    visits.reserve(1)
    visits.append(Visit(node: UInt32(source), lanes: UInt32(lanes)))
    seen[source] = lanes
    ways[source] = unsafeBitCast(
      unsafeBitCast(Row(repeating: 1), to: Mask.self) & masks[Int(lanes)], to: Row.self)
    pushCost = Int(forward.offsets[source + 1] - forward.offsets[source])
    pullCost = entryCount - Int(backward.offsets[source + 1] - backward.offsets[source])
  }
}
