public import Primitives

/// Burt's measures of holes around a node.
public struct Brokerage: Hashable, Sendable {
  /// c(v): how far a node's contacts are contacts of each other. NaN for a node without links, for
  /// which it is not defined; ask `isFinite` before ranking.
  public let constraint: [Double]
  /// The number of contacts less their redundancy; 0 for a node without links.
  public let effectiveSize: [Double]
  /// Effective size divided by the number of contacts, 0 … 1; 0 for a node without links.
  public let efficiency: [Double]
}

extension UndirectedGraph {
  /// Burt's constraint, effective size and efficiency of every node.
  ///
  ///     p(i, j)       = a(i, j) / Σ a(i, k) over k
  ///     constraint(i) = Σ ( p(i, j) + Σ p(i, q) · p(q, j) over q ≠ i, j )²   over the neighbours j
  ///     effective(i)  = Σ ( 1 − Σ p(i, q) · m(j, q) over q ≠ i, j )          over the neighbours j
  ///     m(j, q)       = a(j, q) / max a(j, k) over k
  ///
  /// with a the weights, 1 where the graph has none. The published sum runs over all j ≠ i;
  /// nodes two steps away would add (Σ p p)² there. As in the common programs, and as the published
  /// values for Zachary's club demand, j runs over the neighbours of i.
  ///
  /// Reads as: low constraint, this person can choose between people who do not know each other;
  /// high, everyone around is tied to everyone else. Effective size: how many separate circles.
  ///
  /// Both double sums run over triangles: Σ p(i, q) · p(q, j) is s(i, j) / Σ a(i, k), where
  ///
  ///     s(i, j) = Σ a(i, q) · a(q, j) / Σ a(q, k) over the common neighbours q of i and j
  ///
  /// is the same for both ends of a link. So one pass over all triangles gives every node's
  /// constraint, and one more sum in it, Σ a(i, q) · a(q, j), the effective size.
  ///
  /// - Parameter workers: The same bits on any number of threads; more than two do not help.
  /// - Returns: NaN for the constraint of a node without links.
  /// - Complexity: O(E · √E) time; 36 bytes an edge, 48 with weights. The same input gives the
  ///   same bits.
  ///
  /// > R. S. Burt. "Structural holes: the social structure of competition." 1992.
  /// > ISBN 978-0-674-84371-4. DOI of the 2004 paper:
  /// > [10.1086/421787](https://doi.org/10.1086/421787)
  public func brokerage(workers: Workers) throws(CancelledWork) -> Brokerage {
    let rows = UpwardRows(self, withEdges: weights != nil)
    let total = degrees()
    let sums: [SIMD2<Double>]
    if let weights {
      let strengths = rows.column(of: weights)
      let term = WeightedCornerValue(values: total.map { [1 / $0, 1] }, weights: strengths)
      let around = try rows.sums(of: term, workers: workers)
      let inverse = largestWeights(weights).map { 1 / $0 }
      sums = rows.gathered { link, lower, upper in
        let sum = around[link]
        let tie = strengths[link] + sum.x
        return ([tie * tie, sum.y * inverse[upper]], [tie * tie, sum.y * inverse[lower]])
      }
    } else {
      let term = CornerValue(values: total.map { [1 / $0, 1] })
      let around = try rows.sums(of: term, workers: workers)
      sums = rows.gathered { link, _, _ in
        let sum = around[link]
        let share: SIMD2<Double> = [(1 + sum.x) * (1 + sum.x), sum.y]
        return (share, share)
      }
    }
    var constraint = [Double](repeating: .nan, count: nodeCount)
    var effective = [Double](repeating: 0, count: nodeCount)
    var efficiency = effective
    for node in 0..<nodeCount where degree(of: node) > 0 {
      let contacts = Double(degree(of: node))
      constraint[node] = sums[node].x / (total[node] * total[node])
      effective[node] = contacts - sums[node].y / total[node]
      efficiency[node] = effective[node] / contacts
    }
    return Brokerage(
      constraint: constraint, effectiveSize: effective, efficiency: efficiency)
  }

  /// Burt's constraint, effective size and efficiency of every node, on one thread; see
  /// `brokerage(workers:)`.
  public func brokerage() -> Brokerage {
    uncancelled { () throws(CancelledWork) in try brokerage(workers: .one) }
  }

  /// The largest weight at every node; 0 without links.
  private func largestWeights(_ weights: [Double]) -> [Double] {
    var largest = [Double](repeating: 0, count: nodeCount)
    forEachEdge { edge, lower, upper in
      largest[lower] = max(largest[lower], weights[edge])
      largest[upper] = max(largest[upper], weights[edge])
    }
    return largest
  }
}

extension UpwardRows {
  /// By node, the sum of what the links give to their lower and to their upper ends: here in `x`
  /// the square of tie and detours, and in `y` the redundancy, both still to be divided by the
  /// strength of the node. Sequential, link by link: the order of the sums.
  @inline(__always)
  fileprivate func gathered(
    _ share: (_ link: Int, _ lower: Int, _ upper: Int) -> (
      lower: SIMD2<Double>, upper: SIMD2<Double>
    )
  ) -> [SIMD2<Double>] {
    var result = [SIMD2<Double>](repeating: .zero, count: nodeCount)
    for lower in 0..<nodeCount {
      var own = result[lower]
      for link in range(of: lower) {
        let upper = Int(targets[link])
        let shares = share(link, lower, upper)
        own += shares.lower
        result[upper] += shares.upper
      }
      result[lower] = own
    }
    return result
  }
}
