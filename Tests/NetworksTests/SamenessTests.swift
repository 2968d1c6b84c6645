// Goal: a measure speaks of structure, not of names or strangers. Method: rename the nodes, add one
// without links, and lay two copies side by side.
import Networks
import Primitives
import Testing

struct SamenessTests {
  /// Measures whose value at a node depends on its own piece alone.
  private static let local: [(String, @Sendable (UndirectedGraph) throws -> [Double])] = [
    ("degree", { $0.degrees() }),
    ("betweenness", { try Betweenness().run(on: $0, workers: .one) }),
    ("closeness", { try Closeness().run(on: $0, workers: .one).values }),
    ("harmonic", { try Harmonic().run(on: $0, workers: .one) }),
    ("core", { $0.coreNumbers().map(Double.init) }),
    ("truss", { $0.trussNumbers().map(Double.init) }),
    ("clustering", { $0.clustering().local }),
    ("constraint", { $0.brokerage().constraint }),
    ("effective size", { $0.brokerage().effectiveSize }),
    ("articulation", { $0.articulationPoints().map { $0 ? 1 : 0 } }),
    ("bridges", { $0.bridgeCounts().map { Double($0) } }),
    ("biconnected", { $0.biconnectedComponents().groupCounts.map { Double($0) } }),
  ]

  private let club = SmallGraph(nodeCount: 34, pairs: Karate.pairs)

  @Test(arguments: [UInt64(1), 2])
  func renamingRenamesTheAnswer(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let names = Array(0..<34).shuffled(using: &generator)
    for (name, measure) in Self.local {
      let before = try measure(club.undirected)
      let after = try measure(club.renamed(names).undirected)
      #expect(agree(before, names.map { after[$0] }), "\(name), seed \(seed)")
    }
  }

  /// Searches with chance, which may end elsewhere when names change. All other measures may not,
  /// so a new one is held to it, or has to be named here.
  private static let byChance: Set<String> = ["leiden", "label-propagation", "rombach"]

  /// Where equals are decided by name: which of equally good cores or sets is marked.
  private static let markedByName: Set<String> = ["core", "key"]

  private func table(_ measure: Measure, _ small: SmallGraph, directed: Bool) throws(MeasureError)
    -> MeasureTable
  {
    try MeasureCatalogue.measure(
      measure, nodeCount: small.nodeCount, sources: small.pairs.map(\.0),
      targets: small.pairs.map(\.1), weights: small.weights, directed: directed, seed: 1,
      workers: .one)
  }

  @Test(
    arguments: Measure.allCases.filter { !Self.byChance.contains($0.rawValue) }, [false, true])
  func renamingRenamesEveryTable(measure: Measure, directed: Bool) throws {
    var generator = SeededGenerator(seed: 6)
    let random = SmallGraphs.random(
      nodeCount: 24, pairCount: 50, weighted: true, using: &generator)
    for small in [club, random] {
      let names = Array(0..<small.nodeCount).shuffled(using: &generator)
      let before = try table(measure, small, directed: directed)
      let after = try table(measure, small.renamed(names), directed: directed)
      for (place, name) in before.names.enumerated() where !Self.markedByName.contains(name) {
        let one = before.columns[place]
        let other = names.map { after.columns[place][$0] }
        if name == "group" {
          // Groups are numbered by first appearance: the same numbers once renamed back.
          #expect(numbered(one) == numbered(other), "\(measure) \(small)")
        } else {
          #expect(agree(one, other, within: 1e-7), "\(measure) \(name) \(small)")
        }
      }
    }
  }

  private func numbered(_ groups: [Double]) -> [Int] {
    var number: [Double: Int] = [:]
    return groups.map { group in
      let known = number[group] ?? number.count
      number[group] = known
      return known
    }
  }

  @Test func aStrangerChangesNothing() throws {
    let more = SmallGraph(nodeCount: 35, pairs: Karate.pairs).undirected
    for (name, measure) in Self.local {
      let after = try measure(more)
      #expect(agree(try measure(club.undirected), Array(after.dropLast())), "\(name)")
      #expect(after[34] == 0 || after[34].isNaN, "\(name)")
    }
  }

  @Test func twoSideBySideAreTwiceOne() throws {
    let both = SmallGraph(
      nodeCount: 68, pairs: Karate.pairs + Karate.pairs.map { ($0.0 + 34, $0.1 + 34) }
    ).undirected
    for (name, measure) in Self.local {
      let one = try measure(club.undirected)
      #expect(agree(try measure(both), one + one), "\(name)")
    }
  }

  @Test func everyEdgeTwiceIsEveryEdgeOnce() throws {
    let twice = SmallGraph(nodeCount: 34, pairs: Karate.pairs + Karate.pairs.map { ($0.1, $0.0) })
    #expect(twice.undirected == club.undirected)
  }
}
