extension Betweenness {
  /// Two ways are equally long when they differ by less than this share of their length.
  ///
  /// Lengths such as 1/3 + 1/6 and 1/2 are one length to an analyst and two to a processor; without
  /// it, which of two equal ways counts would depend on the order of the additions.
  static let sameLength = 1e-12

  /// Σ δ(s, v) over the given sources, links as long as `lengths` says.
  static func dependencies(of sources: Range<Int>, ways: Ways, lengths: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: ways.nodeCount)
    let walk = CountingWalk(ways: ways, lengths: lengths)
    ways.forward.withRows { forward in
      ways.backward.withRows { backward in
        for source in sources {
          walk.spread(from: source, forward: forward, backward: backward)
          walk.collect(forward: forward, into: &sums)
        }
      }
    }
    return sums
  }
}

/// The rows of a graph without checks, for the hot loops; valid inside `withRows` only.
private struct RawRows {
  let offsets: UnsafeBufferPointer<UInt32>
  let targets: UnsafeBufferPointer<UInt32>
}

extension Adjacency {
  /// Lends the rows. Their bounds hold by the invariants of `Adjacency`.
  fileprivate func withRows(_ body: (RawRows) -> Void) {
    offsets.withUnsafeBufferPointer { offsets in
      targets.withUnsafeBufferPointer { targets in
        body(RawRows(offsets: offsets, targets: targets))
      }
    }
  }
}

/// Dijkstra's walk that also counts the shortest ways.
///
/// No list of predecessors (P of the paper) is kept: u is one of v's when it was settled earlier
/// and
/// the way through it is as long as v's distance, which can be seen again when it is wanted. A
/// class, because it owns memory.
private final class CountingWalk {
  /// The length of each entry, in step with the targets of the rows, so that they are read in
  /// order.
  private let forwardLengths: UnsafeMutablePointer<Double>
  private let backwardLengths: UnsafeMutablePointer<Double>
  private let distance: UnsafeMutablePointer<Double>
  /// The place in the order of settling; −1 for a node not settled.
  private let place: UnsafeMutablePointer<Int32>
  /// σ of the paper.
  private let ways: UnsafeMutablePointer<Double>
  /// (1 + δ) / σ of the paper.
  private let share: UnsafeMutablePointer<Double>
  private var order: [UInt32] = []
  private var waiting: DistanceQueue

  init(ways: Ways, lengths: [Double]) {
    let count = ways.nodeCount
    forwardLengths = Self.column(ways.forward.entries(of: lengths))
    backwardLengths = Self.column(ways.backward.entries(of: lengths))
    distance = Self.column([Double](repeating: .infinity, count: count))
    place = Self.column([Int32](repeating: -1, count: count))
    self.ways = Self.column([Double](repeating: 0, count: count))
    share = Self.column([Double](repeating: 0, count: count))
    waiting = DistanceQueue(nodeCount: count)
  }

  private static func column<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
    let memory = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(1, values.count))
    _ = memory.initialize(from: values)
    guard let base = memory.baseAddress else {
      preconditionFailure("memory for at least one value has an address")
    }
    return base
  }

  deinit {
    forwardLengths.deallocate()
    backwardLengths.deallocate()
    distance.deallocate()
    place.deallocate()
    ways.deallocate()
    share.deallocate()
  }

  func spread(from source: Int, forward: RawRows, backward: RawRows) {
    let (distance, place, ways) = (distance, place, ways)
    for node in order.lazy.map(Int.init) {
      distance[node] = .infinity
      place[node] = -1
    }
    order.removeAll(keepingCapacity: true)
    distance[source] = 0
    waiting.put(UInt32(source), at: 0)
    while let settled = waiting.take() {
      let node = Int(settled)
      let here = distance[node]
      ways[node] = node == source ? 1 : waysInto(node, backward)
      place[node] = Int32(truncatingIfNeeded: order.count)
      order.append(settled)
      for position in Int(forward.offsets[node])..<Int(forward.offsets[node + 1]) {
        let target = Int(forward.targets[position])
        let way = here + forwardLengths[position]
        // A way that is shorter by rounding only must not move a node before its equals.
        if way < distance[target] - Betweenness.sameLength * way && place[target] < 0 {
          distance[target] = way
          waiting.put(UInt32(target), at: way)
        }
      }
    }
  }

  private func waysInto(_ node: Int, _ backward: RawRows) -> Double {
    let (distance, place, ways) = (distance, place, ways)
    let here = distance[node]
    var sum = 0.0
    for position in Int(backward.offsets[node])..<Int(backward.offsets[node + 1]) {
      let before = Int(backward.targets[position])
      let way = distance[before] + backwardLengths[position]
      if way <= here + Betweenness.sameLength * way && place[before] >= 0 { sum += ways[before] }
    }
    return sum
  }

  func collect(forward: RawRows, into sums: inout [Double]) {
    let (distance, place, ways, share) = (distance, place, ways, share)
    for index in order.indices.reversed() {
      let node = Int(order[index])
      let here = distance[node]
      var sum = 0.0
      for position in Int(forward.offsets[node])..<Int(forward.offsets[node + 1]) {
        let after = Int(forward.targets[position])
        let way = here + forwardLengths[position]
        if way <= distance[after] + Betweenness.sameLength * way
          && place[after] > Int32(truncatingIfNeeded: index)
        {
          sum += share[after]
        }
      }
      let dependency = ways[node] * sum
      share[node] = (1 + dependency) / ways[node]
      if index > 0 { sums[node] += dependency }
    }
  }
}
