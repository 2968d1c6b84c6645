import GRDB
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// A14, G01, G02, A20. Goal: what is done is in the log, once, in its own transaction; all seven
/// kinds of tampering are found and an honest log never is; the log holds no content.
/// Method: logs of random entries, tampered with through the database with its triggers dropped.
@Suite struct AuditTests {
  /// An archive with a log of random entries.
  private func made(_ folder: ArchiveFolder, seed: UInt64, count: Int) throws -> RecordArchive {
    var configuration = ArchiveConfiguration(path: folder.file())
    configuration.actor = "tester"
    configuration.now = Instant(seconds: 1_000)
    let archive = try RecordArchive(configuration)
    var random = SeededGenerator(seed: seed)
    try archive.write { database in
      for _ in 0..<count { try archive.log(Self.entry(&random), database) }
    }
    return archive
  }

  private static func entry(_ random: inout SeededGenerator) -> AuditEntry {
    let operations = AuditEntry.Operation.allCases
    let operation = operations[Int(random.next() % UInt64(operations.count))]
    let texts = ["", "a", "a\n", "\\n", "é", "=1", "a:1", "\u{0}"]
    return AuditEntry(
      operation, "kind", (0..<(random.next() % 4)).map { _ in texts[Int(random.next() % 8)] },
      rows: Int(random.next() % 5), recipient: operation == .disclosure ? "gmp" : nil,
      reason: texts[Int(random.next() % 7)],
      outcome: AuditEntry.Outcome.allCases[Int(random.next() % 3)])
  }

  private func tamper(_ archive: RecordArchive, _ statements: String) throws {
    try archive.write { database in
      try database.execute(
        sql: "DROP TRIGGER audit_record_stays; DROP TRIGGER audit_record_is_kept;")
      try database.execute(sql: statements)
    }
  }

  /// Writes the hashes of all records from one on anew, as somebody would who knows the method.
  private func hashAnew(_ archive: RecordArchive, from number: Int) throws {
    try archive.write { database in
      try database.execute(
        sql: "DROP TRIGGER IF EXISTS audit_record_stays; "
          + "UPDATE audit_record SET reason = 'another' WHERE audit_no = \(number)")
    }
    var before = number > 1 ? try archive.auditLog(from: number - 1)[0].hash : AuditHead.none.hash
    for record in try archive.auditLog(from: number) {
      let anew = AuditRecord(
        number: record.number, at: record.at, actor: record.actor, entry: record.entry,
        previous: before, hash: [])
      try archive.write { database in
        try database.execute(
          sql: "UPDATE audit_record SET previous = x'\(HexText.of(before))', "
            + "hash = x'\(HexText.of(anew.rightHash))' WHERE audit_no = \(record.number)")
      }
      before = anew.rightHash
    }
  }

  @Test func anHonestLogIsNeverFaulted() throws {
    for seed in 1...1000 as ClosedRange<UInt64> {
      var before = AuditHead.none
      var heads: [AuditHead] = []
      var random = SeededGenerator(seed: seed)
      let log = (1...Int(random.next() % 20 + 1)).map { number in
        let bare = AuditRecord(
          number: number, at: Instant(seconds: Int64(random.next() % 9)), actor: "t",
          entry: Self.entry(&random), previous: before.hash, hash: [])
        let record = AuditRecord(
          number: number, at: bare.at, actor: "t", entry: bare.entry, previous: before.hash,
          hash: bare.rightHash)
        before = AuditHead(number: number, hash: record.hash)
        if random.next() % 3 == 0 { heads.append(before) }
        return record
      }
      #expect(AuditCheck.findings(log: log, heads: heads).isEmpty, "seed \(seed)")
    }
  }

  @Test func whatIsWrittenComesBack() throws {
    let folder = ArchiveFolder()
    let archive = try made(folder, seed: 7, count: 300)
    var random = SeededGenerator(seed: 7)
    let log = try archive.auditLog()
    #expect(log.map(\.entry) == (0..<300).map { _ in Self.entry(&random) })
    #expect(AuditCheck.findings(log: log, heads: [try archive.auditHead()]).isEmpty)
    #expect(try archive.auditHead() == AuditHead(number: 300, hash: log[299].hash))
  }

  @Test(arguments: [
    "UPDATE audit_record SET reason = reason || 'x' WHERE audit_no = 40",
    "UPDATE audit_record SET actor = 'other' WHERE audit_no = 1",
    "UPDATE audit_record SET at = at + 1 WHERE audit_no = 100",
    "DELETE FROM audit_record WHERE audit_no = 50",
    "DELETE FROM audit_record WHERE audit_no = 1",
    """
    UPDATE audit_record SET audit_no = audit_no + 1000 WHERE audit_no > 60;
    UPDATE audit_record SET audit_no = audit_no - 999 WHERE audit_no > 1000;
    INSERT INTO audit_record SELECT 61, at, actor, operation, object_kind, objects, rows,
      recipient, reason, outcome, previous, hash FROM audit_record WHERE audit_no = 60;
    """,
    """
    UPDATE audit_record SET audit_no = 5000 WHERE audit_no = 30;
    UPDATE audit_record SET audit_no = 30 WHERE audit_no = 31;
    UPDATE audit_record SET audit_no = 31 WHERE audit_no = 5000;
    """,
  ]) func theChainShowsEditingTakingOutPuttingInAndMoving(_ statements: String) throws {
    let folder = ArchiveFolder()
    let archive = try made(folder, seed: 3, count: 100)
    try tamper(archive, statements)
    #expect(!AuditCheck.findings(log: try archive.auditLog(), heads: []).isEmpty)
    #expect(!(try archive.verify().isSound))
  }

