/// Memory that grows by doubling and is written without checks once room is made.
///
/// For the hot loops of walks; whoever owns it gives it back.
struct GrowingMemory<Element: BitwiseCopyable> {
  private(set) var base = UnsafeMutablePointer<Element>.allocate(capacity: 1024)
  private var capacity = 1024
  var count = 0

  /// Makes room for that many more elements.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: max(count + more, capacity * 2)) }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    (base + count).initialize(to: element)
    count &+= 1
  }

  @inline(never)
  private mutating func grow(to wanted: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: wanted)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  func deallocate() { base.deallocate() }
}

/// Two columns that grow together: the node at the far end of a link, and the lanes that have it.
struct LinkMemory {
  private(set) var nodes = UnsafeMutablePointer<UInt32>.allocate(capacity: 1024)
  private(set) var lanes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1024)
  private var capacity = 1024
  var count = 0

  /// Makes room for that many more links.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: max(count + more, capacity * 2)) }
  }

  @inline(never)
  private mutating func grow(to wanted: Int) {
    let moreNodes = UnsafeMutablePointer<UInt32>.allocate(capacity: wanted)
    let moreLanes = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    moreNodes.moveInitialize(from: nodes, count: count)
    moreLanes.moveInitialize(from: lanes, count: count)
    deallocate()
    (nodes, lanes, capacity) = (moreNodes, moreLanes, wanted)
  }

  func deallocate() {
    nodes.deallocate()
    lanes.deallocate()
  }
}
