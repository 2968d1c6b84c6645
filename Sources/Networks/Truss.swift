extension UndirectedGraph {
  /// The trussness of every edge.
  ///
  /// The k-truss is what is left after removing, again and again, every edge that lies in fewer
  /// than k − 2 triangles. An edge's trussness is the largest k whose truss still holds it.
  ///
  /// Reads as: how well a tie is backed by common contacts. 2 is a tie nobody else shares; a group
  /// of k who all know each other has k.
  ///
  /// - Returns: One number an edge, at least 2. Weights are not used.
  /// - Complexity: O(E · √E · log V) time at worst, O(E) memory. Sequential; the same input gives
  ///   the same output.
  ///
  /// > J. Wang, J. Cheng. "Truss decomposition in massive networks." 2012.
  /// > DOI:[10.14778/2311906.2311909](https://doi.org/10.14778/2311906.2311909)
  public func edgeTrussness() -> [Int] {
    var support = edgeTriangles()
    var queue = PeelingOrder(keys: support)
    var removed = [Bool](repeating: false, count: edgeCount)
    for index in 0..<edgeCount {
      let edge = queue.order[index]
      removed[edge] = true
      var (near, far) = ends(of: edge)
      if degree(of: near) > degree(of: far) { swap(&near, &far) }
      for position in rows.range(of: near) {
        let first = rows.edge(at: position, of: near)
        if removed[first] { continue }
        guard let found = rows.position(of: Int(rows.targets[position]), in: far) else { continue }
        let second = rows.edge(at: found, of: far)
        if removed[second] { continue }
        for side in [first, second] where support[side] > support[edge] {
          queue.lower(side, from: support[side])
          support[side] -= 1
        }
      }
    }
    return support.map { $0 + 2 }
  }

  /// The largest trussness among each node's edges; 0 for a node without links.
  public func trussNumbers() -> [Int] {
    let trussness = edgeTrussness()
    return (0..<nodeCount).map { node in
      edges(of: node).reduce(0) { max($0, trussness[Int($1)]) }
    }
  }

  /// The number of triangles each edge lies in.
  ///
  /// - Complexity: O(E · √E · log V) at worst: the shorter row is looked up in the longer.
  func edgeTriangles() -> [Int] {
    (0..<edgeCount).map { edge in
      var (near, far) = ends(of: edge)
      if degree(of: near) > degree(of: far) { swap(&near, &far) }
      var count = 0
      for target in neighbours(of: near) where rows.position(of: Int(target), in: far) != nil {
        count += 1
      }
      return count
    }
  }
}
