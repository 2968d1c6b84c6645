import ArgumentParser
import Engine
import Foundation
import Logging

/// What a run that publishes lists can be told, beside its places.
struct RunOptions: ParsableArguments {
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

  func check() throws {
    guard threads.map({ $0 >= 1 }) ?? true, memory >= 64, windowDays >= 1, head >= 0,
      Logger.Level(rawValue: logLevel) != nil
    else {
      throw ValidationError(
        "--threads is at least 1, --memory at least 64, --window-days at least 1, --log-level one "
          + "of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  /// The configuration of a run in these places.
  func configuration(inbox: String, archive: String, out: String) -> EngineConfiguration {
    var configuration = EngineConfiguration(inbox: inbox, archive: archive, out: out)
    configuration.asOf = asOf
    configuration.seed = seed
    if let threads { configuration.threads = threads }
    configuration.memoryMebibytes = memory
    configuration.windowDays = windowDays
    configuration.policy = policy
    configuration.heads = heads
    configuration.signingKey = signingKey
    return configuration
  }

  /// Where progress goes: the terminal and the log.
  func sink() -> ProgressSink {
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "countylines.nightly")
    logger.logLevel = Logger.Level(rawValue: logLevel) ?? .error
    return RunLog(logger: logger).logging(to: ProgressLine(mode: progress).sink)
  }
}

extension ProgressMode: ExpressibleByArgument {}
