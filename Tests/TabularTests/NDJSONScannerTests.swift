import Primitives
import Testing

@testable import Tabular

// Goal: one meaning for every flat object, a defect for every other line. Method: a table of
// values each pushed through all sizes; every flip and cut of a small file; a twin for escapes.

private struct Value: Sendable {
  var json: String
  var text: String?
  var code = "TABULAR-JSON"
}

private let values: [Value] = [
  Value(json: #""plain""#, text: "plain"),
  Value(json: #""""#, text: ""),
  Value(json: #""a\"b\\c\/d\b\f\n\r\t""#, text: "a\"b\\c/d\u{8}\u{C}\n\r\t"),
  Value(json: #""\u00e9\u20AC\ud83d\ude00""#, text: "é€😀"),
  Value(json: #""é😀 and more than eight bytes""#, text: "é😀 and more than eight bytes"),
  Value(json: "0", text: "0"), Value(json: "-12.50e+3", text: "-12.50e+3"),
  Value(json: "1e400", text: "1e400"), Value(json: "true", text: "true"),
  Value(json: "false", text: "false"), Value(json: "null", text: ""),
  Value(json: "[]", text: ""), Value(json: #"["x"]"#, text: "x"),
  Value(json: #"[ "x" , 1, true,null, "\u00e9" ]"#, text: "x;1;true;;é"),
  Value(json: #""a;b""#, text: "a;b"),
  Value(json: #"["a;b"]"#, text: nil), Value(json: "{}", text: nil),
  Value(json: #"{"y":1}"#, text: nil), Value(json: "[[1]]", text: nil),
  Value(json: "[{}]", text: nil), Value(json: "[1,]", text: nil),
  Value(json: "[1 2]", text: nil), Value(json: "01", text: nil),
  Value(json: "1.", text: nil), Value(json: ".5", text: nil), Value(json: "+1", text: nil),
  Value(json: "1e", text: nil), Value(json: "NaN", text: nil), Value(json: "tru", text: nil),
  Value(json: "", text: nil), Value(json: #""open"#, text: nil),
  Value(json: "\"tab\there\"", text: nil), Value(json: #""\x""#, text: nil),
  Value(json: #""\u12g4""#, text: nil), Value(json: #""\ud83d""#, text: nil),
  Value(json: #""\ud83dx""#, text: nil), Value(json: #""\ud83d\u0041""#, text: nil),
  Value(json: #""\ude00""#, text: nil),
  Value(json: #""\u0000""#, text: nil, code: "TABULAR-NUL"),
  Value(json: "\"\0\"", text: nil, code: "TABULAR-NUL"),
]

@Suite struct NDJSONScannerTests {
  @Test(
    "B10: every value through every boundary",
    arguments: values.indices)
  func everyValueThroughEveryBoundary(_ index: Int) {
    let value = values[index]
    let text = "{\"x\":\"before\"}\n{\"x\":\(value.json),\"z\":9}\r\n\n{\"x\":\"after\"}"
    let whole = read(text, as: .ndjson(["x"]))
    let expected = [["before"]] + (value.text.map { [[$0]] } ?? []) + [["after"]]
    #expect(whole.rows == expected, "\(value.json)")
    #expect(whole.codes == (value.text == nil ? [value.code] : []), "\(value.json)")
    #expect(whole.places.last == SourcePlace(row: 3, line: 4, byte: text.utf8.count - 13))
    for push in Push.all {
      #expect(read(text, as: .ndjson(["x"]), push: push) == whole, "\(value.json), \(push)")
    }
  }

  @Test(
    "B10: what is no flat object is a defect",
    arguments: [
      "[]", "1", "{", "}", "{\"x\"}", "{\"x\":1", "{\"x\":1}}", "{\"x\":1} {}", "{x:1}",
      "{\"x\" 1}",
      "{\"x\":1,}", "{,}", "{\"x\":1 \"y\":2}", " ", "{\"x\":1,\"x\":1}", "{\"q\":1,\"q\":2}",
      "{\"x\":1,\"\\u0078\":2}",
    ])
  func noFlatObjectIsADefect(_ line: String) {
    let reading = read(line + "\n{\"x\":7}\n", as: .ndjson(["x"]))
    #expect(reading.codes == ["TABULAR-JSON"])
    #expect(reading.bad.first?.text == line)
    #expect(reading.rows == [["7"]])
  }

  @Test func keysMayComeInAnyOrderAndBeMissing() {
    let text = """
      {"b":2,"a":1}
      {"other":5,"a":"3"}
      {}
       { "a" : 4 , "b" : "y" , "more" : [1,2] }
      """
    let reading = read(text, as: .ndjson(["a", "b"]))
    #expect(reading.rows == [["1", "2"], ["3", ""], ["", ""], ["4", "y"]])
    #expect(reading.otherNames == ["other", "more"])
    #expect(reading.names == ["a", "b"])
  }

  @Test("B10: depth costs nothing")
  func depthCostsNothing() {
    let deep = "{\"x\":" + String(repeating: "[", count: 100_000) + "\n{\"x\":1}\n"
    let reading = read(deep, as: .ndjson(["x"]))
    #expect(reading.codes == ["TABULAR-JSON"])
    #expect(reading.rows == [["1"]])
  }

  @Test("B10: limits make defects")
  func limitsMakeDefects() {
    let limits = ReadingLimits(longestRecordBytes: 60, mostFields: 3, largestFieldBytes: 8)
    let long = "{\"x\":\"" + String(repeating: "y", count: 80) + "\"}"
    let text = "{\"x\":\"123456789\"}\n{\"a\":1,\"b\":2,\"c\":3,\"d\":4}\n\(long)\n{\"x\":1}\n"
    for push in Push.all {
      let reading = read(text, as: .ndjson(["x"]), limits: limits, push: push)
      #expect(
        reading.codes == ["TABULAR-TOO-LONG", "TABULAR-FIELD-COUNT", "TABULAR-TOO-LONG"])
      #expect(reading.rows == [["1"]])
      #expect(reading.places == [SourcePlace(row: 4, line: 4, byte: 133)])
      #expect(reading.bad.last?.byteCount == long.utf8.count)
      #expect(reading.bad.last?.text == String(long.prefix(60)))
    }
  }

  @Test func manyNamesAreAllTold() {
    let names = (0..<300).map { "name\($0)" }
    let line = "{" + names.reversed().map { "\"\($0)\":\"\($0)!\"" }.joined(separator: ",") + "}"
    let reading = read(line + "\n" + line, as: .ndjson(Array(names.prefix(100))))
    #expect(reading.rows == Array(repeating: names.prefix(100).map { $0 + "!" }, count: 2))
    #expect(reading.otherNames == Array(names.dropFirst(100).reversed()))
  }

  @Test("B10: every flip and every cut ends in rows or defects")
  func everyFlipAndEveryCutEndsInRowsOrDefects() {
    let text = Array("{\"a\":\"x\\u00e9\\n\",\"b\":[1,\"é\"]}\n\n{\"b\":-1.5e3,\"c\":null}".utf8)
    var variants: [[UInt8]] = (0...text.count).map { Array(text[..<$0]) }
    for place in text.indices {
      for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
        var flipped = text
        flipped[place] ^= mask
        variants.append(flipped)
      }
    }
    for variant in variants {
      let whole = read(variant, as: .ndjson(["a", "b"]))
      for push in [Push(blockBytes: 3), Push(blockBytes: 9, pieceBytes: 2, threads: 2)] {
        let other = read(variant, as: .ndjson(["a", "b"]), push: push)
        #expect(other.comparable == whole.comparable, "\(variant)")
      }
      #expect(whole.error != nil || whole.totals.rows == whole.rows.count + whole.bad.count)
    }
  }

  @Test("B10: random scalars come back from their escapes")
  func randomScalarsComeBackFromTheirEscapes() {
    for seed in UInt64(1)...300 {
      var chance = SeededGenerator(seed: seed)
      var plain = ""
      var escaped = ""
      for _ in 0..<chance.below(20) {
        let number = UInt32(chance.below(chance.chance(0.5) ? 0x80 : 0x11_0000))
        guard number > 0, let scalar = Unicode.Scalar(number) else { continue }
        plain.unicodeScalars.append(scalar)
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
      let reading = read("{\"x\":\"\(escaped)\"}", as: .ndjson(["x"]))
      #expect(reading.rows == [[plain]], "seed \(seed)")
    }
  }
}
