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
/// Complexity: O(Σ n² log d) time, d the most edges at a member; 20 bytes a pair within a group
/// while it works. The same input in the same order gives the same bits.
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
    /// For each edge, the groups that made it, in the order given, once each: 4 bytes a group and
    /// edge, and 4 an edge.
    public let groups: PackedRows

    /// The same as arrays, at 48 bytes an edge and 8 a group and edge.
    public var groupsOfEdge: [[Int]] { groups.map { $0.map(Int.init) } }
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
    precondition(groups.count < Int(UInt32.max), "groups are counted in 32 bits")
    var builder = GraphBuilder(nodeCount: nodeCount)
    var tooSmall = 0
    var tooLarge = 0
    var without = 0
    // The members of the groups that count, ascending, each once.
    var counted: [UInt32] = []
    var members: [UInt32] = []
    var offsets: [UInt32] = [0]
    for (group, listed) in groups.enumerated() {
      let first = members.count
      for member in listed.sorted() where members.count == first || members.last != UInt32(member) {
        members.append(UInt32(member))
      }
      let count = members.count - first
      let unit = share?[group] ?? 1
      precondition(unit >= 0 && unit.isFinite, "a share is finite and not negative")
      if count < 2 {
        tooSmall += 1
      } else if count > membersMax {
        tooLarge += 1
      } else if unit == 0 {
        without += 1
      } else {
        let weight = unit / Double(count - 1)
        forEachPair(members[first...]) { builder.add(Int($0), Int($1), weight: weight) }
        counted.append(UInt32(group))
        offsets.append(UInt32(members.count))
        continue
      }
      members.removeLast(count)
    }
    let graph = builder.undirected().graph
    let packed = PackedRows(offsets: offsets, values: members)
    return Result(
      graph: graph, groupsTooSmall: tooSmall, groupsTooLarge: tooLarge,
      groupsWithoutShare: without, groups: groupRows(of: graph, members: packed, counted))
  }

  /// Turns the members of groups into the groups of edges: once to count, once to fill.
  private func groupRows(
    of graph: UndirectedGraph, members: PackedRows, _ groups: [UInt32]
  ) -> PackedRows {
    var edges: [UInt32] = []
    var sizes = [UInt32](repeating: 0, count: graph.edgeCount)
    for row in members {
      forEachPair(row) { a, b in
        guard let edge = graph.edge(between: Int(a), and: Int(b)) else {
          preconditionFailure("every pair of a group was joined")
        }
        edges.append(UInt32(edge))
        sizes[edge] += 1
      }
    }
    let offsets = PackedRows.offsets(ofSizes: sizes)
    var next = offsets
    var values = [UInt32](repeating: 0, count: edges.count)
    var pair = 0
    for (row, group) in zip(members, groups) {
      for edge in edges[pair..<(pair + row.count * (row.count - 1) / 2)].lazy.map(Int.init) {
        values[Int(next[edge])] = group
        next[edge] += 1
      }
      pair += row.count * (row.count - 1) / 2
    }
    return PackedRows(offsets: offsets, values: values)
  }

  private func forEachPair(_ members: ArraySlice<UInt32>, _ body: (UInt32, UInt32) -> Void) {
    for (place, first) in zip(members.indices, members) {
      for second in members[(place + 1)...] { body(first, second) }
    }
  }
}
