import Primitives

/// One graph of the descent: nodes are parts of the one before, with a mass each.
struct LeidenLevel: Sendable {
  private(set) var offsets: [Int]
  private(set) var targets: [UInt32]
  /// In step with `targets`.
  private(set) var weights: [Double]
  /// What a node weighs against chance: its link ends (modularity) or its original nodes (Potts).
  private(set) var mass: [Double]
  /// What two masses of 1 in one group cost: γ / 2W (modularity) or γ (Potts).
  let rate: Double
  /// The mean weight of a link of the first graph, the unit of gains.
  let unit: Double

  var nodeCount: Int { mass.count }
  var hasLinks: Bool { !targets.isEmpty }

  init(graph: UndirectedGraph, quality: GroupQuality) {
    offsets = graph.rows.offsets.map(Int.init)
    targets = graph.rows.targets
    weights = graph.rows.entries(
      of: graph.weights ?? [Double](repeating: 1, count: graph.edgeCount))
    let total = graph.totalWeight
    unit = graph.edgeCount > 0 ? total / Double(graph.edgeCount) : 1
    switch quality {
    case .modularity(let resolution):
      mass = graph.degrees()
      rate = total > 0 ? resolution / (2 * total) : 0
    case .constantPotts(let resolution):
      mass = [Double](repeating: 1, count: graph.nodeCount)
      rate = resolution
    }
  }

  private init(
    offsets: [Int], targets: [UInt32], weights: [Double], mass: [Double], like other: LeidenLevel
  ) {
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
    self.mass = mass
    rate = other.rate
    unit = other.unit
  }

  /// Moves nodes to the neighbouring group that gains most until none gains.
  ///
  /// A queue holds the nodes whose surroundings changed. A move must gain more than rounding
  /// noise, or two equal groups would pass a node to and fro for ever.
  func move(_ community: inout [Int], using generator: inout SeededGenerator) {
    var groupMass = [Double](repeating: 0, count: nodeCount)
    var groupSize = [Int](repeating: 0, count: nodeCount)
    community = Components(labels: community).groups
    for node in 0..<nodeCount {
      groupMass[community[node]] += mass[node]
      groupSize[community[node]] += 1
    }
    var empty = (0..<nodeCount).filter { groupSize[$0] == 0 }
    var tally = LinkTally(count: nodeCount)
    var queue = Array(0..<nodeCount)
    queue.shuffle(using: &generator)
    var isWaiting = [Bool](repeating: true, count: nodeCount)
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      isWaiting[node] = false
      let own = community[node]
      groupMass[own] -= mass[node]
      for position in offsets[node]..<offsets[node + 1] {
        tally.add(weights[position], to: community[Int(targets[position])])
      }
      var best = own
      var gain = tally.weight[own] - rate * mass[node] * groupMass[own]
      for group in tally.touched where group != own {
        let other = tally.weight[group] - rate * mass[node] * groupMass[group]
        if other > gain + 1e-10 * unit {
          best = group
          gain = other
        }
      }
      // Alone in a fresh group the gain is 0.
      if gain < -1e-10 * unit, groupSize[own] > 1, let fresh = empty.last { best = fresh }
      tally.clear()
      groupMass[best] += mass[node]
      if best == own { continue }
      groupSize[own] -= 1
      groupSize[best] += 1
      if empty.last == best { empty.removeLast() }
      if groupSize[own] == 0 { empty.append(own) }
      community[node] = best
      for position in offsets[node]..<offsets[node + 1] {
        let neighbour = Int(targets[position])
        if !isWaiting[neighbour] && community[neighbour] != best {
          isWaiting[neighbour] = true
          queue.append(neighbour)
        }
      }
    }
  }

  /// The next graph: each part becomes a node; links inside it are in its mass already and never
  /// decide a later move, so they are dropped.
  func aggregated(_ parts: Components) -> LeidenLevel {
    let members = parts.members()
    var newOffsets = [0]
    var newTargets: [UInt32] = []
    var newWeights: [Double] = []
    var newMass = [Double](repeating: 0, count: parts.count)
    var tally = LinkTally(count: parts.count)
    for (part, nodes) in members.enumerated() {
      for node in nodes {
        newMass[part] += mass[node]
        for position in offsets[node]..<offsets[node + 1] {
          let other = parts.groups[Int(targets[position])]
          if other != part { tally.add(weights[position], to: other) }
        }
      }
      for other in tally.touched {
        newTargets.append(UInt32(other))
        newWeights.append(tally.weight[other])
      }
      tally.clear()
      newOffsets.append(newTargets.count)
    }
    return LeidenLevel(
      offsets: newOffsets, targets: newTargets, weights: newWeights, mass: newMass, like: self)
  }
}

/// Sums by group that are cleared in the time it took to fill them.
struct LinkTally {
  private(set) var weight: [Double]
  /// The groups with a link, in the order they were met.
  private(set) var touched: [Int] = []
  private var isTouched: [Bool]

  init(count: Int) {
    weight = [Double](repeating: 0, count: count)
    isTouched = [Bool](repeating: false, count: count)
  }

  mutating func add(_ amount: Double, to group: Int) {
    if !isTouched[group] {
      isTouched[group] = true
      touched.append(group)
    }
    weight[group] += amount
  }

  mutating func clear() {
    for group in touched {
      weight[group] = 0
      isTouched[group] = false
    }
    touched.removeAll(keepingCapacity: true)
  }
}
