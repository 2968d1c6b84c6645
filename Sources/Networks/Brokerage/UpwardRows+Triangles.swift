import Primitives

extension UpwardRows {
  /// Σ over the triangles each link lies in of what they add to it, one a link.
  ///
  /// A triangle is found at its lowest corner. The corners are cut into two runs of about the same
  /// work, by the data alone, each of which adds to a column of its own in ascending order; then
  /// the second column is added to the first. So two threads find every triangle once, as one
  /// does, and give the same bits. More than two do not help.
  ///
  /// - Complexity: O(E · √E) time; two sums an edge.
  func sums<Term: TriangleTerm>(
    of term: Term, workers: Workers
  ) throws(CancelledWork) -> [Term.Sum] {
    let runs = runs()
    var columns = try inCancellableChunks(runs.count, on: workers) {
      (run) throws(CancelledWork) -> [Term.Sum] in
      try column(of: term, from: runs[run], cancellation: workers.cancellation)
    }
    var sums = columns.removeFirst()
    for column in columns {
      var all = sums.mutableSpan
      let more = column.span
      for link in 0..<linkCount { Term.add(more[unchecked: link], to: &all[unchecked: link]) }
    }
    return sums
  }

  /// Two runs of lowest corners that take about the same time; one where there is little to do.
  private func runs() -> [Range<Int>] {
    if linkCount < 4096 { return [0..<nodeCount] }
    let (targets, offsets) = (targets.span, offsets.span)
    // By node, the entries that are looked at for it and those before. A link is worth 12 of them,
    // for the row that it leads to is far away in memory.
    var work = [Int](repeating: 0, count: nodeCount + 1)
    var sum = 0
    for node in 0..<nodeCount {
      for place in range(of: node) {
        let target = Int(targets[unchecked: place])
        sum &+= 12 &+ Int(offsets[unchecked: target &+ 1] &- offsets[unchecked: target])
      }
      work[node + 1] = sum
    }
    var (low, high) = (0, nodeCount)
    while low < high {
      let middle = (low + high) / 2
      if work[middle] < sum / 2 { low = middle + 1 } else { high = middle }
    }
    return [0..<low, low..<nodeCount]
  }

  /// What the triangles whose lowest corner is among `nodes` add to each link.
  ///
  /// The row of the lowest corner u is marked, with the places in it; then the rows of its upper
  /// ends v are gone through, and an entry w that is marked closes a triangle:
  ///
  ///     near  u → v     far  u → w     across  v → w
  ///
  /// What belongs to the row of u is copied, so that only the across link is far away in memory.
  /// Spans without checks: every place they read was put there by `init`.
  private func column<Term: TriangleTerm>(
    of term: Term, from nodes: Range<Int>, cancellation: Cancellation?
  ) throws(CancelledWork) -> [Term.Sum] {
    var result = [Term.Sum](repeating: Term.nothing, count: linkCount)
    var row = TriangleRow(term, rows: self)
    var all = result.mutableSpan
    for node in nodes {
      if node & 1023 == 0 && cancellation?.isCancelled == true { throw CancelledWork() }
      let links = range(of: node)
      if links.count < 2 { continue }
      open(links, all, term, &row.near, &row.marks)
      var found = 0
      for place in 0..<links.count {
        found = find(at: place, row.near, row.marks, &row.hits, after: found)
        guard found >= TriangleRow<Term>.hitsMax || place + 1 == links.count else { continue }
        add(
          row.hits, found, to: &all, term, term.value(of: node), from: links.lowerBound, &row.near,
          row.marks)
        found = 0
      }
      close(links, &all, row.near, &row.marks)
    }
    return result
  }

  /// Marks a row and copies what belongs to it.
  @inline(__always)
  private func open<Term: TriangleTerm>(
    _ links: Range<Int>, _ all: borrowing MutableSpan<Term.Sum>, _ term: Term,
    _ near: inout [NearLink<Term>], _ marks: inout [UInt16]
  ) {
    let (targets, offsets) = (targets.span, offsets.span)
    var near = near.mutableSpan
    var marks = marks.mutableSpan
    for place in 0..<links.count {
      let link = links.lowerBound &+ place
      let target = Int(targets[unchecked: link])
      marks[unchecked: target] = UInt16(truncatingIfNeeded: place &+ 1)
      let (begin, end) = (offsets[unchecked: target], offsets[unchecked: target &+ 1])
      // Asked for here, where nothing waits for the answer, the rows are near when they are gone
      // through: a tenth of the time in all.
      let early = targets[unchecked: Int(begin)] &+ targets[unchecked: Int(end)]
      near[unchecked: place] = NearLink(
        begin: begin, end: end, early: early, corner: term.value(of: target),
        sum: all[unchecked: link])
    }
  }

