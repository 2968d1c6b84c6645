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
