public import Primitives

extension UndirectedGraph {
  /// The trussness of every edge.
  ///
  /// The k-truss is what is left after removing, again and again, every edge that lies in fewer
  /// than k − 2 triangles. An edge's trussness is the largest k whose truss still holds it.
  ///
  /// Reads as: how well a tie is backed by common contacts. 2 is a tie nobody else shares; a group
  /// of k who all know each other has k.
  ///
  /// Edges fall level by level. The edges that fall together at a node are handled together: the
  /// node's row is marked once, and the shorter rows of the other ends are read against it.
  ///
  /// - Parameter workers: Who counts the triangles; the removal is sequential. The same numbers
  ///   on any number of threads.
  /// - Returns: One number an edge, in edge order, at least 2. Weights are not used.
  /// - Complexity: O(E · √E · log V) time at worst, 40 bytes an edge. The same input gives the
  ///   same output.
  ///
  /// > J. Wang, J. Cheng. "Truss decomposition in massive networks." 2012.
  /// > DOI:[10.14778/2311906.2311909](https://doi.org/10.14778/2311906.2311909)
  public func edgeTrussness(workers: Workers) throws(CancelledWork) -> [Int] {
    var peeling = TrussPeeling(self, support: try edgeSupport(workers: workers))
    while peeling.removeLevel() {
      if workers.cancellation?.isCancelled == true { throw CancelledWork() }
    }
    return peeling.support.map { Int($0) + 2 }
  }

  /// The trussness of every edge, on one thread; see `edgeTrussness(workers:)`.
  public func edgeTrussness() -> [Int] {
    uncancelled { () throws(CancelledWork) in try edgeTrussness(workers: .one) }
  }

  /// The largest trussness among each node's edges; 0 for a node without links.
  public func trussNumbers(workers: Workers) throws(CancelledWork) -> [Int] {
    let trussness = try edgeTrussness(workers: workers)
    return (0..<nodeCount).map { node in
      edges(of: node).reduce(0) { max($0, trussness[Int($1)]) }
    }
  }

  /// The largest trussness among each node's edges, on one thread; 0 for a node without links.
  public func trussNumbers() -> [Int] {
    uncancelled { () throws(CancelledWork) in try trussNumbers(workers: .one) }
  }
}
