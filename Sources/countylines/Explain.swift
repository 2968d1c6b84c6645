import ArgumentParser
import Engine

/// `countylines explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show why an entry stands where it stands, down to file and line.",
    discussion: """
      Prints the prior, each contribution in bits with its records, what speaks
      against, what could not be asked, how far the rank would move, and what the
      score would be without each source. The contributions sum to the score.

      EXAMPLES
        countylines explain --archive /tmp/a.db --list vehicle_stops --subject CE52RAL
        countylines explain --archive /tmp/a.db --list lines --subject cumbria:UL5555
      """)

  @Option(help: "The archive of the run.")
  var archive: String
  @Option(help: "controllers, vehicle_stops, periphery, premises or lines.")
  var list: String
  @Option(help: "The row: an entity or lineage id, a registration, a number, or source:id.")
  var subject: String
  @Option(name: .customLong("run"), help: "The run. Default: the newest.")
  var runId: String?

  func validate() throws {
    guard ExplainEntry.lists.contains(list) else {
      throw ValidationError("--list is one of \(ExplainEntry.lists.joined(separator: ", "))")
    }
  }

  func run() {
    Terminal.run {
      for line in try ExplainEntry(archive: archive).run(list: list, subject: subject, run: runId) {
        Terminal.result(line)
      }
    }
  }
}
