import Foundation
import TestKit
import Testing

/// G01, G10, G15, G16, G17, O03. Goal: lists leave only under an agreement, signed, marked and
/// logged; a refusal says what and the mend, and is logged too. Method: the built program over the
/// sample inbox; the signature is verified by openssl alone.
@Suite(.serialized) struct ExportTests {
  private func run(_ desk: Desk, _ arguments: [String]) throws -> Command.Answer {
    try Command.run(arguments, in: desk.folder)
  }

  private static let sample = Command.root.appendingPathComponent("samples/sharing.yaml").path

  private func export(
    _ desk: Desk, agreement: String = Self.sample, purpose: String = "protect",
    _ more: [String] = []
  ) throws -> Command.Answer {
    try run(
      desk,
      [
        "export", "--archive", "region.db", "--agreement", agreement, "--purpose", purpose,
        "--signing-key", "keys/signing.pem", "--out", "exports", "--progress", "never",
      ] + more)
  }

  /// A desk with an archive and a pair of keys.
  private func desk() throws -> Desk {
    let desk = try Desk()
    #expect(try desk.nightly().status == 0)
    #expect(try run(desk, ["keys", "--out", "keys"]).status == 0)
    return desk
  }

  private func copies(_ desk: Desk) throws -> [URL] {
    let folder = desk.folder.appendingPathComponent("exports")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .map(folder.appendingPathComponent)
  }

  @Test func whatIsHandedOverIsSignedMarkedAndLogged() throws {
    let desk = try self.desk()
    defer { desk.clear() }
    let answer = try export(desk, ["--heads", "heads"])
    #expect(answer.status == 0, "\(answer.talk)")
    let copy = try #require(try copies(desk).first)
    let files = try FileManager.default.contentsOfDirectory(atPath: copy.path).sorted()
    #expect(files.contains("MANIFEST.json") && files.contains("MANIFEST.sig"))
    #expect(files.contains("premises-lancashire-OFFICIAL-SENSITIVE.csv"))
    #expect(
      files.allSatisfy { $0.hasPrefix("premises-") || $0.hasPrefix("MANIFEST") }, "\(files)")
    var entries: [String] = []
    for file in files where file.hasSuffix(".csv") {
      let table = try CSVTable(file: copy.appendingPathComponent(file).path)
      #expect(
        table.header == [
          "entry", "uprn", "address", "area", "last_visited", "visit_by", "band", "grounds",
          "basis", "grade", "sources", "data_through", "valid_until", "marking", "copy",
        ])
      entries += table.rows.map { table.cell($0, "entry") }
    }
    let entry = try #require(entries.first)
    #expect(Set(entries).count == entries.count)
    try checkWithOpenssl(desk, copy)
    let log = try run(desk, ["audit", "--archive", "region.db", "--list"])
    #expect(
      log.output.contains("disclosure  export  \(copy.lastPathComponent), ISA-2026-014"),
      "\(log.output)")
    #expect(log.output.contains("to Sample Borough housing  protect"))
    #expect(
      try run(
        desk,
        [
          "audit", "--archive", "region.db", "--heads", "heads", "--public-key",
          "keys/public.pem",
        ]
      ).status == 0)
    // A row that turns up says whose copy it was.
    let found = try run(desk, ["disclosures", "--archive", "region.db", "--find", entry])
    #expect(found.status == 0 && found.output.contains(copy.lastPathComponent))
    let register = try run(desk, ["disclosures", "--archive", "region.db"])
    #expect(register.output.contains("rows \(entries.count)\ncopies: 1"), "\(register.output)")
    #expect(
      try run(desk, ["disclosures", "--archive", "region.db", "--find", "E0"]).status == 66)
    // What was handed over moves nothing.
    #expect(try desk.nightly().output.contains("stand"))
    #expect(try run(desk, ["verify", "--archive", "region.db"]).status == 0)
  }

  private func checkWithOpenssl(_ desk: Desk, _ copy: URL) throws {
    let manifest = copy.appendingPathComponent("MANIFEST.json")
    var turned = try Data(contentsOf: manifest)
    turned[turned.count / 2] ^= 1
    try turned.write(to: URL(fileURLWithPath: desk.path("turned")))
    for (path, isRight) in [(manifest.path, true), (desk.path("turned"), false)] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", desk.path("keys/public.pem"),
        "-rawin", "-in", path, "-sigfile", copy.appendingPathComponent("MANIFEST.sig").path,
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

  @Test func whatIsNotAllowedIsRefusedAndTheRefusalLogged() throws {
    let desk = try self.desk()
    defer { desk.clear() }
    let text = try String(contentsOfFile: Self.sample, encoding: .utf8)
    let refusals: [(old: String, new: String, purpose: String, more: [String], word: String)] = [
      ("", "", "evict", [], "does not allow this purpose"),
      ("", "", "protect", ["--list", "controllers"], "does not allow the list"),
      ("until: 2035-12-31", "until: 2026-02-01", "protect", [], "ended on 2026-02-01"),
      ("from: 2026-01-01", "from: 2034-01-01", "protect", [], "in force from"),
      ("[band,", "[score,", "protect", [], "never given score"),
      (
        "premises: [band,", "periphery: [band]\n  premises: [band,", "protect", [],
        "never given the list periphery"
      ),
      ("newest_days: 36500", "newest_days: 1", "protect", [], "more than 1 days old"),
    ]
    for refusal in refusals {
      let changed =
        refusal.old.isEmpty
        ? text : text.replacingOccurrences(of: refusal.old, with: refusal.new)
      #expect(refusal.old.isEmpty || changed != text)
      try Data(changed.utf8).write(to: URL(fileURLWithPath: desk.path("sharing.yaml")))
      let answer = try export(
        desk, agreement: "sharing.yaml", purpose: refusal.purpose, refusal.more)
      #expect(answer.status == 77, "\(refusal.word): \(answer.talk)")
      #expect(answer.talk.contains(refusal.word) && answer.talk.contains("mend"), "\(answer.talk)")
      #expect(answer.output.isEmpty)
    }
    #expect(try copies(desk).isEmpty)
    let log = try run(desk, ["audit", "--archive", "region.db", "--list"])
    #expect(
      log.output.components(separatedBy: "Sample Borough housing  denied").count
        == refusals.count + 1, "\(log.output)")
    #expect(
      try run(desk, ["disclosures", "--archive", "region.db"]).output.contains("copies: 0"))
  }

  @Test func whatIsMissingIsSaid() throws {
    let desk = try self.desk()
    defer { desk.clear() }
    #expect(try export(desk, agreement: "nowhere.yaml").status == 66)
    #expect(try export(desk, ["--format", "paper"]).status == 64)
    try FileManager.default.removeItem(atPath: desk.path("keys/signing.pem"))
    let answer = try export(desk)
    #expect(answer.status == 66 && answer.talk.contains("countylines keys"), "\(answer.talk)")
  }
}
