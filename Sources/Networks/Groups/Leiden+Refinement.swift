import Glibc
import Primitives

extension LeidenLevel {
  /// Divides each community into well-connected parts (MergeNodesSubset of the paper).
  ///
  /// Every node begins alone. One that is well connected to its community, and has not been joined
  /// by others, may join a part of it that is well connected too and loses nothing; which one is
  /// drawn with probability ∝ exp(gain / θ). A part therefore only ever grows along links, so it
  /// is connected.
  ///
  /// - Returns: A label a node, below the number of nodes.
  func refined(
    _ communities: LeidenMembers, randomness: Double, using generator: SeededGenerator
  ) -> [UInt32] {
    var refining = LeidenRefining(level: self, temperature: randomness * unit)
    for community in 0..<communities.count {
      var order = Array(communities.nodes[communities.range(of: community)])
      if order.count == 1 { continue }
      var own = generator.fork(community)
      order.shuffle(using: &own)
      if let weights {
        refining.refine(order, of: communities, on: self, using: &own) { weights[$0] }
      } else {
        refining.refine(order, of: communities, on: self, using: &own) { _ in 1 }
      }
    }
    return refining.partOf
  }
}

/// Parts on their way.
private struct LeidenRefining {
  struct Part {
    /// The weight of the links from the node at hand.
    var links: Double
    var mass: Double
    /// The weight of the links to the rest of its community.
    var outward: Double
    var isJoined: Bool
  }

  struct Choice {
    var part: Int
    var links: Double
    var gain: Double
  }

  private let rate: Double
  private let temperature: Double
  private(set) var partOf: [UInt32]
  private var parts: [Part]
  /// The parts with a link to the node at hand, in the order they were met, and room for one more.
  private var met: [UInt32]
  private var choices: [Choice] = []
  /// The positions of the entries that stay inside the community at hand, node by node, and where
  /// those of each node begin.
  private var within: [UInt32] = []
  private var starts: [Int] = []

  init(level: LeidenLevel, temperature: Double) {
    rate = level.rate
    self.temperature = temperature
    partOf = level.everyoneAlone
    parts = level.mass.map { Part(links: 0, mass: $0, outward: 0, isJoined: false) }
    met = [UInt32](repeating: 0, count: level.nodeCount + 1)
  }

  /// Divides the community that `order` lists.
  @inline(__always)
  mutating func refine(
    _ order: [UInt32], of communities: LeidenMembers, on level: LeidenLevel,
    using generator: inout SeededGenerator, weight: (Int) -> Double
  ) {
    let total = gather(order, of: communities, on: level, weight: weight)
    for (place, node) in order.enumerated() where !parts[Int(node)].isJoined {
      let node = Int(node)
      // Nobody has joined it, so its part is itself.
      let own = parts[node]
      guard own.outward >= rate * own.mass * (total - own.mass) else { continue }
      var metCount = 0
      for entry in starts[place]..<starts[place + 1] {
        let position = Int(within[entry])
        let part = partOf[Int(level.targets[position])]
        let links = parts[Int(part)].links
        met[metCount] = part
        metCount += links == 0 ? 1 : 0
        parts[Int(part)].links = links + weight(position)
      }
      guard let chosen = choose(among: metCount, for: own, total: total, using: &generator) else {
        continue
      }
      partOf[node] = UInt32(truncatingIfNeeded: chosen.part)
      parts[node].mass = 0
      parts[node].isJoined = true
      parts[chosen.part].isJoined = true
      parts[chosen.part].mass += own.mass
      parts[chosen.part].outward += own.outward - 2 * chosen.links
    }
  }

  /// Lists the entries inside the community and sums them up.
  ///
  /// - Returns: The mass of the community.
  @inline(__always)
  private mutating func gather(
    _ order: [UInt32], of communities: LeidenMembers, on level: LeidenLevel,
    weight: (Int) -> Double
  ) -> Double {
    let community = communities.labels[Int(order[0])]
    var entries = 1
    for node in order { entries += level.range(of: Int(node)).count }
    if within.count < entries { within = [UInt32](repeating: 0, count: entries) }
    starts.removeAll(keepingCapacity: true)
    var total = 0.0
    var kept = 0
    for node in order {
      starts.append(kept)
      total += parts[Int(node)].mass
      var sum = 0.0
      for position in level.range(of: Int(node)) {
        let isInside = communities.labels[Int(level.targets[position])] == community
        // Written over by the next one, unless it is inside.
        within[kept] = UInt32(truncatingIfNeeded: position)
        kept += isInside ? 1 : 0
        sum += isInside ? weight(position) : 0
      }
      parts[Int(node)].outward = sum
    }
    starts.append(kept)
    return total
  }

  /// The part that is joined, drawn with probability ∝ exp(gain / θ) from those that gain and from
  /// staying alone, which gains 0; nil for the latter.
  ///
  /// Powers are measured from the largest, so that none overflows. Where one choice is all but
  /// certain there is no draw.
  @inline(__always)
  private mutating func choose(
    among metCount: Int, for own: Part, total: Double, using generator: inout SeededGenerator
  ) -> Choice? {
    choices.removeAll(keepingCapacity: true)
    var best: Choice?
    var largest = 0.0
    for place in 0..<metCount {
      let part = Int(met[place])
      let other = parts[part]
      parts[part].links = 0
      let gain = other.links - rate * own.mass * other.mass
      guard gain >= 0, other.outward >= rate * other.mass * (total - other.mass) else { continue }
      let choice = Choice(part: part, links: other.links, gain: gain)
      choices.append(choice)
      if gain >= largest {
        largest = gain
        best = choice
      }
    }
    let floor = largest - 40 * temperature
    var sum = floor < 0 ? exp(-largest / temperature) : 0
    var likely = floor < 0 ? 1 : 0
    for choice in choices where choice.gain > floor {
      sum += exp((choice.gain - largest) / temperature)
      likely += 1
    }
    guard likely > 1 else { return best }
    var left = generator.unit() * sum
    for choice in choices where choice.gain > floor {
      left -= exp((choice.gain - largest) / temperature)
      if left < 0 { return choice }
    }
    return nil
  }
}
