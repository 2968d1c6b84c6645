import Primitives
import Testing

@testable import Tabular

// Goal: what RFC 4180 and the dialect say of every construct, and that no boundary of a block, a
// piece or a thread changes it. Method: a table of small cases, each pushed through all sizes; a
// slow twin on random text; every flip and cut of a small file.

private struct Case: Sendable {
  var name: String
  var text: String
  var rows: [[String]] = []
  var bad: [String] = []
  var lines: [Int]?
}

private let cases: [Case] = [
  Case(name: "plain", text: "a,b\n1,2\n3,4\n", rows: [["1", "2"], ["3", "4"]], lines: [2, 3]),
  Case(name: "no last line end", text: "a,b\n1,2", rows: [["1", "2"]], lines: [2]),
  Case(name: "CRLF", text: "a,b\r\n1,2\r\n3,4\r\n", rows: [["1", "2"], ["3", "4"]]),
  Case(name: "mixed line ends", text: "a,b\r\n1,2\n3,4\r\n", rows: [["1", "2"], ["3", "4"]]),
  Case(name: "quoted", text: "a,b\n\"1\",\"2\"\n", rows: [["1", "2"]]),
  Case(name: "quoted delimiter", text: "a,b\n\"1,1\",2\n", rows: [["1,1", "2"]]),
  Case(
    name: "quoted line ends", text: "a,b\n\"1\n1\",2\n\"3\r\n3\",4\n5,6\n",
    rows: [["1\n1", "2"], ["3\r\n3", "4"], ["5", "6"]], lines: [2, 4, 6]),
  Case(
    name: "doubled quotes", text: "a,b\n\"say \"\"no\"\"\",\"\"\"\"\n",
    rows: [["say \"no\"", "\""]]),
  Case(name: "quoted and empty", text: "a,b\n\"\",\n,\"\"\n", rows: [["", ""], ["", ""]]),
  Case(name: "spaces kept", text: "a,b\n 1 , 2 \n", rows: [[" 1 ", " 2 "]]),
  Case(name: "not ASCII", text: "a,b\né,😀\n", rows: [["é", "😀"]]),
  Case(
    name: "blank lines", text: "\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n", rows: [["1", "2"], ["3", "4"]],
    lines: [5, 8]),
  Case(name: "one column", text: "a\n1\n\n\"\"\n", rows: [["1"], [""]], lines: [2, 4]),
  Case(name: "header only", text: "a,b\n"),
  Case(name: "header without line end", text: "a,b"),
  Case(
    name: "too few and too many", text: "a,b\n1\n1,2,3\n4,5\n", rows: [["4", "5"]],
    bad: ["TABULAR-FIELD-COUNT", "TABULAR-FIELD-COUNT"], lines: [4]),
  Case(
    name: "text after the quote", text: "a,b\n\"1\"x,2\n\"1\" ,2\n3,4\n", rows: [["3", "4"]],
    bad: ["TABULAR-QUOTE", "TABULAR-QUOTE"]),
  Case(
    name: "quote in the middle", text: "a,b\n1,x \"y\" z\n3,4\n", rows: [["3", "4"]],
    bad: ["TABULAR-QUOTE"]),
  Case(
    name: "quote not doubled", text: "a,b\n1,\"I missed \" it\"\n3,4\n", rows: [["3", "4"]],
    bad: ["TABULAR-QUOTE"]),
  Case(
    name: "quote open at the end", text: "a,b\n3,4\n1,\"x\ny,z\n", rows: [["3", "4"]],
    bad: ["TABULAR-QUOTE-OPEN"]),
  Case(
    name: "lone CR", text: "a,b\n1\r1,2\n\"3\r\",4\r\n", rows: [["3\r", "4"]],
    bad: ["TABULAR-CR"]),
  Case(
    name: "two CR", text: "a,b\n1,2\r\r\n3,4\n", rows: [["3", "4"]], bad: ["TABULAR-CR"]),
  Case(name: "CR at the very end", text: "a,b\r\n1,2\r", rows: [["1", "2"]]),
  Case(name: "NUL", text: "a,b\n1,\0\n3,4\n", rows: [["3", "4"]], bad: ["TABULAR-NUL"]),
  Case(
    name: "NUL in quotes", text: "a,b\n1,\"\0\"\n3,4\n", rows: [["3", "4"]],
    bad: ["TABULAR-NUL"]),
]

