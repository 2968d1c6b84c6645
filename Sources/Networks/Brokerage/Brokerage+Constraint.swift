public import Primitives

extension UndirectedGraph {
  /// Burt's constraint of every node alone, at less cost than `brokerage(workers:)`, which has its
  /// definition.
  ///
  /// - Parameter workers: The same bits on any number of threads; more than two do not help.
  /// - Returns: NaN for a node without links; the same bits as `brokerage(workers:)` gives.
  /// - Complexity: O(E · √E) time; 20 bytes an edge, 32 with weights.
  public func constraint(workers: Workers) throws(CancelledWork) -> [Double] {
    let rows = UpwardRows(self, withEdges: weights != nil)
    let strengths = weights.map { rows.column(of: $0) }
    let total = degrees()
    let inverse = total.map { 1 / $0 }
    let around: [Double]
    if let strengths {
      let term = WeightedCornerShare(values: inverse, weights: strengths)
      around = try rows.sums(of: term, workers: workers)
    } else {
      around = try rows.sums(of: CornerShare(values: inverse), workers: workers)
    }
    var squares = [Double](repeating: 0, count: nodeCount)
    for lower in 0..<nodeCount {
      var own = squares[lower]
      for link in rows.range(of: lower) {
        let tie = (strengths?[link] ?? 1) + around[link]
        own += tie * tie
        squares[Int(rows.targets[link])] += tie * tie
      }
      squares[lower] = own
    }
    return zip(squares, total).map { $1 > 0 ? $0 / ($1 * $1) : .nan }
  }
}
