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
  func refine(
    _ communities: Components, randomness: Double, using generator: inout SeededGenerator
  ) -> [Int] {
    var part = Array(0..<nodeCount)
    var partMass = mass
    var partSize = [Int](repeating: 1, count: nodeCount)
    var communityMass = [Double](repeating: 0, count: communities.count)
    for node in 0..<nodeCount { communityMass[communities.groups[node]] += mass[node] }
    let within = (0..<nodeCount).map { linksWithin(communities, of: $0) }
    // The weight of the links from each part to the rest of its community.
    var outward = within
    var tally = LinkTally(count: nodeCount)
    var order = Array(0..<nodeCount)
    order.shuffle(using: &generator)
    for node in order where partSize[part[node]] == 1 {
      let community = communities.groups[node]
      let rest = communityMass[community] - mass[node]
      guard part[node] == node, within[node] >= rate * mass[node] * rest else { continue }
      for position in offsets[node]..<offsets[node + 1] {
        let other = Int(targets[position])
        if communities.groups[other] == community {
          tally.add(weights[position], to: part[other])
        }
      }
      var choices = [node]
      var gains = [0.0]
      for group in tally.touched {
        let apart = communityMass[community] - partMass[group]
        guard outward[group] >= rate * partMass[group] * apart else { continue }
        let gain = tally.weight[group] - rate * mass[node] * partMass[group]
        guard gain >= 0 else { continue }
        choices.append(group)
        gains.append(gain)
      }
      let chosen = choices[draw(gains, randomness: randomness, using: &generator)]
      if chosen != node {
        part[node] = chosen
        partMass[chosen] += mass[node]
        partMass[node] = 0
        partSize[chosen] += 1
        partSize[node] = 0
        outward[chosen] += within[node] - 2 * tally.weight[chosen]
      }
      tally.clear()
    }
    return part
  }

  private func linksWithin(_ communities: Components, of node: Int) -> Double {
    var sum = 0.0
    for position in offsets[node]..<offsets[node + 1]
    where communities.groups[Int(targets[position])] == communities.groups[node] {
      sum += weights[position]
    }
    return sum
  }

  /// A position, with probability ∝ exp(gain / θ); measured from the largest, so that no power
  /// overflows.
  private func draw(
    _ gains: [Double], randomness: Double, using generator: inout SeededGenerator
  ) -> Int {
    guard gains.count > 1, let largest = gains.max() else { return 0 }
    return generator.pick(weights: gains.map { exp(($0 - largest) / (randomness * unit)) })
  }
}
