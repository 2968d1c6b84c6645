import Primitives

extension UndirectedGraph {
  /// Distance-weighted fragmentation with `gone` and each node removed, for all nodes at once.
  func distanceFragmentationColumn(
    with gone: [Int], sourcesMax: Int, seed: UInt64, workers: Workers
  ) throws(CancelledWork) -> [Double] {
    let part = without(gone)
    let graph = part.graph
    let count = graph.nodeCount
    var sources = Array(0..<count)
    if count > sourcesMax {
      var generator = SeededGenerator(seed: seed).fork("removal sources")
      sources.shuffle(using: &generator)
      sources = sources.prefix(sourcesMax).sorted()
    }
    let chosen = sources
    let chunks = chunkCount(of: chosen.count, nodeCount: count)
    let parts = try inChunks(chunks, on: workers) { chunk -> RemovalSearch in
      var search = RemovalSearch(nodeCount: count)
      for place in chunkBounds(chunk, of: chunks, count: chosen.count) {
        search.add(source: chosen[place], along: graph.rows)
      }
      return search
    }
    var isSource = [Bool](repeating: false, count: count)
    for source in chosen { isSource[source] = true }
    var worth = [Double](repeating: 0, count: nodeCount)
    let near = parts.reduce(0.0) { $0 + $1.near }
    for (new, old) in part.nodes.enumerated() {
      let lost = parts.reduce(0.0) { $0 + $1.lost[new] }
      // The mean over the sources left stands for all nodes left; exact when all are sources.
      let left = chosen.count - (isSource[new] ? 1 : 0)
      let pairs = Double(left) * Double(count - 2)
      worth[old] = pairs > 0 ? 1 - (near - lost) / pairs : 1
    }
    return worth
  }
}

/// What the loss of each node would take from the nearness of sources to everyone.
///
/// For one source s, losing v lengthens the way to t only if v is on every shortest way from s to
/// t: if v dominates t in the graph of shortest ways. So one search builds the tree of dominators,
/// and for each v only the nodes below it are measured again, from the nodes round them. Together
/// those below are as many as the depths in that tree add up to, a few a node, where removing each
/// v in turn would search the whole graph V times for every source.
///
/// > T. Lengauer, R. E. Tarjan. "A fast algorithm for finding dominators in a flowgraph." 1979.
/// > DOI:[10.1145/357062.357071](https://doi.org/10.1145/357062.357071)
/// > (Here the graph has no cycles, so the nearest common dominator of the predecessors will do.)
struct RemovalSearch: Sendable {
  /// Σ 1/d from all sources added.
  private(set) var near = 0.0
  /// For each node, how much of `near` goes with it: its own part as target and as source, and
  /// what the detours of others lose.
  private(set) var lost: [Double]

  private var walk: BreadthFirst
  /// The nearest dominator, and the depth in the tree of dominators.
  private var dominator: [Int]
  private var depth: [Int]
  /// The tree in preorder: `below(v)` is `preorder[begin[v] ..< begin[v] + size[v]]`.
  private var preorder: [Int]
  private var begin: [Int]
  private var size: [Int]
  private var filled: [Int]
  private var detour: [Int32]

  init(nodeCount: Int) {
    lost = [Double](repeating: 0, count: nodeCount)
    walk = BreadthFirst(nodeCount: nodeCount)
    dominator = [Int](repeating: 0, count: nodeCount)
    depth = dominator
    preorder = dominator
    begin = dominator
    size = dominator
    filled = dominator
    detour = [Int32](repeating: -1, count: nodeCount)
  }

  /// Adds the ways from one source.
  mutating func add(source: Int, along rows: Adjacency) {
    walk.walk(from: source, along: rows)
    buildTree(source: source, rows)
    var mine = 0.0
    for node in walk.reached.dropFirst().lazy.map(Int.init) {
      let here = 1 / Double(walk.steps[node])
      mine += here
      lost[node] += here
      if size[node] > 1 { lost[node] += detourLoss(of: node, rows) }
    }
    near += mine
    lost[source] += mine
  }

  private mutating func buildTree(source: Int, _ rows: Adjacency) {
    let reached = walk.reached
    dominator[source] = source
    depth[source] = 0
    for node in reached.lazy.map(Int.init) { size[node] = 1 }
    for node in reached.dropFirst().lazy.map(Int.init) {
      var common = -1
      for position in rows.range(of: node) {
        var other = Int(rows.targets[position])
        guard walk.steps[other] == walk.steps[node] - 1 else { continue }
        if common < 0 {
          common = other
          continue
        }
        while common != other {
          if depth[common] >= depth[other] {
            common = dominator[common]
          } else {
            other = dominator[other]
          }
        }
      }
      dominator[node] = common
      depth[node] = depth[common] + 1
    }
    for node in reached.dropFirst().reversed().lazy.map(Int.init) {
      size[dominator[node]] += size[node]
    }
    begin[source] = 0
    filled[source] = 1
    preorder[0] = source
    for node in reached.dropFirst().lazy.map(Int.init) {
      let above = dominator[node]
      begin[node] = filled[above]
      filled[above] += size[node]
      filled[node] = begin[node] + 1
      preorder[begin[node]] = node
    }
  }

  /// What the nodes below `gone` lose of their 1/d when they have to be reached round it.
  private mutating func detourLoss(of gone: Int, _ rows: Adjacency) -> Double {
    let first = begin[gone] + 1
    let end = begin[gone] + size[gone]
    var fromOutside: [(steps: Int32, node: Int)] = []
    for place in first..<end {
      let node = preorder[place]
      var best = Int32.max
      for position in rows.range(of: node) {
        let other = Int(rows.targets[position])
        if begin[other] >= begin[gone] && begin[other] < end { continue }
        best = min(best, walk.steps[other] + 1)
      }
      if best < .max { fromOutside.append((best, node)) }
    }
    fromOutside.sort { ($0.steps, $0.node) < ($1.steps, $1.node) }
    spread(fromOutside, within: first..<end, rows)
    var loss = 0.0
    for place in first..<end {
      let node = preorder[place]
      loss += 1 / Double(walk.steps[node])
      if detour[node] >= 0 { loss -= 1 / Double(detour[node]) }
      detour[node] = -1
    }
    return loss
  }

  /// Settles `detour` for the nodes of a stretch of the preorder, nearest first.
  ///
  /// Two queues, both in order of steps: those entered from outside, and those found from them. A
  /// node counts when it is taken, not when it is found, because the other queue may hold it with
  /// fewer steps.
  private mutating func spread(
    _ fromOutside: [(steps: Int32, node: Int)], within: Range<Int>, _ rows: Adjacency
  ) {
    var inside: [(steps: Int32, node: Int)] = []
    var nextOutside = 0
    var nextInside = 0
    while nextOutside < fromOutside.count || nextInside < inside.count {
      let here: (steps: Int32, node: Int)
      if nextInside < inside.count,
        nextOutside == fromOutside.count
          || inside[nextInside].steps <= fromOutside[nextOutside].steps
      {
        here = inside[nextInside]
        nextInside += 1
      } else {
        here = fromOutside[nextOutside]
        nextOutside += 1
      }
      if detour[here.node] >= 0 { continue }
      detour[here.node] = here.steps
      for position in rows.range(of: here.node) {
        let other = Int(rows.targets[position])
        if within.contains(begin[other]) && detour[other] < 0 {
          inside.append((here.steps + 1, other))
        }
      }
    }
  }
}
