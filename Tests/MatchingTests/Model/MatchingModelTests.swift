import Testing

@testable import Matching

// Goal: a model is data that goes out and comes back the same, and a broken one is refused with its
// line. Method: round trips; the text cut at every line and spoilt field by field.

@Suite struct MatchingModelTests {
  static func model() -> MatchingModel {
    var model = MatchingModel.table(records: 1234, extraNames: ["email", "odd\tname"])
    model.lambda = 0.1 + 0.2
    model.householdPairs = 1 / 3
    model.comparisons[2].levels[0].m = 0.123456789012345678
    model.comparisons[2].levels[0].mOrigin = .estimated
    model.report.passes = 7
    model.report.lastChange = 1e-7
    var tables = TermTables.fixedNames.map {
      TermTable(name: $0, records: 30, agreement: 0.01, restCount: 2, entries: [])
    }
    tables[0].entries = [.init(value: 7, count: 3), .init(value: .max, count: 12)]
    tables += ["extra:0", "extra:1"].map {
      TermTable(name: $0, records: 9, agreement: 0.25, restCount: 2.5, entries: [])
    }
    model.terms = TermTables(
      tables: tables, records: 31, partsSurprise: 0.1, furtherSurprise: 4.7)
    model.blocking = BlockingPlan(
      ceiling: 12,
      rules: [
        .init(name: "names", hot: [.init(key: 5, buckets: 0), .init(key: 9, buckets: 4)]),
        .init(name: "extra-2", hot: []),
      ])
    return model
  }

  @Test func textComesBackTheSame() throws {
    var model = Self.model()
    model.comparisons[8].name = "extra:odd name"
    let again = try MatchingModel(text: model.text)
    #expect(again == model)
    #expect(again.text == model.text)
  }

  @Test func everyCutIsRefused() {
    let lines = Self.model().text.split(separator: "\n")
    for count in 0..<lines.count {
      #expect(throws: MatchingModelDefect.self) {
        _ = try MatchingModel(text: lines.prefix(count).joined(separator: "\n"))
      }
    }
  }

  @Test func aDroppedLineIsRefused() {
    let lines = Self.model().text.split(separator: "\n")
    for at in lines.indices
    where !["matching-model", "report", "term\t", "rule", "hot"].contains(
      where: lines[at].hasPrefix)
    {
      var fewer = lines
      fewer.remove(at: at)
      // The last extra comparison may go as a whole, never a line of it.
      #expect(throws: MatchingModelDefect.self) {
        _ = try MatchingModel(text: fewer.joined(separator: "\n"))
      }
    }
  }

  @Test(arguments: [
    ("lambda\t", "lambda\t0"), ("lambda\t", "lambda\tNaN"), ("lambda\t", "lambda\t1"),
    ("household-pairs\t", "household-pairs\t-1"), ("matching-model\t", "matching-model\t99"),
    ("matching-model\t", "matching-model\t1"), ("terms\tgiven", "terms\tgiven\t3\t2\t2"),
    ("term\t", "term\txyz\t3"), ("blocking\t", "blocking\t1"), ("rule\t", "rule\tnobody"),
    ("hot\t", "hot\t05\t-1"), ("comparison\tsex", "comparison\tsax"),
    ("level\tsame", "level\tsame\t2\ttable\t.1\ttable\t.1"),
  ])
  func aWrongLineIsNamed(beginning: String, instead: String) {
    var lines = Self.model().text.split(separator: "\n").map { String($0) }
    guard let at = lines.firstIndex(where: { $0.hasPrefix(beginning) }) else {
      Issue.record("no line begins so")
      return
    }
    lines[at] = instead
    do {
      _ = try MatchingModel(text: lines.joined(separator: "\n"))
      Issue.record("a wrong line was read")
    } catch {
      #expect(error.line == at + 1 || error.reason.contains("must be"))
    }
  }

  @Test func anotherVersionIsRefusedWithAMend() {
    let old = Self.model().text.replacing("matching-model\t3", with: "matching-model\t1")
    do {
      _ = try MatchingModel(text: old)
      Issue.record("an old version was read")
    } catch {
      #expect(
        error.reason
          == "this version reads matching-model 3; remove the file and estimate anew")
    }
  }

  @Test func everyTableAddsUpToOne() {
    for position in 0...7 {
      let rows = DefaultLevels.rows(position: position)
      #expect(abs(rows.reduce(0) { $0 + $1.m } - 1) < 1e-6, "m of \(position)")
      #expect(abs(rows.reduce(0) { $0 + $1.u } - 1) < 1e-3, "u of \(position)")
      #expect(abs(rows.reduce(0) { $0 + $1.household } - 1) < 1e-6, "household of \(position)")
    }
  }

  @Test func theTableHasALevelForEveryCase() {
    let counts = [
      FamilyLevel.allCases.count, GivenLevel.allCases.count, BirthLevel.allCases.count,
      SexLevel.allCases.count, PncLevel.allCases.count, HomeLevel.allCases.count,
      TelephoneLevel.allCases.count, TextLevel.allCases.count,
    ]
    #expect(counts == (0...7).map { DefaultLevels.rows(position: $0).count })
  }
}
