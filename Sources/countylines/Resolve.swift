import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines resolve`
struct Resolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find which records of a table speak of the same person.",
    discussion: """
      Reads record_id and any of the persons columns, estimates its parameters
      from the table itself (or takes them from --model), and writes
      record_id,entity_id,probability.

      EXAMPLES
        countylines resolve --records samples/tables/persons.csv --out /tmp/p.csv
        countylines resolve --records r.csv --mapping feed.yaml --out /tmp/p.csv
      """)

  @Option(help: "A CSV with record_id and any of the persons columns.")
  var records: String
  @Option(help: "The persons section of a feed.yaml, which may add extra: [column, …].")
  var mapping: String?
  @Option(help: "Frozen parameters to score with; written there if the file is not there yet.")
  var model: String?
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?
  @Option(help: "The CSV to write.")
  var out: String

  func run() {
    Terminal.run {
      let workers = Workers(
        threads: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
      let table = ResolveTable(mapping: mapping, model: model, workers: workers)
      for line in try table.run(records: records, out: out) { Terminal.talk(line) }
    }
  }
}
