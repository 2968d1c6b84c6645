// Goal: a source's own forms become the contract's values. Method: a table of formats and texts.

import Primitives
import Testing
import Vocabulary

@testable import Intake

struct FieldFormatsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var kind: RecordKind
    var column: String
    var format: String
    var text: String
    var wanted: String?

    init(_ kind: RecordKind, _ column: String, _ format: String, _ text: String, _ wanted: String?)
    {
      (self.kind, self.column, self.format, self.text, self.wanted) =
        (kind, column, format, text, wanted)
    }

    var testDescription: String { "\(column) \(format) '\(text)'" }
  }

  static let times = [
    Case(.events, "at", "dd/MM/yyyy HH:mm:ss", "14/03/2026 02:17:44", "1773454664"),
    Case(.events, "at", "dd/MM/yyyy HH:mm:ss", "14/07/2026 02:17:44", "1783991864"),
    Case(.events, "at", "dd/MM/yyyy HH:mm:ss", "14/03/2026 02:17:44.5", "1773454664"),
    Case(.events, "at", "dd/MM/yyyy HH:mm:ss", "4/03/2026 02:17:44", nil),
    Case(.events, "at", "dd/MM/yyyy HH:mm:ss", "29/02/2026 02:17:44", nil),
    Case(.events, "at", "dd/MM/yyyy HH:mm:ss", "14/03/2026 02:17:44 ", nil),
    Case(.events, "at", "d/M/yy H:mm", "4/3/26 2:17", "1772590620"),
    Case(.events, "at", "dd MMM yyyy HH:mm", "14 MAR 2026 02:17", "1773454620"),
    Case(.events, "at", "dd MMM yyyy HH:mm", "14 Mrz 2026 02:17", nil),
    Case(.events, "at", "yyyyMMddTHHmmss", "20260314T021744", "1773454664"),
    Case(.events, "at", "epoch_seconds", "1773454664.9", "1773454664"),
    Case(.events, "at", "epoch_seconds", "-1.5", "-2"),
    Case(.events, "at", "epoch_seconds", "-9223372036854775808", nil),
    Case(.events, "at", "epoch_seconds_from 2014-02-02T00:00:00Z", "184", "1391299384"),
    Case(.events, "at", "month", "2018-10", "1538348400"),
    Case(.events, "at", "month", "2018-13", nil),
    Case(.persons, "date_of_birth", "dd/MM/yy", "02/11/09", "2009-11-02"),
    Case(.persons, "date_of_birth", "dd/MM/yy", "02/11/50", "1950-11-02"),
    Case(.persons, "date_of_birth", "MM/yyyy", "11/2009", "2009-11"),
    Case(.persons, "date_of_birth", "yyyyMMdd", "19600229", "1960-02-29"),
    Case(.persons, "date_of_birth", "yyyyMMdd", "19610229", nil),
    Case(.vehicles, "keeper_from", "dd.MM.yyyy", "14.03.2026", "2026-03-14"),
    Case(.vehicles, "keeper_from", "dd/MM/yy", "14/03/68", "2068-03-14"),
    Case(.vehicles, "keeper_from", "dd/MM/yy", "14/03/69", "1969-03-14"),
  ]

  static let others = [
    Case(.sightings, "confidence", "percent", "97", "0.97"),
    Case(.sightings, "confidence", "percent", "97.5 %", "0.975"),
    Case(.sightings, "confidence", "percent", "101", nil),
    Case(.sightings, "confidence", "percent", "-1", nil),
    Case(.calls, "duration_s", "hms", "02:05", "125"),
    Case(.calls, "duration_s", "hms", "100:05", "6005"),
    Case(.calls, "duration_s", "hms", "1:02:05", "3725"),
    Case(.calls, "duration_s", "hms", "1:60:05", nil),
    Case(.calls, "duration_s", "hms", "1:2", nil),
    Case(.calls, "duration_s", "hms", "", ""), Case(.calls, "duration_s", "hms", "200:00:00", nil),
    Case(.persons, "numbers", "pseudonym", "5-(997)640-5104;12", "59976405104;12"),
    Case(.persons, "numbers", "pseudonym", "abc", nil),
    Case(.persons, "numbers", "pseudonym", "1234567890123456", nil),
    Case(.vehicles, "vrm", "hash_registration", "1ea44336207b", "DBG1FTIFKP"),
  ]

  @Test(arguments: times + others)
  func readsTheSourcesOwnForm(_ one: Case) throws {
    let section = try section(
      """
      \(one.kind.rawValue):
        formats:
          \(one.column): "\(one.format)"
      """)
    let contract = KindContract.of(one.kind)
    let position = try #require(contract.position(of: one.column))
    let reader = FieldReader(
      column: contract.columns[position], format: section.formats[one.column], values: nil,
      zone: .london, source: "cheshire")
    let text = (try? reader.read(one.text)).map { FieldReadingTests.text($0.cell) }
    #expect(text == one.wanted)
  }

  // A code must be the same number for a call's column and for a person's cell, whatever it
  // happens to look like.
  @Test func aPseudonymIsTheSameNumberEverywhere() throws {
    let person = try section("persons:\n  formats: { numbers: pseudonym }\n")
    let call = try section("calls:\n  formats: { a_number: pseudonym, b_number: pseudonym }\n")
    let codes = ["12", "300", "07708933322", "00708933322", "447700900123", "123456789012345"]
    for code in codes {
      let persons = reading("person_id,numbers\n1,\(code)\n", .persons, section: person)
      let calls = reading(
        "a_number,b_number,started_at\n\(code),1,2026-03-14T00:00:00Z\n", .calls, section: call)
      let numbers = try #require(persons.records.first.map { PersonRecord($0).numbers })
      #expect(numbers.map(\.text) == [calls.traces.first?[0]])
    }
  }

  @Test func hashedPlatesAreTenCharactersAndDiffer() {
    var seen: Set<String> = []
    for number in 0..<5_000 {
      let text = FieldReader.registration(fromHash: "plate \(number)").text
      #expect(text.utf8.count == 10)
      seen.insert(text)
    }
    #expect(seen.count == 5_000)
  }
}
