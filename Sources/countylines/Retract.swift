import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines retract`
struct Retract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a delivered file out of the archive, as if it had never come.",
    discussion: """
      For a file that was sent in error. It is not taken in again, even while it
      lies in the inbox. Rows that another file of the same source and kind repeats
      were stored once, so those files are read again from the inbox, in the same
      transaction; sightings and calls stand alone. Lists that were published stay
      as they are; the next run's are those of an archive without the file.

      EXAMPLES
        countylines retract --archive /tmp/a.db --inbox samples/inbox \\
          --file cheshire/events.csv --by "DC Ames" --reason "sent in error"
      """)

  @Option(help: "The archive.")
  var archive: String
  @Option(help: "The inbox with the other files of its source and kind.")
  var inbox: String
  @Option(help: "SOURCE/FILE, or the first 8 or more digits of its SHA-256.")
  var file: String
  @Option(help: "Who decides.")
  var by: String
  @Option(help: "Why, in one line.")
  var reason: String
  @Option(help: "When it was decided, ISO 8601. Default: now.")
  var at: String?

  func run() {
    Terminal.run {
      let decision = try PersonDecision(
        by: by, reason: reason, at: at, now: Instant(seconds: Int64(time(nil))))
      for line in try RetractFile(archive: archive, inbox: inbox, workers: .ofMachine).run(
        file, decision: decision)
      {
        Terminal.result(line)
      }
    }
  }
}
