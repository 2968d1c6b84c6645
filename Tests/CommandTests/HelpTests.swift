import Foundation
import TestKit
import Testing

/// Goal: the words a user reads are a decision. Method: every help screen compared verbatim with
/// samples/expected/help; every screen says the cost or ends in examples that name real samples.
@Suite struct HelpTests {
  static let screens = [
    "countylines", "nightly", "ingest", "correlate", "check", "simulate", "explain", "signals",
    "outcomes", "fit",
    "judge", "undo", "network",
    "resolve", "convoys", "verify", "audit", "retract", "backup", "restore", "keys", "export",
    "disclosures",
  ]

  @Test(arguments: HelpTests.screens) func theScreenIsAsDecided(_ screen: String) throws {
    let desk = try Desk()
    defer { desk.clear() }
    let arguments = screen == "countylines" ? ["--help"] : [screen, "--help"]
    let answer = try Command.run(arguments, in: desk.folder)
    #expect(answer.status == 0)
    let expected = try String(
      contentsOf: Command.root.appendingPathComponent("samples/expected/help/\(screen).txt"),
      encoding: .utf8)
    expectSame(answer.output, expected)
    #expect(screen == "countylines" || answer.output.contains("EXAMPLES"))
  }
}