@Suite struct CSVScannerTests {
  @Test(
    "B02: every construct through every boundary",
    arguments: cases.indices)
  func everyConstructThroughEveryBoundary(_ index: Int) {
    let item = cases[index]
    let whole = read(item.text)
    #expect(whole.error == nil, "\(item.name)")
    #expect(whole.rows == item.rows, "\(item.name)")
    #expect(whole.codes == item.bad, "\(item.name)")
    if let lines = item.lines { #expect(whole.places.map(\.line) == lines, "\(item.name)") }
    for push in Push.all {
      #expect(read(item.text, push: push) == whole, "\(item.name), \(push)")
    }
  }

  @Test("B02: row numbers count good and bad alike")
  func rowNumbersCountGoodAndBadAlike() {
    let reading = read("a,b\n1,2\nx\n3,4\ny,\"\n")
    #expect(reading.places.map(\.row) == [1, 3])
    #expect(reading.bad.map(\.place.row) == [2, 4])
    #expect(reading.totals.rows == 4)
    #expect(reading.totals.badRows == 2)
    #expect(reading.bad.map(\.text) == ["x", "y,\"\n"])
  }

  @Test("B02: places lead back to the bytes")
  func placesLeadBackToTheBytes() {
    let text = "a,b\r\n\"1\n\",2\r\n\nx\n3,4"
    let bytes = Array(text.utf8)
    for push in Push.all {
      let reading = read(text, push: push)
      let found = reading.ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
      #expect(found == ["\"1\n\",2", "3,4"])
      #expect(reading.bad.map(\.place) == [SourcePlace(row: 2, line: 5, byte: 14)])
      #expect(reading.totals.lines == 6)
      #expect(reading.totals.textBytes == bytes.count)
      #expect(reading.totals.blankLines == 1)
    }
  }

  @Test("B04: what is not UTF-8 is a defect of its row")
  func notUTF8IsADefectOfItsRow() {
    let bytes = Array("a,b\n1,".utf8) + [0xE9, 0x74] + Array("\n3,é\n".utf8)
    for push in Push.all {
      let reading = read(bytes, push: push)
      #expect(reading.rows == [["3", "é"]])
      #expect(reading.codes == ["TABULAR-UTF8"])
      #expect(reading.bad.first?.text == "1,\\xE9t")
      #expect(reading.bad.first?.reason == "the row is not UTF-8 at byte 2 of it")
    }
  }

  @Test("B03, B04: a byte order mark is taken off and counted")
  func aByteOrderMarkIsTakenOffAndCounted() {
    let reading = read([0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8))
    #expect(reading.names == ["a", "b"])
    #expect(reading.places == [SourcePlace(row: 1, line: 2, byte: 7)])
    #expect(reading.totals.textBytes == 11)
  }

  @Test func aDialectIsTold() throws {
    let pipe = try Dialect(delimiter: UInt8(ascii: "|"))
    #expect(read("a|b\n1,1|\"2|2\"\n", as: .csv(pipe)).rows == [["1,1", "2|2"]])
    #expect(read("a\tb\n1\t2\n", as: .csv(.tab)).rows == [["1", "2"]])
    let kept = try Dialect(delimiter: UInt8(ascii: ","), bareQuote: .kept)
    let reading = read("a,b\n6\" pipe,\"\"\n\"1\"x,2\n", as: .csv(kept))
    #expect(reading.rows == [["6\" pipe", ""]])
    #expect(reading.codes == ["TABULAR-QUOTE"])
  }

  @Test func manyColumnsAndManyRowsKeepTheirPlaces() {
    for columns in [1, 2, 9, 40] {
      let names = (0..<columns).map { "c\($0)" }
      let rows = (0..<50).map { row in (0..<columns).map { "\(row)x\($0)" } }
      var bytes: [UInt8] = []
      CSVWriter.append(fields: names, to: &bytes)
      for row in rows { CSVWriter.append(fields: row, to: &bytes) }
      #expect(read(bytes).rows == rows)
      #expect(read(bytes, push: Push(blockBytes: 100, threads: 3)).rows == rows)
    }
  }

  @Test("B01, B02: random text reads as its slow twin")
  func randomTextReadsAsItsSlowTwin() throws {
    let alphabet: [Unicode.Scalar] = [
      "a", "b", ",", ",", "\"", "\"", "\n", "\n", "\r", " ", "é", "1",
    ]
    for seed in UInt64(1)...1_500 {
      var chance = SeededGenerator(seed: seed)
      let length = Int.random(in: 0...60, using: &chance)
      var text = "h,i\n"
      for _ in 0..<length {
        text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &chance)])
      }
      let twin = try #require(SlowCSV.parse(text, delimiter: ","))
      let size = Int.random(in: 1...80, using: &chance)
      let reading = read(text, push: Push(blockBytes: size, threads: seed % 50 == 0 ? 3 : 1))
      #expect(reading.error == nil, "seed \(seed)")
      #expect(inOrder(reading) == twin.rows, "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test("B02: every flip and every cut ends in rows or defects")
  func everyFlipAndEveryCutEndsInRowsOrDefects() {
    let text = Array("a,b,c\r\n1,\"x \"\"y\"\"\",é\n\n\"m\nn\",,2\nbad\n7,8,9".utf8)
    var variants: [[UInt8]] = (0...text.count).map { Array(text[..<$0]) }
    for place in text.indices {
      for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
        var flipped = text
        flipped[place] ^= mask
        variants.append(flipped)
      }
    }
    for variant in variants {
      let whole = read(variant)
      for push in [Push(blockBytes: 3), Push(blockBytes: 11, pieceBytes: 2, threads: 2)] {
        #expect(read(variant, push: push).comparable == whole.comparable, "\(variant)")
      }
      guard whole.error == nil else { continue }
      #expect(whole.totals.rows == whole.rows.count + whole.bad.count)
      #expect(whole.totals.textBytes == variant.count)
    }
  }

  /// Good and bad rows as the twin gives them.
  private func inOrder(_ reading: Reading) -> [SlowCSV.Row] {
    let good = zip(reading.rows, reading.places).map { row, place in
      (place.row, SlowCSV.Row.good(row, line: place.line))
    }
    let bad = reading.bad.map { ($0.place.row, SlowCSV.Row.bad($0.code, line: $0.place.line)) }
    return (good + bad).sorted { $0.0 < $1.0 }.map(\.1)
  }
}
