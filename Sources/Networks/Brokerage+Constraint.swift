public import Primitives

extension UndirectedGraph {
  /// Burt's constraint of every node alone, about two thirds of the cost of `brokerage(workers:)`,
  /// which has its definition.
  ///
  /// - Returns: NaN for a node without links; the same bits as `brokerage(workers:)` gives.
  /// - Complexity: O(E · √E) time; 20 bytes an edge, 32 with weights.
  public func constraint(workers: Workers) throws(CancelledWork) -> [Double] {
    let rows = OrientedRows(self, withEdges: weights != nil)
    let strengths = weights.map { rows.column(of: $0) }
    let total = rows.strengths(of: strengths)
    let inverse = total.map { 1 / $0 }
    let around: [Double]
    if let strengths {
      let term = WeightedCornerShare(values: inverse, weights: strengths)
      around = try rows.sums(of: term, workers: workers)
    } else {
      around = try rows.sums(of: CornerShare(values: inverse), workers: workers)
    }
    var squares = [Double](repeating: 0, count: nodeCount)
    for lower in 0..<rows.nodeCount {
      var own = squares[lower]
      for place in Int(rows.upOffsets[lower])..<Int(rows.upOffsets[lower + 1]) {
        let tie = (strengths?[place] ?? 1) + around[place]
        own += tie * tie
        squares[Int(rows.up[place])] += tie * tie
      }
      squares[lower] = own
    }
    var constraint = [Double](repeating: .nan, count: nodeCount)
    for (rank, node) in rows.nodes.enumerated() where total[rank] > 0 {
      constraint[Int(node)] = squares[rank] / (total[rank] * total[rank])
    }
    return constraint
  }
}

extension OrientedRows {
  /// The sum of the strengths at every rank; the number of links where there are none.
  fileprivate func strengths(of column: [Double]?) -> [Double] {
    var total = [Double](repeating: 0, count: nodeCount)
    for lower in 0..<nodeCount {
      for place in Int(upOffsets[lower])..<Int(upOffsets[lower + 1]) {
        let strength = column?[place] ?? 1
        total[Int(up[place])] += strength
        total[lower] += strength
      }
    }
    return total
  }
}
