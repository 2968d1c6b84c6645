import Primitives

/// What random pairs of nodes came to, for every node.
struct DrawTallies {
  /// Σ X and Σ X² of every node.
  private(set) var nodes: [MeetingSearch.Tally]
  /// The number of pairs drawn.
  private(set) var draws = 0
  /// The entries looked at for them.
  private var entriesRead = 0

  init(nodeCount: Int) {
    nodes = [MeetingSearch.Tally](repeating: MeetingSearch.Tally(), count: nodeCount)
  }

  /// What a draw costs on average, in entries looked at; going from node to node costs as much as
  /// two hundred.
  var costOfOne: Double { Double(entriesRead) / Double(max(1, draws)) + 200 }

  /// Draws more pairs, each of two different nodes.
  ///
  /// Fixed chunks, added in order, so that any number of threads gives the same bits. A chunk hands
  /// over only the nodes it has seen.
  mutating func draw(
    _ more: Int, pairsOf ways: Ways, generator: SeededGenerator, workers: Workers
  ) throws(CancelledWork) {
    let count = ways.nodeCount
    let chunks = max(1, min(chunkCount(of: more, nodeCount: count), more / 256))
    let parts = try inChunks(chunks, on: workers) { chunk in
      ways.withFlatRows { forward, backward in
        var own = generator.fork(chunk)
        let search = MeetingSearch(nodeCount: count, forward: forward, backward: backward)
        for _ in chunkBounds(chunk, of: chunks, count: more) {
          let source = own.below(count)
          let other = own.below(count - 1)
          search.search(from: source, to: other >= source ? other + 1 : other)
        }
        return (columns: search.columns(), entriesRead: search.entriesRead)
      }
    }
    for part in parts {
      entriesRead += part.entriesRead
      for (node, tally) in zip(part.columns.nodes, part.columns.tallies) {
        nodes[Int(node)].sum += tally.sum
        nodes[Int(node)].squares += tally.squares
      }
    }
    draws += more
  }
}
