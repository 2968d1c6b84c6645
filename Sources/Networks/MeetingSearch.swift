import Primitives

/// A search from both ends at once that draws one shortest way at random.
///
/// Each side grows by whole levels, the one with fewer links to look at first, until the new level
/// of one side touches the other. Every shortest way then passes exactly one node of that level,
/// so drawing that node by (ways on this side × ways on that side), and then the rest of the way
/// backwards by the ways of each predecessor, makes every shortest way equally likely.
struct MeetingSearch {
  private var near: Side
  private var far: Side

  init(nodeCount: Int) {
    near = Side(nodeCount: nodeCount)
    far = Side(nodeCount: nodeCount)
  }

  /// The nodes strictly inside one shortest way, drawn at random; empty when there is none or
  /// the ends are neighbours.
  mutating func inner(
    from source: Int, to target: Int, ways: Ways, using generator: inout SeededGenerator
  ) -> [Int] {
    near.start(at: source)
    far.start(at: target)
    while true {
      let growNear = near.cost(of: ways.forward) <= far.cost(of: ways.backward)
      let meeting: [UInt32]
      if growNear {
        guard near.grow(along: ways.forward) else { return [] }
        meeting = near.level.filter { far.steps[Int($0)] >= 0 }
      } else {
        guard far.grow(along: ways.backward) else { return [] }
        meeting = far.level.filter { near.steps[Int($0)] >= 0 }
      }
      if meeting.isEmpty { continue }
      let chosen = generator.pick(
        weights: meeting.map { near.ways[Int($0)] * far.ways[Int($0)] })
      let middle = Int(meeting[chosen])
      var inside = near.back(from: middle, along: ways.backward, using: &generator)
      inside += far.back(from: middle, along: ways.forward, using: &generator)
      if middle != source && middle != target { inside.append(middle) }
      return inside
    }
  }

  /// What one end has seen.
  private struct Side {
    /// Steps from the end; −1 where it has not come.
    var steps: [Int32]
    /// The number of shortest ways from the end.
    var ways: [Double]
    /// The nodes of the last level.
    var level: ArraySlice<UInt32> = []
    private var seen: [UInt32] = []
    private var depth: Int32 = 0

    init(nodeCount: Int) {
      steps = [Int32](repeating: -1, count: nodeCount)
      ways = [Double](repeating: 0, count: nodeCount)
    }

    mutating func start(at end: Int) {
      for node in seen { steps[Int(node)] = -1 }
      seen.removeAll(keepingCapacity: true)
      seen.append(UInt32(end))
      steps[end] = 0
      ways[end] = 1
      level = seen[...]
      depth = 0
    }

    /// The entries the next level would look at.
    func cost(of rows: Adjacency) -> Int {
      level.reduce(0) { $0 + rows.degree(of: Int($1)) }
    }

    /// Takes the next level.
    ///
    /// - Returns: false when there is none.
    mutating func grow(along rows: Adjacency) -> Bool {
      let begin = seen.count
      depth += 1
      for node in level {
        let waysHere = ways[Int(node)]
        for target in rows.neighbours(of: Int(node)) {
          let at = Int(target)
          if steps[at] < 0 {
            steps[at] = depth
            ways[at] = waysHere
            seen.append(target)
          } else if steps[at] == depth {
            ways[at] += waysHere
          }
        }
      }
      level = seen[begin...]
      return !level.isEmpty
    }

    /// The nodes between `middle` and the end, both left out, on a way drawn at random.
    ///
    /// - Parameter rows: Leads back towards the end.
    func back(
      from middle: Int, along rows: Adjacency, using generator: inout SeededGenerator
    ) -> [Int] {
      var passed: [Int] = []
      var at = middle
      while steps[at] > 1 {
        let before = rows.neighbours(of: at).filter { steps[Int($0)] == steps[at] - 1 }
        at = Int(before[generator.pick(weights: before.map { ways[Int($0)] })])
        passed.append(at)
      }
      return passed
    }
  }
}
