import Primitives
import Testing
import Vocabulary

/// Goal: postcodes, property numbers, dates and times are read as the contract says. Method:
/// tables.
@Suite struct PlaceAndDateTests {
  @Test func postcodesAreCanonical() throws {
    let table = [
      ("m11ae", "M1 1AE"), ("M1 1AE", "M1 1AE"), ("m60  1nw", "M60 1NW"), ("cr26xh", "CR2 6XH"),
      ("DN55 1PT", "DN55 1PT"), ("w1a1hq", "W1A 1HQ"), ("EC1A 1BB", "EC1A 1BB"),
      ("gir0aa", "GIR 0AA"),
      ("L1", "L1"), ("wn3", "WN3"),
    ]
    for (raw, text) in table { #expect(try Postcode(raw).text == text) }
    #expect(try Postcode("EC1A 1BB").outward == "EC1A")
    for raw in ["", "1AE M1", "MM MMM", "M1 1A", "M1 AE1", "ABC1 1AA", "2600"] {
      #expect(throws: FieldDefect.self) { try Postcode(raw) }
    }
  }

  @Test func propertyNumbersKeepTheirZeros() throws {
    #expect(try UPRN("100023336956").text == "100023336956")
    #expect(try UPRN("199356").text == "000000199356")
    for raw in ["", "0", "1000233369561", "12a"] {
      #expect(throws: FieldDefect.self) { try UPRN(raw) }
    }
  }

  @Test func datesMayBePartial() throws {
    let year = try PartialDate("2008")
    #expect(year.earliest.iso8601 == "2008-01-01" && year.latest.iso8601 == "2008-12-31")
    let month = try PartialDate("2008-02")
    #expect(month.latest.iso8601 == "2008-02-29" && month.text == "2008-02")
    #expect(try PartialDate("2008-02-29").isComplete)
    for raw in ["", "08", "2009-02-29", "2008-13", "2008-1-1", "29/02/2008", "2008-02-29x", "0000"]
    {
      #expect(throws: FieldDefect.self) { try PartialDate(raw) }
    }
  }

  @Test("B11: times are read to the second in UTC")
  func timesAreReadToTheSecondInUTC() {
    let table: [(String, String)] = [
      ("2026-03-14T02:17:44Z", "2026-03-14T02:17:44Z"),
      ("2026-03-14 02:17:44Z", "2026-03-14T02:17:44Z"),
      ("2026-07-14T02:17:44+01:00", "2026-07-14T01:17:44Z"),
      ("2026-07-14T02:17:44+0100", "2026-07-14T01:17:44Z"),
      ("2026-07-14T02:17:44.987Z", "2026-07-14T02:17:44Z"),
      ("2026-07-14T02:17:44", "2026-07-14T01:17:44Z"),
      ("2026-01-14T02:17", "2026-01-14T02:17:00Z"), ("2026-07-14", "2026-07-13T23:00:00Z"),
      ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z"),
      ("2026-07-14T02:17:44-05", "2026-07-14T07:17:44Z"),
      ("2026-10-25T01:30:00", "2026-10-25T00:30:00Z"),
      ("2026-03-29T01:30:00", "2026-03-29T01:30:00Z"),
    ]
    for (raw, text) in table { #expect(TimeText.read(raw)?.instant.iso8601 == text, "\(raw)") }
    #expect(TimeText.read("2026-10-25T01:30:00")?.oddity == .twice)
    #expect(TimeText.read("2026-03-29T01:30:00")?.oddity == .never)
    #expect(TimeText.read("2026-03-14T02:17:44Z")?.oddity == nil)
    for raw in [
      "", "2026-02-29T00:00:00Z", "2026-03-14T24:00:00Z", "2026-03-14T02:60:00Z",
      "14/03/2026 02:17",
      "2026-03-14T02:17:44X", "2026-03-14T02:17:44+25:00", "2026-03-14T2:17:44Z",
      "20260314T021744Z",
      "2026-03-14T02:17:44.Z", "2026-03-14T02:17:4",
    ] { #expect(TimeText.read(raw) == nil, "\(raw)") }
  }
}
