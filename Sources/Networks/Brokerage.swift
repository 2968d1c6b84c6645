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
  /// - Complexity: O(Σ k²) over the degrees k at worst, O(V) memory. The same input gives the same
  ///   bits.
  ///
  /// > R. S. Burt. "Structural holes: the social structure of competition." 1992.
  /// > ISBN 978-0-674-84371-4. DOI of the 2004 paper:
  /// > [10.1086/421787](https://doi.org/10.1086/421787)
  public func brokerage() -> Brokerage {
    let total = rows.rowSums(weights: weights)
    let strongest = (0..<nodeCount).map { node -> Double in
      edges(of: node).reduce(0) { max($0, weight(of: Int($1))) }
    }
    var constraint = [Double](repeating: .nan, count: nodeCount)
    var effective = [Double](repeating: 0, count: nodeCount)
    // p(i, ·) of the node in hand, and Σ p(i, q) p(q, ·); both empty again after each node.
    var share = [Double](repeating: 0, count: nodeCount)
    var indirect = [Double](repeating: 0, count: nodeCount)
    for i in 0..<nodeCount where degree(of: i) > 0 {
      for position in rows.range(of: i) {
        share[Int(rows.targets[position])] = weight(of: rows.edge(at: position, of: i)) / total[i]
      }
      var redundancy = 0.0
      for q in neighbours(of: i).lazy.map(Int.init) {
        for position in rows.range(of: q) {
          let j = Int(rows.targets[position])
          // Only neighbours of i other than itself have a share.
          if share[j] == 0 { continue }
          let tie = weight(of: rows.edge(at: position, of: q))
          indirect[j] += share[q] * tie / total[q]
          redundancy += share[q] * tie / strongest[j]
        }
      }
      var sum = 0.0
      for j in neighbours(of: i).lazy.map(Int.init) {
        let part = share[j] + indirect[j]
        sum += part * part
        share[j] = 0
        indirect[j] = 0
      }
      constraint[i] = sum
      effective[i] = Double(degree(of: i)) - redundancy
    }
    let efficiency = (0..<nodeCount).map { node in
      degree(of: node) == 0 ? 0 : effective[node] / Double(degree(of: node))
    }
    return Brokerage(
      constraint: constraint, effectiveSize: effective, efficiency: efficiency)
  }
}
