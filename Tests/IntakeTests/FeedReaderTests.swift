// Goal: a file is read the same whatever its form and however many threads read it, and every row
// is accounted for. Method: laws over random tables with broken rows; small files for each promise.

import Primitives
import Tabular
import Testing
import Vocabulary

@testable import Intake

struct FeedReaderTests {
  @Test(
    "B02, B19: every row read is kept or rejected",
    arguments: RandomTable.kinds, [1, 2] as [UInt64])
  func everyRowReadIsKeptOrRejected(_ kind: RecordKind, _ seed: UInt64) throws {
    let table = RandomTable(kind, rows: 400, seed: seed)
    let result = reading(table.csv(), kind)
    let summary = try #require(result.summary, "seed \(seed)")
    #expect(summary.rowsRead == 400)
    #expect(summary.rowsRead == summary.rowsKept + summary.rowsRejected)
    #expect(summary.rowsKept == result.records.count + result.traces.count)
    #expect(summary.rowsRejected == result.rejects.count && summary.rowsRejected > 0)
    #expect(summary.rejectsByCode.reduce(0) { $0 + $1.count } == summary.rowsRejected)
    let rows = result.rejects.map(\.diagnostic.place.row)
    #expect(rows == rows.sorted() && Set(rows).count == rows.count)
    // Each reject shows the row as it stood, found again by its line.
    for reject in result.rejects {
      #expect(table.csv().contains(reject.text.reveal() + "\n"))
    }
  }

  @Test(arguments: RandomTable.kinds)
  func threadsAndBlocksChangeNothing(_ kind: RecordKind) {
    let table = RandomTable(kind, rows: 300, seed: 5)
    for (text, name) in [(table.csv(), "a.csv"), (table.ndjson(), "a.ndjson")] {
      var whole = reading(text, kind, name: name)
      // Where a step is given depends on rows alone; only batches depend on blocks.
      for (threads, blockBytes) in [(1, 700), (4, 700), (4, 4_000), (4, 1 << 20), (3, 1)] {
        let other = reading(text, kind, name: name, threads: threads, blockBytes: blockBytes)
        #expect(other.records == whole.records && other.traces == whole.traces)
        #expect(other.rejects == whole.rejects)
        #expect(other.steps == whole.steps)
        #expect(other.summary == whole.summary, "\(kind), \(threads) threads, \(blockBytes) bytes")
      }
      whole.records = []
    }
  }

  @Test(arguments: RandomTable.kinds)
  func csvAndNDJSONOfTheSameRowsAreTheSame(_ kind: RecordKind) {
    let table = RandomTable(kind, rows: 300, seed: 6)
    let csv = reading(table.csv(), kind)
    let json = reading(table.ndjson(), kind, name: "\(kind.rawValue).ndjson")
    #expect(csv.content == json.content && csv.traces == json.traces)
    #expect(csv.codes == json.codes)
    #expect(csv.rejects.map(\.diagnostic.place.row) == json.rejects.map(\.diagnostic.place.row))
    #expect(csv.summary?.warningsByCode == json.summary?.warningsByCode)
  }

  // The fast readers fall back to the careful one. A value table without meanings makes a column
  // careful and changes nothing else.
  @Test(arguments: [RecordKind.sightings, .calls], [7, 8, 9] as [UInt64])
  func theFastWayAndTheCarefulWayAgree(_ kind: RecordKind, _ seed: UInt64) throws {
    let table = RandomTable(kind, rows: 500, seed: seed)
    let careful = table.columns.map { "    \($0): { nothing-is-called-so: \"\" }\n" }.joined()
    // Empty meanings are refused for no column but those that may be empty; so is this test's.
    let section = try section("\(kind.rawValue):\n  values:\n" + careful)
    let fast = reading(table.csv(), kind)
    let slow = reading(table.csv(), kind, section: section)
    #expect(fast.traces == slow.traces && fast.rejects == slow.rejects, "seed \(seed)")
    #expect(fast.summary == slow.summary)
  }

