// Goal: the lane reads nothing otherwise than the careful readers, whatever stands in a row.
// Method: files of every change of one byte, of cuts and of insertions, in several orders of
// columns and forms of line end and time, read on the lane and again with each column made careful.

import Primitives
import Tabular
import Testing
import Vocabulary

@testable import Intake

struct SightingLaneTests {
  /// Meanings that no value has make a column careful and change nothing else.
  private static let careful = """
    sightings:
      values:
        vrm: { nothing-is-called-so: "" }
        camera_id: { nothing-is-called-so: "" }
        seen_at: { nothing-is-called-so: "" }

    """

  private static let columns = ["vrm", "camera_id", "seen_at", "direction", "confidence"]
  private static let good = ["AB12CDE", "M6-J19", "2026-03-14T02:17:44Z", "NE", "0.97"]

  private func check(
    _ rows: [[UInt8]], header: String, lineEnd: String = "\n", _ what: String
  ) throws {
    let section = try section(Self.careful)
    var bytes = Array((header + lineEnd).utf8)
    for row in rows { bytes += row + Array(lineEnd.utf8) }
    for size in [1 << 20, 5_000] {
      let fast = reading(bytes, .sightings, blockBytes: size)
      let slow = reading(bytes, .sightings, section: section, blockBytes: size)
      #expect(fast == slow, "\(what), blocks of \(size)")
    }
  }

  private func text(_ fields: [String]) -> [UInt8] { Array(fields.joined(separator: ",").utf8) }

  @Test func everyByteOfARowChanged() throws {
    let header = Self.columns.joined(separator: ",")
    let row = text(Self.good)
    for place in row.indices {
      var rows: [[UInt8]] = []
      for byte in UInt8.min...UInt8.max {
        rows += [row, row]
        // A quote swallows what follows, so it has a file of its own.
        rows[rows.count - 1][place] = byte == 0x22 ? 0x21 : byte
      }
      try check(rows, header: header, "byte \(place)")
      var quoted = row
      quoted[place] = 0x22
      try check([row, quoted, row, row], header: header, "a quote at \(place)")
    }
  }

  @Test func everyCutAndEveryInsertion() throws {
    let header = Self.columns.joined(separator: ",")
    let row = text(Self.good)
    var rows: [[UInt8]] = []
    for place in 0...row.count {
      rows.append(Array(row[..<place]))
      rows.append(Array(row[place...]))
      for byte in [0x00, 0x0A, 0x0D, 0x20, 0x2C, 0x2D, 0x30, 0x3B, 0x41, 0xC3] as [UInt8] {
        rows.append(row[..<place] + [byte] + row[place...])
      }
      rows.append(row[..<place] + [0x0D, 0x0A] + row[place...])
    }
    try check(rows, header: header, "cuts and insertions")
    try check(rows, header: header, lineEnd: "\r\n", "cuts and insertions with CRLF")
    // Without a line end after the last.
    var bytes = Array((header + "\n").utf8) + row
    for count in 0..<row.count {
      bytes.removeLast(count > 0 ? 1 : 0)
      let fast = reading(bytes, .sightings)
      #expect(try fast == reading(bytes, .sightings, section: section(Self.careful)), "\(count)")
    }
  }

