// B02–B04, B06, B08. Goal: every kind of record meets every way to write a file badly with a told
// outcome. Method: one made table of each kind, its text written, cut and damaged in turn; what is
// kept is compared with what the sound file gave.

import Primitives
import Tabular
import Testing
import Vocabulary

@testable import Intake

struct BadInputTests {
  private static let mark8: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// A small table of a kind, some of its cells wrong.
  private static func table(_ kind: RecordKind, rows: Int = 30) -> RandomTable {
    RandomTable(kind, rows: rows, seed: 40)
  }

  @Test("B03: nothing, blank lines, a header alone, repeated", arguments: RecordKind.allCases)
  func filesWithoutRows(_ kind: RecordKind) throws {
    let names = KindContract.of(kind).columns.map(\.name)
    let header = names.joined(separator: ",")
    #expect(reading("", kind).error?.code == "INTAKE-EMPTY-FILE")
    #expect(reading("\n\r\n", kind).error?.code == "TABULAR-HEADER-MISSING")
    for text in [header, header + "\n", header + "\r\n\r\n"] {
      let summary = try #require(reading(text, kind).summary)
      #expect(summary.rowsRead == 0 && summary.rowsKept == 0)
    }
    let repeated = reading(header + "," + names[0] + "\n", kind)
    #expect(repeated.error?.code == "TABULAR-HEADER-REPEATED" && repeated.records.isEmpty)
  }

  @Test("B03: a missing required column refuses the file by name", arguments: RecordKind.allCases)
  func aMissingRequiredColumn(_ kind: RecordKind) throws {
    let table = Self.table(kind)
    for (position, column) in KindContract.of(kind).columns.enumerated() {
      var changed = table
      changed.columns.remove(at: position)
      changed.rows = table.rows.map { row in
        row.enumerated().filter { $0.offset != position }.map(\.element)
      }
      let result = reading(changed.csv(), kind)
      if column.isRequired {
        let error = try #require(result.error)
        #expect(error.code == "INTAKE-MISSING-COLUMN" && error.message.contains(column.name))
        #expect(result.records.isEmpty && result.traces.isEmpty && !error.mend.isEmpty)
      } else {
        #expect(result.error == nil, "\(column.name)")
      }
    }
  }

  @Test("B03: columns in any order, further ones, and a mark before the header change nothing")
  func theHeadersFormChangesNothing() {
    for kind in RecordKind.allCases {
      let table = Self.table(kind)
      let sound = reading(table.csv(), kind)
      var turned = table
      turned.columns = table.columns.reversed() + ["theirs"]
      turned.rows = table.rows.map { $0.reversed() + ["x"] }
      let other = reading(turned.csv(), kind)
      #expect(other.content == sound.content && other.traces == sound.traces, "\(kind)")
      #expect(other.codes == sound.codes && other.summary?.notes.count == 1, "\(kind)")
      let marked = reading(Self.mark8 + Array(table.csv().utf8), kind)
      #expect(marked.content == sound.content && marked.traces == sound.traces, "\(kind)")
    }
  }

  @Test("B02: a file cut at every byte keeps the whole rows before", arguments: RecordKind.allCases)
  func aFileCutAtEveryByte(_ kind: RecordKind) {
    let table = Self.table(kind, rows: 4)
    for (text, name) in [(table.csv(), "x.csv"), (table.ndjson(), "x.ndjson")] {
      let bytes = Array(text.utf8)
      let whole = reading(bytes, kind, name: name)
      for count in bytes.indices {
        let cut = reading(Array(bytes[..<count]), kind, name: name)
        guard let summary = cut.summary else {
          #expect(cut.error?.mend.isEmpty == false && cut.error?.code.isEmpty == false)
          continue
        }
        let kept = cut.records.count + cut.traces.count
        #expect(summary.rowsRead == kept + cut.rejects.count, "\(name) cut at \(count)")
        // The row that the cut went through may read as another, the rows before may not.
        #expect(whole.content.starts(with: cut.content.dropLast()))
        #expect(whole.traces.starts(with: cut.traces.dropLast()), "\(name) cut at \(count)")
      }
    }
  }

  @Test("B02: boundaries at every size of block change nothing", arguments: RecordKind.allCases)
  func everySizeOfBlock(_ kind: RecordKind) {
    let table = Self.table(kind, rows: 6)
    for (text, name) in [(table.csv(), "x.csv"), (table.ndjson(), "x.ndjson")] {
      let whole = reading(text, kind, name: name)
      for blockBytes in 1...min(text.utf8.count + 1, 400) {
        #expect(reading(text, kind, name: name, blockBytes: blockBytes) == whole, "\(blockBytes)")
      }
    }
  }

