extension SlowTwin {
  /// PageRank from a restart column as the solution of its equations: from a dead end, and with
  /// chance 1 − d from anywhere, the walk starts afresh.
  static func pageRank(_ a: Matrix, damping: Double, restart: [Double]) -> [Double] {
    let n = a.count
    let sum = restart.reduce(0, +)
    let start = restart.map { $0 / sum }
    let out = a.map { $0.reduce(0, +) }
    let matrix = (0..<n).map { v in
      (0..<n).map { u -> Double in
        let share = out[u] > 0 ? a[u][v] / out[u] : start[v]
        return (u == v ? 1 : 0) - damping * share
      }
    }
    return solve(matrix, start.map { (1 - damping) * $0 })
  }

  /// One step of PageRank's right side, entry by entry.
  static func pageRankStep(
    _ rank: [Double], _ a: Matrix, damping: Double, restart: [Double]
  ) -> [Double] {
    let out = a.map { $0.reduce(0, +) }
    return a.indices.map { v in
      a.indices.reduce((1 - damping) * restart[v]) { sum, u in
        sum + damping * rank[u] * (out[u] > 0 ? a[u][v] / out[u] : restart[v])
      }
    }
  }

  /// Core numbers by taking away a node of the least degree, one at a time.
  static func peeled(_ a: Matrix) -> [Int] {
    var alive = Set(a.indices)
    var core = [Int](repeating: 0, count: a.count)
    var deepest = 0
    func degree(_ node: Int) -> Int { alive.filter { a[node][$0] > 0 }.count }
    while let next = alive.min(by: { (degree($0), $0) < (degree($1), $1) }) {
      deepest = max(deepest, degree(next))
      core[next] = deepest
      alive.remove(next)
    }
    return core
  }

  /// What 4,096 rounds of the matrix make of all ones, by squaring it; the largest entry is 1.
  static func iterated(_ matrix: Matrix) -> [Double] {
    var power = matrix
    let n = matrix.count
    for _ in 0..<12 {
      var square = Matrix(repeating: [Double](repeating: 0, count: n), count: n)
      for i in 0..<n {
        for j in 0..<n where power[i][j] != 0 {
          for k in 0..<n { square[i][k] += power[i][j] * power[j][k] }
        }
      }
      let largest = square.map { $0.max() ?? 0 }.max() ?? 0
      power = square.map { $0.map { largest > 0 ? $0 / largest : $0 } }
    }
    let sums = power.map { $0.reduce(0, +) }
    let largest = sums.max() ?? 0
    return sums.map { largest > 0 ? $0 / largest : $0 }
  }
}
