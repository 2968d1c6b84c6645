import ArgumentParser
import Engine
import Foundation
import Logging

/// `countylines nightly`
struct Nightly: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ingest what is new, correlate, publish the lists. Safe to run twice, safe to kill.",
    discussion: """
      Reads every new file of the inbox into the archive, one transaction a file;
      resolves people, follows lines, vehicles and homes; publishes one folder of
      lists, complete or not at all, and points `latest` at it. With nothing new,
      the lists of the last run stand.

      Cost: about 120 bytes of memory for each sighting of the window, and about a
      minute for six million on two processors.

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
  @Option(
    name: .customLong("as-of"),
    help: "The moment to stand at, ISO 8601. Default: the newest that the archive reaches.")
  var asOf: String?
  @Option(help: "The seed of everything that involves chance.")
  var seed: UInt64 = 1
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?
  @Option(help: "Memory that may be used, in MiB.")
  var memory: Int = 4096
  @Option(help: "A policy file: weights, caps and list rules, each with its reason.")
  var policy: String?
  @Option(
    name: .customLong("max-bad"),
    help: "The share of a file's rows that may be bad before the file is refused, 0 to 1.")
  var maxBad: Double = 0.05
  @Option(
    name: .customLong("window-days"),
    help: "Days of sightings and calls before the moment that are looked at.")
  var windowDays: Int = 92
  @Option(
    help: "The file that the end of the audit log is noted in. Default: OUT/audit-heads.ndjson.")
  var heads: String?
  @Option(
    name: .customLong("signing-key"), help: "A private key that signs what is noted, from keys.")
  var signingKey: String?
  @Option(help: "How progress is shown: auto, plain or never.")
  var progress: ProgressMode = .auto
  @Option(
    name: .customLong("log-level"),
    help: "Log lines on standard error from this level on: debug, info, warning, error.")
  var logLevel: String = "error"
  @Option(help: "Rows of each list to print at the end.")
  var head: Int = 3

  func validate() throws {
    guard threads.map({ $0 >= 1 }) ?? true, memory >= 64, windowDays >= 1, head >= 0,
      (0...1).contains(maxBad), Logger.Level(rawValue: logLevel) != nil
    else {
      throw ValidationError(
        "--threads is at least 1, --memory at least 64, --window-days at least 1, --max-bad 0 to 1, "
          + "--log-level one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func run() {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    Terminal.run {
      var configuration = EngineConfiguration(inbox: inbox, archive: archive, out: out)
      configuration.asOf = asOf
      configuration.seed = seed
      if let threads { configuration.threads = threads }
      configuration.memoryMebibytes = memory
      configuration.windowDays = windowDays
      configuration.maxBad = maxBad
      configuration.policy = policy
      configuration.heads = heads
      configuration.signingKey = signingKey
      let line = ProgressLine(mode: progress)
      var logger = Logger(label: "countylines.nightly")
      logger.logLevel = Logger.Level(rawValue: logLevel) ?? .error
      let sink = RunLog(logger: logger).logging(to: line.sink)
      let result = try NightlyRun(configuration).run(progress: sink)
      RunSummary(result: result, head: head).print()
      if result.files.contains(where: { $0.fate == .refused }) {
        throw ExitCode(EngineError.Exit.data.rawValue)
      }
    }
  }
}

extension ProgressMode: ExpressibleByArgument {}
