import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show why an entry stands where it stands, down to file and line.",
    usage: """
      countylines explain --archive <archive> --list <list> --subject <subject>
        [--run <run>] [--reason <reason>]
      countylines explain person <source:id> <source:id> --archive <archive>
        [--run <run>] [--reason <reason>]
      """,
    discussion: """
      Every look is written to the archive's log before anything is shown.

      Of a row: the prior, each contribution in bits with its records, what speaks
      against, what could not be asked, how far the rank would move, and what the
      score would be without each source. The contributions sum to the score.

      Of two person records: the prior, each comparison's level in bits with what
      both records say, what forbids that they are one person, where both stand
      now, and what it comes to, by the model of the run. Cost: folds all person
      records again, some two seconds for 50,000.

      EXAMPLES
        countylines explain --archive /tmp/a.db --list vehicle_stops --subject CE52RAL
        countylines explain --archive /tmp/a.db --list lines --subject cumbria:UL5555
        countylines explain person cheshire:CP153318 cumbria:UP108078 \\
          --archive /tmp/a.db
      """)

  @Argument(help: "For two records: person, and the two as SOURCE:ID.")
  var about: [String] = []
  @Option(help: "The archive of the run.")
  var archive: String
  @Option(help: "controllers, vehicle_stops, periphery, premises or lines.")
  var list: String?
  @Option(help: "The row: an entity or lineage id, a registration, a number, or source:id.")
  var subject: String?
  @Option(help: "Why it is looked up, in one line, for the audit log.")
  var reason: String = ""
  @Option(name: .customLong("run"), help: "The run. Default: the newest.")
  var runId: String?

  /// What was asked.
  private enum Question {
    case row(list: String, subject: String)
    case people(String, String)
  }

  private func question() throws -> Question {
    if about.isEmpty {
      guard let list, let subject else {
        throw ValidationError("name --list and --subject, or person and two records")
      }
      guard ExplainEntry.lists.contains(list) else {
        throw ValidationError("--list is one of \(ExplainEntry.lists.joined(separator: ", "))")
      }
      return .row(list: list, subject: subject)
    }
    guard about.count == 3, about[0] == "person", list == nil, subject == nil else {
      throw ValidationError(
        "two records are written: explain person SOURCE:ID SOURCE:ID, without --list and --subject")
    }
    return .people(about[1], about[2])
  }

  func validate() throws { _ = try question() }

  func run() throws {
    let question = try question()
    Terminal.run {
      let lines =
        switch question {
        case .row(let list, let subject):
          try ExplainEntry(archive: archive, reason: reason).run(
            list: list, subject: subject, run: runId)
        case .people(let one, let other):
          try ExplainPeople(
            archive: archive,
            workers: .ofMachine, reason: reason
          ).run(one, other, run: runId)
        }
      for line in lines { Terminal.result(line) }
    }
  }
}
