import Foundation
import TestKit
import Testing

/// Goal: every kind of row can be explained, the parts add up, and each record is given with its
/// file and line. Method: the first row of each list of a sample run.
@Suite struct ExplainTests {
  @Test func theFirstRowOfEachListIsExplained() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly().status == 0)
    let tables = try Published(out: desk.path("lists")).tables()
    let subjects = [
      "controllers": "entity_id", "vehicle_stops": "vrm", "periphery": "entity_id",
      "premises": "premises_id", "lines": "lineage_id",
    ]
    for (list, column) in subjects.sorted(by: { $0.key < $1.key }) {
      let table = try #require(
        tables.filter { ($0.key == list || $0.key.hasPrefix(list + "/")) && !$0.value.rows.isEmpty }
          .min { $0.key < $1.key }?.value, "the sample has no row on \(list)")
      let subject = table.cell(table.rows[0], column)
      let answer = try Command.run(
        ["explain", "--archive", desk.path("region.db"), "--list", list, "--subject", subject],
        in: desk.folder)
      #expect(answer.status == 0, "\(answer.talk)")
      try check(answer.output, score: table.cell(table.rows[0], "score"))
    }
  }

  private func check(_ text: String, score: String) throws {
    let lines = text.split(separator: "\n").map(String.init)
    let steps = lines.filter { $0.contains(" bits  ") && !$0.contains("total =") }
    let values = try steps.map { line in
      try #require(Double(line.prefix(9).trimmingCharacters(in: .whitespaces)))
    }
    let total = try #require(lines.first { $0.contains("bits  total =") })
    let sum = try #require(Double(total.prefix(9).trimmingCharacters(in: .whitespaces)))
    #expect(abs(values.reduce(0, +) - sum) <= 0.0005 * Double(values.count + 1))
    #expect(total.contains("total = \(score) %"))
    let cited = lines.filter { $0.contains(" row ") && $0.contains(", line ") }
    #expect(!cited.isEmpty)
    #expect(!text.contains("not in this archive"))
    #expect(text.contains("against") && text.contains("handling") && text.contains("look again by"))
  }
}
