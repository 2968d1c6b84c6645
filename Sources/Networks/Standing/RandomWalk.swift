import Primitives

/// The working columns of PageRank, and the passes over them.
///
/// All work on x = s + d · Σ x(u) · w(u, v)/W(u), which is PageRank but for its sum. What is kept
/// of x is the share x/W that goes along a link of weight 1; of a dead end, from which nobody
/// reads, x itself, as if W were 1.
struct RandomWalk {
  private let product: RowProduct
  private let damping: Double
  private let ends: [UInt32]
  private let restart: WorkColumn
  /// W; 1 for a dead end.
  private let outflow: WorkColumn
  private let shares: WorkColumn
  /// After a step F(x), F the right side of PageRank's equation; the residual in between, where
  /// conjugate gradients are used.
  private let next: WorkColumn
  /// The sum of x at the last step, and what F multiplied s with.
  private var total = 1.0
  private var restarting = 1.0
  /// Nil with direction.
  private var gradients: ConjugateGradients?

  /// See `renew(_:on:)`. Eight leave seven eighths of what going node after node would gain.
  private let groupCount: Int

  init(_ ways: Ways, restart: [Double]?, damping: Double) {
    let count = ways.nodeCount
    self.damping = damping
    groupCount = ways.isDirected && count >= 16 ? 8 : 1
    product = RowProduct(
      ways.backward, weights: ways.weights, blocksInMultiplesOf: groupCount)
    var sums = ways.forward.rowSums(weights: ways.weights)
    ends = (0..<UInt32(count)).filter { sums[Int($0)] == 0 }
    for end in ends { sums[Int(end)] = 1 }
    outflow = WorkColumn(sums)
    self.restart = WorkColumn(Self.chances(of: restart, count: count))
    shares = WorkColumn(repeating: 0, count: count)
    next = WorkColumn(repeating: 0, count: count)
    if ways.isDirected {
      startAlongLinks()
    } else {
      startBothWays(isEven: restart == nil)
      gradients = ConjugateGradients(
        product, diagonal: outflow, factor: damping, solution: shares, residual: next)
    }
  }

  /// The restart column scaled to sum to 1.
  private static func chances(of restart: [Double]?, count: Int) -> [Double] {
    guard let restart else { return [Double](repeating: 1 / Double(count), count: count) }
    var sum = 0.0
    for chance in restart {
      precondition(chance >= 0 && chance.isFinite, "a chance of a restart is finite, not below 0")
      sum += chance
    }
    precondition(sum > 0 && sum.isFinite, "a walk starts somewhere")
    return restart.map { $0 / sum }
  }

  /// x = s / (1 − d), which has the sum of x where there are no dead ends.
  private func startAlongLinks() {
    for node in 0..<product.nodeCount {
      shares.values[node] = restart.values[node] / ((1 - damping) * outflow.values[node])
    }
  }

  /// The exact x of nodes without links, which is s. Of the others equal shares, which no link
  /// changes, where the restart is even; 0, so that what cannot be reached keeps it, where not.
  private func startBothWays(isEven: Bool) {
    var (starting, flow) = (1.0, 0.0)
    for end in ends {
      shares.values[Int(end)] = restart.values[Int(end)]
      starting -= restart.values[Int(end)]
      flow -= 1
    }
    for node in 0..<product.nodeCount { flow += outflow.values[node] }
    let share = isEven && flow > 0 ? starting / ((1 - damping) * flow) : 0
    var nextEnd = ends.startIndex
    for node in 0..<product.nodeCount {
      if nextEnd < ends.endIndex, Int(ends[nextEnd]) == node {
        nextEnd += 1
        continue
      }
      shares.values[node] = share
      next.values[node] = restart.values[node] - (1 - damping) * outflow.values[node] * share
    }
  }

