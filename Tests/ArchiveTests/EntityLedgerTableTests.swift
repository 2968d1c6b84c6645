import GRDB
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: an undoing is wholly there or not at all, the ledger is never changed, and a run keeps
/// what it matched by. Method: an undoing that fails at each of its steps leaves every table as it
/// was; SQL that would change the ledger is refused.
@Suite struct EntityLedgerTableTests {
  private let one = RecordKey(source: "a", id: "1")
  private let two = RecordKey(source: "b", id: "2")

  /// An archive in which two people were merged by run r2.
  private func merged(_ folder: ArchiveFolder) throws -> RecordArchive {
    let archive = try folder.archive()
    for (run, ids) in [("r1", ["e1", "e2"]), ("r2", ["e1", "e1"])] {
      try archive.beginRun(
        RunOpening(
          id: run, inputsDigest: run, asOf: Instant(seconds: 9), seed: 1, configuration: "{}"))
      let changes =
        run == "r1"
        ? []
        : [
          EntityChange(
            kind: .merge, before: #"{"e1":["a:1"],"e2":["b:2"]}"#,
            after: #"{"e1":["a:1","b:2"]}"#)
        ]
      try archive.finishRun(
        run,
        RunClosing(
          manifest: "{}", entries: [],
          entities: zip([one, two], ids).map {
            EntityMember(person: $0, entityID: $1, probability: 0.75)
          }, changes: changes, model: "model of \(run)"))
    }
    return archive
  }

  private func undoing() -> EntityUndoing {
    EntityUndoing(
      undone: 1,
      change: EntityChange(
        kind: .split, before: #"{"e1":["a:1","b:2"]}"#,
        after: #"{"e1":["a:1"],"e2":["b:2"]}"#),
      moves: [EntityUndoing.Move(person: two, from: "e1", to: "e2")],
      judgements: [
        HeldJudgement(
          one, two, .notTheSame, decidedBy: "A", decidedAt: Instant(seconds: 7), reason: "twins")
      ], decidedBy: "A", decidedAt: Instant(seconds: 7), reason: "twins")
  }

  @Test func anUndoingWritesAllItsParts() throws {
    let folder = ArchiveFolder()
    let archive = try merged(folder)
    #expect(try archive.undo(undoing()) == 2)
    #expect(try archive.entities().map(\.entityID) == ["e1", "e2"])
    #expect(try archive.judgements() == undoing().judgements)
    let ledger = try archive.entityChanges()
    #expect(ledger.map(\.number) == [1, 2] && ledger.map(\.run) == ["r2", "r2"])
    #expect(ledger.map(\.undoneBy) == [2, nil] && ledger.map(\.undoes) == [nil, 1])
    #expect(ledger[1].change == undoing().change)
    #expect(try archive.verify().isSound)
  }

  @Test func anUndoingThatFailsAtAnyStepLeavesNothing() throws {
    let folder = ArchiveFolder()
    let archive = try merged(folder)
    let before = try archive.dump()
    var wrong = [EntityUndoing](repeating: undoing(), count: 7)
    wrong[0].undone = 9
    wrong[1].change.detail = "not JSON"
    wrong[2].moves[0].from = "e3"
    wrong[3].moves.append(EntityUndoing.Move(person: one, from: "e2", to: "e1"))
    wrong[4].judgements.append(
      HeldJudgement(
        one, one, .unsure, decidedBy: "A", decidedAt: Instant(seconds: 7), reason: "x"))
    wrong[5].decidedBy = ""
    wrong[6].reason = ""
    for undoing in wrong {
      #expect(throws: ArchiveError.self) { try archive.undo(undoing) }
      #expect(try archive.dump() == before)
    }
    try archive.undo(undoing())
    let after = try archive.dump()
    #expect(throws: ArchiveError.self) { try archive.undo(undoing()) }
    #expect(try archive.dump() == after)
  }

  @Test func theLedgerIsNeverChanged() throws {
    let folder = ArchiveFolder()
    let archive = try merged(folder)
    try archive.undo(undoing())
    for sql in [
      "DELETE FROM entity_change", "UPDATE entity_change SET change = 'split'",
      "DELETE FROM entity_undoing", "UPDATE entity_undoing SET reason = 'x'",
    ] {
      #expect(throws: ArchiveError.self, "\(sql)") {
        try archive.write { try $0.execute(sql: sql) }
      }
    }
  }

  @Test func aRunKeepsWhatItMatchedBy() throws {
    let folder = ArchiveFolder()
    let archive = try merged(folder)
    #expect(try archive.model(ofRun: "r1") == "model of r1")
    #expect(try archive.model(ofRun: "r2") == "model of r2")
    #expect(try archive.model(ofRun: "r3") == nil)
  }

  @Test func anArchiveOfTheFormBeforeIsBroughtUpToDate() throws {
    let folder = ArchiveFolder()
    do {
      let old = try DatabaseQueue(path: folder.file())
      try old.writeWithoutTransaction { database in
        for migration in Migration.all.prefix(4) { try migration.run(on: database) }
        try database.execute(
          sql: """
            INSERT INTO run (run_id, inputs_digest, as_of, seed, configuration, manifest, status)
            VALUES ('r0', 'x', 1, '1', '{}', '{}', 'finished');
            INSERT INTO entity_change (run_no, change, entities_before, entities_after, detail)
            VALUES (1, 'merge', '{}', '{}', '{}');
            """)
      }
    }
    #expect(throws: ArchiveError.self) { try folder.archive(access: .reading) }
    let archive = try folder.archive()
    #expect(try archive.entityChanges().map(\.run) == ["r0"])
    #expect(try archive.model(ofRun: "r0") == nil)
    #expect(try archive.verify().isSound)
  }
}
