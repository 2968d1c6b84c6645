import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines check`
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read files against the contract; write nothing.",
    discussion: """
      Says for every file what a nightly run would make of it: rows read, rows
      that would be quarantined with the first reasons, columns that are not
      known, and whether the file would be refused whole.

      EXAMPLES
        countylines check --inbox samples/inbox
        countylines check --inbox samples/broken --max-bad 0.2
      """)

  @Option(help: "The folder with one folder for each source.")
  var inbox: String
  @Option(
    name: .customLong("max-bad"),
    help: "The share of a file's rows that may be bad before the file is refused, 0 to 1.")
  var maxBad: Double = 0.05
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?

  func run() {
    Terminal.run {
      let workers = Workers(
        threads: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
      let reports = try CheckFiles(inbox: inbox, maxBad: maxBad, workers: workers).run { event in
        if case .note(let text) = event { Terminal.talk("note: \(text)") }
      }
      for report in reports {
        Terminal.result("\(report.path): \(report.sentence)")
        for note in report.notes { Terminal.result("  note: \(note)") }
        for (code, count) in report.warnings.sorted(by: { $0.key < $1.key }) {
          Terminal.result("  warning: \(count) × [\(code)]")
        }
        for example in report.examples { Terminal.result("  \(example)") }
      }
      let refused = reports.filter { $0.fate == .refused }.count
      Terminal.result("\(reports.count) files, \(refused) would be refused")
      if refused > 0 { throw ExitCode(EngineError.Exit.data.rawValue) }
    }
  }
}
