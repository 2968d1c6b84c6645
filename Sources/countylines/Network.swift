import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines network`
struct Network: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Work out a measure of a network from a table of edges.",
    discussion: """
      MEASURES
        \(NetworkTable.measures.joined(separator: " "))

      Undirected unless --directed; loops are dropped, repeats merged. Reads the
      whole table into memory: about 40 bytes an edge.

      EXAMPLES
        countylines network betweenness --edges samples/tables/edges.csv --out /tmp/b.csv
        countylines network pagerank --edges samples/tables/edges.csv --directed --out /tmp/r.csv
      """)

  @Argument(help: "The measure.")
  var measure: String
  @Option(help: "A CSV with the header source,target[,weight].")
  var edges: String
  @Flag(help: "Edges lead from source to target only.")
  var directed = false
  @Option(help: "The column of weights. Default: unweighted.")
  var weights: String?
  @Option(help: "The seed of measures that involve chance.")
  var seed: UInt64 = 1
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?
  @Option(help: "The CSV to write: node,value or the measure's own columns.")
  var out: String

  func run() {
    Terminal.run {
      let workers = Workers(
        threads: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
      let table = NetworkTable(
        measure: measure, directed: directed, weights: weights, seed: seed, workers: workers)
      Terminal.talk(try table.run(edges: edges, out: out))
    }
  }
}
