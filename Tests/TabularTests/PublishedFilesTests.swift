import Glibc
import Primitives
import Testing

@testable import Tabular

// Goal: agree with published test files (csv-spectrum, csv-test-data, csvlint, flate2's gzips, the
// big list of naughty strings). Method: expected cells as the suites' own JSON has them. The files
// are not part of the project; without them these tests say so and do nothing.

private let folder: String? = {
  if let told = getenv("COUNTYLINES_SHARED") { return String(cString: told) + "/data" }
  guard let real = realpath(#filePath, nil) else { return nil }
  defer { free(real) }
  var parts = String(cString: real).split(separator: "/")
  while !parts.isEmpty {
    parts.removeLast()
    let candidate = "/" + parts.joined(separator: "/") + "/shared/data"
    if access(candidate, R_OK) == 0 { return candidate }
  }
  return nil
}()

private func bytes(_ path: String) -> [UInt8]? {
  guard let folder else {
    print("skipped: the folder of published files is not there (COUNTYLINES_SHARED)")
    return nil
  }
  do throws(TabularError) {
    return try FileSource(path: folder + "/" + path, followsLinks: true).readAll()
  } catch {
    print("skipped: \(path) is not there")
    return nil
  }
}

@Suite struct PublishedFilesTests {
  @Test("B01: csv-spectrum")
  func csvSpectrum() {
    let tables: [(String, [[String]])] = [
      ("comma_in_quotes", [["John", "Doe", "120 any st.", "Anytown, WW", "08123"]]),
      ("empty", [["1", "", ""], ["2", "3", "4"]]),
      ("empty_crlf", [["1", "", ""], ["2", "3", "4"]]),
      ("escaped_quotes", [["1", "ha \"ha\" ha"], ["3", "4"]]),
      ("json", [["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]]),
      ("newlines", [["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]),
      ("newlines_crlf", [["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]),
      ("quotes_and_newlines", [["1", "ha \n\"ha\" \nha"], ["3", "4"]]),
      ("simple", [["1", "2", "3"]]), ("simple_crlf", [["1", "2", "3"]]),
      ("utf8", [["1", "2", "3"], ["4", "5", "ʤ"]]),
    ]
    for (name, rows) in tables {
      guard let text = bytes("csv_torture/csv-spectrum/\(name).csv") else { continue }
      let reading = read(text)
      // Copies of the suite differ in the line ends inside quotes.
      let cells = reading.rows.map { $0.map { String($0.unicodeScalars.filter { $0 != "\r" }) } }
      #expect(cells == rows, "\(name)")
      #expect(reading.bad.isEmpty, "\(name)")
    }
    // Two fields hold quotes without being quoted: a defect, unless the dialect keeps them.
    guard let text = bytes("csv_torture/csv-spectrum/location_coordinates.csv") else { return }
    #expect(read(text).codes == ["TABULAR-QUOTE"])
    do throws(TabularError) {
      let kept = try Dialect(delimiter: UInt8(ascii: ","), bareQuote: .kept)
      #expect(read(text, as: .csv(kept)).rows.first?.count == 4)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("B01: csv-test-data")
  func csvTestData() {
    let sound: [(String, [[String]])] = [
      ("empty-field", [["1", "", "3"]]), ("header-no-rows", []),
      ("header-simple", [["1", "2", "3"]]),
      ("leading-space", [["1", " leading space", "3"]]), ("one-column", [["1"]]),
      ("quotes-empty", [["1", "", "3"]]),
      ("quotes-with-comma", [["1", "Luke, I am your father.", "3"]]),
      ("quotes-with-escaped-quote", [["1", "The \" must be escaped", "3"]]),
      ("quotes-with-newline", [["1", "No man is an island,\nEntire of itself", "3"]]),
      ("quotes-with-space", [["1", "Field with spaces", "3"]]), ("simple-crlf", [["1", "2", "3"]]),
      ("simple-lf", [["1", "2", "3"]]), ("trailing-newline-one-field", [["1"]]),
      ("trailing-newline", [["1", "2", "3"]]), ("trailing-space", [["1", "trailing space ", "3"]]),
      ("utf8", [["1", "😎", "3"]]),
      // A line with nothing on it is no row here.
      ("empty-one-column", []),
    ]
    for (name, rows) in sound {
      guard let text = bytes("csv_torture/csv-test-data/csv/\(name).csv") else { continue }
      let reading = read(text)
      #expect(reading.rows == rows, "\(name)")
      #expect(reading.bad.isEmpty && reading.error == nil, "\(name)")
    }
    let broken = [
      ("bad-header-less-fields", "TABULAR-FIELD-COUNT"),
      ("bad-header-more-fields", "TABULAR-FIELD-COUNT"),
      ("bad-missing-quote", "TABULAR-QUOTE-OPEN"),
      ("bad-quotes-with-unescaped-quote", "TABULAR-QUOTE"),
      ("bad-unescaped-quote", "TABULAR-QUOTE"),
    ]
    for (name, code) in broken {
      guard let text = bytes("csv_torture/csv-test-data/csv/\(name).csv") else { continue }
      #expect(read(text).codes == [code], "\(name)")
    }
    for name in ["bad-header-no-header", "all-empty"] {
      guard let text = bytes("csv_torture/csv-test-data/csv/\(name).csv") else { continue }
      #expect(read(text).error == Header.missing, "\(name)")
    }
  }

  @Test("B01: csvlint")
  func csvlint() {
    let crlf = [["Biff", "Baff", "Boff"], ["Qux", "Teaspoon", "Doge"]]
    for name in ["crlf-line-endings", "lf-line-endings", "inconsistent-line-endings"] {
      guard let text = bytes("csv_torture/csvlint/\(name).csv") else { continue }
      #expect(read(text).rows == crlf, "\(name)")
    }
    if let text = bytes("csv_torture/csvlint/cr-line-endings.csv") {
      #expect(read(text).error?.code == "TABULAR-QUOTE")
    }
    if let text = bytes("csv_torture/csvlint/invalid-byte-sequence.csv") {
      #expect(read(text).error?.code == "TABULAR-UTF8")
      #expect(read(text, encoding: .windows1252).error?.code == "TABULAR-HEADER-EMPTY")
    }
    for name in ["spreadsheet.xls", "spreadsheet.xlsx"] {
      guard let text = bytes("csv_torture/csvlint/\(name)") else { continue }
      #expect(read(text).error != nil, "\(name)")
    }
  }

  @Test("B06, B08: published gzips, whole and broken")
  func gzips() {
    func unpack(_ name: String) -> Result<[UInt8], TabularError>? {
      guard let packed = bytes("gzip_torture/\(name)") else { return nil }
      return Result { () throws(TabularError) -> [UInt8] in
        try SourceOpening.unpacked(
          MemorySource(packed, pieceBytes: 1_000), isNamedGzip: true, limits: ReadingLimits()
        ).readAll()
      }
    }
    for (packed, plain) in [("good-file.gz", "good-file.txt"), ("multi.gz", "multi.txt")] {
      guard let result = unpack(packed), let text = bytes("gzip_torture/\(plain)") else { continue }
      #expect(result == .success(text), "\(packed)")
    }
    for (name, code) in [
      ("derived_bad_magic", "TABULAR-GZIP-NAME"), ("derived_crc_flipped", "TABULAR-GZIP-DAMAGED"),
      ("derived_empty_file", "TABULAR-GZIP-NAME"), ("derived_header_only", "TABULAR-GZIP-CUT"),
      ("derived_trailing_garbage", "TABULAR-GZIP-TRAILING"),
      ("derived_truncated_half", "TABULAR-GZIP-CUT"),
    ] {
      guard case .failure(let error)? = unpack(name + ".gz") else {
        if folder != nil { Issue.record("\(name) was taken") }
        continue
      }
      #expect(error.code == code, "\(name)")
    }
  }

  @Test("B12: naughty strings come back")
  func naughtyStringsComeBack() {
    guard let text = bytes("hostile_strings/blns.txt") else { return }
    var written: [UInt8] = []
    var rows: [[String]] = []
    CSVWriter.append(fields: ["naughty", "line"], to: &written)
    for (number, line) in text.split(separator: 10).enumerated() {
      let fields = [String(decoding: line, as: UTF8.self), "\(number)"]
      if fields[0].utf8.contains(0) { continue }
      rows.append(fields)
      CSVWriter.append(fields: fields, to: &written)
    }
    #expect(rows.count > 400)
    #expect(read(written, push: Push(blockBytes: 100, threads: 2)).rows == rows)
    // As they stand they are no table, but they must end in rows or defects.
    #expect(read(text).error != nil || read(text).totals.rows > 0)
    if let json = bytes("hostile_strings/blns.json") {
      let lines = json.split(separator: 10).map { Array("{\"x\":".utf8) + $0.filter { $0 != 44 } }
      let objects = lines.flatMap { $0 + Array("}\n".utf8) }
      let reading = read(objects, as: .ndjson(["x"]))
      #expect(reading.totals.rows == lines.count)
      #expect(reading.rows.count > 400)
    }
  }
}
