// Goal: triangles and local clustering are counted right. Method: three loops as a twin.
import Networks
import Primitives
import Testing

struct ClusteringTests {
  @Test func isItsDefinitionOnEveryGraphOfUpToFiveNodes() {
    for small in SmallGraphs.every(upTo: 5) {
      let found = small.undirected.clustering()
      let triangles = SlowTwin.triangles(small.matrix(directed: false))
      #expect(found.triangles == triangles, "\(small)")
      for node in triangles.indices {
        let degree = small.undirected.degree(of: node)
        let pairs = Double(degree * (degree - 1)) / 2
        #expect(found.local[node] == (pairs > 0 ? Double(triangles[node]) / pairs : 0))
      }
    }
  }

  @Test func trianglesAreCountedOnceACorner() {
    let found = Karate.graph.clustering()
    #expect(found.triangles.reduce(0, +) == 3 * 45)
    #expect(SmallGraphs.clique(9).undirected.clustering().local.allSatisfy { $0 == 1 })
  }

  @Test func aLongPathAndAWideStar() {
    #expect(SmallGraphs.path(100_000).undirected.clustering().triangles.allSatisfy { $0 == 0 })
    #expect(SmallGraphs.star(leaves: 20_000).undirected.clustering().local.allSatisfy { $0 == 0 })
  }

  @Test func anyNumberOfThreadsGivesTheSameNumbers() throws {
    let graph = SmallGraphs.hubs(nodeCount: 1500, pairCount: 14_000, seed: 9).undirected
    let one = graph.clustering()
    for count in [2, 8] {
      #expect(try graph.clustering(workers: Workers(threads: count)) == one)
    }
  }
}
