// B11, B12, B17. Goal: a time is one exact instant, is kept with a warning, or is refused; a name
// is kept as it was sent; what cannot be is set aside with a reason. Method: tables, through whole
// files of the kinds that hold such values.

import Primitives
import Testing
import Vocabulary

@testable import Intake

struct HostileValuesTests {
  /// A text, the format that feed.yaml gives it, and the instant in UTC or the code it gets.
  static let times: [(text: String, format: String?, wanted: String, warning: String?)] = [
    ("2026-03-29T01:30:00", nil, "2026-03-29T01:30:00Z", "INTAKE-TIME-NEVER"),
    ("2026-03-29T01:30:00Z", nil, "2026-03-29T01:30:00Z", nil),
    ("2026-03-29T01:30:00+01:00", nil, "2026-03-29T00:30:00Z", nil),
    ("2026-10-25T01:30:00", nil, "2026-10-25T00:30:00Z", "INTAKE-TIME-TWICE"),
    ("2026-10-25T01:30:00+00:00", nil, "2026-10-25T01:30:00Z", nil),
    ("2016-12-31T23:59:60Z", nil, "2016-12-31T23:59:59Z", nil),
    ("2026-03-14T23:59:61Z", nil, "INTAKE-TIME-FORMAT", nil),
    ("1970-01-01T00:00:00Z", nil, "1970-01-01T00:00:00Z", nil),
    ("1900-01-01T00:00:00Z", nil, "1900-01-01T00:00:00Z", nil),
    ("1899-12-31T23:59:59Z", nil, "INTAKE-TIME-RANGE", nil),
    ("1900-01-01T00:00:00+00:01", nil, "INTAKE-TIME-RANGE", nil),
    ("2199-12-31T23:59:59Z", nil, "2199-12-31T23:59:59Z", nil),
    ("2199-12-31T23:59:59-00:01", nil, "INTAKE-TIME-RANGE", nil),
    ("0001-01-01T00:00:00", nil, "INTAKE-TIME-RANGE", nil),
    ("0001-01-01", nil, "INTAKE-TIME-RANGE", nil),
    ("0000-01-01T00:00:00Z", nil, "INTAKE-TIME-FORMAT", nil),
    ("9999-12-31T23:59:59", nil, "INTAKE-TIME-RANGE", nil),
    ("9999-12-31T23:59:59-14:00", nil, "INTAKE-TIME-RANGE", nil),
    ("2025-02-29T00:00:00Z", nil, "INTAKE-TIME-FORMAT", nil),
    ("2024-02-29T00:00:00Z", nil, "2024-02-29T00:00:00Z", nil),
    ("2026-03-14T24:00:00Z", nil, "INTAKE-TIME-FORMAT", nil),
    ("03/04/26", nil, "INTAKE-TIME-FORMAT", nil),
    ("03/04/26", "dd/MM/yy", "2026-04-02T23:00:00Z", "INTAKE-TIME-DATE-ONLY"),
    ("03/04/26", "MM/dd/yy", "2026-03-04T00:00:00Z", "INTAKE-TIME-DATE-ONLY"),
    ("1773454664", nil, "INTAKE-TIME-FORMAT", nil),
    ("1773454664", "epoch_seconds", "2026-03-14T02:17:44Z", nil),
    // Milliseconds are no seconds, and a spreadsheet's days are none either.
    ("1773454664000", "epoch_seconds", "INTAKE-TIME-FORMAT", nil),
    ("177345466400", "epoch_seconds", "INTAKE-TIME-RANGE", nil),
    ("-2208988801", "epoch_seconds", "INTAKE-TIME-RANGE", nil),
    ("46095.0956", nil, "INTAKE-TIME-FORMAT", nil),
    ("2026-03-14T02:17:44+14:00", nil, "2026-03-13T12:17:44Z", nil),
    ("2026-03-14T02:17:44-14:00", nil, "2026-03-14T16:17:44Z", nil),
    ("2026-03-14T02:17:44+15:00", nil, "INTAKE-TIME-FORMAT", nil),
    ("2026-03-14T02:17:44+01:60", nil, "INTAKE-TIME-FORMAT", nil),
    ("2026-03-14T02:17:44", nil, "2026-03-14T02:17:44Z", nil),
    ("2026-07-14T02:17:44", nil, "2026-07-14T01:17:44Z", nil),
    ("2026-07-14", nil, "2026-07-13T23:00:00Z", "INTAKE-TIME-DATE-ONLY"),
    ("31/12/9999 00:00", "dd/MM/yyyy HH:mm", "INTAKE-TIME-RANGE", nil),
    ("01/01/0001 00:00", "dd/MM/yyyy HH:mm", "INTAKE-TIME-RANGE", nil),
    ("9999-12", "month", "INTAKE-TIME-RANGE", nil),
  ]

  private static let files:
    [(RecordKind, column: String, head: String, row: @Sendable (String) -> String)] = [
      (.events, "at", "event_id,kind,at", { "1,arrest,\($0)" }),
      (.sightings, "seen_at", "vrm,camera_id,seen_at", { "AB12CDE,C1,\($0)" }),
      // As wide as a camera's own export, where a quicker reader takes part.
      (
        .sightings, "seen_at", "vrm,camera_id,seen_at,direction,confidence",
        { "AB12CDE,C1,\($0),N,0.97" }
      ),
      (.calls, "started_at", "a_number,b_number,started_at", { "07700900123,07700900124,\($0)" }),
      (.premisesVisits, "visited_at", "visit_id,premises_id,visited_at", { "V1,P1,\($0)" }),
      (.outcomes, "at", "outcome_id,list,subject,at", { "O1,premises,P1,\($0)" }),
    ]