  @Test(arguments: [
    ["confidence", "direction", "seen_at", "camera_id", "vrm"],
    ["seen_at", "note", "vrm", "camera_id"], ["vrm", "camera_id", "seen_at"],
    ["vrm", "camera_id", "direction", "confidence", "seen_at", "lane"],
    ["camera_id", "vrm", "confidence", "seen_at", "direction"],
  ])
  func everyOrderOfColumns(_ names: [String]) throws {
    var generator = SeededGenerator(seed: 3)
    let values: [String: [String]] = [
      "vrm": ["AB12CDE", "ab12 cde", "A1", "A", "ABCDEFGHIJ", "ABCDEFGHIJK", "AB-12", "A B", "É1"],
      "camera_id": [
        "C1", "M6-J19-N", "cheshire:M6-J19-N", "a name of more than fifteen", "", "a;b", " C1",
        "ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNOP", "C\u{7F}", "Zoë",
      ],
      "seen_at": [
        "2026-03-14T02:17:44Z", "2026-03-14 02:17:44", "2026-07-14T02:17:44+01:00",
        "2026-07-14T02:17:44-05:30", "2026-07-14T02:17:44+15:00", "2026-03-29T01:30:00",
        "2026-10-25T01:30:00", "2026-03-14T02:17:44.5Z", "2026-03-14", "2026-02-29T00:00:00Z",
        "2026-03-14T24:00:00Z", "2026-03-14T02:17:60Z", "2026-03-14T02:17Z", "2026-03-14t02:17:44z",
      ],
      "direction": ["N", "", "se", "NNE", "n", "NW", "X"],
      "confidence": ["0.97", "1", "0", "", "1.00", "1.01", "0.285", "0.99999", "5e-1", "97"],
      "note": ["", "words, with a comma", "Zoë", "a \"quote\"", "tab\there", "plain words"],
      "lane": ["1", "", "\u{0}", "two"],
    ]
    for lineEnd in ["\n", "\r\n"] {
      let rows = (0..<2_000).map { _ in
        let fields = names.map { name in
          let all = values[name] ?? [""]
          let value = all[generator.chance(0.8) ? 0 : generator.below(all.count)]
          return value.contains("\"") || value.contains(",")
            ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
        }
        return generator.chance(0.02) ? [] : text(fields)
      }
      try check(rows, header: names.joined(separator: ","), lineEnd: lineEnd, "\(names)")
    }
  }

  // Keys are numbered in a block by their first sight there, whatever a thread read before.
  @Test func numbersOfCamerasDependOnTheirBlockAlone() throws {
    var generator = SeededGenerator(seed: 4)
    var text = Self.columns.joined(separator: ",") + "\n"
    for _ in 0..<3_000 {
      let camera = ["C", "race:C", "a-longer-name-of-a-camera-"][generator.below(3)]
      text += "AB12CDE,\(camera)\(generator.below(700)),2026-03-14T02:17:44Z,N,0.5\n"
    }
    func batches(_ threads: Int) throws -> [[String]] {
      var all: [[String]] = []
      let reader = FeedReader(
        source: "race", kind: .sightings, fileName: "s.csv", blockBytes: 10_000)
      _ = try reader.read(
        MemorySource(text: text), file: Ordinal(0), workers: Workers(threads: threads)
      ) { batch in
        guard case .sightings(let columns) = batch.rows else { return }
        let used = columns.cameras.map { Int($0) }
        var seen = -1
        for camera in used where camera > seen {
          #expect(camera == seen + 1, "numbers follow first sight")
          seen = camera
        }
        #expect(seen + 1 == columns.cameraKeys.count && Set(columns.cameraKeys).count == seen + 1)
        all.append(used.map { columns.cameraKeys[$0].text })
      }
      return all
    }
    let one = try batches(1)
    #expect(try batches(4) == one)
    #expect(one.flatMap { $0 }.count == 3_000)
  }

  // Found by fuzzing: where the last column is none of the contract's, or a camera, the rest of the
  // line was taken for its field, so a row with a field too many was kept.
  @Test("B02, B21: a field too many is told, whatever the last column is")
  func aFieldTooManyIsTold() {
    let long = String(repeating: "y", count: 70)
    for (header, fields) in [
      ("vrm,camera_id,seen_at,lane", "AB12CDE,C1,2026-03-14T02:17:44Z,1"),
      ("vrm,seen_at,camera_id", "AB12CDE,2026-03-14T02:17:44Z,C1"),
      ("camera_id,seen_at,vrm", "C1,2026-03-14T02:17:44Z,AB12CDE"),
      ("vrm,camera_id,seen_at", "AB12CDE,C1,2026-03-14T02:17:44Z"),
      ("vrm,camera_id,seen_at,direction", "AB12CDE,C1,2026-03-14T02:17:44Z,N"),
      ("vrm,camera_id,seen_at,confidence", "AB12CDE,C1,2026-03-14T02:17:44Z,0.9"),
    ] {
      for more in [",x", ",", ",,,", ",0.9", "," + long] {
        let rows = [fields, fields + more, fields].map { $0 + "\n" }.joined()
        // The lane needs room behind a row, so there is some.
        let text = header + "\n" + rows + String(repeating: fields + "\n", count: 4)
        let result = reading(text, .sightings)
        #expect(result.traces.count == 6, "\(header) \(more.prefix(5))")
        #expect(result.codes == ["TABULAR-FIELD-COUNT"])
        #expect(result.rejects.first?.diagnostic.place.row == 2)
      }
    }
  }
}
