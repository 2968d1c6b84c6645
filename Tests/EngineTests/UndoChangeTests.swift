import Archive
import Primitives
import Testing
import Vocabulary

@testable import Engine

/// Goal: undoing a merge restores the state before it, and keeps it. Method: on many seeds, two
/// people, records that merge them, the undoing, and further nights; identifiers and members are
/// compared with the first state.
@Suite struct UndoChangeTests {
  @Test func undoingRestoresTheStateBeforeOnManySeeds() throws {
    var merges = 0
    for seed in UInt64(1)...12 {
      var random = SeededGenerator(seed: seed)
      let nights = try PeopleNights()
      defer { nights.clear() }
      let two = PeopleNights.twoPeople(using: &random)
      let first = try nights.run(PeopleNights.crowd(90, using: &random) + two.apart)
      let second = try nights.run(two.bridge)
      let ledger = try nights.ledger()
      guard ledger.contains(where: { $0.change.kind == .merge }) else { continue }
      merges += 1
      #expect(second != first)
      for change in ledger.reversed() where change.change.kind == .merge {
        let lines = try UndoChange(archive: nights.archive)
          .run(change: change.number, decision: try PeopleNights.decision())
        #expect(lines.first?.contains("undoes change \(change.number)") == true)
      }
      func old(_ entities: [RecordKey: String]) -> [RecordKey: String] {
        entities.filter { first[$0.key] != nil }
      }
      #expect(old(try nights.entities()) == first, "at once, seed \(seed)")
      let known = Set(first.values)
      for night in 1...2 {
        let later = try nights.run([])
        #expect(old(later) == first, "night \(night), seed \(seed)")
        let newer = later.filter { first[$0.key] == nil }
        #expect(newer.values.allSatisfy { !known.contains($0) }, "seed \(seed)")
      }
      // What the nights after it wrote concerns the newer records alone.
      for change in try nights.ledger().dropFirst(ledger.count) where change.undoes == nil {
        let parts = try #require(EntityLedger.entities(change.change.before))
        #expect(parts.values.joined().allSatisfy { first[$0] == nil }, "seed \(seed)")
      }
    }
    #expect(merges >= 8, "the test's records merge on \(merges) seeds only")
  }

  @Test func aMergeByJudgementIsUndoneAndItsLinesSayWhy() throws {
    var random = SeededGenerator(seed: 3)
    let nights = try PeopleNights()
    defer { nights.clear() }
    let first = try nights.run(PeopleNights.crowd(80, using: &random))
    let judge = JudgePeople(archive: nights.archive)
    let said = try judge.record(
      left: "cheshire:x2", right: "cheshire:x1", verdict: "same",
      decision: try PeopleNights.decision("met both"))
    #expect(
      said.first
        == "judgement 1: cheshire:x1 and cheshire:x2 are one person, by DC Ames, "
        + "2026-03-20T09:48:20Z")
    let second = try nights.run([])
    let (one, two) = (PeopleNights.key("x1"), PeopleNights.key("x2"))
    #expect(second[one] == second[two] && first[one] != first[two])
    let merge = try #require(try nights.ledger().first)
    #expect(merge.change.kind == .merge && merge.change.detail.contains("judged one person by"))
    _ = try UndoChange(archive: nights.archive)
      .run(change: 1, decision: try PeopleNights.decision("mistaken"))
    #expect(try nights.entities() == first)
    #expect(try nights.run([]) == first)
    let list = try UndoChange(archive: nights.archive).list()
    #expect(list.count == 3 && list[0].contains("  merge  ") && list[0].contains("undone by 2"))
    #expect(list[1].contains("  split  ") && list[1].contains("undoes 1"))
    #expect(list[1].hasSuffix("undone by DC Ames: mistaken") && list[2] == "changes: 2")
  }

  @Test func whatCannotBeUndoneIsRefusedAndNothingIsWritten() throws {
    var random = SeededGenerator(seed: 4)
    let nights = try PeopleNights()
    defer { nights.clear() }
    _ = try nights.run(PeopleNights.crowd(60, using: &random))
    let judge = JudgePeople(archive: nights.archive)
    func same(_ left: String, _ right: String) throws {
      _ = try judge.record(
        left: "cheshire:" + left, right: "cheshire:" + right, verdict: "same",
        decision: try PeopleNights.decision("known"))
    }
    try same("x1", "x2")
    _ = try nights.run([])
    try same("x2", "x3")
    _ = try nights.run([])
    let undo = UndoChange(archive: nights.archive)
    func refusal(_ change: Int) throws -> EngineError? {
      let history = try nights.ledger()
      let error = #expect(throws: EngineError.self) {
        try undo.run(change: change, decision: try PeopleNights.decision())
      }
      #expect(try nights.ledger() == history)
      return error
    }
    #expect(try refusal(9)?.exit == .noInput)
    #expect(try refusal(1)?.mend == "undo change 2 first")
    _ = try undo.run(change: 2, decision: try PeopleNights.decision())
    #expect(try refusal(2)?.message == "change 2 was undone already, by change 3")
    #expect(try refusal(3)?.message == "change 3 is a split, and only merges are undone")
    _ = try undo.run(change: 1, decision: try PeopleNights.decision())
    #expect(try nights.ledger().count == 4)
  }

  @Test func aWayOfJudgementsThroughANewerRecordIsNamed() throws {
    var random = SeededGenerator(seed: 5)
    let nights = try PeopleNights()
    defer { nights.clear() }
    _ = try nights.run(PeopleNights.crowd(60, using: &random))
    var more = random
    let row = PeopleNights.crowd(1, using: &more)[0].dropFirst(2)
    try nights.deliver(["n0" + row])
    let judge = JudgePeople(archive: nights.archive)
    for other in ["x1", "x2"] {
      _ = try judge.record(
        left: "cheshire:n0", right: "cheshire:" + other, verdict: "same",
        decision: try PeopleNights.decision("known"))
    }
    _ = try nights.run([])
    let undo = UndoChange(archive: nights.archive)
    let error = #expect(throws: EngineError.self) {
      try undo.run(change: 1, decision: try PeopleNights.decision())
    }
    #expect(error?.message.contains("cheshire:n0 and cheshire:x1 (DC Ames)") == true)
    #expect(error?.mend.contains("countylines judge") == true)
    // With one of them taken back, the newer record goes with the other's person.
    _ = try judge.record(
      left: "cheshire:n0", right: "cheshire:x2", verdict: "not-same",
      decision: try PeopleNights.decision("not him"))
    _ = try undo.run(change: 1, decision: try PeopleNights.decision())
    for entities in [try nights.entities(), try nights.run([])] {
      #expect(entities[PeopleNights.key("n0")] == entities[PeopleNights.key("x1")])
      #expect(entities[PeopleNights.key("n0")] != entities[PeopleNights.key("x2")])
    }
  }
}
