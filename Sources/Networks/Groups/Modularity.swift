/// What a division into groups is judged by.
public enum GroupQuality: Hashable, Sendable {
  /// Links inside groups against what the nodes' own weight of links would give by chance:
  ///
  ///     Q = Σ over groups ( w(inside)/W − γ · ( K/2W )² )
  ///
  /// with W the weight of all links and K that of a group's link ends. γ = 1 as published. In a
  /// large graph small groups are merged (resolution limit).
  case modularity(resolution: Double)
  /// Links inside groups against a price γ for every pair inside:
  ///
  ///     Q = Σ over groups ( w(inside) − γ · n(n − 1)/2 )
  ///
  /// Groups are denser than γ inside and thinner between, whatever the size of the graph.
  case constantPotts(resolution: Double)
}

extension UndirectedGraph {
  /// The quality of a division into groups.
  ///
  /// Reads as: modularity above about .3 is a division worth looking at; 0 is no better than
  /// chance.
  ///
  /// - Parameter groups: The group of each node; any numbers from 0 below the number of nodes.
  /// - Returns: 0 for modularity in a graph without links.
  /// - Complexity: O(V + E). The same input gives the same bits.
  ///
  /// > M. E. J. Newman, M. Girvan. "Finding and evaluating community structure in networks." 2004.
  /// > DOI:[10.1103/PhysRevE.69.026113](https://doi.org/10.1103/PhysRevE.69.026113)
  /// >
  /// > V. A. Traag, P. Van Dooren, Y. Nesterov. "Narrow scope for resolution-limit-free community
  /// > detection." 2011. DOI:[10.1103/PhysRevE.84.016114](https://doi.org/10.1103/PhysRevE.84.016114)
  public func quality(
    of groups: [Int], by quality: GroupQuality = .modularity(resolution: 1)
  ) -> Double {
    precondition(groups.count == nodeCount, "a node column has one entry a node")
    var inside = 0.0
    forEachEdge { edge, lower, upper in
      if groups[lower] == groups[upper] { inside += weight(of: edge) }
    }
    var mass = [Double](repeating: 0, count: (groups.max() ?? -1) + 1)
    switch quality {
    case .modularity(let resolution):
      let total = totalWeight
      guard total > 0 else { return 0 }
      for (node, strength) in degrees().enumerated() { mass[groups[node]] += strength }
      var chance = 0.0
      for ends in mass {
        let share = ends / (2 * total)
        chance += share * share
      }
      return inside / total - resolution * chance
    case .constantPotts(let resolution):
      for group in groups { mass[group] += 1 }
      var pairs = 0.0
      for size in mass { pairs += size * (size - 1) / 2 }
      return inside - resolution * pairs
    }
  }
}
