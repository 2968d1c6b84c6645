import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines undo`
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Undo a merge of people: they are apart again under the ids that they had.",
    usage: """
      countylines undo --archive <archive> --change <change> --by <name>
        --reason <reason> [--at <time>]
      countylines undo --archive <archive> --list
      """,
    discussion: """
      Every night's merges and splits of people stand in a ledger, with who was who
      before and after and why. Undoing a merge puts the people before it back and
      records that they are not the same; records that came since stand alone until
      somebody says whose they are. The ledger keeps both lines.

      EXAMPLES
        countylines undo --archive /tmp/a.db --list
        countylines undo --archive /tmp/a.db --change 3 --by "DC Ames" \\
          --reason "brothers"
      """)

  @Option(help: "The archive of a nightly run.")
  var archive: String
  @Option(help: "The number of a merge, as --list shows it.")
  var change: Int?
  @Option(help: "Who decides.")
  var by: String?
  @Option(help: "Why, in one line.")
  var reason: String?
  @Option(help: "When it was decided, ISO 8601. Default: now.")
  var at: String?
  @Flag(help: "Show the ledger of merges and splits, oldest first.")
  var list = false

  func validate() throws {
    if list {
      guard change == nil, by == nil, reason == nil, at == nil else {
        throw ValidationError("--list takes nothing but --archive")
      }
    } else if change == nil || by == nil || reason == nil {
      throw ValidationError("an undoing needs --change, --by and --reason")
    }
  }

  func run() {
    Terminal.run {
      let undo = UndoChange(archive: archive)
      guard let change, let by, let reason else {
        for line in try undo.list() { Terminal.result(line) }
        return
      }
      let decision = try PersonDecision(
        by: by, reason: reason, at: at, now: Instant(seconds: Int64(time(nil))))
      for line in try undo.run(change: change, decision: decision) { Terminal.result(line) }
    }
  }
}
