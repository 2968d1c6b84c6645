public import Primitives

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
  /// - Parameter workers: The same numbers on any number of threads.
  /// - Returns: `local` is 0 where there are fewer than two neighbours. Weights are not used.
  /// - Complexity: O(E · √E) time; 12 bytes an edge, 20 a node and 9 more a node and thread. The
  ///   same input gives the same output.
  ///
  /// > D. J. Watts, S. H. Strogatz. "Collective dynamics of 'small-world' networks." 1998.
  /// > DOI:[10.1038/30918](https://doi.org/10.1038/30918)
  public func clustering(workers: Workers) throws(CancelledWork) -> Clustering {
    let triangles = try nodeTriangles(workers: workers)
    let local = (0..<nodeCount).map { node -> Double in
      let degree = self.degree(of: node)
      return degree < 2 ? 0 : Double(triangles[node]) / (Double(degree) * Double(degree - 1) / 2)
    }
    return Clustering(triangles: triangles, local: local)
  }

  /// How many of a node's contacts know each other, on one thread; see `clustering(workers:)`.
  public func clustering() -> Clustering {
    uncancelled { () throws(CancelledWork) in try clustering(workers: .one) }
  }
}
