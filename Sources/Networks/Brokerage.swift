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
  /// - Parameter workers: The same bits on any number of threads.
  /// - Returns: NaN for the constraint of a node without links.
  /// - Complexity: O(E · √E) time; 28 bytes an edge, 40 with weights. The same input gives the
  ///   same bits.
  ///
  /// > R. S. Burt. "Structural holes: the social structure of competition." 1992.
  /// > ISBN 978-0-674-84371-4. DOI of the 2004 paper:
  /// > [10.1086/421787](https://doi.org/10.1086/421787)
  public func brokerage(workers: Workers) throws(CancelledWork) -> Brokerage {
    let rows = OrientedRows(self, withEdges: weights != nil)
    let total: [Double]
    let sums: [SIMD2<Double>]
    if let weights {
      let strengths = rows.column(of: weights)
      let largest: [Double]
      (total, largest) = rows.totals(of: strengths)
      let term = WeightedCornerValue(values: total.map { [1 / $0, 1] }, weights: strengths)
      let around = try rows.sums(of: term, workers: workers)
      let inverse = largest.map { 1 / $0 }
      sums = rows.gathered { place, lower, upper in
        let sum = around[place]
        let tie = strengths[place] + sum.x
        return ([tie * tie, sum.y * inverse[upper]], [tie * tie, sum.y * inverse[lower]])
      }
    } else {
      total = rows.nodes.map { Double(degree(of: Int($0))) }
      let term = CornerValue(values: total.map { [1 / $0, 1] })
      let around = try rows.sums(of: term, workers: workers)
      sums = rows.gathered { place, _, _ in
        let sum = around[place]
        let share: SIMD2<Double> = [(1 + sum.x) * (1 + sum.x), sum.y]
        return (share, share)
      }
    }
    var constraint = [Double](repeating: .nan, count: nodeCount)
    var effective = [Double](repeating: 0, count: nodeCount)
    var efficiency = effective
    for (rank, node) in rows.nodes.lazy.map(Int.init).enumerated() where degree(of: node) > 0 {
      let contacts = Double(degree(of: node))
      constraint[node] = sums[rank].x / (total[rank] * total[rank])
      effective[node] = contacts - sums[rank].y / total[rank]
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
}

extension OrientedRows {
  /// The sum and the largest of the strengths at every rank.
  fileprivate func totals(of strengths: [Double]) -> (total: [Double], largest: [Double]) {
    var total = [Double](repeating: 0, count: nodeCount)
    var largest = total
    for lower in 0..<nodeCount {
      for place in Int(upOffsets[lower])..<Int(upOffsets[lower + 1]) {
        let upper = Int(up[place])
        let strength = strengths[place]
        total[upper] += strength
        total[lower] += strength
        largest[upper] = max(largest[upper], strength)
        largest[lower] = max(largest[lower], strength)
      }
    }
    return (total, largest)
  }

  /// By rank, the sum of what the links give to their lower and to their upper ends: here in `x`
  /// the square of tie and detours, and in `y` the redundancy, both still to be divided by the
  /// strength of the node. Sequential, place by place: the order of the sums.
  @inline(__always)
  fileprivate func gathered(
    _ share: (_ place: Int, _ lower: Int, _ upper: Int) -> (
      lower: SIMD2<Double>, upper: SIMD2<Double>
    )
  ) -> [SIMD2<Double>] {
    var result = [SIMD2<Double>](repeating: .zero, count: nodeCount)
    for lower in 0..<nodeCount {
      var own = result[lower]
      for place in Int(upOffsets[lower])..<Int(upOffsets[lower + 1]) {
        let upper = Int(up[place])
        let shares = share(place, lower, upper)
        own += shares.lower
        result[upper] += shares.upper
      }
      result[lower] = own
    }
    return result
  }
}
