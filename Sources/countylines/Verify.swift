import ArgumentParser
import Engine

/// `countylines verify`
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that an archive is whole: pages, references, counts and chunks.",
    discussion: """
      Reads the whole archive once.

      EXAMPLES
        countylines verify --archive /tmp/region.db
      """)

  @Option(help: "The archive.")
  var archive: String

  func run() {
    Terminal.run {
      let faults = try VerifyArchive(archive: archive).run()
      for fault in faults { Terminal.result(fault) }
      Terminal.result(faults.isEmpty ? "the archive is whole" : "\(faults.count) faults")
      if !faults.isEmpty { throw ExitCode(EngineError.Exit.data.rawValue) }
    }
  }
}
