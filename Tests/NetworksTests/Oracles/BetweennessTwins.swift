import Networks

/// Betweenness by walking every shortest way from end to end, link by link.
enum WayByWay {
  /// By node, and by link as a matrix in which both directions of an undirected link are apart.
  struct Result {
    var nodes: [Double]
    var links: [[Double]]
  }

  /// - Parameters:
  ///   - a: Lengths; 0 where there is no link.
  ///   - sources: How often each node is a source.
  static func betweenness(lengths a: [[Double]], sources: [Double]) -> Result {
    let n = a.count
    var d = a.map { $0.map { $0 > 0 ? $0 : Double.infinity } }
    for i in 0..<n { d[i][i] = 0 }
    for k in 0..<n {
      for i in 0..<n { for j in 0..<n { d[i][j] = min(d[i][j], d[i][k] + d[k][j]) } }
    }
    var result = Result(
      nodes: [Double](repeating: 0, count: n),
      links: [[Double]](repeating: [Double](repeating: 0, count: n), count: n))
    for s in 0..<n where sources[s] > 0 {
      for t in 0..<n where t != s && d[s][t] < .infinity {
        let ways = ways(from: s, to: t, a, d)
        let share = sources[s] / Double(ways.count)
        for way in ways {
          for node in way.dropFirst().dropLast() { result.nodes[node] += share }
          for (u, v) in zip(way, way.dropFirst()) { result.links[u][v] += share }
        }
      }
    }
    return result
  }

  /// Every shortest way, as the nodes on it.
  private static func ways(
    from s: Int, to t: Int, _ a: [[Double]], _ d: [[Double]]
  ) -> [[Int]] {
    var done: [[Int]] = []
    var open = [[s]]
    while let way = open.popLast() {
      guard let at = way.last, at != t else {
        done.append(way)
        continue
      }
      for v in a.indices where a[at][v] > 0 {
        if abs(d[s][at] + a[at][v] + d[v][t] - d[s][t]) < 1e-9 * max(1, d[s][t]) {
          open.append(way + [v])
        }
      }
    }
    return done
  }
}

/// The textbook's loop with lists of predecessors, for graphs too large for `WayByWay`.
enum Textbook {
  /// Σ δ(s, v) over the sources.
  static func dependencies(
    nodeCount: Int, sources: [Int], successors: (Int) -> [Int]
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: nodeCount)
    for source in sources {
      var distance = [Int](repeating: -1, count: nodeCount)
      var ways = [Double](repeating: 0, count: nodeCount)
      var before = [[Int]](repeating: [], count: nodeCount)
      var order = [source]
      distance[source] = 0
      ways[source] = 1
      var head = 0
      while head < order.count {
        let u = order[head]
        head += 1
        for v in successors(u) {
          if distance[v] < 0 {
            distance[v] = distance[u] + 1
            order.append(v)
          }
          if distance[v] == distance[u] + 1 {
            ways[v] += ways[u]
            before[v].append(u)
          }
        }
      }
      var delta = [Double](repeating: 0, count: nodeCount)
      for v in order.dropFirst().reversed() {
        for u in before[v] { delta[u] += ways[u] / ways[v] * (1 + delta[v]) }
        sums[v] += delta[v]
      }
    }
    return sums
  }
}

extension SmallGraph {
  /// Lengths as a matrix, one an edge of the built graph.
  static func lengths(_ column: [Double], of graph: UndirectedGraph) -> [[Double]] {
    var matrix = [[Double]](
      repeating: [Double](repeating: 0, count: graph.nodeCount), count: graph.nodeCount)
    graph.forEachEdge { edge, a, b in
      matrix[a][b] = column[edge]
      matrix[b][a] = column[edge]
    }
    return matrix
  }

  /// Lengths as a matrix, one an edge of the built graph.
  static func lengths(_ column: [Double], of graph: DirectedGraph) -> [[Double]] {
    var matrix = [[Double]](
      repeating: [Double](repeating: 0, count: graph.nodeCount), count: graph.nodeCount)
    graph.forEachEdge { edge, a, b in matrix[a][b] = column[edge] }
    return matrix
  }
}