  /// Takes the marks away and writes the sums of a row back.
  @inline(__always)
  private func close<Term: TriangleTerm>(
    _ links: Range<Int>, _ all: inout MutableSpan<Term.Sum>, _ near: [NearLink<Term>],
    _ marks: inout [UInt16]
  ) {
    let (targets, near) = (targets.span, near.span)
    var marks = marks.mutableSpan
    for place in 0..<links.count {
      let link = links.lowerBound &+ place
      marks[unchecked: Int(targets[unchecked: link])] = 0
      all[unchecked: link] = near[unchecked: place].sum
    }
  }

  /// Writes the entries of the row of a near link that are marked to `hits`; how many there are.
  ///
  /// Found first and handled afterwards: whether two contacts know each other cannot be guessed,
  /// and a branch on it costs more than a write.
  @inline(__always)
  private func find<Term: TriangleTerm>(
    at place: Int, _ near: [NearLink<Term>], _ marks: [UInt16], _ hits: inout [UInt64],
    after count: Int
  ) -> Int {
    let (targets, near, marks) = (targets.span, near.span, marks.span)
    var hits = hits.mutableSpan
    var found = count
    var across = Int(near[unchecked: place].begin)
    let end = Int(near[unchecked: place].end)
    var hit = UInt64(truncatingIfNeeded: place) &<< 32 | UInt64(truncatingIfNeeded: across)
    while across < end {
      hits[unchecked: found] = hit
      found &+= marks[unchecked: Int(targets[unchecked: across])] != 0 ? 1 : 0
      across &+= 1
      hit &+= 1
    }
    return found
  }

  /// Adds triangles to their links.
  @inline(__always)
  private func add<Term: TriangleTerm>(
    _ hits: [UInt64], _ found: Int, to all: inout MutableSpan<Term.Sum>, _ term: Term,
    _ lowest: Term.Value, from first: Int, _ links: inout [NearLink<Term>], _ marks: [UInt16]
  ) {
    let (targets, hits, marks) = (targets.span, hits.span, marks.span)
    var links = links.mutableSpan
    for place in 0..<found {
      let hit = hits[unchecked: place]
      let near = Int(truncatingIfNeeded: hit &>> 32)
      let across = Int(truncatingIfNeeded: hit & 0xffff_ffff)
      let far = Int(marks[unchecked: Int(targets[unchecked: across])]) &- 1
      term.add(lowest, over: first &+ near, first &+ far, to: &all[unchecked: across])
      let (middle, highest) = (links[unchecked: near].corner, links[unchecked: far].corner)
      term.add(middle, over: first &+ near, across, to: &links[unchecked: far].sum)
      term.add(highest, over: first &+ far, across, to: &links[unchecked: near].sum)
    }
  }
}

/// A link of the row in hand.
private struct NearLink<Term: TriangleTerm>: Sendable {
  /// Where the row of its upper end begins and ends.
  var begin: UInt32
  var end: UInt32
  /// Has no meaning: what is read only to have been read must go somewhere.
  var early: UInt32
  /// What its upper end is worth as a corner.
  var corner: Term.Value
  var sum: Term.Sum
}

/// What is kept while the row of a lowest corner is in hand.
private struct TriangleRow<Term: TriangleTerm> {
  var near: [NearLink<Term>] = []
  /// By node, 1 + its place in the row in hand, or 0. All 0 between rows.
  var marks: [UInt16]
  /// The triangles found and not yet added: the place of the near link, and the across link.
  var hits: [UInt64]

  /// So many are added at once.
  static var hitsMax: Int { 4096 }

  init(_ term: Term, rows: UpwardRows) {
    var longest = 0
    for node in 0..<rows.nodeCount { longest = max(longest, rows.range(of: node).count) }
    marks = [UInt16](repeating: 0, count: rows.nodeCount)
    hits = [UInt64](repeating: 0, count: Self.hitsMax + longest + 1)
    if longest > 0 {
      let nothing = NearLink<Term>(
        begin: 0, end: 0, early: 0, corner: term.value(of: 0), sum: Term.nothing)
      near = [NearLink<Term>](repeating: nothing, count: longest)
    }
  }
}
