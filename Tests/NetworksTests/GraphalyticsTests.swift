// Goal: agreement with the validation graphs of the LDBC Graphalytics benchmark, whose answers come
// from its own reference programs. Method: breadth-first steps, distances, weak components, local
// clustering and PageRank; skipped with a reason where the graphs are absent. Left out: its label
// propagation, which gives ties to the smallest label, and ours to chance; its local clustering of
// directed graphs, which counts direction.
import Networks
import Testing

@Suite(.enabled(if: SharedData.folder != nil, SharedData.missing))
struct GraphalyticsTests {
  /// A graph whose nodes carry any numbers, and the published value of each.
  struct Known {
    var names: [Int] = []
    var published: [String] = []
    var pairs: [(Int, Int)] = []
    var lengths: [Double] = []

    func place(_ name: Int) throws -> Int { try #require(names.firstIndex(of: name)) }

    var numbers: [Double] { published.map { $0 == "Infinity" ? .infinity : Double($0) ?? .nan } }
  }

  private func words(_ path: String) throws -> [[String]] {
    try SharedData.rows("ldbc_validation/\(path)").map { row in
      row.joined().split(separator: " ").map(String.init)
    }
  }

  /// Adjacency lists or a list of links with lengths, and the answers.
  private func load(_ folder: String, _ kind: String, weighted: Bool = false) throws -> Known {
    var known = Known()
    for row in try words("\(folder)/\(kind)-output") where row.count == 2 {
      known.names.append(try #require(Int(row[0])))
      known.published.append(row[1])
    }
    for row in try words("\(folder)/\(kind)-input\(weighted ? ".e" : "")") {
      let from = try known.place(try #require(Int(row[0])))
      if weighted {
        known.pairs.append((from, try known.place(try #require(Int(row[1])))))
        known.lengths.append(try #require(Double(row[2])))
      } else {
        for word in row.dropFirst() {
          known.pairs.append((from, try known.place(try #require(Int(word)))))
        }
      }
    }
    return known
  }

  private func directed(_ known: Known) -> DirectedGraph {
    GraphBuilder.directed(nodeCount: known.names.count, known.pairs)
  }

  private func undirected(_ known: Known) -> UndirectedGraph {
    GraphBuilder.undirected(nodeCount: known.names.count, known.pairs)
  }

  @Test(arguments: ["dir", "undir"])
  func stepsFromTheFirstNode(kind: String) throws {
    let known = try load("bfs", kind)
    let start = try known.place(1)
    let steps =
      kind == "dir" ? directed(known).steps(from: start) : undirected(known).steps(from: start)
    // What is not reached is the largest number of 64 bits there, −1 here.
    let expected = known.published.map { Int($0) == Int.max ? -1 : Int($0) ?? -2 }
    #expect(steps.map(Int.init) == expected)
  }

  @Test(arguments: ["dir", "undir"])
  func distancesFromTheFirstNode(kind: String) throws {
    let known = try load("sssp", kind, weighted: true)
    var builder = GraphBuilder(nodeCount: known.names.count)
    for (pair, length) in zip(known.pairs, known.lengths) {
      builder.add(pair.0, pair.1, weight: length)
    }
    let start = try known.place(1)
    let found: [Double]
    if kind == "dir" {
      let graph = builder.directed().graph
      found = graph.distances(from: start, length: .given(try #require(graph.weights)))
    } else {
      let graph = builder.undirected().graph
      found = graph.distances(from: start, length: .given(try #require(graph.weights)))
    }
    #expect(agree(found, known.numbers, within: 1e-9))
  }

  @Test(arguments: ["dir", "undir"])
  func weakComponents(kind: String) throws {
    let known = try load("wcc", kind)
    let groups =
      kind == "dir"
      ? directed(known).weakComponents().groups : undirected(known).components().groups
    for a in groups.indices {
      for b in groups.indices {
        #expect((groups[a] == groups[b]) == (known.published[a] == known.published[b]))
      }
    }
  }

  @Test func localClusteringWithoutDirection() throws {
    let known = try load("lcc", "undir")
    #expect(agree(undirected(known).clustering().local, known.numbers, within: 1e-9))
  }

  @Test(arguments: ["dir", "undir"])
  func pageRank(kind: String) throws {
    let known = try load("pr", kind)
    let found =
      kind == "dir"
      ? PageRank().run(on: directed(known)).values : PageRank().run(on: undirected(known)).values
    #expect(agree(found, known.numbers, within: 1e-6))
  }
}
