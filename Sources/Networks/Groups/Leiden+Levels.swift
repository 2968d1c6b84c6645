import Primitives

/// One graph of the descent: nodes are parts of the one before, with a mass each.
struct LeidenLevel: Sendable {
  let offsets: [UInt32]
  let targets: [UInt32]
  /// In step with `targets`; nil when every link counts as 1.
  let weights: [Double]?
  /// What a node weighs against chance: its link ends (modularity) or its original nodes (Potts).
  let mass: [Double]
  /// The weight of the links inside nodes. They never decide a move, so they are not in the rows.
  let inside: Double
  /// What two masses of 1 in one group cost: γ / 2W (modularity) or γ (Potts).
  let rate: Double
  /// W: the weight of all links of the first graph.
  let linkWeight: Double
  /// The mean weight of a link of the first graph, the unit of gains.
  let unit: Double

  var nodeCount: Int { mass.count }
  var entryCount: Int { targets.count }
  var hasLinks: Bool { !targets.isEmpty }
  var everyoneAlone: [UInt32] { (0..<nodeCount).map { UInt32(truncatingIfNeeded: $0) } }

  init(graph: UndirectedGraph, quality: GroupQuality) {
    offsets = graph.rows.offsets
    targets = graph.rows.targets
    weights = graph.weights.map { graph.rows.entries(of: $0) }
    inside = 0
    linkWeight = graph.totalWeight
    unit = graph.edgeCount > 0 ? linkWeight / Double(graph.edgeCount) : 1
    switch quality {
    case .modularity(let resolution):
      mass = graph.degrees()
      rate = linkWeight > 0 ? resolution / (2 * linkWeight) : 0
    case .constantPotts(let resolution):
      mass = [Double](repeating: 1, count: graph.nodeCount)
      rate = resolution
    }
  }

  init(
    offsets: [UInt32], targets: [UInt32], weights: [Double]?, mass: [Double], inside: Double,
    like other: LeidenLevel
  ) {
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
    self.mass = mass
    self.inside = inside
    rate = other.rate
    linkWeight = other.linkWeight
    unit = other.unit
  }

  func range(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// Every node once, in random order.
  func shuffled(using generator: inout SeededGenerator) -> [UInt32] {
    var order = everyoneAlone
    order.shuffle(using: &generator)
    return order
  }

  /// What a division is worth, in weight of links: w(inside) − rate/2 · Σ mass². That is W·Q for
  /// modularity and, but for a constant, Q for Potts, whatever the level.
  func score(_ community: [UInt32]) -> Double {
    var ends = 0.0
    var masses = [Double](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount {
      let own = community[node]
      masses[Int(own)] += mass[node]
      for position in range(of: node) where community[Int(targets[position])] == own {
        ends += weights.map { $0[position] } ?? 1
      }
    }
    var squares = 0.0
    for mass in masses { squares += mass * mass }
    return inside + ends / 2 - rate / 2 * squares
  }

  /// Cuts each community into its connected pieces.
  func splitIntoConnected(_ community: [UInt32]) -> [UInt32] {
    var sets = DisjointSets(count: nodeCount)
    for node in 0..<nodeCount {
      for target in targets[range(of: node)]
      where target > node && community[Int(target)] == community[node] {
        sets.union(node, Int(target))
      }
    }
    return sets.labels().map { UInt32(truncatingIfNeeded: $0) }
  }

  /// The same graph with its nodes numbered by community.
  func ordered(by communities: LeidenMembers) -> LeidenLevel {
    var rank = [UInt32](repeating: 0, count: nodeCount)
    for (place, node) in communities.nodes.enumerated() {
      rank[Int(node)] = UInt32(truncatingIfNeeded: place)
    }
    var newOffsets: [UInt32] = [0]
    newOffsets.reserveCapacity(offsets.count)
    var newTargets: [UInt32] = []
    newTargets.reserveCapacity(targets.count)
    var newWeights: [Double] = []
    newWeights.reserveCapacity(weights?.count ?? 0)
    for node in communities.nodes {
      let row = range(of: Int(node))
      for target in targets[row] { newTargets.append(rank[Int(target)]) }
      if let weights { newWeights.append(contentsOf: weights[row]) }
      newOffsets.append(UInt32(truncatingIfNeeded: newTargets.count))
    }
    return LeidenLevel(
      offsets: newOffsets, targets: newTargets, weights: weights == nil ? nil : newWeights,
      mass: communities.nodes.map { mass[Int($0)] }, inside: inside, like: self)
  }
}

/// The nodes of each community, one community after the other.
struct LeidenMembers: Sendable {
  /// The community of each node.
  let labels: [UInt32]
  /// Where each begins in `nodes`, and the end.
  let starts: [UInt32]
  let nodes: [UInt32]

  var count: Int { starts.count - 1 }

  /// Labels below the number of nodes, renumbered without gaps in the order in which they first
  /// appear, going through the nodes ascending or in `order`.
  init(_ arbitrary: [UInt32], order: [UInt32]? = nil) {
    var number = [UInt32](repeating: .max, count: arbitrary.count)
    var sizes: [UInt32] = []
    for place in arbitrary.indices {
      let label = Int(arbitrary[order.map { Int($0[place]) } ?? place])
      if number[label] == .max {
        number[label] = UInt32(truncatingIfNeeded: sizes.count)
        sizes.append(0)
      }
      sizes[Int(number[label])] += 1
    }
    labels = arbitrary.map { number[Int($0)] }
    var starts: [UInt32] = [0]
    starts.reserveCapacity(sizes.count + 1)
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    var next = starts
    var nodes = [UInt32](repeating: 0, count: labels.count)
    for (node, label) in labels.enumerated() {
      nodes[Int(next[Int(label)])] = UInt32(truncatingIfNeeded: node)
      next[Int(label)] += 1
    }
    self.starts = starts
    self.nodes = nodes
  }

  func range(of community: Int) -> Range<Int> {
    Int(starts[community])..<Int(starts[community + 1])
  }
}
