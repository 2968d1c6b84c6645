extension StepWalk {
  /// Adds what the ways from the last sources depend on each node, farthest level first.
  ///
  /// - Parameters:
  ///   - targetsThere: How many targets each node stands for.
  ///   - sourcesThere: How many sources each of the last sources stands for.
  func collect(
    forward: RawRows, backward: RawRows, targetsThere: UnsafePointer<Double>, sourcesThere: Lanes,
    into sums: UnsafeMutablePointer<Double>
  ) {
    // The first level holds the sources, who stand between nobody.
    var number = levels.count - 2
    while number > 0 {
      let places = levels[number]..<levels[number + 1]
      let after = number + 2 < levels.count ? levels[number + 1]..<levels[number + 2] : 0..<0
      let pulls = linkCount(places, forward) < 2 * linkCount(after, backward)
      if pulls {
        fillLevel(after)
        collect(places, targetsThere, sourcesThere, into: sums) { pulled(into: $0, along: forward) }
        clearLevel(after)
      } else {
        pushBack(after, to: places, backward: backward)
        collect(places, targetsThere, sourcesThere, into: sums) { node in
          let sum = level[node]
          level[node] = .zero
          return sum
        }
      }
      number -= 1
    }
    clear()
  }

  /// Every node of a level tells its predecessors of its (1 + δ) / σ.
  private func pushBack(_ places: Range<Int>, to before: Range<Int>, backward: RawRows) {
    let (now, ways, level, order) = (now, ways, level, order.base)
    let (offsets, targets) = (backward.offsets, backward.targets)
    for place in before { now[Int(order[place])] = reachedBy.base[place] }
    for place in places {
      let node = Int(order[place])
      let here = reachedBy.base[place]
      let share = ways[node]
      for position in Int(offsets[node])..<Int(offsets[node &+ 1]) {
        let target = Int(targets[position])
        let both = here & now[target]
        if both != 0 { level[target] += only(share, both) }
      }
    }
    for place in before { now[Int(order[place])] = 0 }
  }

  /// - Parameter after: Σ (1 + δ) / σ over the successors of a node, and anything in lanes that are
  ///   not of this level.
  @inline(__always)
  private func collect(
    _ places: Range<Int>, _ targetsThere: UnsafePointer<Double>, _ sourcesThere: Lanes,
    into sums: UnsafeMutablePointer<Double>, after: (Int) -> Lanes
  ) {
    let (ways, order) = (ways, order.base)
    for place in places {
      let node = Int(order[place])
      let mask = reachedBy.base[place]
      let sum = after(node)
      let here = ways[node]
      sums[node] += only(here * sum * sourcesThere, mask).total
      ways[node] = merged(here, Lanes(repeating: targetsThere[node]) / here + sum, mask)
    }
  }
}

extension SIMD8<Double> {
  /// The sum of all lanes, halves first.
  @inline(__always)
  var total: Double {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
