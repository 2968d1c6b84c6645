extension RankIntervals {
  /// 1 for the largest; equals share the best of their ranks; not a number comes last.
  ///
  /// - Parameter slack: Values are equal that lie below the largest of their equals by no more
  ///   than this share of its size. The default is 0: the same number.
  /// - Complexity: O(V) time (sorting by digits of eleven bits), 24 bytes a node.
  static func ranks(_ values: [Double], slack: Double = 0) -> [UInt32] {
    let order = fallingOrder(values)
    var ranks = [UInt32](repeating: 0, count: values.count)
    var first = 0
    var largest = Double.infinity
    for (place, node) in order.enumerated() {
      let value = values[Int(node)].isNaN ? -.infinity : values[Int(node)]
      // Without slack an infinite value is equal to itself alone.
      let isEqual = value == largest || value >= largest - slack * abs(largest)
      if place == 0 || !isEqual {
        first = place
        largest = value
      }
      ranks[Int(node)] = UInt32(first + 1)
    }
    return ranks
  }

  /// The nodes by falling value, equals in ascending order.
  private static func fallingOrder(_ values: [Double]) -> [UInt32] {
    var keys = values.map(fallingKey)
    var order = (0..<values.count).map { UInt32($0) }
    var nextKeys = keys
    var nextOrder = order
    for shift in stride(from: 0, to: 64, by: 11) {
      var starts = [Int](repeating: 0, count: 2049)
      for key in keys { starts[Int(key >> UInt64(shift) & 2047) + 1] += 1 }
      // A digit that all have in common sorts nothing.
      if starts.contains(values.count) { continue }
      for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
      for place in keys.indices {
        let digit = Int(keys[place] >> UInt64(shift) & 2047)
        nextKeys[starts[digit]] = keys[place]
        nextOrder[starts[digit]] = order[place]
        starts[digit] += 1
      }
      swap(&keys, &nextKeys)
      swap(&order, &nextOrder)
    }
    return order
  }

  /// Smaller for larger values; the same for −0 and 0, and for −∞ and what is not a number.
  private static func fallingKey(_ value: Double) -> UInt64 {
    let bits = ((value.isNaN ? -.infinity : value) + 0.0).bitPattern
    return bits >> 63 == 0 ? ~bits ^ (1 << 63) : bits
  }

  /// Intervals from the ranks with all links and the ranks of each draw.
  func intervals(real: [UInt32], drawn: [[UInt32]]) -> [Interval] {
    let below = Int((tail * Double(drawn.count)).rounded(.down))
    var sorted = [UInt32](repeating: 0, count: drawn.count)
    return real.indices.map { node in
      for sample in drawn.indices { sorted[sample] = drawn[sample][node] }
      sorted.sort()
      return Interval(
        rank: Int(real[node]), low: Int(sorted[below]),
        high: Int(sorted[drawn.count - 1 - below]))
    }
  }
}
