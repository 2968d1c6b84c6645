// Goal: every column type accepts what the contract says and refuses the rest, with the code that
// stays for ever. Method: a table of texts for each type, read as the columns of a kind are.

import Primitives
import Testing
import Vocabulary

@testable import Intake

struct FieldReadingTests {
  /// A column of a kind, a text, and its canonical text, or nil and a code.
  struct Case: CustomTestStringConvertible, Sendable {
    var kind: RecordKind
    var column: String
    var text: String
    var wanted: String?
    var code: String?

    init(
      _ kind: RecordKind, _ column: String, _ text: String, _ wanted: String?, _ code: String? = nil
    ) {
      (self.kind, self.column, self.text, self.wanted, self.code) = (
        kind, column, text, wanted, code
      )
    }

    var testDescription: String { "\(kind.rawValue).\(column) '\(text)'" }
  }

  static let registrations = [
    Case(.vehicles, "vrm", "ab12 cde", "AB12CDE"), Case(.vehicles, "vrm", "A123-BCD", "A123BCD"),
    Case(.vehicles, "vrm", "abc 123d", "ABC123D"), Case(.vehicles, "vrm", "1 A", "1A"),
    Case(.vehicles, "vrm", "ABZ1234", "ABZ1234"), Case(.vehicles, "vrm", "WX 99123", "WX99123"),
    Case(.vehicles, "vrm", "AB12?CDE", nil, "INTAKE-VRM-FORMAT"),
    Case(.vehicles, "vrm", "É12CDE", nil, "INTAKE-VRM-FORMAT"),
    Case(.vehicles, "vrm", "A", nil, "INTAKE-VRM-LENGTH"),
    Case(.vehicles, "vrm", "ABCDEFGHIJK", nil, "INTAKE-VRM-LENGTH"),
    Case(.vehicles, "vrm", " - ", nil, "INTAKE-VRM-LENGTH"),
    Case(.events, "vrms", "ab12cde; ;AB12 CDE;x1", "AB12CDE;X1"),
    Case(.events, "vrms", "ab12cde;?", nil, "INTAKE-VRM-FORMAT"),
  ]

  static let numbers = [
    Case(.lines, "number", "07700 900123", "+447700900123"),
    Case(.lines, "number", "+447700900123", "+447700900123"),
    Case(.lines, "number", "00447700900123", "+447700900123"),
    Case(.lines, "number", "447700900123", "+447700900123"),
    Case(.lines, "number", "7700900123", "+447700900123"),
    Case(.lines, "number", "+44 (0)7700 900123", "+447700900123"),
    Case(.lines, "number", "0151 496 0123", "+441514960123"),
    Case(.lines, "number", "+353 85 012 3456", "+353850123456"),
    Case(.lines, "number", "0421", "0421"), Case(.lines, "number", "85000", "85000"),
    Case(.lines, "number", "5", nil, "INTAKE-NUMBER-FORMAT"),
    Case(.lines, "number", "+5", nil, "INTAKE-NUMBER-FORMAT"),
    Case(.lines, "number", "07700 9O0123", nil, "INTAKE-NUMBER-FORMAT"),
    Case(.lines, "number", "0770090012345", nil, "INTAKE-NUMBER-FORMAT"),
    Case(.persons, "numbers", "07700900123; +447700900123;85000", "+447700900123;85000"),
    Case(.persons, "numbers", "07700900123;5", nil, "INTAKE-NUMBER-FORMAT"),
  ]

  static let identities = [
    Case(.events, "imeis", "26053179311383", "26053179311383"),
    Case(.events, "imeis", "260531793113837", "26053179311383"),
    Case(.events, "imeis", "2605317931138304", "26053179311383"),
    Case(.events, "imeis", "01-234567-890123-4", "01234567890123"),
    Case(.events, "imeis", "2605317931138", nil, "INTAKE-IMEI-FORMAT"),
    Case(.events, "imeis", "26053179311383045", nil, "INTAKE-IMEI-FORMAT"),
    Case(.calls, "imsi", "001010123456789", "001010123456789"),
    Case(.calls, "imsi", "0010101234567890", nil, "INTAKE-IMSI-FORMAT"),
    Case(.premises, "uprn", "10023336956", "010023336956"),
    Case(.premises, "uprn", "000000000001", "000000000001"),
    Case(.premises, "uprn", "0", nil, "INTAKE-UPRN-FORMAT"),
    Case(.premises, "uprn", "1000233369561", nil, "INTAKE-UPRN-FORMAT"),
    Case(.persons, "postcode", "m11ae", "M1 1AE"), Case(.persons, "postcode", "L1", "L1"),
    Case(.persons, "postcode", "sw1a  1aa", "SW1A 1AA"),
    Case(.persons, "postcode", "2210", nil, "INTAKE-POSTCODE-FORMAT"),
    Case(.persons, "person_id", " P 1 ", "P 1"),
    Case(.persons, "person_id", "P;1", nil, "INTAKE-IDENTIFIER"),
    Case(.persons, "person_id", String(repeating: "x", count: 201), nil, "INTAKE-IDENTIFIER"),
    Case(.persons, "area_id", "A1", "cheshire:A1"),
    Case(.persons, "area_id", "nca:A1", "nca:A1"), Case(.persons, "area_id", "A:1", "cheshire:A:1"),
    Case(.persons, "area_id", "A1;A2", nil, "INTAKE-IDENTIFIER"),
    Case(.events, "person_ids", "1; nca:2 ;;1", "cheshire:1;nca:2"),
  ]

