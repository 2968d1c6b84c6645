extension UndirectedGraph {
  /// Two columns in node order.
  public struct Clustering: Hashable, Sendable {
    /// The number of triangles a node is a corner of.
    public let triangles: [Int]
    /// The share of pairs of neighbours that are linked, 0 … 1.
    public let local: [Double]
  }

  /// How many of a node's contacts know each other.
  ///
  ///     local(v) = triangles(v) / ( k(v) · (k(v) − 1) / 2 )
  ///
  /// Reads as: 1, everyone around this person knows each other; near 0, this person holds apart
  /// people who do not.
  ///
  /// - Returns: `local` is 0 where there are fewer than two neighbours. Weights are not used.
  /// - Complexity: O(E · √E) time, O(V) memory. The same input gives the same output.
  ///
  /// > D. J. Watts, S. H. Strogatz. "Collective dynamics of 'small-world' networks." 1998.
  /// > DOI:[10.1038/30918](https://doi.org/10.1038/30918)
  public func clustering() -> Clustering {
    var triangles = [Int](repeating: 0, count: nodeCount)
    // Each triangle is found once, from its lowest corner in the order of (degree, number): a hub
    // looks only at bigger hubs, of which there cannot be more than √(2E).
    var mark = [Int](repeating: -1, count: nodeCount)
    let above = (0..<nodeCount).map { node in
      neighbours(of: node).filter { comesBefore(node, Int($0)) }
    }
    for first in 0..<nodeCount {
      for second in above[first] { mark[Int(second)] = first }
      for second in above[first] {
        for third in above[Int(second)] where mark[Int(third)] == first {
          triangles[first] += 1
          triangles[Int(second)] += 1
          triangles[Int(third)] += 1
        }
      }
    }
    let local = (0..<nodeCount).map { node -> Double in
      let degree = self.degree(of: node)
      return degree < 2 ? 0 : Double(triangles[node]) / (Double(degree) * Double(degree - 1) / 2)
    }
    return Clustering(triangles: triangles, local: local)
  }

  private func comesBefore(_ a: Int, _ b: Int) -> Bool {
    (degree(of: a), a) < (degree(of: b), b)
  }
}
