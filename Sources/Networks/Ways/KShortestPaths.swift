public import Primitives

/// The shortest ways between two nodes that pass no node twice, shortest first.
///
/// The second way is the shortest of those that leave the first one somewhere; the third of those
/// that leave the first two; and so on. Every way but the first belongs to exactly one place where
/// it leaves an earlier one, so each is found once (Lawler).
///
/// Reads as: the other ways word or goods could have gone. One short way and then only long ones
/// says that whoever is on it can be asked about; many of the same length, that nobody can.
///
/// Of equally long ways the one whose node numbers are smaller comes first, compared from the start
/// on. Lengths that differ by less than their rounding count as different.
///
/// Degenerate cases: fewer ways than asked for where there are no more; none where none leads
/// there; from a node to itself the one way of length 0.
///
/// Complexity: at most `count` · n searches of O((V + E) log V), with n nodes on a way. Most are
/// left out: what is left of a way is first bounded by the distance home without any bans,
/// O(degree), and searched only when that bound comes up and its way is not open. Memory
/// O(V + E) and O(`count` · n). Sequential; asks before each search whether to stop. The same input
/// gives the same output.
///
/// > J. Y. Yen. "Finding the K shortest loopless paths in a network." 1971.
/// > DOI:[10.1287/mnsc.17.11.712](https://doi.org/10.1287/mnsc.17.11.712)
/// >
/// > E. L. Lawler. "A procedure for computing the K best solutions to discrete optimization
/// > problems and its application to the shortest path problem." 1972.
/// > DOI:[10.1287/mnsc.18.7.401](https://doi.org/10.1287/mnsc.18.7.401)
public struct KShortestPaths: Sendable {
  /// The most ways that can be asked for.
  public static let countMax = 10_000

  /// How many ways. The default is 3: as many as a person will read. 1 … `countMax`.
  public var count: Int
  /// What a link counts for. The default is `hops`.
  public var length: TieLength

  /// A search for the given number of ways.
  public init(count: Int = 3, length: TieLength = .hops) {
    precondition(
      count >= 1 && count <= Self.countMax, "ways are asked for by the one to the ten thousand")
    self.count = count
    self.length = length
  }

  /// The shortest ways between two nodes, shortest first.
  public func run(
    on graph: UndirectedGraph, from source: Int, to target: Int, workers: Workers = .one
  ) throws(CancelledWork) -> [ShortestPath] {
    try run(on: graph.ways, from: source, to: target, workers)
  }

  /// The shortest ways from one node to another along the links, shortest first.
  public func run(
    on graph: DirectedGraph, from source: Int, to target: Int, workers: Workers = .one
  ) throws(CancelledWork) -> [ShortestPath] {
    try run(on: graph.ways, from: source, to: target, workers)
  }

  private func run(
    on ways: Ways, from source: Int, to target: Int, _ workers: Workers
  ) throws(CancelledWork) -> [ShortestPath] {
    precondition(
      source >= 0 && source < ways.nodeCount && target >= 0 && target < ways.nodeCount,
      "a way leads from a node of the graph to a node of the graph")
    var spurs = SpurSearch(ways: ways, length: length, target: target)
    var found: [Detour] = []
    var waiting = DetourQueue()
    if let first = spurs.first(from: source) { waiting.put(first) }
    while found.count < count, var nearest = waiting.take() {
      if nearest.nodes.isEmpty {
        if workers.cancellation?.isCancelled == true { throw CancelledWork() }
        // Only bounded until now: find the way itself and let it queue again.
        if spurs.complete(&nearest, after: found[nearest.parent]) { waiting.put(nearest) }
        continue
      }
      found.append(nearest)
      if found.count < count {
        for next in spurs.detours(of: nearest, number: found.count - 1) { waiting.put(next) }
      }
    }
    return found.map { ShortestPath(nodes: $0.nodes.map(Int.init), length: $0.length) }
  }
}

/// The ways that keep the first nodes of an earlier one and then go elsewhere: the best of them
/// once it is known, a bound before.
struct Detour {
  /// Which of the ways found it leaves, and the place of the last node they share.
  var parent: Int
  var place: Int
  /// The nodes that may not come next, because ways found before went there.
  var banned: [UInt32]
  /// The length of the shared part.
  var shared: Double
  /// The length, or a number it is not below while `nodes` is empty.
  var length: Double
  /// The whole way, both ends included; empty while it is not known.
  var nodes: [UInt32] = []

  /// Shorter first. A bound comes before a way of that length, since a way behind it may be equally
  /// long and have smaller numbers.
  func comesBefore(_ other: Detour) -> Bool {
    if length != other.length { return length < other.length }
    if nodes.isEmpty || other.nodes.isEmpty { return nodes.isEmpty && !other.nodes.isEmpty }
    return nodes.lexicographicallyPrecedes(other.nodes)
  }
}

/// A binary heap of detours.
private struct DetourQueue {
  private var heap: [Detour] = []

  mutating func put(_ detour: Detour) {
    heap.append(detour)
    var index = heap.count - 1
    while index > 0, heap[index].comesBefore(heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func take() -> Detour? {
    guard !heap.isEmpty else { return nil }
    heap.swapAt(0, heap.count - 1)
    let nearest = heap.removeLast()
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].comesBefore(heap[child]) { child += 1 }
      guard heap[child].comesBefore(heap[index]) else { break }
      heap.swapAt(index, child)
      index = child
    }
    return nearest
  }
}