  static let times = [
    Case(.events, "at", "2026-03-14T02:17:44Z", "1773454664"),
    Case(.events, "at", "2026-03-14 02:17:44+01:00", "1773451064"),
    Case(.events, "at", "2026-03-14T02:17:44.999Z", "1773454664"),
    Case(.events, "at", "2026-07-14T02:17", "1783991820"),
    Case(.events, "at", "2016-12-31T23:59:60Z", "1483228799"),
    Case(.events, "at", "2024-02-29T00:00:00Z", "1709164800"),
    Case(.events, "at", "2026-02-29T00:00:00Z", nil, "INTAKE-TIME-FORMAT"),
    Case(.events, "at", "2026-03-14T24:00:00Z", nil, "INTAKE-TIME-FORMAT"),
    Case(.events, "at", "14/03/2026 02:17", nil, "INTAKE-TIME-FORMAT"),
    Case(.vehicles, "keeper_from", "2026-03-14", "2026-03-14"),
    Case(.vehicles, "keeper_from", "2026-07-14T23:30:00Z", "2026-07-15"),
    Case(.vehicles, "keeper_from", "2026-03", nil, "INTAKE-DATE-FORMAT"),
    Case(.vehicles, "keeper_from", "2026-13-01", nil, "INTAKE-DATE-FORMAT"),
    Case(.persons, "date_of_birth", "2009-11-02", "2009-11-02"),
    Case(.persons, "date_of_birth", "2009-11", "2009-11"),
    Case(.persons, "date_of_birth", "2009", "2009"),
    Case(.persons, "date_of_birth", "2009-02-30", nil, "INTAKE-DATE-FORMAT"),
    Case(.persons, "date_of_birth", "02/11/2009", nil, "INTAKE-DATE-FORMAT"),
  ]

  static let rest = [
    Case(.areas, "latitude", "53.4", "53.4"), Case(.areas, "latitude", "-90", "-90.0"),
    Case(.areas, "latitude", "90.1", nil, "INTAKE-NUMBER-RANGE"),
    Case(.areas, "latitude", "53,4", nil, "INTAKE-NUMBER"),
    Case(.areas, "longitude", "nan", nil, "INTAKE-NUMBER"),
    Case(.areas, "longitude", "180.5", nil, "INTAKE-NUMBER-RANGE"),
    Case(.areas, "population", "120.0", "120"),
    Case(.areas, "population", "1e3", nil, "INTAKE-INTEGER"),
    Case(.areas, "population", "-1", nil, "INTAKE-NUMBER-RANGE"),
    Case(.areas, "role", "HUB", "hub"), Case(.areas, "role", "port", nil, "INTAKE-CHOICE"),
    Case(.sightings, "direction", "nw", "NW"),
    Case(.sightings, "direction", "north", nil, "INTAKE-CHOICE"),
    Case(.sightings, "confidence", "0.97", "0.97"),
    Case(.sightings, "confidence", "97", nil, "INTAKE-NUMBER-RANGE"),
    Case(.events, "source_eval", "1", "1"), Case(.events, "source_eval", "B", "1"),
    Case(.events, "source_eval", "E", "2"), Case(.events, "source_eval", "4", nil, "INTAKE-GRADE"),
    Case(.events, "intel_eval", "a", "A"), Case(.events, "intel_eval", "4", "D"),
    Case(.events, "intel_eval", "F", nil, "INTAKE-GRADE"),
    Case(.events, "handling", "p", "P"), Case(.events, "handling", "5", "C"),
    Case(.events, "handling", "6", nil, "INTAKE-GRADE"),
    Case(.persons, "aliases", " Bo ; Bo;Al ", "Bo;Al"), Case(.persons, "family_name", "", ""),
  ]

  @Test(
    "B11, B17: a column reads as the contract says",
    arguments: registrations + numbers + identities + times + rest)
  func readsAsTheContractSays(_ one: Case) throws {
    let contract = KindContract.of(one.kind)
    let position = try #require(contract.position(of: one.column))
    let reader = FieldReader(
      column: contract.columns[position], format: nil, values: nil, zone: .london,
      source: "cheshire")
    do throws(FieldDefect) {
      let reading = try reader.read(FieldReader.trim(one.text))
      #expect(Self.text(reading.cell) == one.wanted)
    } catch {
      #expect(one.wanted == nil && error.code == one.code)
    }
  }

  static func text(_ cell: Cell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    }
  }

  @Test(
    "B11: clock changes are kept with a warning",
    arguments: [
      ("2026-03-29T00:59:59", 1_774_745_999, nil), ("2026-03-29T01:30:00", 1_774_747_800, "NEVER"),
      ("2026-03-29T02:00:00", 1_774_746_000, nil), ("2026-10-25T00:59:59", 1_792_886_399, nil),
      ("2026-10-25T01:30:00", 1_792_888_200, "TWICE"), ("2026-10-25T02:00:00", 1_792_893_600, nil),
      ("2026-03-14", 1_773_446_400, "DATE-ONLY"),
    ])
  func clockChangesAreKeptWithAWarning(_ text: String, _ seconds: Int64, _ warning: String?) throws
  {
    for kind in ["events", "sightings"] {
      let isTrace = kind == "sightings"
      let file =
        isTrace
        ? "vrm,camera_id,seen_at\nAB12CDE,C1,\(text)\n" : "event_id,kind,at\n1,arrest,\(text)\n"
      let result = reading(file, isTrace ? .sightings : .events)
      let at =
        isTrace
        ? result.traces.first?[2]
        : result.records.first.map {
          FieldReadingTests.text($0.cells[2])
        }
      #expect(at == (isTrace ? Instant(seconds: seconds).iso8601 : "\(seconds)"))
      let codes = result.summary?.warningsByCode.map(\.code) ?? []
      #expect(codes == (warning.map { ["INTAKE-TIME-\($0)"] } ?? []))
    }
  }
}
