import ArgumentParser
import Engine
import Foundation

/// `countylines correlate`
struct Correlate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Correlate an archive as it stands and publish the lists; read no inbox.",
    discussion: """
      The second half of nightly. The same archive, moment, seed and policy give
      the same lists as nightly does, to the byte.

      EXAMPLES
        countylines correlate --archive /tmp/a.db --out /tmp/l
      """)

  @Option(help: "The archive.")
  var archive: String
  @Option(help: "The folder to publish runs in.")
  var out: String
  @OptionGroup var settings: RunOptions

  func validate() throws { try settings.check() }

  func run() {
    Terminal.run {
      guard FileManager.default.fileExists(atPath: archive) else {
        throw EngineError(
          "there is no archive at \(archive)", mend: "make one with countylines ingest",
          exit: .noInput)
      }
      let configuration = settings.configuration(inbox: "", archive: archive, out: out)
      let result = try Interruption.during {
        try NightlyRun(configuration, cancellation: $0).run(
          ingesting: false, progress: settings.sink())
      }
      RunSummary(result: result, head: settings.head).print()
    }
  }
}
