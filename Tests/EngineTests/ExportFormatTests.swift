import Tasking
import Testing

@testable import Engine

/// TRUST row 13, B15. Goal: a spreadsheet runs nothing, a program loses nothing. Method: every
/// dangerous first character, a table by hand in each format, and the plain values read back.
@Suite struct ExportFormatTests {
  private static let table = ExportTable(
    name: "lines",
    columns: [
      .init(name: "entry"), .init(name: "numbers", isNumbers: true), .init(name: "longitude"),
      .init(name: "name"),
    ],
    rows: [
      [
        .text("E1"), .text("+447700900001;+447700900002"), .number("-2.98"), .text("=1+1"),
      ],
      [.text("E2"), .text("+447700900003"), .number("5"), .text("Ŵyn, \"Al\"")],
      [.text("E3"), .text(""), .number("0"), .text("")],
    ], entries: [])

  @Test func theSpreadsheetProfile() {
    #expect(
      ExportFormat.spreadsheet.text(of: Self.table) == """
        \u{FEFF}entry,numbers,phone_e164_text,longitude,name
        E1,447700900001;447700900002,'+447700900001;+447700900002,-2.98,'=1+1
        E2,447700900003,'+447700900003,5,"Ŵyn, ""Al""\"
        E3,,,0,

        """)
  }

  @Test func theMachineProfile() {
    #expect(
      ExportFormat.machine.text(of: Self.table) == """
        entry,numbers,longitude,name
        E1,+447700900001;+447700900002,-2.98,=1+1
        E2,+447700900003,5,"Ŵyn, ""Al""\"
        E3,,0,

        """)
  }

  @Test func jsonHasPlainValues() {
    let lines = ExportFormat.ndjson.text(of: Self.table).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines.first
        == #"{"entry":"E1","numbers":"+447700900001;+447700900002","longitude":-2.98,"name":"=1+1"}"#
    )
    let array = ExportFormat.json.text(of: Self.table)
    #expect(array == "[\n" + lines.joined(separator: ",\n") + "\n]\n")
    let empty = ExportTable(name: "x", columns: [.init(name: "a")], rows: [], entries: [])
    #expect(ExportFormat.json.text(of: empty) == "[]\n")
    #expect(ExportFormat.ndjson.text(of: empty) == "")
    #expect(ExportFormat.machine.text(of: empty) == "a\n")
  }

  @Test func everyDangerousBeginningIsGuarded() {
    for first in [
      "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ] {
      for rest in ["", "cmd", "5", "447700900001"] {
        #expect(ExportFormat.isGuarded(first + rest), "\(first.unicodeScalars.map(\.value))")
      }
    }
    for text in ["", "a=1", "1", "447700900001", "'=1", " =1", "AB12 CDE", "é"] {
      #expect(!ExportFormat.isGuarded(text))
    }
  }
}
