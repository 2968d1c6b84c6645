import Primitives

/// All searches that betweenness takes, and what they come to.
///
/// Sources are cut into fixed chunks and their sums added in order. By steps the searches go eight
/// at a time (`StepWalk`); by length one at a time (`CountingWalk`), with the quickest queue that
/// the lengths allow.
struct BetweennessSearch {
  let graph: SearchGraph
  /// In edge order of the original graph, for which the rows of `graph` must keep their edges; nil
  /// for steps.
  let lengths: [Double]?
  let workers: Workers

  /// Σ δ(s, v) over the sources, by node of `graph`.
  func nodes() throws(CancelledWork) -> [Double] { try sums(.nodes, count: graph.nodeCount) }

  /// Σ δ(s, e) over the sources, by edge of the original graph.
  func links(edgeCount: Int) throws(CancelledWork) -> [Double] {
    try sums(.links, count: edgeCount)
  }

  private enum Part { case nodes, links }

  private func sums(_ part: Part, count: Int) throws(CancelledWork) -> [Double] {
    guard let lengths else {
      return try chunked(step: StepWalk.laneCount, count: count) { sources, sums in
        addSteps(part, from: sources, into: sums)
      }
    }
    if let units = Self.units(of: lengths, nodeCount: graph.nodeCount) {
      let rows = MeasuredRows(graph, lengths: units)
      return try chunked(step: 1, count: count) { sources, sums in
        addLengths(
          part, from: sources, rows, queue: WholeBuckets(nodeCount: graph.nodeCount), into: sums)
      }
    }
    let rows = MeasuredRows(graph, lengths: lengths)
    let (shortest, longest) = (lengths.min() ?? 1, lengths.max() ?? 1)
    return try chunked(step: 1, count: count) { sources, sums in
      if let queue = RealBuckets(
        shortest: shortest, longest: longest, nodeCount: graph.nodeCount)
      {
        addLengths(part, from: sources, rows, queue: queue, into: sums)
      } else {
        addLengths(part, from: sources, rows, queue: NearestHeap(), into: sums)
      }
    }
  }

  /// Lengths as whole multiples of their greatest common divisor, if that makes them small enough
  /// for buckets, and the longest way that they can make for their sums.
  static func units(of lengths: [Double], nodeCount: Int) -> [UInt32]? {
    var divisor: UInt64 = 0
    var longest = 0.0
    for length in lengths {
      guard length < 0x1p53, Double(UInt64(length)) == length else { return nil }
      longest = max(longest, length)
      var other = divisor == 1 ? 0 : UInt64(length)
      while other != 0 { (divisor, other) = (other, divisor % other) }
    }
    guard divisor > 0 else { return [] }
    let unit = Double(divisor)
    guard longest / unit <= WholeBuckets.lengthMax,
      longest / unit * Double(nodeCount) < Double(WholeBuckets.unreached)
    else { return nil }
    return lengths.map { UInt32($0 / unit) }
  }

  /// Runs `body` over all sources, a chunk at a time, and adds up the columns it fills.
  ///
  /// - Parameter step: A chunk begins at a multiple of it.
  private func chunked(
    step: Int, count: Int,
    _ body: @Sendable (_ sources: Range<Int>, _ sums: UnsafeMutablePointer<Double>) -> Void
  ) throws(CancelledWork) -> [Double] {
    let total = OrderedSum(count: count)
    let steps = (graph.sources.count + step - 1) / step
    // Few columns are held at once, whatever the number of chunks. One is run even where there is
    // nothing to search, so that cancelled work is always told from done.
    let chunks = max(1, chunkCount(of: steps, nodeCount: 0))
    _ = try inChunks(chunks, on: workers) { chunk in
      let own = chunkBounds(chunk, of: chunks, count: steps)
      let sources = own.lowerBound * step..<min(graph.sources.count, own.upperBound * step)
      var sums = [Double](repeating: 0, count: count)
      sums.withUnsafeMutableBufferPointer { sums in
        if let base = sums.baseAddress { body(sources, base) }
      }
      total.add(sums, number: chunk)
    }
    return total.total
  }

  private func addSteps(
    _ part: Part, from sources: Range<Int>, into sums: UnsafeMutablePointer<Double>
  ) {
    let walk = StepWalk(nodeCount: graph.nodeCount)
    withRawGraph { forward, backward, targetsThere in
      for first in stride(from: sources.lowerBound, to: sources.upperBound, by: StepWalk.laneCount)
      {
        let few = graph.sources[first..<min(sources.upperBound, first + StepWalk.laneCount)]
        var there = StepWalk.Lanes.zero
        for (lane, source) in few.enumerated() { there[lane] = graph.sourcesThere[Int(source)] }
        guard walk.spread(from: few, forward: forward, backward: backward) else {
          walk.clear()
          for source in few { addWide(part, WideWalk(from: Int(source), steps: graph), into: sums) }
          continue
        }
        switch part {
        case .nodes:
          walk.collect(
            forward: forward, backward: backward, targetsThere: targetsThere, sourcesThere: there,
            into: sums)
        case .links:
          walk.collectLinks(
            forward: forward, targetsThere: targetsThere, sourcesThere: there, into: sums)
        }
      }
    }
  }

  private func addLengths<Queue: NearestFirst>(
    _ part: Part, from sources: Range<Int>, _ rows: MeasuredRows<Queue.Length>, queue: Queue,
    into sums: UnsafeMutablePointer<Double>
  ) {
    let walk = CountingWalk(nodeCount: graph.nodeCount, queue: queue)
    withRawGraph { forward, backward, targetsThere in
      rows.withRawLinks { links, linksBack in
        for source in graph.sources[sources].lazy.map(Int.init) {
          let there = graph.sourcesThere[source]
          guard
            walk.spread(
              from: source, forward: forward, backward: backward, links: links,
              linksBack: linksBack)
          else {
            addWide(part, walk.widened(graph, links: rows.forward), into: sums)
            continue
          }
          switch part {
          case .nodes:
            walk.collect(targetsThere: targetsThere, sourcesThere: there, into: sums)
          case .links:
            walk.collectLinks(
              backward: backward, targetsThere: targetsThere, sourcesThere: there, into: sums)
          }
        }
      }
    }
  }

  private func addWide(_ part: Part, _ walk: WideWalk, into sums: UnsafeMutablePointer<Double>) {
    guard let source = walk.order.first else { return }
    let there = graph.sourcesThere[Int(source)]
    switch part {
    case .nodes:
      walk.collect(
        in: graph, onNode: { if $0 != Int(source) { sums[$0] += $1 * there } }, onLink: { _, _ in })
    case .links:
      walk.collect(
        in: graph, onNode: { _, _ in },
        onLink: { sums[Int(graph.forward.edges[$0])] += $1 * there })
    }
  }

  private func withRawGraph(_ body: (RawRows, RawRows, UnsafePointer<Double>) -> Void) {
    graph.withRawRows { forward, backward in
      graph.targetsThere.withUnsafeBufferPointer { targetsThere in
        if let base = targetsThere.baseAddress { body(forward, backward, base) }
      }
    }
  }
}

extension MeasuredRows {
  /// Lends the columns without checks; valid inside `body` only.
  fileprivate func withRawLinks(_ body: (UnsafePointer<Link>, UnsafePointer<Link>) -> Void) {
    forward.withUnsafeBufferPointer { forward in
      backward.withUnsafeBufferPointer { backward in
        guard let there = forward.baseAddress, let back = backward.baseAddress else { return }
        body(there, back)
      }
    }
  }
}
