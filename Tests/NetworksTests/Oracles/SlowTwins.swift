/// Twins of the measures that follow the definition on a matrix, as plainly as it can be said.
enum SlowTwin {
  typealias Matrix = [[Double]]

  /// Distances by Floyd and Warshall; `lengths` turns a weight into a length.
  static func distances(_ a: Matrix, byWeight: Bool) -> Matrix {
    let n = a.count
    var d = a.map { $0.map { $0 > 0 ? (byWeight ? 1 / $0 : 1) : Double.infinity } }
    for i in 0..<n { d[i][i] = 0 }
    for k in 0..<n {
      for i in 0..<n { for j in 0..<n { d[i][j] = min(d[i][j], d[i][k] + d[k][j]) } }
    }
    return d
  }

  private static func same(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 * max(1, a) }

  /// Σ σ(s,v) σ(v,t) / σ(s,t) over ordered pairs, σ by working outwards from each source.
  static func betweenness(_ a: Matrix, byWeight: Bool) -> [Double] {
    let n = a.count
    let d = distances(a, byWeight: byWeight)
    var ways = Matrix(repeating: [Double](repeating: 0, count: n), count: n)
    for s in 0..<n {
      ways[s][s] = 1
      for t in (0..<n).sorted(by: { d[s][$0] < d[s][$1] }) where t != s && d[s][t] < .infinity {
        for u in 0..<n where a[u][t] > 0 {
          let step = byWeight ? 1 / a[u][t] : 1
          if d[s][u] < .infinity && same(d[s][u] + step, d[s][t]) { ways[s][t] += ways[s][u] }
        }
      }
    }
    return (0..<n).map { v in
      var sum = 0.0
      for s in 0..<n where s != v {
        for t in 0..<n where t != v && t != s && d[s][t] < .infinity {
          if d[s][v] < .infinity && d[v][t] < .infinity && same(d[s][v] + d[v][t], d[s][t]) {
            sum += ways[s][v] * ways[v][t] / ways[s][t]
          }
        }
      }
      return sum
    }
  }

  /// The largest k for which the node survives removing all with fewer than k neighbours.
  static func coreNumbers(_ a: Matrix) -> [Int] {
    let n = a.count
    return (0..<n).map { v in
      var k = 0
      while true {
        var alive = Set(0..<n)
        while let weak = alive.first(where: { x in alive.filter { a[x][$0] > 0 }.count < k + 1 }) {
          alive.remove(weak)
        }
        if !alive.contains(v) { return k }
        k += 1
      }
    }
  }

  /// The largest trussness of an edge at each node, by removing edges until all are supported.
  static func trussNumbers(_ a: Matrix) -> [Int] {
    let n = a.count
    var best = [Int](repeating: 0, count: n)
    for k in 2..<max(3, n + 1) {
      var b = a
      var changed = true
      while changed {
        changed = false
        for i in 0..<n {
          for j in 0..<n where b[i][j] > 0 {
            if (0..<n).filter({ b[i][$0] > 0 && b[j][$0] > 0 }).count < k - 2 {
              b[i][j] = 0
              b[j][i] = 0
              changed = true
            }
          }
        }
      }
      for i in 0..<n where b[i].contains(where: { $0 > 0 }) { best[i] = k }
    }
    return best
  }

  /// Whether j can be reached from i.
  static func reachable(_ a: Matrix) -> [[Bool]] {
    distances(a, byWeight: false).map { $0.map { $0 < .infinity } }
  }

  /// The number of pieces among the nodes that are not in `without`.
  static func pieces(_ a: Matrix, without: Set<Int> = []) -> Int {
    var b = a
    for gone in without {
      for other in b.indices {
        b[gone][other] = 0
        b[other][gone] = 0
      }
    }
    let reach = reachable(b)
    return b.indices.filter { node in
      !without.contains(node) && !b.indices.contains { $0 < node && reach[node][$0] }
    }.count
  }

  static func triangles(_ a: Matrix) -> [Int] {
    let n = a.count
    return (0..<n).map { i in
      var count = 0
      for j in 0..<n { for k in 0..<j where a[i][j] * a[i][k] * a[j][k] > 0 { count += 1 } }
      return count
    }
  }

  /// Constraint and effective size on the whole matrix.
  static func brokerage(_ a: Matrix) -> (constraint: [Double], effective: [Double]) {
    let n = a.count
    let total = a.map { $0.reduce(0, +) }
    func p(_ i: Int, _ j: Int) -> Double { total[i] > 0 ? a[i][j] / total[i] : 0 }
    func m(_ j: Int, _ q: Int) -> Double { a[j][q] / (a[j].max() ?? 1) }
    let constraint = (0..<n).map { i -> Double in
      guard total[i] > 0 else { return .nan }
      return (0..<n).filter { a[i][$0] > 0 }.reduce(0.0) { sum, j in
        let through = (0..<n).filter { $0 != i && $0 != j }.reduce(0.0) { $0 + p(i, $1) * p($1, j) }
        return sum + (p(i, j) + through) * (p(i, j) + through)
      }
    }
    let effective = (0..<n).map { i -> Double in
      (0..<n).filter { a[i][$0] > 0 }.reduce(0.0) { sum, j in
        sum + 1
          - (0..<n).filter { $0 != i && $0 != j }.reduce(0.0) { $0 + p(i, $1) * m(j, $1) }
      }
    }
    return (constraint, effective)
  }

  /// x of A x = b by elimination with pivots.
  static func solve(_ matrix: Matrix, _ right: [Double]) -> [Double] {
    var a = matrix
    var b = right
    let n = b.count
    for column in 0..<n {
      let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
      a.swapAt(column, pivot)
      b.swapAt(column, pivot)
      for row in 0..<n where row != column {
        let factor = a[row][column] / a[column][column]
        for k in column..<n { a[row][k] -= factor * a[column][k] }
        b[row] -= factor * b[column]
      }
    }
    return (0..<n).map { b[$0] / a[$0][$0] }
  }

  /// PageRank as the solution of its equations, dead ends shared by all.
  static func pageRank(_ a: Matrix, damping: Double) -> [Double] {
    let n = a.count
    let out = a.map { $0.reduce(0, +) }
    var matrix = Matrix(repeating: [Double](repeating: 0, count: n), count: n)
    for v in 0..<n {
      for u in 0..<n {
        let share = out[u] > 0 ? a[u][v] / out[u] : 1 / Double(n)
        matrix[v][u] = (u == v ? 1 : 0) - damping * share
      }
    }
    return solve(matrix, [Double](repeating: (1 - damping) / Double(n), count: n))
  }

  /// Every division of 0 ..< n into groups, as group numbers by first appearance.
  static func divisions(of n: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    for _ in 0..<n {
      all = all.flatMap { start in (0...((start.max() ?? -1) + 1)).map { start + [$0] } }
    }
    return all
  }

  /// Pearson's correlation; nil where one side does not vary.
  static func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    let n = Double(x.count)
    guard n > 0 else { return nil }
    let (mx, my) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    let xy = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
    let xx = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
    let yy = y.reduce(0) { $0 + ($1 - my) * ($1 - my) }
    return xx * yy > 1e-12 ? xy / (xx * yy).squareRoot() : nil
  }
}
