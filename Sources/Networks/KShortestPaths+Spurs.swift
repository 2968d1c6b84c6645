/// Finds what is left of a way once its first nodes are fixed.
///
/// All searches run backwards from the target, so that a way can then be followed forwards, taking
/// at each node the smallest neighbour that lies on a shortest way.
struct SpurSearch {
  private let forward: Adjacency
  private let backward: Adjacency
  /// In step with the entries of the rows; nil when every link is one step.
  private let forwardLengths: [Double]?
  private let backwardLengths: [Double]?
  private let target: Int
  /// The distance to the target with nothing closed, never above the one with nodes closed.
  private let home: Homeward
  /// The same with the first nodes of a way closed, as far as the last search needed it.
  private var around: Homeward
  private var isClosed: [Bool]

  init(ways: Ways, length: TieLength, target: Int) {
    let lengths = length.lengths(weights: ways.weights, edgeCount: ways.edgeCount)
    forward = ways.forward
    backward = ways.backward
    forwardLengths = lengths.map { ways.forward.entries(of: $0) }
    backwardLengths =
      ways.isDirected ? lengths.map { ways.backward.entries(of: $0) } : forwardLengths
    self.target = target
    isClosed = [Bool](repeating: false, count: ways.nodeCount)
    around = Homeward(nodeCount: ways.nodeCount)
    var home = around
    home.search(from: target, along: backward, lengths: backwardLengths, isClosed: isClosed)
    self.home = home
  }

  /// The shortest way; nil if none leads to the target.
  func first(from source: Int) -> Detour? {
    guard home.isSettled(source), let nodes = follow(from: source, along: home) else { return nil }
    return measured(
      Detour(parent: 0, place: 0, banned: [], shared: 0, length: 0), nodes: nodes)
  }

  /// The places where a way can be left, each with a bound for the best way from there.
  mutating func detours(of way: Detour, number: Int) -> [Detour] {
    var found: [Detour] = []
    var shared = 0.0
    for place in 0..<(way.nodes.count - 1) {
      let node = Int(way.nodes[place])
      isClosed[node] = true
      // The places before belong to the way this one left.
      if place >= way.place {
        let banned = (place == way.place ? way.banned : []) + [way.nodes[place + 1]]
        if let hop = best(from: node, along: home, banned: banned) {
          // Lowered by more than sums can be rounded, so that it is a bound.
          let bound = (shared + hop.length) * (1 - 1e-9)
          found.append(
            Detour(parent: number, place: place, banned: banned, shared: shared, length: bound))
        }
      }
      shared += step(from: node, to: way.nodes[place + 1])
    }
    for node in way.nodes { isClosed[Int(node)] = false }
    return found
  }

  /// Finds the best way of a bounded detour.
  ///
  /// - Returns: false if there is none.
  mutating func complete(_ detour: inout Detour, after way: Detour) -> Bool {
    let head = way.nodes[0...detour.place]
    for node in head { isClosed[Int(node)] = true }
    defer { for node in head { isClosed[Int(node)] = false } }
    let spur = Int(way.nodes[detour.place])
    if let hop = best(from: spur, along: home, banned: detour.banned),
      let tail = follow(from: hop.node, along: home)
    {
      // The best way without bans is open, so no search can find a better one.
      detour = measured(detour, nodes: Array(head) + tail)
      return true
    }
    around.search(
      from: target, along: backward, lengths: backwardLengths, isClosed: isClosed,
      until: (spur, detour.banned))
    guard let hop = best(from: spur, along: around, banned: detour.banned),
      let tail = follow(from: hop.node, along: around)
    else { return false }
    detour = measured(detour, nodes: Array(head) + tail)
    return true
  }

  /// The open neighbour through which a node is nearest to the target, the first of equals.
  private func best(
    from node: Int, along homeward: Homeward, banned: [UInt32]
  ) -> (node: Int, length: Double)? {
    var best: (node: Int, length: Double)?
    for position in forward.range(of: node) {
      let next = Int(forward.targets[position])
      guard homeward.isSettled(next), !isClosed[next] else { continue }
      let length = (forwardLengths?[position] ?? 1) + homeward.distance[next]
      guard length < best?.length ?? .infinity, !banned.contains(UInt32(next)) else { continue }
      best = (next, length)
    }
    return best
  }

