/// Rows of neighbours, packed end to end (compressed sparse row), that also know their edges.
///
///     offsets   0       2          5       7    8
///               |  n0   |    n1    |  n2   | n3 |
///     targets   [ 1  2 ][ 0  2  3 ][ 0  1 ][ 1 ]
///     edge        0  1    0  2  3    1  2    3      the link each entry belongs to
///     owned     0       2          4       4    4   edges numbered by the rows before
///     listed            [ 0 ]      [ 1  2 ][ 3 ]    edges that an earlier row has numbered
///
/// The edge of an entry is not stored where it can be counted: a row *owns* its last entries, and
/// their edges are numbered one after the other. Only the edges of the entries before them are
/// listed. In an undirected graph a row owns the links to larger nodes, so an edge costs two
/// targets and one listed number, 12 bytes; in the rows of sources each entry is owned.
///
/// Invariants: `offsets` starts at 0, never falls, and ends at `targets.count`; each row is
/// strictly ascending (no repeats, no loops); `owned` keeps step with `offsets`, and what a row
/// does not own is in `listed`.
public struct Adjacency: Hashable, Sendable {
  @usableFromInline let offsets: [UInt32]
  @usableFromInline let targets: [UInt32]
  @usableFromInline let owned: [UInt32]
  @usableFromInline let listed: [UInt32]

  init(offsets: [UInt32], targets: [UInt32], owned: [UInt32], listed: [UInt32]) {
    self.offsets = offsets
    self.targets = targets
    self.owned = owned
    self.listed = listed
    checkInvariants()
  }

  /// The number of rows.
  @inlinable public var nodeCount: Int { offsets.count - 1 }

  /// The number of entries of all rows together.
  @inlinable public var entryCount: Int { targets.count }

  /// The positions of a node's entries in the packed arrays.
  @inlinable
  func range(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// The neighbours of a node, ascending.
  @inlinable
  public func neighbours(of node: Int) -> ArraySlice<UInt32> { targets[range(of: node)] }

  /// The edge ordinals of a node's entries, in step with `neighbours(of:)`.
  @inlinable
  public func edges(of node: Int) -> EdgeOrdinals {
    EdgeOrdinals(listed: listed[listing(of: node)], owned: owned[node]..<owned[node + 1])
  }

  /// The number of neighbours of a node.
  @inlinable
  public func degree(of node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }

  /// The positions in `listed` of the entries a row does not own.
  @inlinable
  func listing(of node: Int) -> Range<Int> {
    Int(offsets[node] - owned[node])..<Int(offsets[node + 1] - owned[node + 1])
  }

  /// The positions of the entries a row owns, the last of the row.
  @inlinable
  func owning(of node: Int) -> Range<Int> {
    let end = Int(offsets[node + 1])
    return end - Int(owned[node + 1] - owned[node])..<end
  }

  /// The edge of the entry at `position`, which lies in the row of `node`.
  @inlinable
  func edge(at position: Int, of node: Int) -> Int {
    let first = owning(of: node).lowerBound
    return position >= first
      ? Int(owned[node]) + position - first : Int(listed[position - Int(owned[node])])
  }

  /// The position of `target` in the row of `node`, by bisection; nil if it is not there.
  func position(of target: Int, in node: Int) -> Int? {
    var low = Int(offsets[node])
    var high = Int(offsets[node + 1])
    let wanted = UInt32(target)
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < Int(offsets[node + 1]) && targets[low] == wanted ? low : nil
  }

  /// The row that owns an edge, by bisection.
  func owner(of edge: Int) -> Int {
    precondition(edge >= 0 && edge < Int(owned[nodeCount]), "an edge of the graph is asked for")
    var low = 0
    var high = nodeCount
    // The last row that begins at or before the edge.
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(owned[middle]) <= edge { low = middle } else { high = middle }
    }
    return low
  }

  /// An edge column laid out in step with the entries, for loops that read a row from end to end.
  ///
  /// - Complexity: O(V + E) time; one value an entry.
  func entries<Value>(of column: [Value]) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(entryCount)
    for node in 0..<nodeCount {
      for edge in listed[listing(of: node)] { values.append(column[Int(edge)]) }
      values.append(contentsOf: column[Int(owned[node])..<Int(owned[node + 1])])
    }
    return values
  }

  private func checkInvariants() {
    precondition(offsets.first == 0, "the first row of a graph begins at 0")
    precondition(
      Int(offsets[offsets.count - 1]) == targets.count, "the last row ends where the entries end")
    precondition(owned.count == offsets.count, "every row of a graph says what it owns")
    precondition(
      Int(owned[owned.count - 1]) + listed.count == targets.count,
      "every entry of a graph knows its edge")
    #if INTERNAL_CHECKS
      for node in 0..<nodeCount {
        precondition(offsets[node] <= offsets[node + 1], "the rows of a graph follow each other")
        precondition(owned[node] <= owned[node + 1], "the edges of a graph follow each other")
        var last = -1
        for target in neighbours(of: node) {
          precondition(Int(target) > last, "a row of the graph is not ascending")
          precondition(Int(target) < nodeCount, "a row names a node that is not there")
          precondition(Int(target) != node, "a row names its own node")
          last = Int(target)
        }
      }
    #endif
  }
}

/// The edges at one node, in step with its neighbours.
public struct EdgeOrdinals: RandomAccessCollection, Hashable, Sendable {
  /// Edges that another row has numbered.
  @usableFromInline let listed: ArraySlice<UInt32>
  /// Edges that this row numbers, after them.
  @usableFromInline let owned: Range<UInt32>

  @inlinable
  init(listed: ArraySlice<UInt32>, owned: Range<UInt32>) {
    self.listed = listed
    self.owned = owned
  }

  /// Always 0.
  @inlinable public var startIndex: Int { 0 }

  /// The number of edges.
  @inlinable public var endIndex: Int { listed.count + owned.count }

  /// The edge of the neighbour at that place in the row.
  @inlinable
  public subscript(place: Int) -> UInt32 {
    place < listed.count
      ? listed[listed.startIndex + place] : owned[owned.startIndex + UInt32(place - listed.count)]
  }
}
