extension UndirectedGraph {
  /// The number of neighbours of every node, or with weights the sum of its ties (its strength).
  ///
  ///     degree(v) = Σ w(e) over the edges e at v
  ///
  /// Reads as: how many direct contacts, or how much contact. Who is policed more has more
  /// records and so a higher degree; never rank on it alone.
  ///
  /// - Returns: One number a node; 0 for a node without links.
  /// - Complexity: O(V + E). The same input gives the same output.
  ///
  /// > L. C. Freeman. "Centrality in social networks: conceptual clarification." 1978.
  /// > DOI:[10.1016/0378-8733(78)90021-7](https://doi.org/10.1016/0378-8733(78)90021-7)
  public func degrees() -> [Double] { rows.rowSums(weights: weights) }
}

extension DirectedGraph {
  /// The number of nodes each node points to, or with weights the sum of what it sends.
  ///
  /// - Returns: One number a node; 0 for a node that points nowhere.
  public func outDegrees() -> [Double] { outRows.rowSums(weights: weights) }

  /// The number of nodes that point to each node, or with weights the sum of what it receives.
  ///
  /// - Returns: One number a node; 0 for a node nobody points to.
  public func inDegrees() -> [Double] { inRows.rowSums(weights: weights) }
}
