import ArgumentParser
import Engine

/// `countylines audit`
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show who did what with an archive, or check that its log is whole.",
    usage: """
      countylines audit --archive <archive> --list
      countylines audit --archive <archive> [--heads <file>] [--public-key <file>]
      """,
    discussion: """
      Everything that is collected, altered, looked at, disclosed, combined or
      erased is a record of a chain: each holds the hash of the one before. The
      chain shows a record that was edited, taken out, put in or moved. A log that
      was cut off, put back to an older copy or hashed anew shows against the heads
      that the nightly job notes outside the archive.

      EXAMPLES
        countylines audit --archive /tmp/a.db --list
        countylines audit --archive /tmp/a.db --heads /tmp/l/audit-heads.ndjson
      """)

  @Option(help: "The archive.")
  var archive: String
  @Flag(help: "Show all records, oldest first.")
  var list = false
  @Option(help: "The heads that the nightly job noted.")
  var heads: String?
  @Option(
    name: .customLong("public-key"), help: "The key that must have signed them, from keys.")
  var publicKey: String?

  func validate() throws {
    guard !list || (heads == nil && publicKey == nil) else {
      throw ValidationError("--list takes nothing but --archive")
    }
    guard publicKey == nil || heads != nil else {
      throw ValidationError("--public-key needs --heads")
    }
  }

  func run() {
    Terminal.run {
      let log = AuditArchive(archive: archive)
      if list {
        for line in try log.list() { Terminal.result(line) }
        return
      }
      let (findings, records, noted) = try log.verify(heads: heads, key: publicKey)
      for finding in findings { Terminal.result(finding) }
      Terminal.result(
        findings.isEmpty
          ? "the log is whole: \(records) records, \(noted) heads" : "\(findings.count) faults")
      if !findings.isEmpty { throw ExitCode(EngineError.Exit.data.rawValue) }
    }
  }
}
