import Foundation
import TestKit
import Testing

/// Goal: a fit proposes and nothing more. Method: four regions, what is printed and written, and
/// what becomes of it when nobody has decided.
@Suite struct FitTests {
  @Test func aProposalIsWrittenAndRefusedUntilSomebodyDecides() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let arguments = ["fit", "--worlds", "4", "--seed", "31", "--out"]
    let first = try Command.run(arguments + [desk.path("a.yaml")], in: desk.folder)
    #expect(first.status == 0, "\(first.talk)")
    #expect(first.output.contains("nothing is put to use by this"))
    for list in ["vehicle_stops: ", "premises: ", "controllers: "] {
      #expect(first.output.contains("\n" + list))
    }
    #expect(!first.output.contains("edge."), "the order of young people is never fitted")
    let again = try Command.run(arguments + [desk.path("b.yaml")], in: desk.folder)
    #expect(again.output == first.output)
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: desk.path(name), encoding: .utf8)
    }
    let proposal = try text("a.yaml")
    #expect(try text("b.yaml") == proposal)

    let over = try Command.run(arguments + [desk.path("a.yaml")], in: desk.folder)
    #expect(over.status == 73 && over.talk.contains("is there already"))

    // As it stands the file is refused; with names and days it is a policy.
    let undecided = try desk.nightly(["--policy", desk.path("a.yaml")])
    #expect(undecided.status == 78, "\(undecided.talk)")
    #expect(undecided.talk.contains("decided_by"))
    let decided = proposal.replacingOccurrences(of: "decided_by:", with: "decided_by: board")
      .replacingOccurrences(of: "decided_on:", with: "decided_on: \"2026-11-24\"")
    try Data(decided.utf8).write(to: URL(fileURLWithPath: desk.path("c.yaml")))
    let answer = try desk.nightly(["--policy", desk.path("c.yaml")])
    #expect(answer.status == 0, "\(answer.talk)")
  }

  @Test func tooFewRegionsAreRefused() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let answer = try Command.run(["fit", "--worlds", "3"], in: desk.folder)
    #expect(answer.status == 64 && answer.talk.contains("--worlds 4"))
    #expect(try Command.run(["fit", "--noise", "loud"], in: desk.folder).status == 64)
  }
}
