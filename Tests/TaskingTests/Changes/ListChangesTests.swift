import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// Goal: every difference between two runs is on the list of changes once, with its reason. Method:
/// each way of coming and going by hand; random runs against a twin that only knows ranks.
@Suite struct ListChangesTests {
  private func changes(
    _ now: [Explanation], since before: [Explanation], leftOut: [LeftOut] = []
  ) -> [ListChange] {
    ListChanges(of: madeList(now, leftOut: leftOut), since: before).changes
  }

  @Test func onTheFirstRunEverythingIsNew() {
    let found = changes([madeExplanation("x", steps: [("one", 3), ("two", -1)])], since: [])
    #expect(found.map(\.kind) == [.new] && found[0].rankBefore == nil && found[0].rank == 1)
    #expect(found[0].why == ["one says so (+3.0 bits)"])
    #expect(changes([], since: []).isEmpty)
  }

  @Test func whatStandsIsNoChangeWhateverItsScore() {
    let before = [madeExplanation("x", steps: [("one", 1)])]
    #expect(changes([madeExplanation("x", steps: [("one", 5)])], since: before).isEmpty)
  }

  @Test func aRiseIsExplainedByWhatIsNewAndByWhomItPassed() {
    let before = [
      madeExplanation("x", rank: 1, steps: [("one", 3)]),
      madeExplanation("y", rank: 2, steps: [("one", 2), ("old", 1)]),
    ]
    let now = [
      madeExplanation("y", rank: 1, steps: [("one", 2.02), ("more", 4)]),
      madeExplanation("x", rank: 2, steps: [("one", 3)]),
    ]
    let found = changes(now, since: before)
    #expect(found.map(\.subject) == ["y", "x"] && found.map(\.kind) == [.up, .down])
    #expect(
      found[0].why == [
        "found since: more says so (+4.0 bits)", "no longer: old says so (was +1.0 bits)",
        "it passed 1",
      ])
    #expect(found[1].why == ["it was passed by 1"])
  }

  @Test func aRowThatLeavesSaysWhy() {
    let before = [
      madeExplanation("low", rank: 1, steps: [("one", 3)]),
      madeExplanation("full", rank: 2), madeExplanation("silent", rank: 3, steps: [("one", 2)]),
      madeExplanation("moved", rank: 4), madeExplanation("merged", rank: 5, aliases: ["a:7"]),
    ]
    let now = [
      madeExplanation("moved", on: "premises/b", rank: 1),
      madeExplanation("whole", rank: 1, aliases: ["a:6", "a:7"]),
    ]
    let leftOut = [
      LeftOut(
        reason: "its score is below the floor",
        explanation: madeExplanation(
          "low", steps: [("one", 1)], handling: "C", lastOutcome: "last time: nothing found")),
      LeftOut(reason: "the list holds 1", explanation: madeExplanation("full")),
    ]
    let gone = changes(now, since: before, leftOut: leftOut).filter { $0.kind == .gone }
    #expect(gone.map(\.subject) == ["low", "full", "silent", "moved", "merged"])
    #expect(
      gone[0].why == [
        "its score is below the floor", "last time: nothing found",
        "one says so (+1.0 bits, was +3.0)",
      ])
    #expect(gone[0].handling == "C" && gone[1].handling == "P")
    #expect(gone[1].why == ["the list holds 1"])
    #expect(
      gone[2].why == [
        "nothing found speaks of it any more", "before: one says so (+2.0 bits)",
      ])
    #expect(gone[3].why == ["now on premises/b at rank 1"])
    #expect(gone[4].why == ["now listed as whole at rank 1"])
    let new = changes(now, since: before, leftOut: leftOut).filter { $0.kind == .new }
    #expect(
      new.flatMap(\.why) == ["was listed as merged at rank 5", "was on premises/a at rank 4"])
  }

  @Test func randomRunsAgreeWithATwinOfRanks() {
    withEverySeed(0..<300) { _, generator in
      let files = ["premises/a", "premises/b"]
      func run() -> [Explanation] {
        files.flatMap { path in
          let subjects = (0..<generator.below(9)).map { _ in "s\(generator.below(12))" }
          return Array(Set(subjects)).sorted().shuffled(using: &generator).enumerated().map {
            madeExplanation(
              $0.element, on: path, rank: $0.offset + 1,
              steps: [("one", Double(generator.below(5))), ("two", Double(generator.below(3)))])
          }
        }
      }
      let (before, now) = (run(), run())
      func ranks(_ rows: [Explanation]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0.path + " " + $0.subject, $0.rank) })
      }
      let (was, isNow) = (ranks(before), ranks(now))
      var expected: [String: ListChange.Kind] = [:]
      for place in Set(was.keys).union(isNow.keys) {
        switch (was[place], isNow[place]) {
        case (nil, _): expected[place] = .new
        case (_, nil): expected[place] = .gone
        case (let old?, let new?): expected[place] = new < old ? .up : new > old ? .down : nil
        }
      }
      let found = ListChanges(of: madeList(now), since: before).changes
      #expect(
        Dictionary(uniqueKeysWithValues: found.map { ($0.path + " " + $0.subject, $0.kind) })
          == expected)
      // Somebody else left, came or passed, or its own evidence moved: every change has a reason.
      #expect(found.allSatisfy { !$0.why.isEmpty || $0.kind == .new })
      for path in files {
        let kinds = found.filter { $0.path == path }.map(\.kind)
        #expect(kinds == kinds.sorted())
      }
    }
  }

  @Test func differencesOfStepsSumToTheDifferenceOfTotals() {
    withEverySeed(0..<300) { _, generator in
      func why() -> Explanation {
        let signals = ["a", "b", "c", "d"].filter { _ in generator.chance(0.7) }
        return madeExplanation(
          "x", prior: Double(generator.below(4)) - 5,
          steps: signals.map { ($0, Double(generator.below(900)) / 100 - 3) })
      }
      let (before, now) = (why(), why())
      let found = WaterfallDifference(from: before, to: now)
      let sum = found.steps.reduce(found.prior) { $0 + $1.bits }
      #expect(abs(sum - (now.total - before.total)) < 1e-9)
      #expect(found.sentences.count <= WaterfallDifference.sentencesMax)
      #expect(found.sentences.allSatisfy { !$0.contains(";") })
      #expect(WaterfallDifference(from: now, to: now).steps.isEmpty)
    }
  }

  @Test func everyFileGetsATableThoughNothingChanged() {
    let tables = ChangeTable.tables(
      of: ListChanges(of: madeList([madeExplanation("=x")]), since: []),
      paths: ["premises/b", "premises/a"])
    #expect(tables.map(\.path) == ["changes/premises/a", "changes/premises/b"])
    #expect(tables[1].rows.isEmpty)
    #expect(tables[0].csv.contains("new,'=x,,1,,50.00,,P\n"))
  }
}