  @Test func headsShowTruncationAnOlderCopyAndHashingAnew() throws {
    let folder = ArchiveFolder()
    let archive = try made(folder, seed: 5, count: 60)
    let older = try archive.auditLog()
    var random = SeededGenerator(seed: 6)
    for _ in 0..<40 { try archive.log(Self.entry(&random)) }
    let head = try archive.auditHead()
    #expect(AuditCheck.findings(log: older, heads: []).isEmpty, "an older copy looks whole")
    #expect(!AuditCheck.findings(log: older, heads: [head]).isEmpty)
    let cut = Array(try archive.auditLog().dropLast())
    #expect(AuditCheck.findings(log: cut, heads: []).isEmpty, "a log cut off looks whole")
    #expect(!AuditCheck.findings(log: cut, heads: [head]).isEmpty)
    for number in [1, 50, 100] {
      let other = ArchiveFolder()
      let copy = try made(other, seed: 5, count: 100)
      let right = try copy.auditHead()
      try hashAnew(copy, from: number)
      let log = try copy.auditLog()
      #expect(AuditCheck.findings(log: log, heads: []).isEmpty, "hashed anew it looks whole")
      #expect(!AuditCheck.findings(log: log, heads: [right]).isEmpty)
    }
  }

  @Test func theLogIsNeverChangedByStatements() throws {
    let folder = ArchiveFolder()
    let archive = try made(folder, seed: 2, count: 3)
    for statement in [
      "UPDATE audit_record SET reason = ''", "DELETE FROM audit_record",
      "INSERT INTO audit_record SELECT 9, at, actor, 'gossip', object_kind, objects, rows, NULL, "
        + "reason, outcome, previous, hash FROM audit_record WHERE audit_no = 1",
    ] {
      #expect(throws: ArchiveError.self, "\(statement)") {
        try archive.write { try $0.execute(sql: statement) }
      }
    }
  }

  @Test func everyChangeIsLoggedOnceAndAFailedOneNotAtAll() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let file = Made.file(1, .persons)
    try archive.ingest(file, bytes: 9) { writer in
      try writer.add(records: [Made.person("MARKER-ID", "MARKER-NAME", row: 1)])
      return IngestClosing(rowsRead: 1)
    }
    try archive.ingest(file, bytes: 9) { _ in IngestClosing(rowsRead: 1) }
    #expect(throws: ArchiveError.self) {
      try archive.ingest(Made.file(2, .persons), bytes: 9) { _ in IngestClosing(rowsRead: 5) }
    }
    try archive.record(
      HeldJudgement(
        RecordKey(source: "a", id: "1"), RecordKey(source: "b", id: "2"), .same, decidedBy: "A",
        decidedAt: Instant(seconds: 1), reason: "met both"))
    try archive.beginRun(
      RunOpening(
        id: "r", inputsDigest: "d", asOf: Instant(seconds: 1), seed: 1, configuration: "{}")
    )
    try archive.finishRun("r", RunClosing(manifest: "{}", entries: []))
    let log = try archive.auditLog()
    #expect(log.map(\.entry.operation) == [.collection, .alteration, .combination])
    #expect(log[0].entry.objects == [file.digest] && log[0].entry.rows == 1)
    #expect(log[1].entry.objects == ["a:1", "b:2"] && log[2].entry.objects.first == "r")
    #expect(!"\(log)".contains("MARKER"))
    #expect(try archive.verify().isSound)
  }

  @Test func changedRecordsAndListsAreFound() throws {
    for statement in [
      "UPDATE persons SET family_name = 'Other'", "UPDATE persons SET address = NULL",
      "UPDATE list_entry SET row = '{\"rank\":2}'", "UPDATE list_entry SET explanation = '{ }'",
      "DELETE FROM list_entry", "UPDATE run SET manifest = '{\"a\":1}'",
    ] {
      let folder = ArchiveFolder()
      let archive = try folder.archive()
      try archive.ingest(Made.file(1, .persons), [Made.person("P1", "Name", row: 1)])
      try archive.beginRun(
        RunOpening(
          id: "r", inputsDigest: "d", asOf: Instant(seconds: 1), seed: 1, configuration: "{}"))
      try archive.finishRun(
        "r",
        RunClosing(
          manifest: "{}",
          entries: [
            ListEntry(list: "controllers", position: 1, subject: "p", row: "{\"rank\":1}")
          ]))
      #expect(try archive.verify().findings == [])
      try archive.write { try $0.execute(sql: statement) }
      #expect(try archive.verify().findings.count == 1, "\(statement)")
    }
  }

  @Test func aSchemaOfSomebodyElseIsFound() throws {
    for statement in [
      "CREATE TRIGGER own AFTER INSERT ON audit_record BEGIN SELECT 1; END",
      "CREATE VIEW own AS SELECT 1", "CREATE TABLE own (x)", "DROP TRIGGER judgement_stays",
      "DROP INDEX quarantine_by_file",
    ] {
      let folder = ArchiveFolder()
      let archive = try folder.archive()
      #expect(try archive.verify().isSound)
      try archive.write { try $0.execute(sql: statement) }
      #expect(!(try archive.verify().isSound), "\(statement)")
    }
  }

  @Test func aBackupIsTheArchiveAtOneMoment() throws {
    let folder = ArchiveFolder()
    let archive = try made(folder, seed: 1, count: 5)
    try archive.backup(to: folder.file("copy.sqlite"))
    try archive.log(AuditEntry(.administration, "later", []))
    let copy = try folder.archive("copy.sqlite", access: .reading)
    #expect(try copy.verify().isSound)
    #expect(try copy.auditLog() == Array(try archive.auditLog().dropLast()))
    #expect(try copy.auditLog().last?.entry.objectKind == "backup")
  }
}
