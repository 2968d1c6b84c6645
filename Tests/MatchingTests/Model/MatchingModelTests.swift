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
    where !["matching-model", "report"].contains(where: lines[at].hasPrefix) {
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
    ("comparison\tsex", "comparison\tsax"), ("level\tsame", "level\tsame\t2\ttable\t.1\ttable\t.1"),
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