  @Test func linesAreFoundFromRows() throws {
    let file = "person_id,family_name\n1,a\n\n2,\"b\nb\"\n3,\n,x\n4,d\n"
    let result = reading(file, .persons)
    #expect(result.records.map(\.place.line) == [2, 4, 6, 8])
    #expect(result.records.map(\.place.row) == [1, 2, 3, 5])
    for record in result.records {
      #expect(LineStep.line(of: record.place.row, in: result.steps) == record.place.line)
    }
    #expect(
      result.steps == [
        LineStep(row: 1, line: 2), LineStep(row: 2, line: 4), LineStep(row: 3, line: 6),
      ])
    #expect(LineStep.line(of: 0, in: result.steps) == nil)
  }

  @Test("B02: a reject says all that is needed")
  func aRejectSaysAllThatIsNeeded() throws {
    let result = reading("vrm,camera_id,seen_at\nAB12?CDE,C1,2026-03-14T02:17:44Z\n", .sightings)
    #expect(
      result.rejects == [
        RejectedRow(
          diagnostic: Diagnostic(
            code: "INTAKE-VRM-FORMAT", place: SourcePlace(row: 1, line: 2, byte: 22), column: "vrm",
            value: Sensitive("AB12?CDE"),
            reason: "a registration holds letters, digits, spaces and hyphens only",
            mend: "send the registration as read, letters and digits, such as AB12CDE"),
          text: Sensitive("AB12?CDE,C1,2026-03-14T02:17:44Z"))
      ])
  }

  @Test func anOlderGradeIsKeptBesideItsMapping() throws {
    let result = reading(
      "event_id,kind,at,source_eval,intel_eval,handling\n1,intel,2026-03-14T00:00:00Z,b,2,4\n"
        + "2,intel,2026-03-14T00:00:00Z,1,A,P\n3,intel,2026-03-14T00:00:00Z,,5,\n", .events)
    let grades = result.content.map { $0.suffix(5).prefix(4).map(FieldReadingTests.text) }
    #expect(
      grades == [["1", "B", "C", "B24"], ["1", "A", "P", ""], ["", "E", "", "-5-"]])
  }

  @Test("B02: a file with too many bad rows is refused with reasons")
  func aFileWithTooManyBadRowsIsRefusedWithReasons() throws {
    let good = String(repeating: "AB12CDE,C1,2026-03-14T02:17:44Z\n", count: 19)
    let bad = "?,C1,2026-03-14T02:17:44Z\n"
    let header = "vrm,camera_id,seen_at\n"
    let atLimit = reading(header + good + bad, .sightings, settings: IntakeSettings())
    #expect(atLimit.error == nil && atLimit.summary?.rowsRejected == 1)
    let over = reading(header + good + bad + bad, .sightings, settings: IntakeSettings())
    let error = try #require(over.error)
    #expect(error.code == "INTAKE-TOO-MANY-BAD")
    #expect(
      error.message
        == "2 of 21 rows cannot be read (2 INTAKE-VRM-FORMAT), more than the 5 % that are allowed")
    #expect(error.examples.count == 2 && error.rowsRead == 21 && error.rowsRejected == 2)
    let most = reading(
      header + String(repeating: bad, count: 50), .sightings,
      settings: IntakeSettings(maxBad: 1, rejectsMax: 20), blockBytes: 100)
    #expect(most.error?.code == "INTAKE-TOO-MANY-BAD" && most.rejects.count < 50)
  }

  @Test("B03, B08: files that are not what their name says are refused")
  func filesThatAreNotWhatTheirNameSaysAreRefused() {
    func code(_ bytes: [UInt8], _ name: String) -> String? {
      reading(bytes, .sightings, name: name).error?.code
    }
    #expect(code([], "sightings.csv") == "INTAKE-EMPTY-FILE")
    #expect(code([], "sightings.ndjson") == "INTAKE-EMPTY-FILE")
    #expect(code(Array("\n\n".utf8), "sightings.csv") == "TABULAR-HEADER-MISSING")
    #expect(code(Array("vrm,seen_at\n".utf8), "sightings.csv") == "INTAKE-MISSING-COLUMN")
    #expect(code(Array("vrm,camera_id,seen_at\n".utf8), "sightings.txt") == "INTAKE-EXTENSION")
    #expect(code([0x50, 0x4B, 3, 4, 0, 0], "sightings.csv") == "TABULAR-ENCODING")
    #expect(code([0xFF, 0xFE, 0x61, 0], "sightings.csv") == "TABULAR-ENCODING")
    #expect(reading("vrm,camera_id,seen_at\n", .sightings).summary?.rowsRead == 0)
  }

  @Test("B03: unknown columns are reported once")
  func unknownColumnsAreReportedOnceAndMissingOnesArePutUpWith() throws {
    let csv = reading("person_id,Family_Name,zz,ww\n1,a,b,c\n", .persons)
    #expect(
      csv.summary?.notes == [
        "not read, because persons has no such column: Family_Name (did you mean family_name?), "
          + "zz, ww"
      ])
    let json = reading(
      "{\"person_id\":1,\"zz\":2}\n{\"person_id\":2,\"zz\":3,\"ww\":null}\n", .persons,
      name: "p.ndjson")
    #expect(json.summary?.notes == ["not read, because persons has no such column: zz, ww"])
    #expect(json.records.map(\.identifier) == ["1", "2"])
  }
}
