import Networks
import Primitives

/// Graphs of which something is known without measuring them.
enum MadeGraphs {
  /// A graph with every value of its betweenness, or their total.
  struct Known: Sendable {
    var graph: UndirectedGraph
    var values: [Double] = []
    var total = 0.0
  }

  /// A graph with the groups it was made from.
  struct Planted: Sendable {
    var graph: UndirectedGraph
    var groups: [Int]
  }

  /// Pairs at random, every second one the one before turned round; few of many, many of few.
  static func pairs(nodes: Int, count: Int, seed: UInt64) -> [(Int, Int)] {
    var random = SeededGenerator(seed: seed)
    var pairs: [(Int, Int)] = []
    for index in 0..<count {
      if index % 2 == 1, let (a, b) = pairs.last {
        pairs.append((b, a))
      } else {
        pairs.append((skewed(nodes, &random), random.below(nodes)))
      }
    }
    return pairs
  }

  /// Small numbers more often than large ones.
  private static func skewed(_ count: Int, _ random: inout SeededGenerator) -> Int {
    let share = random.unit()
    return min(count - 1, Int(share * share * Double(count)))
  }

  /// Random ties and a clique of the first nodes.
  static func withClique(nodes: Int, pairs: Int, clique: Int, seed: UInt64) -> UndirectedGraph {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder(nodeCount: nodes)
    for _ in 0..<pairs { builder.add(random.below(nodes), random.below(nodes)) }
    for a in 0..<clique {
      for b in 0..<a { builder.add(a, b) }
    }
    return builder.undirected().graph
  }

  /// A connected random graph and Σ(d(s, t) − 1) over its pairs, by plain searches.
  static func withKnownTotal(nodes: Int, pairs: Int, seed: UInt64) -> Known {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder(nodeCount: nodes)
    for node in 1..<nodes { builder.add(node, random.below(node)) }
    for _ in nodes..<pairs { builder.add(skewed(nodes, &random), random.below(nodes)) }
    let graph = builder.undirected().graph
    var total = 0
    for source in 0..<nodes {
      for steps in graph.steps(from: source) where steps > 0 { total += Int(steps) - 1 }
    }
    return Known(graph: graph, total: Double(total) / 2)
  }

  /// A random tree: b(v) is the number of pairs in different branches at v.
  static func tree(nodes: Int, seed: UInt64) -> Known {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder(nodeCount: nodes)
    var parents = [0]
    for node in 1..<nodes {
      parents.append(random.below(node))
      builder.add(node, parents[node])
    }
    var below = [Int](repeating: 1, count: nodes)
    // Pairs of others that stay together when the node goes.
    var together = [Int](repeating: 0, count: nodes)
    for node in stride(from: nodes - 1, to: 0, by: -1) {
      below[parents[node]] += below[node]
      together[parents[node]] += below[node] * (below[node] - 1) / 2
    }
    let others = (nodes - 1) * (nodes - 2) / 2
    let values = (0..<nodes).map { node in
      let above = nodes - below[node]
      return Double(others - together[node] - above * (above - 1) / 2)
    }
    return Known(graph: builder.undirected().graph, values: values)
  }

  /// Two connected random halves that meet in node 0 and nowhere else.
  static func twoHalves(half: Int, pairs: Int, seed: UInt64) -> UndirectedGraph {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder(nodeCount: 2 * half + 1)
    for first in [1, half + 1] {
      builder.add(0, first)
      for node in 1..<half { builder.add(first + node, first + random.below(node)) }
      for _ in half..<pairs { builder.add(first + random.below(half), first + random.below(half)) }
    }
    return builder.undirected().graph
  }

  /// Groups with eight ties a node inside for each that leads out.
  static func groups(count: Int, size: Int, seed: UInt64) -> Planted {
    var random = SeededGenerator(seed: seed)
    let nodes = count * size
    var builder = GraphBuilder(nodeCount: nodes)
    for node in 0..<nodes {
      let first = node / size * size
      for _ in 0..<8 { builder.add(node, first + random.below(size)) }
      builder.add(node, random.below(nodes))
    }
    return Planted(graph: builder.undirected().graph, groups: (0..<nodes).map { $0 / size })
  }

  /// Contacts at random within a year; before them a chain of one a second.
  static func contacts(nodes: Int, count: Int, chain: Int, seed: UInt64) -> [Contact] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      if index < chain - 1 {
        return Contact(source: index, target: index + 1, at: Instant(seconds: Int64(index)))
      }
      return Contact(
        source: random.below(nodes), target: random.below(nodes),
        at: Instant(seconds: Int64(1_000 + random.below(31_000_000))))
    }
  }
}
