import GRDB
import Primitives
import Testing

@testable import Archive

/// G01, G15. Goal: nothing is handed over without its record, and who received what can be found.
/// Method: copies written, read back, written twice, and broken off inside.
@Suite struct DisclosureTests {
  private static func copy(_ id: String, mark: String) -> Disclosure {
    Disclosure(
      id: id, agreement: "ISA-1", recipient: "Housing", recipientClass: "partner",
      purpose: "protect", copy: mark, issuedAt: Instant(seconds: 1_000),
      validUntil: Instant(seconds: 2_000), dataThrough: Instant(seconds: 900), manifest: "{}")
  }

  private static let entries = [
    DisclosedEntry(entry: "E1", list: "premises", subject: "north:H1", records: ["100"]),
    DisclosedEntry(entry: "E2", list: "premises", subject: "north:H2", records: []),
  ]

  @Test func aCopyAndItsRecordAreOne() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let number = try archive.disclose(Self.copy("x", mark: "C1"), entries: Self.entries)
    #expect(try archive.disclosures() == [Self.copy("x", mark: "C1")])
    #expect(try archive.disclosedEntries(of: "x") == Self.entries)
    let record = try #require(try archive.auditLog().last)
    #expect(record.number == number)
    #expect(record.entry.operation == .disclosure && record.entry.recipient == "Housing")
    #expect(record.entry.reason == "protect" && record.entry.rows == 2)
    #expect(
      record.entry.objects == ["x", "ISA-1", "premises:north:H1", "premises:north:H2"])
  }

  @Test func aCopyThatCannotBeRegisteredLeavesNoRecord() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.disclose(Self.copy("x", mark: "C1"), entries: Self.entries)
    let before = try archive.auditLog()
    var bad: [(Disclosure, [DisclosedEntry])] = [
      (Self.copy("x", mark: "C2"), []), (Self.copy("y", mark: "C1"), []),
      (Self.copy("z", mark: "C3"), Self.entries + Self.entries),
    ]
    var endless = Self.copy("w", mark: "C4")
    endless.validUntil = endless.issuedAt
    bad.append((endless, []))
    var nobody = Self.copy("v", mark: "C5")
    nobody.recipient = ""
    bad.append((nobody, []))
    var unreadable = Self.copy("u", mark: "C6")
    unreadable.manifest = "no JSON"
    bad.append((unreadable, []))
    for (copy, entries) in bad {
      #expect(throws: ArchiveError.self) { try archive.disclose(copy, entries: entries) }
      #expect(try archive.auditLog() == before)
      #expect(try archive.disclosures().count == 1)
    }
    #expect(try AuditCheck.findings(log: archive.auditLog(), heads: []).isEmpty)
  }

  @Test func whatWasHandedOverMovesNoRun() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let before = try archive.contentDigest()
    try archive.disclose(Self.copy("x", mark: "C1"), entries: Self.entries)
    #expect(try archive.contentDigest() == before)
  }
}
