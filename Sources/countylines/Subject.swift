import ArgumentParser
import Engine

/// `countylines subject`
struct Subject: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show everything that is held of one person, for their request.",
    discussion: """
      Records and what they call the person, events, lists past and present, who
      looked, who was told. With --release, what somebody must first decide on is
      left out: items with conditions or without a stated handling, reports, scores,
      who looked. That it was made is logged.

      EXAMPLES
        countylines subject cheshire:CP153318 --archive /tmp/a.db \\
          --reason "request 2026-031"
      """)

  @Argument(help: "Any record of the person, SOURCE:ID.")
  var record: String
  @Option(help: "The archive of a nightly run.")
  var archive: String
  @Option(help: "The request that is answered, for the log.")
  var reason: String
  @Flag(help: "Leave out what is not released without somebody deciding so.")
  var release = false

  func run() {
    Terminal.run {
      for line in try SubjectReport(archive: archive, reason: reason).run(
        record, isForRelease: release)
      {
        Terminal.result(line)
      }
    }
  }
}
