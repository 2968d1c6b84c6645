import Primitives

/// What a triangle adds to each of its three links: something of the corner that faces the link,
/// and of the two other links, known by their places in `OrientedRows.up`.
protocol TriangleTerm: Sendable {
  associatedtype Sum: Sendable
  static var nothing: Sum { get }
  func add(facing corner: Int, over first: Int, _ second: Int, to sum: inout Sum)
}

/// One a triangle.
struct TriangleCount: TriangleTerm {
  static let nothing: UInt32 = 0

  @inline(__always)
  func add(facing corner: Int, over first: Int, _ second: Int, to sum: inout UInt32) { sum &+= 1 }
}

/// A value of the facing corner.
struct CornerShare: TriangleTerm {
  static let nothing = 0.0
  /// By rank.
  let values: [Double]

  @inline(__always)
  func add(facing corner: Int, over first: Int, _ second: Int, to sum: inout Double) {
    sum += values.span[unchecked: corner]
  }
}

/// The product of the weights of the two other links, times a value of the facing corner.
struct WeightedCornerShare: TriangleTerm {
  static let nothing = 0.0
  /// By rank.
  let values: [Double]
  /// One a place.
  let weights: [Double]

  @inline(__always)
  func add(facing corner: Int, over first: Int, _ second: Int, to sum: inout Double) {
    let weights = weights.span
    sum += weights[unchecked: first] * weights[unchecked: second] * values.span[unchecked: corner]
  }
}

/// A value of the facing corner, and a count beside it.
struct CornerValue: TriangleTerm {
  static let nothing = SIMD2<Double>.zero
  /// The value in `x`, 1 in `y`; by rank.
  let values: [SIMD2<Double>]

  @inline(__always)
  func add(facing corner: Int, over first: Int, _ second: Int, to sum: inout SIMD2<Double>) {
    sum += values.span[unchecked: corner]
  }
}

/// The product of the weights of the two other links, in `x` times a value of the facing corner.
struct WeightedCornerValue: TriangleTerm {
  static let nothing = SIMD2<Double>.zero
  /// The value in `x`, 1 in `y`; by rank.
  let values: [SIMD2<Double>]
  /// One a place.
  let weights: [Double]

  @inline(__always)
  func add(facing corner: Int, over first: Int, _ second: Int, to sum: inout SIMD2<Double>) {
    let weights = weights.span
    let product = weights[unchecked: first] * weights[unchecked: second]
    sum += values.span[unchecked: corner] * product
  }
}

extension OrientedRows {
  /// Σ over the triangles each link lies in of what they add to it, in step with `up`.
  ///
  /// A link's terms are added in the ascending rank of the corner that faces it, however many
  /// threads there are: first of the corners below its upper end, then of those above it. One
  /// thread finds each triangle once, and does so where two are given. More go through them twice,
  /// so that a thread writes only to the links that lead up to its own pivots.
  ///
  /// - Complexity: O(E · √E) time; a sum an edge, and 4 bytes a node and thread.
  func sums<Term: TriangleTerm>(
    of term: Term, workers: Workers
  ) throws(CancelledWork) -> [Term.Sum] {
    var sums = [Term.Sum](repeating: Term.nothing, count: edgeCount)
    let pieces = pieceCount
    let scratch = { @Sendable in TriangleMarks(self) }
    try sums.withUnsafeMutableBufferPointer { (buffer) throws(CancelledWork) in
      guard let base = buffer.baseAddress else { return }
      let shared = SharedSums(base: base)
      // Two threads that each find every triangle twice are no faster than one.
      let alone = workers.threads <= 2
      let first = alone ? Workers(threads: 1, cancellation: workers.cancellation) : workers
      _ = try byTurns(pieces: pieces, on: first, scratch: scratch) { piece, own in
        let pivots = pivots(piece, of: pieces)
        if alone {
          addLower(term, at: pivots, andHigher: true, &own.marks, &own.hits, to: shared)
        } else {
          addLower(term, at: pivots, andHigher: false, &own.marks, &own.hits, to: shared)
        }
      }
      if alone { return }
      _ = try byTurns(pieces: pieces, on: workers, scratch: scratch) { piece, own in
        addHigher(term, at: pivots(piece, of: pieces), &own.marks, &own.hits, to: shared)
      }
    }
    return sums
  }

