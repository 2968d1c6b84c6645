import Networks
import Primitives

/// A graph that is also a matrix, for twins that know no rows.
struct SmallGraph: CustomStringConvertible {
  let nodeCount: Int
  let pairs: [(Int, Int)]
  var weights: [Double]?

  init(nodeCount: Int, pairs: [(Int, Int)], weights: [Double]? = nil) {
    self.nodeCount = nodeCount
    self.pairs = pairs
    self.weights = weights
  }

  var description: String { "\(nodeCount) nodes, \(pairs)\(weights.map { ", \($0)" } ?? "")" }

  private var builder: GraphBuilder {
    var builder = GraphBuilder(nodeCount: nodeCount)
    for (place, pair) in pairs.enumerated() {
      if let weights {
        builder.add(pair.0, pair.1, weight: weights[place])
      } else {
        builder.add(pair.0, pair.1)
      }
    }
    return builder
  }

  var undirected: UndirectedGraph { builder.undirected().graph }
  var directed: DirectedGraph { builder.directed().graph }

  /// a(i, j), 0 where there is no link.
  func matrix(directed: Bool) -> [[Double]] {
    var matrix = [[Double]](
      repeating: [Double](repeating: 0, count: nodeCount), count: nodeCount)
    for (place, (a, b)) in pairs.enumerated() where a != b {
      let weight = weights?[place] ?? 1
      matrix[a][b] = weights == nil ? 1 : matrix[a][b] + weight
      if !directed { matrix[b][a] = weights == nil ? 1 : matrix[b][a] + weight }
    }
    return matrix
  }

  /// The same graph with node i called `names[i]`.
  func renamed(_ names: [Int]) -> SmallGraph {
    SmallGraph(
      nodeCount: nodeCount, pairs: pairs.map { (names[$0.0], names[$0.1]) }, weights: weights)
  }
}

enum SmallGraphs {
  /// Every undirected graph of up to `limit` nodes: 1,100 up to five.
  static func every(upTo limit: Int) -> [SmallGraph] {
    (0...limit).flatMap { count -> [SmallGraph] in
      var possible: [(Int, Int)] = []
      for a in 0..<count { for b in (a + 1)..<max(count, a + 1) { possible.append((a, b)) } }
      return (0..<(1 << possible.count)).map { mask in
        SmallGraph(
          nodeCount: count,
          pairs: possible.indices.filter { mask >> $0 & 1 == 1 }.map { possible[$0] })
      }
    }
  }

  /// Every directed graph of up to `limit` nodes: 4,165 up to four.
  static func everyDirected(upTo limit: Int) -> [SmallGraph] {
    (0...limit).flatMap { count -> [SmallGraph] in
      var possible: [(Int, Int)] = []
      for a in 0..<count { for b in 0..<count where a != b { possible.append((a, b)) } }
      return (0..<(1 << possible.count)).map { mask in
        SmallGraph(
          nodeCount: count,
          pairs: possible.indices.filter { mask >> $0 & 1 == 1 }.map { possible[$0] })
      }
    }
  }

  /// A random graph; small whole weights where wanted, so that ties of length are common.
  static func random(
    nodeCount: Int, pairCount: Int, weighted: Bool, using generator: inout SeededGenerator
  ) -> SmallGraph {
    let pairs = (0..<pairCount).map { _ in
      (generator.below(nodeCount), generator.below(nodeCount))
    }
    let weights = weighted ? pairs.map { _ in Double(1 + generator.below(4)) } : nil
    return SmallGraph(nodeCount: nodeCount, pairs: pairs, weights: weights)
  }

  static func path(_ count: Int) -> SmallGraph {
    SmallGraph(nodeCount: count, pairs: (0..<max(0, count - 1)).map { ($0, $0 + 1) })
  }

  static func star(leaves: Int) -> SmallGraph {
    SmallGraph(nodeCount: leaves + 1, pairs: (0..<leaves).map { (0, $0 + 1) })
  }

  /// Few nodes with very many links among many with few: an end is the smallest of three draws.
  static func hubs(
    nodeCount: Int, pairCount: Int, seed: UInt64, weighted: Bool = false
  ) -> SmallGraph {
    var generator = SeededGenerator(seed: seed)
    func end() -> Int {
      min(generator.below(nodeCount), generator.below(nodeCount), generator.below(nodeCount))
    }
    let pairs = (0..<pairCount).map { _ in (end(), end()) }
    let weights = weighted ? pairs.map { _ in Double(1 + generator.below(9)) / 3 } : nil
    return SmallGraph(nodeCount: nodeCount, pairs: pairs, weights: weights)
  }

  /// A clique of `a` nodes and one of `b`, of which nodes 0 and 1 are in both.
  static func cliquesSharingAnEdge(_ a: Int, _ b: Int) -> SmallGraph {
    let second = [0, 1] + Array(a..<a + b - 2)
    let pairs = clique(a).pairs + clique(b).pairs.map { (second[$0.0], second[$0.1]) }
    return SmallGraph(nodeCount: a + b - 2, pairs: pairs)
  }

  static func clique(_ count: Int) -> SmallGraph {
    var pairs: [(Int, Int)] = []
    for a in 0..<count { for b in 0..<a { pairs.append((b, a)) } }
    return SmallGraph(nodeCount: count, pairs: pairs)
  }
}

/// Whether two columns agree to `tolerance`; NaN agrees with NaN.
func agree(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-9) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { left, right in
      (left.isNaN && right.isNaN) || left == right
        || abs(left - right) <= tolerance * max(1, abs(left), abs(right))
    }
}
