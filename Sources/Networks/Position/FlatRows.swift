/// The rows of a graph without the checks, for loops that have nothing else to do.
///
/// Bounds hold by the invariants of `Adjacency`.
struct FlatRows {
  var offsets: UnsafePointer<UInt32>
  var targets: UnsafePointer<UInt32>

  @inline(__always)
  func degree(of node: Int) -> Int { Int(offsets[node &+ 1] &- offsets[node]) }
}

extension Ways {
  /// Lends the rows of both directions to `body`, for as long as it runs.
  func withFlatRows<Result>(_ body: (_ forward: FlatRows, _ backward: FlatRows) -> Result) -> Result
  {
    forward.withFlatRows { along in backward.withFlatRows { against in body(along, against) } }
  }
}

extension Adjacency {
  /// Lends the rows to `body`, for as long as it runs.
  func withFlatRows<Result>(_ body: (FlatRows) -> Result) -> Result {
    offsets.withUnsafeBufferPointer { offsets in
      targets.withUnsafeBufferPointer { targets in
        guard let begins = offsets.baseAddress else {
          preconditionFailure("the offsets of a graph hold at least the end of the last row")
        }
        // Never read where there are no entries; the begins stand in for an address.
        return body(FlatRows(offsets: begins, targets: targets.baseAddress ?? begins))
      }
    }
  }
}