  /// Adds to the links that lead up to `pivots` the lower corners that face them; with
  /// `andHigher`, also the pivots to the links they face.
  @inline(__always)
  private func addLower<Term: TriangleTerm>(
    _ term: Term, at pivots: Range<Int>, andHigher: Bool, _ marks: inout [UInt32],
    _ hits: inout [UInt32], to shared: SharedSums<Term.Sum>
  ) {
    let (up, upOffsets, downOffsets) = (up.span, upOffsets.span, downOffsets.span)
    let (downs, places) = (downs.span, places.span)
    var marks = marks.mutableSpan
    var hits = hits.mutableSpan
    let sums = shared.base
    for pivot in pivots {
      let below = Int(downOffsets[pivot])..<Int(downOffsets[pivot + 1])
      if below.count < 2 { continue }
      for link in below {
        marks[unchecked: Int(downs[unchecked: link])] = places[unchecked: link] &+ 1
      }
      for link in below {
        let lowest = Int(downs[unchecked: link])
        let far = Int(places[unchecked: link])
        let row = Int(upOffsets[unchecked: lowest])..<far
        let found = found(in: row, up: up, marks: marks, &hits)
        var hit = 0
        while hit < found {
          let near = Int(hits[unchecked: hit])
          let middle = Int(up[unchecked: near])
          let across = Int(marks[unchecked: middle]) &- 1
          term.add(facing: lowest, over: near, far, to: &sums[across])
          term.add(facing: middle, over: near, across, to: &sums[far])
          if andHigher { term.add(facing: pivot, over: far, across, to: &sums[near]) }
          hit &+= 1
        }
      }
      for link in below { marks[unchecked: Int(downs[unchecked: link])] = 0 }
    }
  }

  /// Adds to the links that lead up to `pivots` the higher corners that face them.
  private func addHigher<Term: TriangleTerm>(
    _ term: Term, at pivots: Range<Int>, _ marks: inout [UInt32], _ hits: inout [UInt32],
    to shared: SharedSums<Term.Sum>
  ) {
    let (up, upOffsets, downOffsets) = (up.span, upOffsets.span, downOffsets.span)
    let (downs, places) = (downs.span, places.span)
    var marks = marks.mutableSpan
    var hits = hits.mutableSpan
    for pivot in pivots {
      let above = Int(upOffsets[pivot])..<Int(upOffsets[pivot + 1])
      let below = Int(downOffsets[pivot])..<Int(downOffsets[pivot + 1])
      if above.isEmpty || below.isEmpty { continue }
      for place in above {
        marks[unchecked: Int(up[unchecked: place])] = UInt32(truncatingIfNeeded: place &+ 1)
      }
      for link in below {
        let near = Int(places[unchecked: link])
        let end = Int(upOffsets[unchecked: Int(downs[unchecked: link]) &+ 1])
        let found = found(in: near &+ 1..<end, up: up, marks: marks, &hits)
        if found == 0 { continue }
        var sum = shared.base[near]
        var hit = 0
        while hit < found {
          let far = Int(hits[unchecked: hit])
          let highest = Int(up[unchecked: far])
          let across = Int(marks[unchecked: highest]) &- 1
          term.add(facing: highest, over: far, across, to: &sum)
          hit &+= 1
        }
        shared.base[near] = sum
      }
      for place in above { marks[unchecked: Int(up[unchecked: place])] = 0 }
    }
  }

  /// Writes the places of a row that are marked into `hits`; how many there are.
  ///
  /// Found first and handled afterwards: whether two contacts know each other cannot be guessed,
  /// and a branch on it costs more than a write.
  @inline(__always)
  private func found(
    in row: Range<Int>, up: Span<UInt32>, marks: borrowing MutableSpan<UInt32>,
    _ hits: inout MutableSpan<UInt32>
  ) -> Int {
    var found = 0
    var place = row.lowerBound
    while place < row.upperBound {
      hits[unchecked: found] = UInt32(truncatingIfNeeded: place)
      found &+= marks[unchecked: Int(up[unchecked: place])] != 0 ? 1 : 0
      place &+= 1
    }
    return found
  }
}

/// What a thread keeps while it looks for triangles.
private struct TriangleMarks: Sendable {
  /// One a rank: 1 + the place of its link with the pivot, or 0. All 0 between pivots.
  var marks: [UInt32]
  /// The places found in one row; one more than the longest has.
  var hits: [UInt32]

  init(_ rows: OrientedRows) {
    var longest: UInt32 = 0
    for rank in 0..<rows.nodeCount {
      longest = max(longest, rows.upOffsets[rank + 1] - rows.upOffsets[rank])
    }
    marks = [UInt32](repeating: 0, count: rows.nodeCount)
    hits = [UInt32](repeating: 0, count: Int(longest) + 1)
  }
}

/// Sums that threads add to at the same time, each to other ones.
///
/// Unchecked, because the compiler cannot see that: a thread adds to the links that lead up to
/// its pivots, and `byTurns` hands every pivot out once.
private struct SharedSums<Sum>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Sum>
}
