import Foundation
import TestKit
import Testing

/// A14, A18, F12, G01, O03. Goal: an archive can be copied, put back and accounted for. Method: the
/// built program over the sample inbox; what it signs is verified by openssl alone.
@Suite(.serialized) struct UpkeepTests {
  private func run(_ desk: Desk, _ arguments: [String]) throws -> Command.Answer {
    try Command.run(arguments, in: desk.folder)
  }

  /// The first line that was published.
  private func lineage(_ desk: Desk) throws -> String {
    let table = try #require(try Published(out: desk.path("lists")).tables()["lines"])
    return table.cell(try #require(table.rows.first), "lineage_id")
  }

  @Test func aBackupRestoredPublishesTheSameLists() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly().status == 0)
    let made = try run(desk, ["backup", "--archive", "region.db", "--to", "copy.db"])
    #expect(made.status == 0 && made.output.contains("checked"), "\(made.talk)")
    #expect(try run(desk, ["backup", "--archive", "region.db", "--to", "copy.db"]).status == 73)
    try FileManager.default.removeItem(atPath: desk.path("region.db"))
    #expect(
      try run(desk, ["restore", "--from", "copy.db", "--archive", "region.db"]).status == 0)
    #expect(try run(desk, ["restore", "--from", "copy.db", "--archive", "region.db"]).status == 73)
    #expect(try run(desk, ["verify", "--archive", "region.db"]).status == 0)
    let log = try run(desk, ["audit", "--archive", "region.db", "--list"])
    #expect(log.output.contains("administration  restore"))
    let before = try Published(out: desk.path("lists")).bytes()
    #expect(try desk.nightly(out: "again").status == 0)
    #expect(try Published(out: desk.path("again")).bytes() == before)
  }

  @Test func aBackupWithAnythingForeignInItIsRefusedAndNothingIsLeft() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly().status == 0)
    #expect(try run(desk, ["backup", "--archive", "region.db", "--to", "copy.db"]).status == 0)
    let whole = try Data(contentsOf: URL(fileURLWithPath: desk.path("copy.db")))
    var statuses: [Int32] = []
    // Another header, a cut file, a page of zeros, and something that is no database.
    var damaged: [Data] = [Data("plain text".utf8), Data(whole.prefix(whole.count / 2))]
    var otherIdentifier = whole
    otherIdentifier.replaceSubrange(68..<72, with: [1, 2, 3, 4])
    damaged.append(otherIdentifier)
    var blank = whole
    blank.replaceSubrange((whole.count / 2)..<(whole.count / 2 + 32_768), with: Data(count: 32_768))
    damaged.append(blank)
    for bytes in damaged {
      try bytes.write(to: URL(fileURLWithPath: desk.path("bad.db")))
      let answer = try run(desk, ["restore", "--from", "bad.db", "--archive", "new.db"])
      #expect(answer.status != 0 && answer.talk.contains("mend"), "\(answer.talk)")
      statuses.append(answer.status)
      let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
      #expect(!left.contains { $0.hasPrefix("new.db") }, "\(left)")
    }
    #expect(!statuses.contains(70), "\(statuses)")
  }

  @Test func theLogIsCheckedAgainstSignedHeads() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try run(desk, ["keys", "--out", "keys"]).status == 0)
    #expect(try run(desk, ["keys", "--out", "keys"]).status == 73, "a key is never written over")
    let key = ["--signing-key", desk.path("keys/signing.pem"), "--heads", desk.path("heads")]
    #expect(try desk.nightly(key).status == 0)
    let older = try Data(contentsOf: URL(fileURLWithPath: desk.path("region.db")))
    let subject = try lineage(desk)
    #expect(
      try run(
        desk,
        [
          "explain", "--archive", "region.db", "--list", "lines", "--subject", subject, "--reason",
          "briefing",
        ]
      ).status == 0)
    #expect(try desk.nightly(key + ["--seed", "2"]).status == 0)
    let log = try run(desk, ["audit", "--archive", "region.db", "--list"])
    #expect(log.output.contains("consultation  lines  \(subject)  rows 1  briefing"))
    let check = [
      "audit", "--archive", "region.db", "--heads", "heads", "--public-key", "keys/public.pem",
    ]
    #expect(try run(desk, check).status == 0)
    try checkWithOpenssl(desk)
    // Put back to an older copy: whole by itself, and not by the heads.
    try older.write(to: URL(fileURLWithPath: desk.path("region.db")))
    #expect(try run(desk, ["audit", "--archive", "region.db"]).status == 0)
    let found = try run(desk, check)
    #expect(found.status == 65 && found.output.contains("older copy"), "\(found.output)")
    // Heads that somebody without the key wrote.
    let forged =
      try String(contentsOfFile: desk.path("heads"), encoding: .utf8)
      .split(separator: "\n").prefix(1).joined() + "\n"
    try Data(forged.replacingOccurrences(of: "\"number\":", with: "\"number\":1").utf8)
      .write(to: URL(fileURLWithPath: desk.path("heads")))
    #expect(try run(desk, check).output.contains("not signed by this key"))
  }

  /// The last head's signature, by a tool that is not ours.
  private func checkWithOpenssl(_ desk: Desk) throws {
    let line = try #require(
      try String(contentsOfFile: desk.path("heads"), encoding: .utf8).split(separator: "\n").last)
    let head = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let parts = try ["number", "hash", "at"].map { "\(try #require(head[$0]))" }
    let signature = try #require(head["signature"] as? String)
    try Data((parts.joined(separator: " ") + "\n").utf8)
      .write(to: URL(fileURLWithPath: desk.path("signed")))
    try #require(Data(base64Encoded: signature))
      .write(to: URL(fileURLWithPath: desk.path("signature")))
    for (name, isRight) in [("signed", true), ("heads", false)] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", desk.path("keys/public.pem"),
        "-rawin", "-in", desk.path(name), "-sigfile", desk.path("signature"),
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      if process.terminationStatus == 127 {
        Terminal.say("skipped: openssl is not there to verify a signature")
        return
      }
      #expect((process.terminationStatus == 0) == isRight)
    }
  }

  @Test func nobodyLooksWithoutARecord() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly().status == 0)
    let subject = try lineage(desk)
    func records() throws -> Int {
      let answer = try run(desk, ["audit", "--archive", "region.db"])
      let words = answer.output.split(separator: " ")
      return try #require(words.compactMap { Int($0) }.first)
    }
    for arguments in [
      ["explain", "--archive", "region.db", "--list", "lines", "--subject", subject],
      ["explain", "person", "cheshire:CP153318", "cumbria:UP108078", "--archive", "region.db"],
      ["judge", "--archive", "region.db", "--list"], ["undo", "--archive", "region.db", "--list"],
      ["audit", "--archive", "region.db", "--list"], ["disclosures", "--archive", "region.db"],
      ["subject", "cheshire:CP153318", "--archive", "region.db", "--reason", "request 1"],
      [
        "subject", "cheshire:CP153318", "--archive", "region.db", "--reason", "request 1",
        "--release",
      ],
    ] {
      let before = try records()
      let answer = try run(desk, arguments)
      #expect(answer.status == 0, "\(arguments): \(answer.talk)")
      #expect(try records() == before + 1, "\(arguments)")
    }
  }
}
