import Benchmark
import BenchmarkKit
import Networks
import Primitives

/// Networks: measures on graphs of the size of a region's people.
///
///     swift package --package-path Benchmarks --disable-sandbox benchmark run \
///       --target NetworksBenchmarks --no-progress
///
/// Every graph is made so that something about the answer is known beforehand, and that is what is
/// checked; the note beside each case says what.
let benchmarks: @Sendable () -> Void = {
  buildingAndPeeling()
  betweenness()
  groupsAndRanks()
}

private func buildingAndPeeling() {
  // Every second pair repeats the one before, turned round.
  measure(
    "Build, 400,000 pairs among 60,000", items: 400_000, "pairs",
    make: { MadeGraphs.pairs(nodes: 60_000, count: 400_000, seed: 1) },
    work: { pairs in
      var builder = GraphBuilder(nodeCount: 60_000)
      builder.reserve(pairs.count)
      for (a, b) in pairs { builder.add(a, b) }
      return builder.undirected()
    },
    check: { pairs, frozen in
      precondition(
        frozen.graph.edgeCount + frozen.loopCount + frozen.repeatCount == pairs.count,
        "pairs = edges + loops + repeats")
      precondition(frozen.repeatCount >= 200_000, "every second pair is a repeat")
    })
  // A clique of 40 stands in a graph whose own cores are far shallower.
  measure(
    "Core numbers, 240,000 ties among 60,000", items: 240_000, "ties",
    make: { MadeGraphs.withClique(nodes: 60_000, pairs: 240_000, clique: 40, seed: 2) },
    work: { $0.coreNumbers() },
    check: { _, cores in
      precondition(cores.prefix(40).allSatisfy { $0 == 39 }, "a clique of 40 is a 39-core")
      precondition(cores.dropFirst(40).allSatisfy { $0 < 39 }, "nobody else is as deep")
    })
  measure(
    "Truss, 240,000 ties among 60,000", items: 240_000, "ties",
    make: { MadeGraphs.withClique(nodes: 60_000, pairs: 240_000, clique: 40, seed: 3) },
    work: { $0.trussNumbers() },
    check: { _, trusses in
      precondition(trusses.max() == 40, "a clique of 40 is a 40-truss")
      precondition(trusses.count { $0 == 40 } == 40, "and the only one")
    })
}

private func betweenness() {
  // Over all nodes it adds up to the steps between all pairs, less one a pair.
  measure(
    "Betweenness, exact, 9,000 ties among 3,000", items: 3_000, "sources",
    make: { MadeGraphs.withKnownTotal(nodes: 3_000, pairs: 9_000, seed: 4) },
    work: { try Betweenness().run(on: $0.graph, workers: twoThreads) },
    check: { known, values in
      precondition(
        abs(values.reduce(0, +) - known.total) < 1e-6 * known.total, "the total is Σ(d − 1)")
    })
  // Of a tree every single value is known: pairs that removing the node would part.
  measure(
    "Betweenness, exact, a tree of 6,000", items: 6_000, "sources",
    make: { MadeGraphs.tree(nodes: 6_000, seed: 5) },
    work: { try Betweenness().run(on: $0.graph, workers: twoThreads) },
    check: { known, values in
      precondition(
        zip(values, known.values).allSatisfy { abs($0 - $1) <= 1e-6 * max(1, $1) },
        "each value is the number of pairs parted")
    })
  // Two halves of 30,000 meet in node 0 alone, so 30,000² pairs pass it. A hard case: every way
  // across is looked for through the whole of both halves.
  measure(
    "Betweenness, sampled to .03, 240,000 ties among 60,001", items: 60_001, "nodes",
    make: { MadeGraphs.twoHalves(half: 30_000, pairs: 120_000, seed: 6) },
    work: { try SampledBetweenness(error: 0.03).run(on: $0, seed: 7, workers: twoThreads) },
    check: { _, result in
      precondition(result.draws > 0, "it was sampled")
      precondition(abs(result.values[0] - 9e8) <= result.errorMax, "node 0 is as near as promised")
    })
}

private func groupsAndRanks() {
  // 400 groups of 50, eight ties inside for each one out.
  measure(
    "Leiden, 400 planted groups of 50", items: 20_000, "nodes",
    make: { MadeGraphs.groups(count: 400, size: 50, seed: 8) },
    work: { try Leiden().run(on: $0.graph, seed: 9, workers: twoThreads) },
    check: { planted, result in
      let known = planted.graph.quality(of: planted.groups, by: .modularity(resolution: 1))
      precondition(result.quality >= 0.98 * known, "no worse than the planted groups")
    })
  measure(
    "PageRank, 240,000 ties among 60,000", items: 240_000, "ties",
    make: {
      GraphBuilder.directed(
        nodeCount: 60_000, MadeGraphs.pairs(nodes: 60_000, count: 240_000, seed: 10))
    },
    work: { PageRank().run(on: $0) },
    check: { _, settled in
      precondition(settled.converged, "it settled")
      precondition(abs(settled.values.reduce(0, +) - 1) < 1e-9, "shares add up to 1")
    })
  // A way through nodes 0 … 99 that each passes on a second after the last is planted first.
  measure(
    "Time-respecting ways, 1,000,000 contacts of 60,000", items: 1_000_000, "contacts",
    make: { MadeGraphs.contacts(nodes: 60_000, count: 1_000_000, chain: 100, seed: 11) },
    work: {
      TimeRespectingPaths().run(
        on: $0, nodeCount: 60_000, from: 0, startingAt: Instant(seconds: 0))
    },
    check: { _, result in
      precondition(result.arrivals[99] == Instant(seconds: 99), "the chain is followed")
      guard let far = result.arrivals.indices.last(where: { result.arrivals[$0] != nil }),
        let way = result.path(to: far)
      else { preconditionFailure("somebody is reached") }
      precondition(zip(way, way.dropFirst()).allSatisfy { $0.at < $1.at }, "times ascend")
    })
}
