public import Primitives

/// When each edge of a graph was there.
///
/// An edge may have been there several times: a call each time, a tenancy from a day to a day. A
/// window of time is a part of the graph: all nodes, and the edges that were there in it.
///
///     edge e is in [a, b)   when one of its times [s, t) has s < b and a < t
///
/// Reads as: the picture as it was then. A graph of all years joins people who never were there at
/// the same time.
///
///     let times = EdgeTimes(edges: edgeOfCall, at: timeOfCall, of: graph)
///     for window in times.windows(over: year, widthSeconds: 90 * day, stepSeconds: 30 * day) {
///       let then = graph.subgraph(ofEdges: window.edges).graph
///     }
///
/// Memory: 28 bytes a time.
public struct EdgeTimes: Hashable, Sendable {
  /// One stretch of time of one edge; seconds, the end not included.
  struct Stay: Hashable, Sendable {
    var start: Int64
    var end: Int64
    var edge: UInt32
  }

  /// The number of edges of the graph.
  let edgeCount: Int
  /// All stretches by their start.
  let stays: [Stay]
  /// The places in `stays`, by end.
  let byEnd: [UInt32]

  /// One period an edge; one of no length counts as never.
  ///
  /// - Complexity: O(E log E).
  public init(_ periods: EdgeColumn<Period>) {
    self.init(
      edgeCount: periods.values.count,
      stays: periods.values.enumerated().map { edge, period in
        Stay(start: period.start.seconds, end: period.end.seconds, edge: UInt32(edge))
      })
  }

  /// Contacts: an edge and an instant each.
  ///
  /// - Parameters:
  ///   - edges: The edge of each contact, in any order, as often as it was seen. nil is left out,
  ///     so that `edgeOfPair()` can be given as it is.
  ///   - instants: In step.
  ///   - edgeCount: The number of edges of the graph.
  /// - Complexity: O(C log C) for C contacts.
  public init(edges: [Int?], at instants: [Instant], edgeCount: Int) {
    precondition(edges.count == instants.count, "every contact has its instant")
    self.init(
      edgeCount: edgeCount,
      stays: zip(edges, instants).compactMap { edge, instant in
        guard let edge else { return nil }
        precondition(edge >= 0 && edge < edgeCount, "a contact is of an edge of the graph")
        return Stay(start: instant.seconds, end: instant.seconds + 1, edge: UInt32(edge))
      })
  }

  private init(edgeCount: Int, stays: [Stay]) {
    self.edgeCount = edgeCount
    let sorted = stays.filter { $0.start < $0.end }.sorted {
      ($0.start, $0.end, $0.edge) < ($1.start, $1.end, $1.edge)
    }
    self.stays = sorted
    byEnd = sorted.indices.sorted { (sorted[$0].end, $0) < (sorted[$1].end, $1) }.map { UInt32($0) }
  }

  /// From the first second of any edge to the last; nil without times.
  public var extent: Period? {
    guard let first = stays.first, let last = byEnd.last else { return nil }
    return Period(
      from: Instant(seconds: first.start), to: Instant(seconds: stays[Int(last)].end))
  }

  /// The edges that were there within a period, ascending; for `subgraph(ofEdges:)`.
  ///
  /// - Complexity: O(E + times that begin before its end). For many periods in order see
  ///   `windows(over:widthSeconds:stepSeconds:)`.
  public func edges(within period: Period) -> [UInt32] {
    var isThere = [Bool](repeating: false, count: edgeCount)
    for stay in stays {
      if stay.start >= period.end.seconds { break }
      if stay.end > period.start.seconds && period.seconds > 0 { isThere[Int(stay.edge)] = true }
    }
    return isThere.indices.lazy.filter { isThere[$0] }.map { UInt32($0) }
  }
}

extension UndirectedGraph {
  /// All nodes and the edges that were there within a period.
  public func within(_ period: Period, of times: EdgeTimes) -> Subgraph {
    precondition(times.edgeCount == edgeCount, "times are kept for every edge of the graph")
    return subgraph(ofEdges: times.edges(within: period))
  }
}

extension DirectedGraph {
  /// All nodes and the edges that were there within a period.
  public func within(_ period: Period, of times: EdgeTimes) -> DirectedSubgraph {
    precondition(times.edgeCount == edgeCount, "times are kept for every edge of the graph")
    return subgraph(ofEdges: times.edges(within: period))
  }
}
