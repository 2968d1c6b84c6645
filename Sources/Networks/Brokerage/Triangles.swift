public import Primitives

extension UndirectedGraph {
  /// The number of triangles: three nodes, each linked to both others.
  ///
  /// Reads as: how many times three people all know each other. Divided by the number of pairs
  /// around nodes it says how closed the whole network is.
  ///
  /// Every link is turned from its end of fewer links to the other; then each pair of links that
  /// leave a node together is looked up once, by marks on the row of the nearer end.
  ///
  /// - Parameter workers: The same number on any number of threads.
  /// - Returns: 0 in a graph of fewer than three nodes. Weights are not used.
  /// - Complexity: O(E · √E) time; 12 bytes an edge, 12 a node and 1 more a node and thread. The
  ///   same input gives the same output.
  ///
  /// > T. Schank, D. Wagner. "Finding, counting and listing all triangles in large graphs, an
  /// > experimental study." 2005. DOI:[10.1007/11427186_54](https://doi.org/10.1007/11427186_54)
  public func triangleCount(workers: Workers) throws(CancelledWork) -> Int {
    let rows = OrientedRows(self)
    let counts = try byTurns(
      pieces: rows.pieceCount, on: workers,
      scratch: { (marks: [UInt8](repeating: 0, count: rows.nodeCount), count: 0) },
      { piece, own in
        own.count += rows.triangles(at: rows.pivots(piece, of: rows.pieceCount), &own.marks)
      })
    return counts.reduce(0) { $0 + $1.count }
  }

  /// The number of triangles, counted on one thread; see `triangleCount(workers:)`.
  public func triangleCount() -> Int {
    uncancelled { () throws(CancelledWork) in
      try triangleCount(workers: .one)
    }
  }

  /// The number of triangles each node is a corner of.
  ///
  /// - Complexity: As `triangleCount(workers:)`, and 8 bytes a node and thread.
  func nodeTriangles(workers: Workers) throws(CancelledWork) -> [Int] {
    let rows = OrientedRows(self)
    let columns = try byTurns(
      pieces: rows.pieceCount, on: workers,
      scratch: {
        (
          marks: [UInt8](repeating: 0, count: rows.nodeCount),
          counts: [Int](repeating: 0, count: rows.nodeCount)
        )
      },
      { piece, own in
        rows.addTriangles(
          at: rows.pivots(piece, of: rows.pieceCount), &own.marks, to: &own.counts)
      })
    var result = [Int](repeating: 0, count: nodeCount)
    for column in columns {
      for rank in 0..<nodeCount { result[Int(rows.nodes[rank])] += column.counts[rank] }
    }
    return result
  }
}

extension UndirectedGraph {
  /// The number of triangles each edge lies in: the common neighbours of its ends.
  ///
  /// Reads as: how many contacts the two have in common.
  ///
  /// - Parameter workers: The same numbers on any number of threads.
  /// - Returns: One number an edge, in edge order. Weights are not used.
  /// - Complexity: O(E · √E) time; 20 bytes an edge. The same input gives the same output.
  public func edgeTriangles(workers: Workers) throws(CancelledWork) -> [Int] {
    try edgeSupport(workers: workers).map(Int.init)
  }

  /// The same in 4 bytes an edge.
  func edgeSupport(workers: Workers) throws(CancelledWork) -> [UInt32] {
    let rows = UpwardRows(self, withEdges: true)
    let counts = try rows.sums(of: TriangleCount(), workers: workers)
    var support = counts
    for (count, edge) in zip(counts, rows.edges) { support[Int(edge)] = count }
    return support
  }
}

/// What a measure gives that was asked for with workers who are never cancelled.
func uncancelled<Result>(_ body: () throws(CancelledWork) -> Result) -> Result {
  do {
    return try body()
  } catch {
    preconditionFailure("work that nobody can cancel was cancelled")
  }
}

extension OrientedRows {
  /// How many pieces the work is cut into: enough that the last ones do not keep a thread waiting.
  var pieceCount: Int { max(1, min(256, edgeCount / 2048)) }

  // The loops below read through spans without checks: every place they read was put there by
  // `init`. With checks, counting the triangles of rmat20 takes 4.65 s of a processor, not 4.14.

  /// The number of triangles that have their middle corner among `pivots`.
  ///
  /// - Parameter marks: One a rank, all 0; and again when this comes back.
  func triangles(at pivots: Range<Int>, _ marks: inout [UInt8]) -> Int {
    let (up, upOffsets, downOffsets) = (up.span, upOffsets.span, downOffsets.span)
    let (downs, places) = (downs.span, places.span)
    var marks = marks.mutableSpan
    var count = 0
    for pivot in pivots {
      let own = Int(upOffsets[pivot])..<Int(upOffsets[pivot + 1])
      let below = Int(downOffsets[pivot])..<Int(downOffsets[pivot + 1])
      if own.isEmpty || below.isEmpty { continue }
      for place in own { marks[unchecked: Int(up[unchecked: place])] = 1 }
      for link in below {
        var place = Int(places[unchecked: link]) &+ 1
        let end = Int(upOffsets[unchecked: Int(downs[unchecked: link]) &+ 1])
        while place < end {
          count &+= Int(marks[unchecked: Int(up[unchecked: place])])
          place &+= 1
        }
      }
      for place in own { marks[unchecked: Int(up[unchecked: place])] = 0 }
    }
    return count
  }

  /// Adds to each corner's count the triangles that have their middle corner among `pivots`.
  func addTriangles(
    at pivots: Range<Int>, _ marks: inout [UInt8], to counts: inout [Int]
  ) {
    let (up, upOffsets, downOffsets) = (up.span, upOffsets.span, downOffsets.span)
    let (downs, places) = (downs.span, places.span)
    var marks = marks.mutableSpan
    var counts = counts.mutableSpan
    for pivot in pivots {
      let own = Int(upOffsets[pivot])..<Int(upOffsets[pivot + 1])
      let below = Int(downOffsets[pivot])..<Int(downOffsets[pivot + 1])
      if own.isEmpty || below.isEmpty { continue }
      for place in own { marks[unchecked: Int(up[unchecked: place])] = 1 }
      var middle = 0
      for link in below {
        let lower = Int(downs[unchecked: link])
        var place = Int(places[unchecked: link]) &+ 1
        let end = Int(upOffsets[unchecked: lower &+ 1])
        var found = 0
        while place < end {
          let upper = Int(up[unchecked: place])
          let mark = Int(marks[unchecked: upper])
          found &+= mark
          counts[unchecked: upper] &+= mark
          place &+= 1
        }
        counts[unchecked: lower] &+= found
        middle &+= found
      }
      counts[unchecked: pivot] &+= middle
      for place in own { marks[unchecked: Int(up[unchecked: place])] = 0 }
    }
  }
}
