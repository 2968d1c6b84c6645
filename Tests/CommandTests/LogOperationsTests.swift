import Foundation
import TestKit
import Testing

/// G01. Goal: whatever is done with an archive is in its log, once, as what it is, with a recipient
/// exactly where something is given away. Method: every verb that the program has stands in a
/// table; each is run once, and the records that it added are read back.
@Suite(.serialized) struct LogOperationsTests {
  /// What a verb writes: the operation and the kind of object; nothing for one that opens no
  /// archive or shows nothing of a person.
  private static let operations: [String: String?] = [
    "nightly": "combination  run", "ingest": "collection  file", "correlate": "combination  run",
    "check": nil, "simulate": nil, "explain": "consultation  lines",
    "export": "disclosure  export", "disclosures": "consultation  disclosures", "signals": nil,
    "judge": "alteration  judgement", "undo": "consultation  entity",
    "subject": "consultation  subject", "network": nil, "resolve": nil, "convoys": nil,
    "verify": nil, "audit": "consultation  audit_log", "retract": "erasure  file",
    "outcomes": "consultation  outcomes", "fit": nil,
    "backup": "administration  backup", "restore": "administration  restore", "keys": nil,
  ]

  /// Verbs by which the help screen lists them: two spaces, a word, and what it does.
  private func verbs(_ desk: Desk) throws -> [String] {
    let help = try Command.run(["--help"], in: desk.folder).output
    let screens = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst()
    return screens.flatMap { screen in
      screen.split(separator: "\n").prefix { $0.hasPrefix("  ") && !$0.contains("'countylines") }
        .compactMap { line -> String? in
          let words = line.dropFirst(2)
          return words.first.map { $0 != " " } == true
            ? words.split(separator: " ").first.map(String.init) : nil
        }
    }
  }

  @Test func everyVerbIsInTheTable() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try verbs(desk).sorted() == Self.operations.keys.sorted())
  }

  private func records(_ desk: Desk, _ archive: String) throws -> [String] {
    try Command.run(["audit", "--archive", archive, "--list"], in: desk.folder).output
      .split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("records:") }
  }

  @Test func everyVerbLeavesItsRecord() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let samples = Command.root.appendingPathComponent("samples").path
    try FileManager.default.createDirectory(
      atPath: desk.path("in/cheshire"), withIntermediateDirectories: true)
    try Data("area_id,name,force,latitude,longitude\nZ9,Town,cheshire,53.1,-2.5\n".utf8)
      .write(to: URL(fileURLWithPath: desk.path("in/cheshire/areas-more.csv")))
    try FileManager.default.copyItem(
      atPath: samples + "/inbox/cheshire/areas.csv", toPath: desk.path("in/cheshire/areas.csv"))
    #expect(try desk.nightly().status == 0)
    let lines = try #require(try Published(out: desk.path("lists")).tables()["lines"])
    let line = lines.cell(try #require(lines.rows.first), "lineage_id")
    #expect(try Command.run(["keys", "--out", "keys"], in: desk.folder).status == 0)
    let pair = ["--left", "cheshire:CP153318", "--right", "cumbria:UP108078"]
    let runs: [(verb: String, arguments: [String])] = [
      ("ingest", ["--inbox", "in"]),
      ("correlate", ["--out", "lists", "--progress", "never"]),
      ("explain", ["--list", "lines", "--subject", line]),
      ("judge", pair + ["--verdict", "same", "--by", "DC Ames", "--reason", "met both"]),
      (
        "nightly",
        ["--inbox", samples + "/inbox", "--out", "lists", "--progress", "never"]
      ),
      (
        "export",
        [
          "--agreement", samples + "/sharing.yaml", "--purpose", "protect", "--signing-key",
          "keys/signing.pem", "--out", "exports", "--progress", "never",
        ]
      ), ("disclosures", []), ("undo", ["--list"]),
      ("subject", ["cheshire:CP153318", "--reason", "request 1"]), ("audit", ["--list"]),
      ("verify", []), ("backup", ["--to", "copy.db"]),
      (
        "retract",
        [
          "--inbox", "in", "--file", "cheshire/areas-more.csv", "--by", "DC Ames", "--reason",
          "sent in error",
        ]
      ),
    ]
    for run in runs {
      let before = try records(desk, "region.db")
      let answer = try Command.run(
        [run.verb] + run.arguments + ["--archive", "region.db"], in: desk.folder)
      #expect(answer.status == 0, "\(run.verb): \(answer.talk)")
      // The first new record is that of the look at the log before.
      let new = try records(desk, "region.db").dropFirst(before.count + 1)
      guard let expected = Self.operations[run.verb] ?? nil else {
        #expect(new.isEmpty, "\(run.verb): \(new)")
        continue
      }
      #expect(new.count == 1, "\(run.verb): \(new)")
      #expect(new.allSatisfy { $0.contains("  " + expected) }, "\(run.verb): \(new)")
      #expect(
        new.allSatisfy { $0.contains("  to ") } == expected.hasPrefix("disclosure"),
        "\(run.verb): \(new)")
    }
  }
}
