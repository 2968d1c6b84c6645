import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines export`
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hand lists to somebody outside, under a sharing agreement.",
    discussion: """
      The lists are worked out anew from what the recipient may see: an item with
      conditions (code C) that they may not see moves no score, rank or count.
      Columns are those of the agreement, within what the recipient's class may
      ever have. Every row carries the copy's mark, its marking and how long it may
      be used. The manifest is signed with Ed25519, for openssl to verify. What is
      handed over stands in the log and in the register of copies before the folder
      appears; so does a refusal.

      Cost: that of correlate.

      EXAMPLES
        countylines export --archive /tmp/a.db --agreement samples/sharing.yaml \\
          --purpose protect --signing-key /tmp/keys/signing.pem --out /tmp/exports
      """)

  @Option(help: "The archive.")
  var archive: String
  @Option(help: "The sharing agreement: recipient, purposes, lists, columns, days.")
  var agreement: String
  @Option(help: "What it is for: one of the agreement's purposes.")
  var purpose: String
  @Option(name: .customLong("signing-key"), help: "The private key that signs it, from keys.")
  var signingKey: String
  @Option(help: "The folder to put exports in.")
  var out: String
  @Option(help: "A list of the agreement, again for each. Default: all of them.")
  var list: [String] = []
  @Option(help: "spreadsheet, machine, ndjson or json.")
  var format = ExportFormat.spreadsheet.rawValue
  @Option(
    name: .customLong("as-of"),
    help: "The moment to stand at. Default: the newest that the recipient may see.")
  var asOf: String?
  @Option(help: "The seed of everything that involves chance.")
  var seed: UInt64 = 1
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?
  @Option(help: "Memory that may be used, in MiB.")
  var memory: Int = 4096
  @Option(help: "A policy file.")
  var policy: String?
  @Option(name: .customLong("window-days"), help: "Days of sightings and calls to look at.")
  var windowDays: Int = 92
  @Option(help: "A file to note the end of the audit log in.")
  var heads: String?
  @Option(help: "How progress is shown: auto, plain or never.")
  var progress: ProgressMode = .auto

  func validate() throws {
    guard threads.map({ $0 >= 1 }) ?? true, memory >= 64, windowDays >= 1 else {
      throw ValidationError(
        "--threads is at least 1, --memory at least 64, --window-days at least 1")
    }
    guard ExportFormat(rawValue: format) != nil else {
      throw ValidationError(
        "--format is one of \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func run() {
    Terminal.run {
      var configuration = EngineConfiguration(inbox: "", archive: archive, out: out)
      configuration.asOf = asOf
      configuration.seed = seed
      if let threads { configuration.threads = threads }
      configuration.memoryMebibytes = memory
      configuration.policy = policy
      configuration.windowDays = windowDays
      configuration.heads = heads
      configuration.signingKey = signingKey
      let request = ExportLists.Request(
        agreement: agreement, purpose: purpose, lists: list,
        format: ExportFormat(rawValue: format) ?? .spreadsheet)
      let lines = try Interruption.during {
        try ExportLists(
          configuration, request: request, now: Instant(seconds: Int64(time(nil))),
          cancellation: $0
        ).run(progress: ProgressLine(mode: progress).sink)
      }
      for line in lines { Terminal.result(line) }
    }
  }
}
