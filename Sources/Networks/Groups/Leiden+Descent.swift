import Primitives

/// The community of each node of a level, and what it is worth there.
struct LeidenDivision: Sendable {
  var community: [UInt32]
  /// See `LeidenLevel.score`.
  var score: Double
}

extension Leiden {
  /// One descent through ever coarser graphs, beginning with `community`; from the first graph of
  /// no more than a quarter of the entries, or 10,000, the best of several.
  ///
  /// - Parameter isMoved: Whether no node of `base` gains by moving.
  func round(
    on base: LeidenLevel, from community: [UInt32], isMoved: Bool, seed: SeededGenerator,
    workers: Workers
  ) throws(CancelledWork) -> LeidenDivision {
    var path = LeidenPath(level: base, community: community)
    var generator = seed
    var isMoved = isMoved
    while true {
      if workers.cancellation?.isCancelled == true { throw CancelledWork() }
      if searches > 1 && path.level.entryCount <= max(base.entryCount / 4, 10_000) {
        return path.lifted(
          try search(path.level, from: path.community, seed: generator, workers: workers))
      }
      guard path.descend(isMoved: isMoved, randomness: randomness, using: &generator) else { break }
      isMoved = false
    }
    return path.lifted(path.ended())
  }

  /// The best of several divisions of a coarse graph, one beginning with `community` and the others
  /// with every node alone; two descents each, because the second gains nearly always.
  private func search(
    _ level: LeidenLevel, from community: [UInt32], seed: SeededGenerator, workers: Workers
  ) throws(CancelledWork) -> LeidenDivision {
    let found = try inChunks(searches, on: workers) { number -> LeidenDivision in
      var generator = seed.fork(number)
      let begin = number == 0 ? community : level.everyoneAlone
      let once = descent(on: level, from: begin, using: &generator)
      let twice = descent(on: level, from: once.community, using: &generator)
      return twice.score > once.score ? twice : once
    }
    var best = found[0]
    for other in found where other.score > best.score { best = other }
    return best
  }

  private func descent(
    on level: LeidenLevel, from community: [UInt32], using generator: inout SeededGenerator
  ) -> LeidenDivision {
    var path = LeidenPath(level: level, community: community)
    while path.descend(isMoved: false, randomness: randomness, using: &generator) {}
    return path.lifted(path.ended())
  }
}

/// A way down from a level.
private struct LeidenPath {
  private(set) var level: LeidenLevel
  private(set) var community: [UInt32]
  /// The node of the next level each node is in, level by level.
  private var steps: [[UInt32]] = []

  init(level: LeidenLevel, community: [UInt32]) {
    self.level = level
    self.community = community
  }

  /// Moves, refines and makes the parts the nodes of the next level.
  ///
  /// - Returns: False where the level is the last, because nothing was joined.
  mutating func descend(
    isMoved: Bool, randomness: Double, using generator: inout SeededGenerator
  ) -> Bool {
    if !isMoved {
      community = level.moved(from: community, order: level.shuffled(using: &generator))
    }
    let communities = LeidenMembers(community)
    community = communities.labels
    if communities.count == level.nodeCount { return false }
    let refined = level.refined(
      communities, randomness: randomness, using: generator.fork("refine"))
    _ = generator.next()
    let parts = LeidenMembers(refined, order: communities.nodes)
    if parts.count == level.nodeCount { return false }
    var next = [UInt32](repeating: 0, count: parts.count)
    for node in community.indices { next[Int(parts.labels[node])] = community[node] }
    level = level.aggregated(parts)
    community = next
    steps.append(parts.labels)
    return true
  }

  /// The communities of the last level, each cut into its connected pieces. No link inside is lost,
  /// so the score does not fall.
  func ended() -> LeidenDivision {
    let pieces = level.splitIntoConnected(community)
    return LeidenDivision(community: pieces, score: level.score(pieces))
  }

  /// A division of the last level as one of the first.
  func lifted(_ division: LeidenDivision) -> LeidenDivision {
    var labels = division.community
    for step in steps.reversed() { labels = step.map { labels[Int($0)] } }
    return LeidenDivision(community: labels, score: division.score)
  }
}
