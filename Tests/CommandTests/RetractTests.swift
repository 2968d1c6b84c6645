import Foundation
import TestKit
import Testing

/// F15. Goal: after a retraction the lists are those of an inbox that never had the file. Method:
/// the built program over the sample inbox; a file of each sort retracted, and never delivered.
@Suite(.serialized) struct RetractTests {
  private static let inbox = Command.root.appendingPathComponent("samples/inbox")

  @Test(arguments: [
    "merseyside/events.csv", "cheshire/sightings-2026-03-15.csv", "cumbria/persons-1.csv",
  ])
  func theListsAreThoseWithoutTheFile(_ file: String) throws {
    let desk = try Desk()
    defer { desk.clear() }
    func run(_ arguments: [String]) throws -> Command.Answer {
      try Command.run(arguments + ["--archive", desk.path("a.db")], in: desk.folder)
    }
    let taken = try run(["ingest", "--inbox", Self.inbox.path, "--progress", "never"])
    #expect(taken.status == 0 && taken.output.contains(" = stored "), "\(taken.talk)")
    let answer = try run([
      "retract", "--inbox", Self.inbox.path, "--file", file, "--by", "A", "--reason", "in error",
    ])
    #expect(answer.status == 0, "\(answer.talk)")
    // It lies in the inbox still, and is not taken in again.
    let again = try run(["ingest", "--inbox", Self.inbox.path, "--progress", "plain"])
    #expect(again.output.contains("stored 0 + quarantined 0"), "\(again.output)")
    #expect(again.talk.contains("\(file): not read: retracted by A"), "\(again.talk)")
    let moment = ["--as-of", "2026-03-31T04:00:00Z", "--progress", "never"]
    #expect(try run(["correlate", "--out", desk.path("with")] + moment).status == 0)
    #expect(try run(["verify"]).status == 0)
    let without = desk.folder.appendingPathComponent("inbox")
    try FileManager.default.copyItem(at: Self.inbox, to: without)
    try FileManager.default.removeItem(at: without.appendingPathComponent(file))
    #expect(
      try desk.nightly(inbox: without.path, archive: "b.db", out: "never", moment).status == 0)
    let expected = try Published(out: desk.path("never")).bytes()
    let found = try Published(out: desk.path("with")).bytes()
    #expect(Set(found.keys) == Set(expected.keys))
    for (path, bytes) in expected { #expect(found[path] == bytes, "\(path)") }
  }

  @Test func whatCannotBeRetractedIsRefusedWithTheMend() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let inbox = desk.folder.appendingPathComponent("inbox")
    try FileManager.default.copyItem(at: Self.inbox, to: inbox)
    #expect(
      try Command.run(
        ["ingest", "--inbox", inbox.path, "--archive", "a.db", "--progress", "never"],
        in: desk.folder
      ).status == 0)
    func retract(_ file: String) throws -> Command.Answer {
      try Command.run(
        [
          "retract", "--archive", "a.db", "--inbox", inbox.path, "--file", file, "--by", "A",
          "--reason", "in error",
        ], in: desk.folder)
    }
    #expect(try retract("cheshire/nothing.csv").status == 66)
    try FileManager.default.removeItem(at: inbox.appendingPathComponent("cheshire/persons-2.csv"))
    let answer = try retract("cheshire/persons-1.csv")
    #expect(answer.status == 66 && answer.talk.contains("cheshire/persons-2.csv"), "\(answer.talk)")
    let verified = try Command.run(["verify", "--archive", "a.db"], in: desk.folder)
    #expect(verified.status == 0)
  }
}
