/// The surroundings of one node.
public struct Egonet: Hashable, Sendable {
  /// The nodes around, the centre included, and the links among them.
  public let part: Subgraph
  /// The centre's number within `part`.
  public let centre: Int
  /// Steps from the centre, one a node of `part`.
  public let steps: [Int]
  /// Whether the limit left out nodes that were near enough.
  public let isCut: Bool
}

extension UndirectedGraph {
  /// The nodes within some steps of a centre and all links among them.
  ///
  /// Reads as: who stands around this person. The nearest come first; where the limit bites, nodes
  /// of the last level are taken in the order in which their nearer neighbours were, ascending.
  ///
  /// - Parameters:
  ///   - centre: The node in the middle.
  ///   - steps: How far out; 1 is the direct contacts.
  ///   - limit: The most nodes, the centre included; at least 1. A hub can have everybody within
  ///     two steps.
  /// - Complexity: O(V) memory, O(links within reach) time.
  public func egonet(of centre: Int, steps: Int, limit: Int) -> Egonet {
    precondition(centre >= 0 && centre < nodeCount, "an egonet has a node of the graph as centre")
    precondition(limit >= 1 && steps >= 0, "an egonet holds at least its centre")
    var walk = BreadthFirst(nodeCount: nodeCount)
    walk.walk(from: centre, along: rows, limit: Int32(clamping: steps))
    let part = subgraph(of: walk.reached.prefix(limit).lazy.map(Int.init))
    guard let middle = part.nodes.firstIndex(of: centre) else {
      preconditionFailure("the centre is the first node a walk reaches")
    }
    return Egonet(
      part: part, centre: middle, steps: part.nodes.map { Int(walk.steps[$0]) },
      isCut: walk.reached.count > limit)
  }
}
