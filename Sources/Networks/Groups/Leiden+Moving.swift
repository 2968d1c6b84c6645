import Primitives

extension LeidenLevel {
  /// Moves nodes to the neighbouring group that gains most until none gains.
  ///
  /// A queue holds the nodes whose surroundings changed. A move must gain more than rounding
  /// noise, or two equal groups would pass a node to and fro for ever.
  ///
  /// - Parameters:
  ///   - community: The group of each node, below the number of nodes.
  ///   - order: Every node once, as the queue is to hold them at first.
  func moved(from community: [UInt32], order: [UInt32]) -> [UInt32] {
    guard hasLinks else { return community }
    var moving = LeidenMoving(level: self, community: community, order: order)
    if let weights {
      moving.run(on: self) { weights[$0] }
    } else {
      moving.run(on: self) { _ in 1 }
    }
    return moving.community
  }
}

/// Groups on their way. Checked arrays: bare memory was tried and gained nothing.
private struct LeidenMoving {
  /// What a group has, side by side because the loop wants both.
  struct Group {
    /// The weight of the links from the node at hand.
    var links: Double
    var mass: Double
  }

  let count: Int
  let rate: Double
  let noise: Double
  private(set) var community: [UInt32]
  private var groups: [Group]
  private var sizes: [UInt32]
  /// The nodes that wait, a ring: each waits at most once.
  private var queue: [UInt32]
  private var isWaiting: [Bool]
  /// The groups with a link to the node at hand, in the order they were met, and room for one more.
  private var met: [UInt32]
  /// Groups without a node, a stack.
  private var empty: [UInt32] = []

  init(level: borrowing LeidenLevel, community: [UInt32], order: [UInt32]) {
    count = level.nodeCount
    rate = level.rate
    noise = 1e-10 * level.unit
    self.community = community
    groups = [Group](repeating: Group(links: 0, mass: 0), count: count)
    sizes = [UInt32](repeating: 0, count: count)
    queue = order
    isWaiting = [Bool](repeating: true, count: count)
    met = [UInt32](repeating: 0, count: count + 1)
    for node in 0..<count {
      groups[Int(community[node])].mass += level.mass[node]
      sizes[Int(community[node])] += 1
    }
    for group in 0..<count where sizes[group] == 0 {
      empty.append(UInt32(truncatingIfNeeded: group))
    }
  }

  @inline(__always)
  mutating func run(on level: LeidenLevel, weight: (Int) -> Double) {
    let targets = level.targets
    let mass = level.mass
    var head = 0
    var waiting = count
    while waiting > 0 {
      let node = Int(queue[head])
      head = head + 1 == count ? 0 : head + 1
      waiting -= 1
      isWaiting[node] = false
      let row = level.range(of: node)
      let own = Int(community[node])
      let price = rate * mass[node]
      var metCount = 0
      for position in row {
        let group = community[Int(targets[position])]
        let links = groups[Int(group)].links
        met[metCount] = group
        metCount += links == 0 ? 1 : 0
        groups[Int(group)].links = links + weight(position)
      }
      let ownMass = groups[own].mass
      groups[own].mass = ownMass - mass[node]
      var best = own
      var gain = groups[own].links - price * groups[own].mass + noise
      for place in 0..<metCount {
        let group = Int(met[place])
        let other = groups[group].links - price * groups[group].mass
        groups[group].links = 0
        best = other > gain ? group : best
        gain = other > gain ? other : gain
      }
      // Alone in a fresh group the gain is 0.
      if gain < 0, sizes[own] > 1, let fresh = empty.last { best = Int(fresh) }
      if best == own {
        groups[own].mass = ownMass
        continue
      }
      groups[best].mass += mass[node]
      take(node, from: own, to: best)
      for position in row {
        let neighbour = Int(targets[position])
        if !isWaiting[neighbour] && community[neighbour] != UInt32(best) {
          isWaiting[neighbour] = true
          let tail = head + waiting
          queue[tail >= count ? tail - count : tail] = UInt32(neighbour)
          waiting += 1
        }
      }
    }
  }

  @inline(__always)
  private mutating func take(_ node: Int, from own: Int, to best: Int) {
    community[node] = UInt32(best)
    sizes[own] -= 1
    if sizes[best] == 0 { empty.removeLast() }
    sizes[best] += 1
    if sizes[own] == 0 { empty.append(UInt32(truncatingIfNeeded: own)) }
  }
}
