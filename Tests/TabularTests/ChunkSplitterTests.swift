import Primitives
import Testing

@testable import Tabular

// Goal: limits end in a defect or a typed error, the same at every boundary, and never in memory.
// Method: records around the limit pushed through all sizes.

@Suite struct ChunkSplitterTests {
  private let limits = ReadingLimits(longestRecordBytes: 20, mostFields: 3, largestFieldBytes: 12)

  @Test("B05: records around the limit")
  func recordsAroundTheLimit() {
    for length in 16...26 {
      for ending in ["\n", "\r\n"] {
        let long =
          String(repeating: "x", count: 10) + "," + String(repeating: "y", count: length - 11)
        let text = "a,b\(ending)1,2\(ending)\(long)\(ending)3,4\(ending)"
        let whole = read(text, limits: limits)
        let isBad = length > 20 || length - 11 > 12
        #expect(
          whole.rows == [["1", "2"]]
            + (isBad
              ? []
              : [
                [long.prefix(10), long.dropFirst(11)]
                  .map(String.init)
              ]) + [["3", "4"]])
        #expect(whole.codes == (isBad ? ["TABULAR-TOO-LONG"] : []))
        #expect(whole.bad.allSatisfy { $0.byteCount == length && $0.lineCount == 1 })
        for push in Push.all { #expect(read(text, limits: limits, push: push) == whole) }
      }
    }
  }

  @Test("B05: a long record spans lines and may end the text")
  func aLongRecordSpansLinesAndMayEndTheText() {
    let record = "\"l\nl\",\"m\nm\"," + String(repeating: "x", count: 300)
    for (text, lines) in [
      ("a,b\n\(record)\n3,4\n", 5), ("a,b\n\(record)", 4), ("a,b\n\(record)\r", 4),
    ] {
      let whole = read(text, limits: limits)
      #expect(whole.codes == ["TABULAR-TOO-LONG"])
      #expect(whole.bad.first?.lineCount == 3)
      #expect(whole.bad.first?.byteCount == record.utf8.count)
      #expect(whole.bad.first?.text == String(record.unicodeScalars.prefix(20)))
      #expect(whole.totals.lines == lines)
      for push in Push.all { #expect(read(text, limits: limits, push: push) == whole) }
    }
  }

  @Test("B05: an endless quote stops the file")
  func anEndlessQuoteStopsTheFile() {
    let open = "a,b\n1,2\n\n3,\"" + String(repeating: "x\n", count: 4_000)
    for text in [open, open + "\",z\n1,2\n"] {
      for push in Push.all {
        let reading = read(text, limits: limits, push: push)
        #expect(reading.error?.code == "TABULAR-QUOTE-OPEN", "\(push)")
        #expect(reading.error?.place == SourcePlace(row: 2, line: 4, byte: 9), "\(push)")
        #expect(reading.rows == [["1", "2"]], "\(push)")
      }
    }
  }

  // Found by fuzzing: the rows before an endless quote are handed out first, and the quote's place
  // was then looked for before the beginning of what was left.
  @Test("B05, B21: an endless quote behind rows of any number stands where it stands")
  func anEndlessQuoteBehindRows() {
    for rows in 0..<200 {
      let before = String(repeating: "1,\"2\"\n", count: rows)
      let text = "a,b\n" + before + "3,\"" + String(repeating: "x\"\"\n", count: 40)
      for push in [Push(), Push(blockBytes: 1), Push(blockBytes: 64, pieceBytes: 7)] {
        let reading = read(text, limits: limits, push: push)
        #expect(reading.rows.count == rows)
        let place = SourcePlace(row: rows + 1, line: rows + 2, byte: 4 + before.utf8.count)
        #expect(reading.error?.code == "TABULAR-QUOTE-OPEN" && reading.error?.place == place)
      }
    }
  }

  @Test func anEndlessQuoteInALongRecordStopsTheFile() {
    let text =
      "a,b\n" + String(repeating: "x", count: 50) + ",\"" + String(repeating: "y", count: 50)
    for push in Push.all {
      #expect(read(text, limits: limits, push: push).error?.code == "TABULAR-QUOTE-OPEN")
    }
  }

  @Test("B05: a huge file without a line end is not held")
  func aHugeFileWithoutALineEndIsNotHeld() throws {
    // 8 MiB of one record; what is kept of it is 4,096 bytes.
    let endless = RepeatedSource(byte: UInt8(ascii: "x"), count: 1 << 23)
    let reader = try ParallelReader.ndjson(endless, columns: ["x"])
    var bad: [BadRow] = []
    let totals = try reader.read(on: .one, work: { $0 }) { bad += $0.badRows }
    #expect(bad.map(\.byteCount) == [1 << 23])
    // The test shows it to nobody.
    #expect(bad.first?.text.reveal().utf8.count == ReadingLimits.keptOfLongRecord)
    #expect(totals.rows == 1 && totals.textBytes == 1 << 23)
  }

  @Test func aHeaderHasItsLimits() {
    #expect(read("a,b,c,d\n", limits: limits).error?.code == "TABULAR-FIELD-COUNT")
    let long = String(repeating: "x", count: 40) + "\n1\n"
    for push in Push.all {
      #expect(read(long, limits: limits, push: push).error?.code == "TABULAR-TOO-LONG")
    }
  }

  @Test("B05: many columns over short rows cost no more than the text")
  func manyColumnsOverShortRowsCostNoMoreThanTheText() {
    let header = (0..<1_000).map { "c\($0)" }.joined(separator: ",")
    let reading = read(header + "\n" + String(repeating: "x\n", count: 20_000))
    #expect(reading.totals.badRows == 20_000)
  }
}

/// One byte, many times.
private final class RepeatedSource: ByteSource, @unchecked Sendable {
  private let byte: UInt8
  private var left: Int
  private(set) var bytesRead = 0

  init(byte: UInt8, count: Int) {
    self.byte = byte
    left = count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    let count = min(left, buffer.count)
    UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).initializeMemory(
      as: UInt8.self, repeating: byte)
    left -= count
    bytesRead += count
    return count
  }
}
