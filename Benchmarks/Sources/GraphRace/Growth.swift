import ArgumentParser
import Networks
import Primitives
import RaceKit

/// How cost grows: the same measures on ever larger graphs of one kind.
struct Growth: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run measures on made graphs of growing size and print time and memory.",
    discussion: """
      The graphs are R-MAT (Chakrabarti, Zhan, Faloutsos 2004) with the skew of Graph 500 and about
      twenty links a node. Prints a table: links, nodes, measure, seconds, CPU seconds, bytes a
      link of the graph and the most memory the process has held so far.

      EXAMPLES
        GraphRace growth --links-max 1000000 --threads 2
      """)

  @Option(help: "The smallest number of links.") var linksMin = 10_000
  @Option(help: "The largest number of links.") var linksMax = 20_000_000
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Sources of the betweenness that is timed.") var sources = 16
  @Option(parsing: .upToNextOption, help: "Which measures.")
  var tasks: [RaceTask] = [
    .pagerank, .components, .cores, .triangles, .betweennessSources, .leiden, .constraint,
    .eigenvector,
  ]

  func run() throws {
    print("links\tnodes\tmeasure\tseconds\tcpu_s\tns_per_link\tbytes_per_link\tpeak_mb")
    var wanted = linksMin
    while wanted <= linksMax {
      let watch = Stopwatch()
      let graph = RecursiveMatrix(links: wanted, seed: 20_261_124).graph()
      row("build", graph, watch)
      for task in tasks {
        let watch = Stopwatch()
        _ = try task.run(on: graph, workers: Workers(threads: threads), sources: sources)
        row(task.rawValue, graph, watch)
      }
      wanted = wanted == linksMax ? linksMax + 1 : min(wanted * 10, linksMax)
    }
  }

  private func row(_ name: String, _ graph: UndirectedGraph, _ watch: Stopwatch) {
    let (wall, cpu) = (watch.wall, watch.cpu)
    let links = Double(max(1, graph.edgeCount))
    let cells = [
      "\(graph.edgeCount)", "\(graph.nodeCount)", name, rounded(wall, 5), rounded(cpu, 5),
      rounded(cpu / links * 1e9, 1), rounded(Double(graph.bytes) / links, 2),
      rounded(Stopwatch.peakMegabytes, 0),
    ]
    print(cells.joined(separator: "\t"))
  }

  private func rounded(_ value: Double, _ digits: Int) -> String {
    var unit = 1.0
    for _ in 0..<digits { unit *= 10 }
    return "\((value * unit).rounded() / unit)"
  }
}

/// A graph with few hubs and many small nodes, drawn link by link down the quarters of its matrix.
///
/// > D. Chakrabarti, Y. Zhan, C. Faloutsos. "R-MAT: a recursive model for graph mining." 2004.
/// > DOI:[10.1137/1.9781611972740.43](https://doi.org/10.1137/1.9781611972740.43)
struct RecursiveMatrix {
  let links: Int
  let seed: UInt64

  func graph() -> UndirectedGraph {
    var levels = 1
    while 1 << levels < max(2, links / 20) { levels += 1 }
    let nodes = 1 << levels
    var generator = SeededGenerator(seed: seed)
    var names = Array(UInt32(0)..<UInt32(nodes))
    names.shuffle(using: &generator)
    var builder = GraphBuilder(nodeCount: nodes)
    builder.reserve(links)
    for _ in 0..<links {
      var (a, b) = (0, 0)
      for _ in 0..<levels {
        let share = generator.unit()
        // Quarters of .57, .19, .19 and .05.
        let (down, right) = (share >= 0.76, (share >= 0.57 && share < 0.76) || share >= 0.95)
        a = a << 1 | (down ? 1 : 0)
        b = b << 1 | (right ? 1 : 0)
      }
      builder.add(names[a], names[b])
    }
    return builder.undirected().graph
  }
}
