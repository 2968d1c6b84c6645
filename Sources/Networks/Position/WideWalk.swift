/// Counts of ways beyond the range of a processor's numbers: fraction · 2^exponent.
///
/// A chain of 1,100 diamonds has 2^1,100 ways from end to end, and no double holds that.
struct WideCount {
  private var fraction: Double
  private var exponent: Int

  init(_ value: Double) { self.init(value, shiftedBy: 0) }

  private init(_ value: Double, shiftedBy shift: Int) {
    fraction = value == 0 ? 0 : value.significand
    exponent = value == 0 ? 0 : Int(value.exponent) + shift
  }

  var value: Double { Double(sign: .plus, exponent: exponent, significand: fraction) }

  static func + (a: WideCount, b: WideCount) -> WideCount {
    guard a.fraction > 0 else { return b }
    guard b.fraction > 0 else { return a }
    let (more, less) = a.exponent >= b.exponent ? (a, b) : (b, a)
    let shifted = Double(
      sign: .plus, exponent: max(-200, less.exponent - more.exponent), significand: less.fraction)
    return WideCount(more.fraction + shifted, shiftedBy: more.exponent)
  }

  static func * (a: WideCount, b: WideCount) -> WideCount {
    WideCount(a.fraction * b.fraction, shiftedBy: a.exponent + b.exponent)
  }

  /// - Parameter b: Not 0.
  static func / (a: WideCount, b: WideCount) -> WideCount {
    WideCount(a.fraction / b.fraction, shiftedBy: a.exponent - b.exponent)
  }
}

/// The paper's two loops once more, slowly, for sources with more ways than a double can count.
struct WideWalk {
  /// The nodes reached from the source, nearest first.
  let order: [UInt32]
  /// Whether the link at a position of a node's forward row is the last of a shortest way.
  let isOnAWay: (_ node: Int, _ position: Int) -> Bool

  init(order: [UInt32], isOnAWay: @escaping (_ node: Int, _ position: Int) -> Bool) {
    self.order = order
    self.isOnAWay = isOnAWay
  }

  /// A walk by steps.
  init(from source: Int, steps graph: SearchGraph) {
    var steps = [Int](repeating: -1, count: graph.nodeCount)
    var order = [UInt32(source)]
    steps[source] = 0
    var head = 0
    while head < order.count {
      let node = Int(order[head])
      head += 1
      for target in graph.forward.targets[graph.forward.range(of: node)]
      where steps[Int(target)] < 0 {
        steps[Int(target)] = steps[node] + 1
        order.append(target)
      }
    }
    self.init(order: order) { [steps] node, position in
      steps[Int(graph.forward.targets[position])] == steps[node] + 1
    }
  }

  /// What the ways from the first node of `order` depend on each node, and on each link.
  ///
  /// - Parameters:
  ///   - onNode: Given nodes, the source too, with δ.
  ///   - onLink: Given positions in the forward rows with what the ways depend on that link.
  func collect(
    in graph: SearchGraph, onNode: (_ node: Int, _ dependency: Double) -> Void,
    onLink: (_ position: Int, _ dependency: Double) -> Void
  ) {
    var ways = [WideCount](repeating: WideCount(0), count: graph.nodeCount)
    var share = ways
    if let source = order.first { ways[Int(source)] = WideCount(1) }
    for node in order.lazy.map(Int.init) {
      for position in graph.forward.range(of: node) where isOnAWay(node, position) {
        let target = Int(graph.forward.targets[position])
        ways[target] = ways[target] + ways[node]
      }
    }
    for node in order.lazy.map(Int.init).reversed() {
      var sum = WideCount(0)
      for position in graph.forward.range(of: node) where isOnAWay(node, position) {
        let onward = share[Int(graph.forward.targets[position])]
        sum = sum + onward
        onLink(position, (ways[node] * onward).value)
      }
      onNode(node, (ways[node] * sum).value)
      share[node] = WideCount(graph.targetsThere[node]) / ways[node] + sum
    }
  }
}
