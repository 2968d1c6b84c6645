import Primitives
import Testing

@testable import Tabular

// Goal: what is written reads back as it was. Method: sentences of awkward pieces, all of them.

@Suite struct CSVWriterTests {
  @Test func everyPairOfPiecesComesBack() {
    let pieces = ["", "a", ",", "\"", "\n", "\r", "\r\n", " ", "é", "\"\"", "a,b", "\t", ";"]
    var bytes: [UInt8] = []
    var rows: [[String]] = []
    CSVWriter.append(fields: ["x", "y"], to: &bytes)
    for first in pieces {
      for second in pieces {
        rows.append([first + second, second])
        CSVWriter.append(fields: [first + second, second], to: &bytes)
      }
    }
    #expect(read(bytes).rows == rows)
  }

  @Test func aLoneEmptyFieldIsARow() {
    var bytes: [UInt8] = []
    for field in ["x", "", "1", ""] { CSVWriter.append(fields: [field], to: &bytes) }
    #expect(String(decoding: bytes, as: UTF8.self) == "x\n\"\"\n1\n\"\"\n")
    #expect(read(bytes).rows == [[""], ["1"], [""]])
  }

  @Test func onlyWhatMustBeIsQuoted() {
    var bytes: [UInt8] = []
    CSVWriter.append(fields: ["a b", "c,d", "e\tf"], to: &bytes)
    CSVWriter.append(fields: ["a b", "c,d", "e\tf"], to: &bytes, dialect: .tab)
    #expect(String(decoding: bytes, as: UTF8.self) == "a b,\"c,d\",e\tf\na b\tc,d\t\"e\tf\"\n")
  }
}
