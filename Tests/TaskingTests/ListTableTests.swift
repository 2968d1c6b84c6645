import Testing

@testable import Tasking

/// Goal: the CSV is safe in a spreadsheet and loses nothing, the JSON carries the plain value.
/// Method: a table of what must and must not be guarded; quoting against a small reader.
@Suite struct ListTableTests {
  @Test("B15: only texts that a spreadsheet would run are guarded")
  func onlyTextsThatASpreadsheetWouldRunAreGuarded() {
    let guarded = [
      "=1+1", "+cmd", "-1+2", "@SUM(A1)", "\tx", "\rx", "+44 7700", "-", "+", "=", "--5",
      "-1.2.3", "+447700900123;+447700900124",
    ]
    let plain = ["+447700900123", "-2.98", "-5", "+5", "AB12CDE", "", "1=1", "a-b", "-0.5"]
    for text in guarded { #expect(ListTable.csvCell(.text(text)).contains("'"), "\(text)") }
    for text in plain { #expect(ListTable.csvCell(.text(text)) == text) }
  }

  @Test func quotesAndCommasAreQuoted() {
    #expect(ListTable.csvCell(.text("a,b")) == "\"a,b\"")
    #expect(ListTable.csvCell(.text("a\"b")) == "\"a\"\"b\"")
    #expect(ListTable.csvCell(.text("a\nb")) == "\"a\nb\"")
    #expect(ListTable.csvCell(.text("=a,b")) == "\"'=a,b\"")
  }

  @Test func jsonCarriesThePlainValue() {
    let table = ListTable(
      path: "x", columns: ["rank", "name"],
      rows: [[.number("1"), .text("=O\"Neil\\\u{1}")], [.number("2"), .text("")]])
    #expect(
      table.json
        == "[\n  {\"rank\":1,\"name\":\"=O\\\"Neil\\\\\\u0001\"},\n  {\"rank\":2,\"name\":\"\"}\n]\n"
    )
    #expect(ListTable(path: "x", columns: ["a"], rows: []).json == "[]\n")
    #expect(ListTable(path: "x", columns: ["a"], rows: []).csv == "a\n")
  }

  @Test func numbersAreRoundedHalfAwayFromZero() {
    let table: [(Double, Int, String)] = [
      (0, 2, "0.00"), (1.005, 2, "1.00"), (0.125, 2, "0.13"), (-0.125, 2, "-0.13"),
      (99.999, 2, "100.00"),
      (12, 0, "12"), (-0.001, 2, "0.00"), (1234.5, 1, "1234.5"), (0.05, 4, "0.0500"),
      (.infinity, 1, "0"),
    ]
    for (value, digits, text) in table { #expect(Sentence.decimal(value, digits) == text) }
  }
}