  @Test("B11: every time is its instant, kept with a warning, or refused", arguments: times.indices)
  func everyTimeIsItsInstant(_ index: Int) throws {
    let one = Self.times[index]
    for (kind, column, head, row) in Self.files {
      let told = try one.format.map {
        try section("\(kind.rawValue):\n  formats: { \(column): \($0) }\n")
      }
      // Sound rows before and behind, so that what is remembered of one cannot leak into another.
      let sound = one.format == nil ? row("2026-01-02T03:04:05Z") + "\n" : ""
      let text = "\(head)\n\(sound)\(row(one.text))\n\(sound)"
      let result = reading(text, kind, section: told)
      let position = try #require(KindContract.of(kind).position(of: column))
      let instants =
        result.traces.map { $0[2] }
        + result.records.map { record -> String in
          guard case .integer(let seconds) = record.cells[position] else { return "none" }
          return Instant(seconds: seconds).iso8601
        }
      let found = instants.filter { $0 != "2026-01-02T03:04:05Z" } + result.codes
      #expect(found == [one.wanted], "\(kind) '\(one.text)'")
      #expect(
        result.summary?.warningsByCode.map(\.code) == (one.warning.map { [$0] } ?? []),
        "\(kind) '\(one.text)'")
    }
  }

  @Test("B11: a date for a time that never was does not stop the night")
  func datesAtTheEndsOfTheCalendar() {
    for date in ["0001-01-01", "9999-12-31", "9999-12-31T23:30:00-14:00", "0001-01-01T00:00:00"] {
      let result = reading("vrm,keeper_from,keeper_to\nAB12CDE,,\(date)\n", .vehicles)
      // A keeper until 9999 is one without an end, so a date is kept as it is; not one that its
      // offset moves out of the calendar.
      #expect(result.codes == (date.hasSuffix("-14:00") ? ["INTAKE-DATE-FORMAT"] : []))
      #expect(result.summary?.rowsRead == 1)
    }
  }

  @Test("B12: a name is kept as it was sent, to the scalar")
  func aNameIsKeptAsItWasSent() throws {
    let names = [
      "Zo\u{EB}", "Zoe\u{308}", "O'Neill", "O\u{2019}Neill", "\u{202E}htimS", "Sm\u{200B}ith",
      "\u{421}mith", "\u{174}yn", "Si\u{E1}n", "\u{1F600}", "\u{2066}x\u{2069}", "\u{FEFF}Ann",
      "\u{1E9E}", "\u{130}", "e\u{301}\u{323}", "\u{FB01}n", String(repeating: "x", count: 4_000),
      String(repeating: "\u{1F468}\u{200D}\u{1F469}", count: 300),
    ]
    for name in names {
      let csv = reading("person_id,family_name\n1,\"\(name)\"\n", .persons)
      let json = reading(
        "{\"person_id\":\"1\",\"family_name\":\"\(name)\"}\n", .persons, name: "x.ndjson")
      for result in [csv, json] {
        let kept = try #require(result.records.first.map { PersonRecord($0).familyName })
        #expect(kept.map { Array($0.unicodeScalars) } == Array(name.unicodeScalars))
      }
    }
  }

  @Test("B17: what cannot be is set aside with a reason")
  func whatCannotBeIsSetAside() throws {
    let cases: [(RecordKind, String, String, String)] = [
      (.persons, "person_id,date_of_birth", "1,1886-05-03", "INTAKE-DATE-RANGE"),
      (.persons, "person_id,date_of_birth", "1,0001-01-02", "INTAKE-DATE-RANGE"),
      (.persons, "person_id,date_of_birth", "1,1899", "INTAKE-DATE-RANGE"),
      (.cameras, "camera_id,latitude,longitude", "1,0,0", "INTAKE-POSITION-ZERO"),
      (.premises, "premises_id,latitude,longitude", "1,0.0,-0.0", "INTAKE-POSITION-ZERO"),
      (.cameras, "camera_id,latitude,longitude", "1,-2.9,253.4", "INTAKE-NUMBER-RANGE"),
      (.cameras, "camera_id,latitude,longitude", "1,385000,388000", "INTAKE-NUMBER-RANGE"),
      (.cells, "cell_id,latitude,longitude", "1,nan,0", "INTAKE-NUMBER"),
      (.cells, "cell_id,latitude,longitude", "1,1e400,0", "INTAKE-NUMBER"),
      (
        .lines, "line_id,number,status", "1,0770090012345678901234567,active",
        "INTAKE-NUMBER-FORMAT"
      ),
      (.vehicles, "vrm", "AAAAAAAAAAA", "INTAKE-VRM-LENGTH"),
      (
        .calls, "a_number,b_number,started_at,duration_s",
        "07700900123,07700900124,"
          + "2026-03-14T02:17:44Z,-5", "INTAKE-NUMBER-RANGE"
      ),
      (.providers, "provider_id,name,age_from", "1,x,140000", "INTAKE-NUMBER-RANGE"),
      (
        .events, "event_id,kind,at,cash_gbp", "1,seizure,2026-03-14T02:17:44Z,99999999999999999999",
        "INTAKE-INTEGER"
      ),
    ]
    for (kind, head, row, code) in cases {
      let result = reading("\(head)\n\(row)\n", kind)
      #expect(result.codes == [code], "\(kind) \(row)")
      #expect(result.rejects.first?.diagnostic.mend.isEmpty == false)
    }
    // What is odd but can be stays: one coordinate on the meridian, a birth of 1900.
    #expect(reading("camera_id,latitude,longitude\n1,51.5,0\n", .cameras).records.count == 1)
    for birth in ["1900-01-02", "1900", "0001-01-01", "1753-01-01", "1111-11-11", "1899-12-30"] {
      #expect(reading("person_id,date_of_birth\n1,\(birth)\n", .persons).records.count == 1)
    }
  }
}
