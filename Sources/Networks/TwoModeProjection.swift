/// People joined because they were in the same events, from who was in which.
///
///     w(i, j) = Σ 1 / (n(g) − 1)   over the groups g that hold both, n(g) members each
///
/// Reads as: being two at a stop says more than being two of fifty at a party; each event gives
/// each of its people one unit of contact, shared among the others.
///
/// Degenerate cases: a group of one joins nobody; a member named twice in a group counts once. A
/// group above `membersMax` is left out and counted, because n people make n(n − 1)/2 links.
///
/// Complexity: O(Σ n²). The same input in the same order gives the same bits.
///
/// > M. E. J. Newman. "Scientific collaboration networks. II." 2001.
/// > DOI:[10.1103/PhysRevE.64.016132](https://doi.org/10.1103/PhysRevE.64.016132)
public struct TwoModeProjection: Sendable {
  /// The most members of a group that is still projected. The default is 200: twenty thousand
  /// links of at most 1/199 each; a larger gathering says nothing about two of its people.
  public var membersMax: Int

  /// A projection with a ceiling for groups.
  public init(membersMax: Int = 200) {
    precondition(membersMax >= 2, "a group joins at least two")
    self.membersMax = membersMax
  }

  /// A graph among members and what it rests on.
  public struct Result: Sendable {
    /// The members and their weights.
    public let graph: UndirectedGraph
    /// Groups of fewer than two different members.
    public let groupsTooSmall: Int
    /// Groups above the ceiling.
    public let groupsTooLarge: Int
    /// Groups whose share is 0: evidence that may not count.
    public let groupsWithoutShare: Int
    /// For each edge, the groups that made it, in the order given, once each.
    public let groupsOfEdge: [[Int]]
  }

  /// Joins the members of each group.
  ///
  /// - Parameters:
  ///   - groups: The members of each group, as node numbers.
  ///   - nodeCount: The number of members there are.
  ///   - share: What each group's unit counts for, in step with `groups` (grade, decay); finite,
  ///     not negative. One of 0 joins nobody and is counted. nil for 1 each.
  public func run(groups: [[Int]], nodeCount: Int, share: [Double]? = nil) -> Result {
    precondition(share?.count ?? groups.count == groups.count, "a share column has one a group")
    var builder = GraphBuilder(nodeCount: nodeCount)
    var groupOfPair: [Int] = []
    var tooSmall = 0
    var tooLarge = 0
    var without = 0
    for (group, listed) in groups.enumerated() {
      let members = Set(listed).sorted()
      if members.count < 2 {
        tooSmall += 1
        continue
      }
      if members.count > membersMax {
        tooLarge += 1
        continue
      }
      let unit = share?[group] ?? 1
      precondition(unit >= 0 && unit.isFinite, "a share is finite and not negative")
      if unit == 0 {
        without += 1
        continue
      }
      let weight = unit / Double(members.count - 1)
      for (place, first) in members.enumerated() {
        for second in members[(place + 1)...] {
          builder.add(first, second, weight: weight)
          groupOfPair.append(group)
        }
      }
    }
    let frozen = builder.undirected()
    var groupsOfEdge = [[Int]](repeating: [], count: frozen.graph.edgeCount)
    for (pair, edge) in frozen.edgeOfPair().enumerated() {
      if let edge { groupsOfEdge[edge].append(groupOfPair[pair]) }
    }
    return Result(
      graph: frozen.graph, groupsTooSmall: tooSmall, groupsTooLarge: tooLarge,
      groupsWithoutShare: without, groupsOfEdge: groupsOfEdge)
  }
}
