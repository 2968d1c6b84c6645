/// The best way among open nodes, led by the distance home with nothing closed.
struct OpenSearch {
  typealias Rows = (rows: Adjacency, lengths: [Double]?)

  /// The distance from the spur; infinite where it has not come.
  private var distance: [Double]
  /// The turn in which each node was last settled; −1 for one that was not.
  private var turn: [Int32]
  /// Whether the node lies on a shortest way.
  private var isOnWay: [Bool]
  private var touched: [UInt32] = []
  private var waiting: DistanceQueue

  init(nodeCount: Int) {
    distance = [Double](repeating: .infinity, count: nodeCount)
    turn = [Int32](repeating: -1, count: nodeCount)
    isOnWay = [Bool](repeating: false, count: nodeCount)
    waiting = DistanceQueue(nodeCount: nodeCount)
  }

  /// The shortest way with the smallest numbers, without the spur itself; nil if there is none.
  ///
  /// - Parameters:
  ///   - spur: A closed node.
  ///   - banned: Nodes that may not come right after it.
  ///   - home: The distance to the target with nothing closed.
  mutating func search(
    from spur: Int, to target: Int, forward: Rows, backward: Rows, home: [Double],
    isClosed: [Bool], banned: [UInt32]
  ) -> [UInt32]? {
    reset()
    for position in forward.rows.range(of: spur) {
      let next = forward.rows.targets[position]
      guard !isClosed[Int(next)], home[Int(next)] < .infinity, !banned.contains(next) else {
        continue
      }
      reach(next, at: forward.lengths?[position] ?? 1, home)
    }
    settle(target: target, forward, home, isClosed)
    guard distance[target] < .infinity else { return nil }
    mark(target: target, backward)
    return follow(from: spur, to: target, forward, banned)
  }

  private mutating func reset() {
    for node in touched.lazy.map(Int.init) {
      distance[node] = .infinity
      turn[node] = -1
      isOnWay[node] = false
    }
    touched.removeAll(keepingCapacity: true)
    waiting.removeAll()
  }

  private mutating func reach(_ node: UInt32, at way: Double, _ home: [Double]) {
    guard way < distance[Int(node)] else { return }
    if distance[Int(node)] == .infinity { touched.append(node) }
    distance[Int(node)] = way
    waiting.put(node, at: way + home[Int(node)])
  }

  /// Settles every node from which the target may be as near as it can be. The bound is drawn wider
  /// than sums can be rounded, so that equally short ways are all there; a node that comes nearer
  /// by rounding is settled again.
  private mutating func settle(
    target: Int, _ forward: Rows, _ home: [Double], _ isClosed: [Bool]
  ) {
    var bound = Double.infinity
    var turns: Int32 = 0
    while let nearest = waiting.take() {
      let node = Int(nearest)
      let here = distance[node]
      if here + home[node] > bound { return }
      turn[node] = turns
      turns += 1
      if node == target {
        bound = here * (1 + 1e-9)
        continue
      }
      for position in forward.rows.range(of: node) {
        let next = forward.rows.targets[position]
        if isClosed[Int(next)] || home[Int(next)] == .infinity { continue }
        reach(next, at: here + (forward.lengths?[position] ?? 1), home)
      }
    }
  }

  /// Whether a link from `node` ends a shortest way to `next`. Where a length is lost in rounding,
  /// the one settled later comes later, so that no way goes round.
  private func isTight(_ node: Int, _ next: Int, _ length: Double) -> Bool {
    guard turn[node] >= 0, turn[next] >= 0, distance[node] + length == distance[next] else {
      return false
    }
    return distance[node] < distance[next] || turn[node] < turn[next]
  }

  /// Marks the nodes on shortest ways, from the target back.
  private mutating func mark(target: Int, _ backward: Rows) {
    var stack = [target]
    isOnWay[target] = true
    while let node = stack.popLast() {
      for position in backward.rows.range(of: node) {
        let before = Int(backward.rows.targets[position])
        if !isOnWay[before], isTight(before, node, backward.lengths?[position] ?? 1) {
          isOnWay[before] = true
          stack.append(before)
        }
      }
    }
  }

  private func follow(
    from spur: Int, to target: Int, _ forward: Rows, _ banned: [UInt32]
  ) -> [UInt32] {
    var nodes: [UInt32] = []
    var at = spur
    while at != target {
      let next = forward.rows.range(of: at).first { position in
        let next = Int(forward.rows.targets[position])
        let length = forward.lengths?[position] ?? 1
        guard isOnWay[next] else { return false }
        return at == spur
          ? length == distance[next] && !banned.contains(UInt32(next)) : isTight(at, next, length)
      }
      guard let next else { preconditionFailure("a marked node was reached from a marked one") }
      at = Int(forward.rows.targets[next])
      nodes.append(UInt32(at))
    }
    return nodes
  }
}
