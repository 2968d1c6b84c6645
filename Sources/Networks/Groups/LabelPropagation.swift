public import Primitives

/// Groups whose members have the label most of their neighbours have (label propagation).
///
/// Every node begins with a label of its own. Nodes are asked in random order, one at a time; one
/// whose label is not among those with the most links to it takes one of these, drawn evenly:
///
///     label(v) ∈ argmax over ℓ ( Σ w(v, u) over neighbours u with label ℓ )
///
/// until that holds for every node. Sums that differ by rounding alone count as equal.
///
/// Reads as: a first look at who belongs together, in the time it takes to read the graph a few
/// times. It maximises nothing and prefers no size: where groups are not sharply apart, one label
/// can run through them all. `Leiden` is the measured division.
///
/// Degenerate cases: a node without links is a group of its own; a clique is one group. It cannot
/// swing to and fro, as it would if all nodes changed at once: each change adds to the weight of
/// the links between equal labels. A group can lie in several pieces, when the node that joined
/// them left for another.
///
/// Complexity: O(E) a round, and after the first round only nodes near a change are asked; usually
/// fewer than ten rounds count. O(V) memory, 8 bytes an entry more with weights. Sequential; the
/// same seed gives the same groups.
///
/// > U. N. Raghavan, R. Albert, S. Kumara. "Near linear time algorithm to detect community
/// > structures in large-scale networks." 2007.
/// > DOI:[10.1103/PhysRevE.76.036106](https://doi.org/10.1103/PhysRevE.76.036106)
public struct LabelPropagation: Sendable {
  /// Rounds at most; in each, the nodes near a change of the last are asked once. The default is
  /// 100, far above what is needed. At least 1.
  public var roundsMax: Int

  /// Label propagation with the given limit.
  public init(roundsMax: Int = 100) {
    precondition(roundsMax >= 1, "labels need a round to spread")
    self.roundsMax = roundsMax
  }

  /// A division into groups.
  public struct Result: Hashable, Sendable {
    /// The group of each node, numbered from 0 in order of first appearance.
    public let groups: [Int]
    /// The number of groups.
    public let count: Int
    /// Whether every node has a label that is among its neighbours' most.
    public let converged: Bool
    /// The rounds made.
    public let rounds: Int
  }

  /// Groups of an undirected graph; weights count where it has them.
  ///
  /// - Parameter workers: Asked between rounds whether to stop; one thread works.
  public func run(
    on graph: UndirectedGraph, seed: UInt64, workers: Workers = .one
  ) throws(CancelledWork) -> Result {
    var generator = SeededGenerator(seed: seed).fork("labels")
    let weights = graph.weights.map { graph.rows.entries(of: $0) }
    var spread = LabelSpread(count: graph.nodeCount)
    var rounds = 0
    while spread.isWaiting && rounds < roundsMax {
      if workers.cancellation?.isCancelled == true { throw CancelledWork() }
      rounds += 1
      if let weights {
        spread.round(on: graph.rows, using: &generator) { weights[$0] }
      } else {
        spread.round(on: graph.rows, using: &generator) { _ in 1 }
      }
    }
    let numbered = Components(labels: spread.labels)
    return Result(
      groups: numbered.groups, count: numbered.count, converged: !spread.isWaiting, rounds: rounds)
  }
}

/// Labels on their way.
private struct LabelSpread {
  private var label: [UInt32]
  /// The weight of the links from the node at hand to each label; 0 where there is none.
  private var links: [Double]
  /// The labels with a link to the node at hand, in the order they were met, and room for one more.
  private var met: [UInt32]
  /// The nodes to ask in the next round.
  private var waiting: [UInt32]
  private var waits: [Bool]

  init(count: Int) {
    label = (0..<count).map { UInt32(truncatingIfNeeded: $0) }
    links = [Double](repeating: 0, count: count)
    met = [UInt32](repeating: 0, count: count + 1)
    waiting = label
    waits = [Bool](repeating: true, count: count)
  }

  var isWaiting: Bool { !waiting.isEmpty }

  var labels: [Int] { label.map(Int.init) }

  /// Asks every waiting node once, in random order.
  @inline(__always)
  mutating func round(
    on rows: Adjacency, using generator: inout SeededGenerator, weight: (Int) -> Double
  ) {
    var order = waiting
    order.shuffle(using: &generator)
    waiting.removeAll(keepingCapacity: true)
    for node in order {
      let node = Int(node)
      waits[node] = false
      let row = rows.range(of: node)
      var metCount = 0
      for position in row {
        let other = label[Int(rows.targets[position])]
        let sum = links[Int(other)]
        met[metCount] = other
        metCount += sum == 0 ? 1 : 0
        links[Int(other)] = sum + weight(position)
      }
      guard let best = choose(among: metCount, own: label[node], using: &generator) else {
        continue
      }
      label[node] = best
      for position in row {
        let neighbour = Int(rows.targets[position])
        if label[neighbour] == best || waits[neighbour] { continue }
        waits[neighbour] = true
        waiting.append(UInt32(truncatingIfNeeded: neighbour))
      }
    }
  }

  /// One of the labels with the most links; nil where the node's own is among them. Clears `links`.
  @inline(__always)
  private mutating func choose(
    among metCount: Int, own: UInt32, using generator: inout SeededGenerator
  ) -> UInt32? {
    var most = 0.0
    for place in 0..<metCount {
      let sum = links[Int(met[place])]
      most = sum > most ? sum : most
    }
    let enough = most * (1 - 1e-12)
    let stays = links[Int(own)] >= enough
    var best: UInt32?
    var ties = 0
    for place in 0..<metCount {
      let other = met[place]
      let sum = links[Int(other)]
      links[Int(other)] = 0
      guard !stays, sum >= enough else { continue }
      // The first is kept, the second takes its place in one case of two, the third in one of
      // three.
      ties += 1
      if ties == 1 || generator.below(ties) == 0 { best = other }
    }
    return best
  }
}
