import ArgumentParser
import Engine
import Foundation

/// `countylines nightly`
struct Nightly: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ingest what is new, correlate, publish the lists. Safe to run twice, safe to kill.",
    discussion: """
      Reads every new file of the inbox into the archive, one transaction a file;
      resolves people, follows lines, vehicles and homes; publishes one folder of
      lists, complete or not at all, and points `latest` at it. With nothing new,
      the lists of the last run stand.

      Cost: what is new. A summary of each day is kept in the archive; held days
      give only the sightings of vehicles that matter, about 160 bytes of memory
      each. Six million sightings at once take about 15 seconds on two processors.

      EXAMPLES
        countylines nightly --inbox samples/inbox --archive /tmp/a.db --out /tmp/l
        countylines nightly --inbox samples/inbox --archive /tmp/a.db --out /tmp/l \\
          --as-of 2026-03-31T04:00:00Z --threads 1
      """)

  @Option(help: "The folder with one folder for each source.")
  var inbox: String
  @Option(help: "The archive: one SQLite file, made if it is not there.")
  var archive: String
  @Option(help: "The folder to publish runs in.")
  var out: String
  @OptionGroup var settings: RunOptions

  @Option(
    name: .customLong("max-bad"),
    help: "The share of a file's rows that may be bad before the file is refused, 0 to 1.")
  var maxBad: Double = 0.05

  func validate() throws {
    try settings.check()
    guard (0...1).contains(maxBad) else { throw ValidationError("--max-bad is 0 to 1") }
  }

  func run() {
    Terminal.run {
      var configuration = settings.configuration(inbox: inbox, archive: archive, out: out)
      configuration.maxBad = maxBad
      let result = try Interruption.during {
        try NightlyRun(configuration, cancellation: $0).run(progress: settings.sink())
      }
      RunSummary(result: result, head: settings.head).print()
      if result.files.contains(where: { $0.fate == .refused }) {
        throw ExitCode(EngineError.Exit.data.rawValue)
      }
    }
  }
}
