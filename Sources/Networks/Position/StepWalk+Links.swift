extension StepWalk {
  /// Adds what the ways from the last sources depend on each link, farthest level first.
  ///
  /// - Parameters:
  ///   - forward: The rows that were walked, with their edges.
  ///   - targetsThere: How many targets each node stands for.
  ///   - sourcesThere: How many sources each of the last sources stands for.
  ///   - sums: By edge of the original graph.
  func collectLinks(
    forward: RawRows, targetsThere: UnsafePointer<Double>, sourcesThere: Lanes,
    into sums: UnsafeMutablePointer<Double>
  ) {
    let (ways, level, order) = (ways, level, order.base)
    var number = levels.count - 2
    while number >= 0 {
      let places = levels[number]..<levels[number + 1]
      let after = number + 2 < levels.count ? levels[number + 1]..<levels[number + 2] : 0..<0
      fillLevel(after)
      for place in places {
        let node = Int(order[place])
        let mask = reachedBy.base[place]
        let here = ways[node]
        let scaled = only(here * sourcesThere, mask)
        var sum = Lanes.zero
        // Below the last level there is nothing to go through.
        let row = Int(forward.offsets[node])..<Int(forward.offsets[node &+ 1])
        for position in after.isEmpty ? row.prefix(0) : row {
          let onward = level[Int(forward.targets[position])]
          sums[Int(forward.edges[position])] += (scaled * onward).total
          sum += onward
        }
        ways[node] = merged(here, Lanes(repeating: targetsThere[node]) / here + sum, mask)
      }
      clearLevel(after)
      number -= 1
    }
    clear()
  }
}
