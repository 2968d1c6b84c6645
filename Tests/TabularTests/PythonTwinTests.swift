import Foundation
import Primitives
import TestKit
import Testing

@testable import Tabular

// B01, B10. Goal: what is taken as sound reads in other hands as it does here; what others refuse
// is not taken. Method: random texts through Python's csv (strict) and json; what is refused here
// though others take it (a quote in the middle, an object in an object) has tests of its own.

@Suite struct PythonTwinTests {
  private static let script = """
    import csv, io, json, sys
    def cell(value):
        if value is None: return ""
        if value is True: return "true"
        if value is False: return "false"
        if isinstance(value, list): return ";".join(cell(one) for one in value)
        if isinstance(value, dict): raise ValueError("no scalar")
        if isinstance(value, str): value.encode()  # half a surrogate pair is no text
        return value
    def refuse(text): raise ValueError(text)
    answers = []
    for kind, text in json.load(sys.stdin):
        try:
            if kind == "csv":
                rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
                answers.append(rows[1:])
            else:
                rows = []
                for line in text.split("\\n"):
                    if not line.strip("\\r"): continue
                    row = json.loads(line, parse_int=str, parse_float=str, parse_constant=refuse)
                    if not isinstance(row, dict): raise ValueError("no object")
                    rows.append([cell(row.get("a")), cell(row.get("b"))])
                answers.append(rows)
        except (ValueError, csv.Error):
            answers.append(None)
    json.dump(answers, sys.stdout)
    """

  /// Python's rows of each text, nil where it refuses one; nil when there is no Python.
  private func twin(_ texts: [[String]]) throws -> [[[String]]?]? {
    let folder = try WorkingFolder()
    try folder.write(Self.script, to: "twin.py")
    let question = try JSONEncoder().encode(texts)
    try folder.write(String(decoding: question, as: UTF8.self), to: "texts.json")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", folder.file("twin.py")]
    process.standardInput = FileHandle(forReadingAtPath: folder.file("texts.json"))
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      print("skipped: python3 is not there")
      return nil
    }
    return try JSONDecoder().decode([[[String]]?].self, from: data)
  }

  private func compare(_ kind: String, _ texts: [String], _ format: Format) throws {
    guard let answers = try twin(texts.map { [kind, $0] }) else { return }
    #expect(answers.count == texts.count)
    var sound = 0
    for (text, answer) in zip(texts, answers) {
      let reading = read(text, as: format)
      guard reading.error == nil, reading.bad.isEmpty else { continue }
      sound += 1
      #expect(reading.rows == answer, "\(text.debugDescription)")
    }
    #expect(sound > texts.count / 20, "\(sound) of \(texts.count) texts were sound")
  }

  @Test("B01: sound tables read as Python's csv reads them")
  func soundTablesReadAsPythonReadsThem() throws {
    var chance = SeededGenerator(seed: 1)
    let pieces = [
      "a", "b", ",", ",", "\"", "\"x\"", "\"\"", "\n", "\n", "\r\n", " ", "é", "1", "'", "\t",
    ]
    let texts = (0..<(LongRuns.areWanted ? 100_000 : 4_000)).map { _ in
      var text = "h,i\n"
      for _ in 0..<chance.below(6) {
        func field() -> String {
          let inside = (0..<chance.below(4)).map { _ in pieces[chance.below(pieces.count)] }
            .joined()
          return chance.chance(0.5) ? "\"\(inside.replacing("\"", with: "\"\""))\"" : inside
        }
        text += field() + "," + field() + (chance.chance(0.7) ? "\n" : "\r\n")
      }
      return text
    }
    try compare("csv", texts, .csv(.comma))
  }

  @Test("B10: sound objects read as Python's json reads them")
  func soundObjectsReadAsPythonReadsThem() throws {
    var chance = SeededGenerator(seed: 2)
    let values = [
      "\"x\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\n\\\"\\\\\"", "1", "-1.5e3", "1e400",
      "true",
      "false", "null", "[]", "[1,\"y\",null]", "{}", "[[1]]", "NaN", "01", "\"\\ud83d\"", "\"\\x\"",
      "1.", "-", "\"é\"", "[1,]", "Infinity", "\"a;b\"", "0", "-0", "\"\"",
    ]
    let texts = (0..<(LongRuns.areWanted ? 100_000 : 4_000)).map { _ in
      (0..<(1 + chance.below(3))).map { _ in
        let keys = ["a", "b", "c", "a\\u0062"]
        let members = (0..<chance.below(4)).map { _ in
          "\"\(keys[chance.below(4)])\"" + (chance.chance(0.95) ? ":" : "")
            + values[chance.below(values.count)]
        }
        return "{" + members.joined(separator: chance.chance(0.9) ? "," : " , ") + "}"
      }.joined(separator: chance.chance(0.5) ? "\n" : "\r\n")
    }
    try compare("json", texts, .ndjson(["a", "b"]))
  }
}
