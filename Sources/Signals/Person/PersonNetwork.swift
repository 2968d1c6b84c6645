public import Networks
public import Picture

/// People and how strongly records tie them, projected from everything that names two of them.
///
/// Nodes are positions in `RegionalPicture.entities`; a tie's weight is the probability-like
/// strength of `TieStrength`, and each tie knows its records.
public struct PersonNetwork: Sendable {
  /// The ties, weighted.
  public let graph: UndirectedGraph
  /// The records of each tie, in order of the graph's edges.
  public let evidence: [[Evidence]]
  /// Whether anything but family, home and school speaks for each tie, in order of edges.
  public let isBeyondHome: [Bool]

  /// The tie between two people, if there is one.
  public func tie(_ a: Int, _ b: Int) -> (strength: Double, evidence: [Evidence])? {
    graph.edge(between: a, and: b).map { (graph.weight(of: $0), evidence[$0]) }
  }
}

/// One record's word that two people are tied.
struct TiePiece {
  let low: Int
  let high: Int
  let strength: Double
  let evidence: Evidence
  let isBeyondHome: Bool

  init?(_ a: Int, _ b: Int, strength: Double, evidence: Evidence, isBeyondHome: Bool) {
    guard a != b, strength > 0 else { return nil }
    low = min(a, b)
    high = max(a, b)
    self.strength = min(strength, 0.99)
    self.evidence = evidence
    self.isBeyondHome = isBeyondHome
  }
}

extension PersonNetwork {
  /// Projects the picture.
  ///
  /// Events of more than 12 people are not projected: such a record is a gathering, and its pairs
  /// say nothing.
  public init(_ picture: RegionalPicture, strength: TieStrength = TieStrength()) {
    var pieces = Self.eventPieces(picture, strength)
    pieces += Self.associationPieces(picture, strength)
    pieces += Self.groupPieces(picture)
    pieces += Self.visitPieces(picture, strength)
    pieces += Self.callPieces(picture)
    pieces.sort { ($0.low, $0.high, $0.evidence) < ($1.low, $1.high, $1.evidence) }
    var builder = GraphBuilder(nodeCount: picture.entities.count)
    var evidence: [[Evidence]] = []
    var beyond: [Bool] = []
    var at = 0
    while at < pieces.count {
      let first = pieces[at]
      var miss = 1.0
      var records: [Evidence] = []
      var isBeyond = false
      while at < pieces.count, pieces[at].low == first.low, pieces[at].high == first.high {
        if records.last != pieces[at].evidence { records.append(pieces[at].evidence) }
        miss *= 1 - pieces[at].strength
        isBeyond = isBeyond || pieces[at].isBeyondHome
        at += 1
      }
      builder.add(first.low, first.high, weight: 1 - miss)
      evidence.append(records)
      beyond.append(isBeyond)
    }
    let frozen = builder.undirected()
    // Pairs were added in ascending order without repeats, so their order is that of the edges.
    graph = frozen.graph
    self.evidence = evidence
    isBeyondHome = beyond
  }
}
