import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines judge`
struct Judge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record a person's decision: two records are one person, are not, or stay open.",
    usage: """
      countylines judge --archive <archive> --left <source:id>
        --right <source:id> --verdict <verdict> --by <name> --reason <reason>
        [--at <time>]
      countylines judge --archive <archive> --list
      """,
    discussion: """
      A judgement always wins at the next nightly run, and at every one after it.
      It is never changed: a later one on the same two records follows it, and both
      stay. Judgements that contradict each other are kept and reported; until one
      of them is judged anew, "same" wins.

      EXAMPLES
        countylines judge --archive /tmp/a.db --list
        countylines judge --archive /tmp/a.db --left cheshire:CP153318 --right \\
          cumbria:UP108078 --verdict same --by "DC Ames" --reason "met both"
      """)

  @Option(help: "The archive of a nightly run.")
  var archive: String
  @Option(help: "A person record, SOURCE:ID.")
  var left: String?
  @Option(help: "Another person record, SOURCE:ID.")
  var right: String?
  @Option(help: "same, not-same or unsure.")
  var verdict: String?
  @Option(help: "Who decides.")
  var by: String?
  @Option(help: "Why, in one line.")
  var reason: String?
  @Option(help: "When it was decided, ISO 8601. Default: now.")
  var at: String?
  @Flag(help: "Show all judgements, oldest first, and which of them rule.")
  var list = false

  func validate() throws {
    let given = [left, right, verdict, by, reason]
    if list {
      guard given.allSatisfy({ $0 == nil }), at == nil else {
        throw ValidationError("--list takes nothing but --archive")
      }
    } else {
      guard given.allSatisfy({ $0 != nil }) else {
        throw ValidationError("a judgement needs --left, --right, --verdict, --by and --reason")
      }
      guard let verdict, JudgePeople.verdicts.contains(verdict) else {
        throw ValidationError("--verdict is one of \(JudgePeople.verdicts.joined(separator: ", "))")
      }
    }
  }

  func run() {
    Terminal.run {
      let people = JudgePeople(archive: archive)
      guard let left, let right, let verdict, let by, let reason else {
        for line in try people.list() { Terminal.result(line) }
        return
      }
      let decision = try PersonDecision(
        by: by, reason: reason, at: at, now: Instant(seconds: Int64(time(nil))))
      for line in try people.record(
        left: left, right: right, verdict: verdict, decision: decision)
      {
        Terminal.result(line)
      }
    }
  }
}