  /// Brings x nearer, until a step is likely to move at most `change` of its sum.
  ///
  /// - Returns: The rounds it took, at most `roundsMax`.
  mutating func improve(
    until change: Double, roundsMax: Int, on workers: Workers
  ) throws(CancelledWork) -> Int {
    guard roundsMax > 0 else { return 0 }
    if var gradients {
      let before = gradients.rounds
      var atEnds = 0.0
      for end in ends { atEnds += restart.values[Int(end)] }
      let sum = (1 - damping * atEnds) / (1 - damping)
      // A step moves by the residual and, at most as much again, by evening out its sum.
      try gradients.run(until: change * sum / 2, roundsMax: roundsMax, on: workers)
      self.gradients = gradients
      return gradients.rounds - before
    }
    for round in 1...roundsMax {
      var moved = Moved()
      for group in 0..<groupCount { moved += try renew(group, on: workers) }
      if moved.change <= change * moved.sum { return round }
    }
    return roundsMax
  }

  /// A sum over nodes and by how much its members have changed.
  private struct Moved: Sendable {
    var sum = 0.0
    var change = 0.0

    static func += (left: inout Moved, right: Moved) {
      left.sum += right.sum
      left.change += right.change
    }
  }

  /// One group of blocks of x ← s + d · Σ x(u) · w(u, v)/W(u), from the newest values of the other
  /// groups (Gauss and Seidel) and the last values of its own, so that its blocks can be worked on
  /// side by side.
  private func renew(_ group: Int, on workers: Workers) throws(CancelledWork) -> Moved {
    let perGroup = product.blockCount / groupCount
    let parts = try inChunks(perGroup, on: workers) { place in
      let (x, w, s, y) = (shares.values, outflow.values, restart.values, next.values)
      var part = Moved()
      product.forEachSum(in: group * perGroup + place, of: x) { node, inflow in
        let value = s[node] + damping * inflow
        part += Moved(sum: value, change: abs(value - x[node] * w[node]))
        y[node] = value
      }
      return part
    }
    let (x, w, y) = (shares.values, outflow.values, next.values)
    for place in 0..<perGroup {
      for node in product.nodes(in: group * perGroup + place) { x[node] = y[node] / w[node] }
    }
    return parts.reduce(into: Moved()) { $0 += $1 }
  }

  /// One step of the equation's right side, from x scaled to sum to 1.
  ///
  /// - Returns: The summed change.
  mutating func step(on workers: Workers) throws(CancelledWork) -> Double {
    total = try sumAboveZero(on: workers)
    var atEnds = 0.0
    for end in ends { atEnds += shares.values[Int(end)] }
    restarting = (1 - damping) * total + damping * atEnds
    return try stepChange(on: workers) / total
  }

  /// The sum of x, without the traces below 0 that rounding leaves where there should be nothing.
  private func sumAboveZero(on workers: Workers) throws(CancelledWork) -> Double {
    try product.sumOverBlocks(on: workers) { block in
      let (x, w) = (shares.values, outflow.values)
      var sum = 0.0
      for node in product.nodes(in: block) {
        x[node] = max(0, x[node])
        sum += x[node] * w[node]
      }
      return sum
    }
  }

  private func stepChange(on workers: Workers) throws(CancelledWork) -> Double {
    try product.sumOverBlocks(on: workers) { block in
      let (x, w, s, y) = (shares.values, outflow.values, restart.values, next.values)
      var change = 0.0
      product.forEachSum(in: block, of: x) { node, inflow in
        let value = restarting * s[node] + damping * inflow
        change += abs(value - x[node] * w[node])
        y[node] = value
      }
      return change
    }
  }

  /// Makes ready to go on after a step that moved too much.
  func resume() {
    for node in 0..<product.nodeCount {
      let rank = shares.values[node] * outflow.values[node]
      if gradients == nil {
        shares.values[node] = next.values[node] / outflow.values[node]
      } else {
        // What is left of x = s + d · Σ …, as conjugate gradients expect it.
        next.values[node] -= rank + (restarting - 1) * restart.values[node]
      }
    }
  }

  /// Where the last step has led.
  func answer() -> [Double] { next.array().map { $0 / total } }
}