  /// The shortest way from a node to the target that has the smallest numbers; nil where it passes
  /// a closed node.
  private func follow(from node: Int, along homeward: Homeward) -> [UInt32]? {
    var nodes: [UInt32] = []
    var at = node
    while true {
      if isClosed[at] { return nil }
      nodes.append(UInt32(at))
      if at == target { return nodes }
      let next = forward.range(of: at).first { position in
        let next = Int(forward.targets[position])
        // A node settled later cannot lie on the way, even where a length is lost in rounding.
        return homeward.isSettled(next, before: at)
          && (forwardLengths?[position] ?? 1) + homeward.distance[next] == homeward.distance[at]
      }
      guard let next else { preconditionFailure("a node was settled from one settled before it") }
      at = Int(forward.targets[next])
    }
  }

  /// The length of a link that is there.
  private func step(from node: Int, to next: UInt32) -> Double {
    guard let forwardLengths else { return 1 }
    guard let position = forward.position(of: Int(next), in: node) else {
      preconditionFailure("a way is made of links")
    }
    return forwardLengths[position]
  }

  /// The detour with its way, as long as its links from the first on.
  private func measured(_ detour: Detour, nodes: [UInt32]) -> Detour {
    var detour = detour
    detour.nodes = nodes
    detour.length = 0
    for (node, next) in zip(nodes, nodes.dropFirst()) {
      detour.length += step(from: Int(node), to: next)
    }
    return detour
  }
}

/// Distances to one node, nearest first, whose memory is kept from one search to the next.
private struct Homeward {
  private(set) var distance: [Double]
  /// The turn in which each node was settled; −1 for one that was not.
  private var turn: [Int32]
  private var touched: [UInt32] = []
  private var waiting: DistanceQueue

  init(nodeCount: Int) {
    distance = [Double](repeating: .infinity, count: nodeCount)
    turn = [Int32](repeating: -1, count: nodeCount)
    waiting = DistanceQueue(nodeCount: nodeCount)
  }

  func isSettled(_ node: Int) -> Bool { turn[node] >= 0 }

  func isSettled(_ node: Int, before other: Int) -> Bool {
    turn[node] >= 0 && turn[node] < turn[other]
  }

  /// Searches backwards over open nodes.
  ///
  /// - Parameter until: A closed node, and neighbours it may not be reached through; the search
  ///   ends once nothing can bring it nearer.
  mutating func search(
    from target: Int, along rows: Adjacency, lengths: [Double]?, isClosed: [Bool],
    until: (spur: Int, banned: [UInt32])? = nil
  ) {
    for node in touched {
      distance[Int(node)] = .infinity
      turn[Int(node)] = -1
    }
    touched.removeAll(keepingCapacity: true)
    while waiting.take() != nil {}
    var best = Double.infinity
    var turns: Int32 = 0
    var head = 0
    func isEnough(_ node: UInt32) -> Bool { distance[Int(node)] >= best }
    distance[target] = 0
    touched.append(UInt32(target))
    if lengths != nil { waiting.put(UInt32(target), at: 0) }
    while true {
      // By steps, nodes come up in the order in which they were touched.
      guard let nearest = lengths == nil ? next(&head) : waiting.take(), !isEnough(nearest) else {
        return
      }
      let here = distance[Int(nearest)]
      turn[Int(nearest)] = turns
      turns += 1
      for position in rows.range(of: Int(nearest)) {
        let other = Int(rows.targets[position])
        let way = here + (lengths?[position] ?? 1)
        if let until, other == until.spur, !until.banned.contains(nearest) { best = min(best, way) }
        guard way < distance[other], !isClosed[other] else { continue }
        if distance[other] == .infinity { touched.append(UInt32(other)) }
        distance[other] = way
        if lengths != nil { waiting.put(UInt32(other), at: way) }
      }
    }
  }

  private func next(_ head: inout Int) -> UInt32? {
    guard head < touched.count else { return nil }
    head += 1
    return touched[head - 1]
  }
}
