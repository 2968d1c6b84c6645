/// The rows of a graph without checks, for the hot loops. Bounds hold by how `SearchGraph` is made.
struct RawRows {
  let offsets: UnsafePointer<UInt32>
  let targets: UnsafePointer<UInt32>
  /// Nothing to be read where edges are not kept.
  let edges: UnsafePointer<UInt32>
  let entryCount: Int

  @inline(__always)
  func degree(of node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }
}

/// Memory that can grow and be written without checks.
struct GrowingColumn<Value: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Value> = .allocate(capacity: 16)
  private var capacity = 16

  /// Makes room for `count` values and keeps those there are.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 2 * capacity))
    larger.update(from: base, count: capacity)
    base.deallocate()
    base = larger
    capacity = max(count, 2 * capacity)
  }

  func deallocate() { base.deallocate() }
}

extension SearchGraph {
  /// Lends the rows without checks; valid inside `body` only.
  func withRawRows(_ body: (_ forward: RawRows, _ backward: RawRows) -> Void) {
    forward.withRaw { forward in backward.withRaw { backward in body(forward, backward) } }
  }
}

extension SearchGraph.Rows {
  fileprivate func withRaw(_ body: (RawRows) -> Void) {
    offsets.withUnsafeBufferPointer { offsets in
      targets.withUnsafeBufferPointer { targets in
        edges.withUnsafeBufferPointer { edges in
          // Without links there is nothing to search.
          guard let starts = offsets.baseAddress, let entries = targets.baseAddress,
            !targets.isEmpty
          else { return }
          body(
            RawRows(
              offsets: starts, targets: entries, edges: edges.baseAddress ?? entries,
              entryCount: targets.count))
        }
      }
    }
  }
}