  @Test("B02: a bad row says where, what and the mend", arguments: RecordKind.allCases)
  func aBadRowSaysAll(_ kind: RecordKind) throws {
    let columns = KindContract.of(kind).columns
    let good = try #require(
      Self.table(kind, rows: 40).rows.first { row in
        reading(RandomTable.one(kind, row), kind).summary?.rowsKept == 1
      })
    for (position, column) in columns.enumerated() {
      for wrong in ["\u{7}?", ""] {
        var row = good
        row[position] = wrong
        let text = RandomTable.one(kind, row)
        guard let reject = reading(text, kind).rejects.first else { continue }
        let told = reject.diagnostic
        #expect(told.column == column.name && told.place.row == 1)
        #expect(
          told.place.line == 2
            && told.place.byte
              == text.utf8.firstIndex(of: 10).map {
                text.utf8.distance(from: text.utf8.startIndex, to: $0) + 1
              }
        )
        #expect(told.code.hasPrefix("INTAKE-") && !told.reason.isEmpty && !told.mend.isEmpty)
        // The row is made up, so it may be looked at.
        #expect(text.hasSuffix(reject.text.reveal() + "\n"))
      }
      if column.isRequired {
        var row = good
        row[position] = ""
        #expect(reading(RandomTable.one(kind, row), kind).rejects.count == 1, "\(column.name)")
      }
    }
  }

  @Test("B04: every encoding gives the same records, the wrong one none that differ")
  func everyEncodingGivesTheSame() throws {
    for kind in RecordKind.allCases {
      let text = Self.table(kind).csv()
      let sound = reading(text, kind)
      let utf16 = Array(text.utf16)
      var little: [UInt8] = [0xFF, 0xFE]
      var big: [UInt8] = [0xFE, 0xFF]
      for unit in utf16 {
        little += [UInt8(unit & 255), UInt8(unit >> 8)]
        big += [UInt8(unit >> 8), UInt8(unit & 255)]
      }
      let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      for (bytes, encoding) in [(little, "utf-16"), (big, "utf-16"), (latin, "windows-1252")] {
        let told = try section("\(kind.rawValue):\n  encoding: \(encoding)\n")
        let result = reading(bytes, kind, section: told)
        #expect(result.content == sound.content && result.traces == sound.traces, "\(kind)")
        let untold = reading(bytes, kind)
        if encoding == "utf-16" {
          #expect(untold.error?.code == "TABULAR-ENCODING")
        } else {
          // Rows with a letter that is not ASCII are set aside, the others are the same.
          #expect(
            untold.traces == sound.traces && untold.content.allSatisfy(sound.content.contains))
        }
      }
    }
  }

  @Test("B04: an apostrophe of windows-1252, and bytes that are no text, never become another")
  func bytesThatAreNoTextAreSetAside() throws {
    let name = Array("person_id,family_name\n1,O".utf8) + [0x92] + Array("Neill\n".utf8)
    let told = try section("persons:\n  encoding: windows-1252\n")
    let right = reading(name, .persons, section: told)
    #expect(right.records.map { PersonRecord($0).familyName } == ["O\u{2019}Neill"])
    #expect(reading(name, .persons).codes == ["TABULAR-UTF8"])
    // Overlong, a lone surrogate, too large, cut off, a lone tail, NUL.
    for bad in [
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
      [0x80], [0],
    ] as [[UInt8]] {
      for kind in [RecordKind.persons, .premises] {
        let head = kind == .persons ? "person_id,family_name\n" : "premises_id,address\n"
        let file = Array((head + "1,a\n2,").utf8) + bad + Array("\n3,b\n".utf8)
        let result = reading(file, kind)
        #expect(result.records.map(\.identifier) == ["1", "3"], "\(bad)")
        #expect(result.rejects.map(\.diagnostic.place.row) == [2])
      }
    }
    #expect(reading("person_id,family_name\n1,\u{FFFD}\n", .persons).records.count == 1)
  }

  @Test("B06: a gzip cut at every byte is refused", arguments: RecordKind.allCases)
  func aGzipCutAtEveryByte(_ kind: RecordKind) {
    let packed = GzipWriter.pack(Array(Self.table(kind, rows: 3).csv().utf8))
    for count in packed.indices {
      let error = gzipError(Array(packed[..<count]), kind)
      #expect(error?.mend.isEmpty == false, "cut at \(count)")
      #expect(["TABULAR-GZIP-CUT", "TABULAR-GZIP-NAME"].contains(error?.code), "cut at \(count)")
    }
    #expect(gzipError(packed, kind) == nil)
  }

  @Test("B08: what follows a gzip, or is none, is refused", arguments: RecordKind.allCases)
  func aDamagedGzip(_ kind: RecordKind) {
    let text = Array(Self.table(kind, rows: 3).csv().utf8)
    let packed = GzipWriter.pack(text)
    var wrongSum = packed
    wrongSum[packed.count - 8] ^= 1
    var wrongLength = packed
    wrongLength[packed.count - 1] ^= 1
    var reserved = packed
    reserved[3] |= 0x80
    for (bytes, code) in [
      (wrongSum, "TABULAR-GZIP-DAMAGED"), (wrongLength, "TABULAR-GZIP-DAMAGED"),
      (reserved, "TABULAR-GZIP-DAMAGED"), (packed + [0, 0], "TABULAR-GZIP-TRAILING"),
      (packed + text, "TABULAR-GZIP-TRAILING"), (text, "TABULAR-GZIP-NAME"),
      (GzipWriter.pack(packed), "TABULAR-ENCODING"),
    ] {
      #expect(gzipError(bytes, kind)?.code == code)
    }
  }

  private func gzipError(_ packed: [UInt8], _ kind: RecordKind) -> IntakeError? {
    do {
      let source = try SourceOpening.unpacked(
        MemorySource(packed), isNamedGzip: true, limits: ReadingLimits())
      let reader = FeedReader(source: "cheshire", kind: kind, fileName: "x.csv.gz")
      _ = try reader.read(source, file: Ordinal(0)) { _ in }
      return nil
    } catch let error as TabularError {
      return IntakeError(error)
    } catch let error as IntakeError {
      return error.code == "INTAKE-TOO-MANY-BAD" ? nil : error
    } catch {
      preconditionFailure("reading threw something else: \(error)")
    }
  }
}

extension RandomTable {
  /// The text of a table of one row.
  static func one(_ kind: RecordKind, _ row: [String]) -> String {
    var table = RandomTable(kind, rows: 0, seed: 0)
    table.rows = [row]
    return table.csv()
  }
}
