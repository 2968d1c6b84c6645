import Archive
import Foundation
import Primitives
import Testing
import Vocabulary

@testable import Engine

/// G15, G22. Goal: a person's request is answered by one command, and nothing is released that has
/// conditions; whoever received a subject is found, and nobody else. Method: a small archive made
/// by hand, five recipients of whom three received.
@Suite struct SubjectReportTests {
  private func desk() throws -> (folder: URL, archive: String) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("subject-" + UUID().uuidString)
    let source = folder.appendingPathComponent("inbox/north")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    try Data(
      """
      person_id,family_name,given_names,date_of_birth,subject_category
      P1,Ashworth,Aidan,1990-01-02,victim
      P2,Birtles,Bethan,1980-01-02,

      """.utf8
    ).write(to: source.appendingPathComponent("persons.csv"))
    try Data(
      """
      event_id,kind,at,person_ids,person_roles,text,source_eval,intel_eval,handling
      E1,arrest,2026-03-01T10:00:00Z,P1;P2,P1=witness;P2=suspect,,1,A,P
      E2,intel,2026-03-02T10:00:00Z,P1,,Secret words,2,C,C
      E3,missing,2026-03-03T10:00:00Z,P1,,,,,
      E4,intel,2026-03-04T10:00:00Z,P1,,More words,2,C,P
      E5,arrest,2026-03-05T10:00:00Z,P2,P2=suspect,,1,A,P

      """.utf8
    ).write(to: source.appendingPathComponent("events.csv"))
    let archive = folder.appendingPathComponent("a.db").path
    try IngestOnly(archive: archive).run(folder.appendingPathComponent("inbox").path)
    return (folder, archive)
  }

  private func disclose(_ archive: String) throws {
    let store = try StandingArchive.open(archive, .writing)
    for index in 1...5 {
      let isTold = index % 2 == 1
      try store.disclose(
        Disclosure(
          id: "copy-\(index)", agreement: "ISA-\(index)", recipient: "Body \(index)",
          recipientClass: "force", purpose: "protect", copy: "C\(index)",
          issuedAt: Instant(seconds: 1_774_000_000), validUntil: Instant(seconds: 1_775_000_000),
          dataThrough: Instant(seconds: 1_773_900_000), manifest: "{}"),
        entries: [
          DisclosedEntry(
            entry: "E\(index)a", list: "controllers", subject: "p-\(index)",
            records: [isTold ? "north:P1" : "north:P2"])
        ])
    }
  }

  @Test func everythingIsThereForWhoeverAnswers() throws {
    let (folder, archive) = try desk()
    defer { try? FileManager.default.removeItem(at: folder) }
    try disclose(archive)
    let report = SubjectReport(archive: archive, reason: "request 1")
    _ = try report.run("north:P1", isForRelease: false)
    let text = try report.run("north:P1", isForRelease: false).joined(separator: "\n")
    for expected in [
      "family_name  Ashworth", "category  victim", "2026-03-01  arrest  north:E1  witness",
      "2026-03-02  intel  north:E2  unknown  grade 2CC", "2026-03-03  missing  north:E3  unknown",
      "subject  request 1", "Body 1 (force)  controllers  for protect", "LISTS\nnone",
    ] {
      #expect(text.contains(expected), "\(expected) is not in\n\(text)")
    }
    #expect(!text.contains("Birtles") && !text.contains("E5") && !text.contains("Body 2"))
  }

  @Test func whatNeedsADecisionIsNotReleased() throws {
    let (folder, archive) = try desk()
    defer { try? FileManager.default.removeItem(at: folder) }
    try disclose(archive)
    let report = SubjectReport(archive: archive, reason: "request 1")
    _ = try report.run("north:P1", isForRelease: true)
    let text = try report.run("north:P1", isForRelease: true).joined(separator: "\n")
    #expect(text.contains("2026-03-01  arrest  north  witness"))
    #expect(text.contains("Body 5 (force)"))
    for kept in ["intel", "missing", "words", "E1", "grade", Actor.current + "  ", "request 1"] {
      #expect(!text.contains(kept), "\(kept) is in\n\(text)")
    }
  }

  @Test func exactlyThoseWhoReceivedAreFound() throws {
    let (folder, archive) = try desk()
    defer { try? FileManager.default.removeItem(at: folder) }
    try disclose(archive)
    let register = ListDisclosures(archive: archive)
    let found = try register.find("north:P1")
    #expect(found.count == 3)
    for (line, body) in zip(found, [1, 3, 5]) { #expect(line.contains("to Body \(body) ")) }
    #expect(try register.find("E4a").count == 1)
    #expect(try register.find("C2").count == 1)
    #expect(throws: EngineError.self) { try register.find("north:P9") }
    // Each look is a record.
    let store = try StandingArchive.open(archive, .reading)
    let looks = try store.auditLog().filter { $0.entry.objectKind == "disclosures" }
    #expect(looks.count == 4)
    #expect(looks.first?.entry.rows == 3)
  }
}
