import Primitives
import Testing

@testable import Archive

/// Goal: the small stored forms say what they were told, and refuse other bytes.
/// Method: against plain dictionaries and sets, on random input with seeds; frozen names of files.
@Suite struct SmallFormsTests {
  @Test func linesOfAllRowsComeBack() throws {
    var random = SeededGenerator(seed: 21)
    for round in 0..<200 {
      var steps = LineSteps()
      var lines: [UInt32: UInt32] = [:]
      var line: UInt32 = 1
      for row in 1..<UInt32(2 + random.below(40)) {
        line += random.chance(0.2) ? UInt32(1 + random.below(300)) : 1
        if random.chance(0.1) { continue }
        steps.append(row: row, line: line)
        lines[row] = line
      }
      let again = try #require(LineSteps(encoded: steps.encoded))
      #expect(again == steps)
      for (row, line) in lines { #expect(again.line(ofRow: row) == line, "round \(round)") }
    }
    #expect(LineSteps().line(ofRow: 5) == 6)
    #expect(LineSteps().encoded.isEmpty)
  }

  @Test func rowSetsAgreeWithSets() throws {
    var random = SeededGenerator(seed: 22)
    for round in 0..<200 {
      let rows = (0..<random.below(60)).map { _ in UInt32(random.below(80)) }
      let set = RowSet(rows)
      let again = try #require(RowSet(encoded: set.encoded))
      #expect(again == set && set.count == Set(rows).count)
      for row in UInt32(0)..<82 {
        #expect(again.contains(row) == rows.contains(row), "round \(round)")
      }
    }
    #expect(RowSet([.max]).contains(.max))
    #expect(RowSet(encoded: RowSet([.max, 0]).encoded)?.count == 2)
  }

  @Test func anyBytesAreReadOrRefused() {
    var random = SeededGenerator(seed: 23)
    for _ in 0..<5000 {
      let bytes = (0..<random.below(14)).map { _ in UInt8(random.below(256)) }
      if let set = RowSet(encoded: bytes) { _ = (set.contains(7), set.count) }
      if let steps = LineSteps(encoded: bytes) { _ = steps.line(ofRow: 7) }
    }
    #expect(RowSet(encoded: [0x80]) == nil)
    #expect(LineSteps(encoded: [1]) == nil)
  }

  @Test(arguments: [
    ("persons-20260314.csv", 20_260_314), ("persons-2026-03-14.csv.gz", 20_260_314),
    ("persons-2026-03.ndjson", 20_260_301), ("persons.csv", nil), ("persons-2026.csv", nil),
    ("persons-20261314.csv", nil), ("persons-120260314.csv", nil), ("persons-07700900.csv", nil),
    ("calls-20260101-20260131.csv", 20_260_131), ("calls-2026-02-30.csv", nil),
    ("calls-2026-13.csv", nil), ("x-2026-03-14T1200.csv", 20_260_314),
  ])
  func stampsAreReadFromNames(name: String, expected: Int?) {
    #expect(FileStamp(writtenIn: name)?.number == expected)
  }
}
