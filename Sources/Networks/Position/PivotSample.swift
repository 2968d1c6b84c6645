import Glibc
import Primitives

/// Sums of distances to a whole group of nodes, estimated from some of them, the pivots.
///
/// Pivots are drawn from each group without putting back, at first ln(4n/δ)/ε of them, then half as
/// many again, until `SampleBounds` has every node of the group within ε. A group of which half
/// would be drawn is taken whole, and its sums are exact: that costs little more.
struct PivotSample {
  /// ε, as a share of a group's unit.
  var error: Double
  /// δ, over all nodes of all groups; each node may fail with δ/n.
  var failure: Double

  /// Nodes that are pivots for each other.
  struct Group: Sendable {
    /// In the order in which they become pivots.
    var nodes: [UInt32]
    /// The largest value a term can take in the group.
    var unit: Double
  }

  /// Means over the group of a node, the node itself counted with 0.
  struct Columns {
    var means: [Double]
    /// A bound of the error of each mean; all hold at once. 0 where the group was taken whole.
    var errors: [Double]
    /// The pivots drawn from each group.
    var pivots: [Int]
  }

  /// - Parameter groups: Every node is in one of them.
  func run(
    _ groups: [Group], ways: Ways, term: DistanceTerm, length: TieLength, workers: Workers
  ) throws(CancelledWork) -> Columns {
    let count = ways.nodeCount
    var tallies = [DistanceTally](repeating: DistanceTally(), count: count)
    var columns = Columns(
      means: [Double](repeating: 0, count: count), errors: [Double](repeating: 0, count: count),
      pivots: groups.map { _ in 0 })
    var open = Array(groups.indices)
    var look = 0
    while !open.isEmpty {
      var sources: [UInt32] = []
      for group in open {
        let all = groups[group].nodes
        let draws = drawn(of: all.count, nodeCount: count, look: look)
        sources += all[columns.pivots[group]..<draws]
        columns.pivots[group] = draws
      }
      let more = try ways.distanceTallies(
        to: sources, term: term, length: length, workers: workers)
      for node in 0..<count { tallies[node].add(more[node]) }
      open.removeAll { group in
        settle(groups[group], draws: columns.pivots[group], tallies, look: look, into: &columns)
      }
      look += 1
    }
    return columns
  }

  /// The pivots of a group of `size` by the look; fixed beforehand.
  func drawn(of size: Int, nodeCount: Int, look: Int) -> Int {
    guard size > 2 else { return size }
    let first = log(4 * Double(nodeCount) / failure) / error
    let draws = first * pow(1.5, Double(look))
    return 2 * draws >= Double(size) ? size : Int(draws.rounded(.up))
  }

  /// Puts down the means and bounds of a group; whether they are good enough.
  private func settle(
    _ group: Group, draws: Int, _ tallies: [DistanceTally], look: Int, into columns: inout Columns
  ) -> Bool {
    let isWhole = draws == group.nodes.count
    let own = failure / Double(columns.means.count)
    var largest = 0.0
    for node in group.nodes {
      let tally = tallies[Int(node)]
      columns.means[Int(node)] = tally.sum / Double(draws)
      let bound =
        isWhole
        ? 0
        : SampleBounds.error(
          sum: tally.sum / group.unit, squares: tally.squares / (group.unit * group.unit),
          draws: Double(draws), failure: own, look: look)
      columns.errors[Int(node)] = bound * group.unit
      largest = max(largest, bound)
    }
    return largest <= error
  }
}
