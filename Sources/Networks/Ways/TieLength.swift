/// How long a link is, for measures that walk.
public enum TieLength: Hashable, Sendable {
  /// Every link is one step, whatever its weight.
  case hops
  /// A weight is the strength of a tie, so a link is 1 / weight long: who spoke ten times is
  /// nearer than who spoke once. In a graph without weights the same as `hops`.
  case inverseWeight
  /// One length an edge, in edge order; finite and above 0.
  case given([Double])

  /// The lengths in edge order; nil means that every edge is one step.
  func lengths(weights: [Double]?, edgeCount: Int) -> [Double]? {
    switch self {
    case .hops:
      return nil
    case .inverseWeight:
      return weights?.map { 1 / $0 }
    case .given(let lengths):
      precondition(lengths.count == edgeCount, "a length column has one entry an edge")
      for length in lengths {
        precondition(GraphBuilder.isUsable(weight: length), "a length is finite and above 0")
      }
      return lengths
    }
  }
}

/// Both directions of a graph under one name, so that a measure is written once.
///
/// In an undirected graph they are the same rows.
struct Ways: Sendable {
  var forward: Adjacency
  var backward: Adjacency
  var weights: [Double]?
  var edgeCount: Int
  var isDirected: Bool

  var nodeCount: Int { forward.nodeCount }
}

extension UndirectedGraph {
  var ways: Ways {
    Ways(
      forward: rows, backward: rows, weights: weights, edgeCount: edgeCount, isDirected: false)
  }
}

extension DirectedGraph {
  var ways: Ways {
    Ways(
      forward: outRows, backward: inRows, weights: weights, edgeCount: edgeCount,
      isDirected: true)
  }
}
