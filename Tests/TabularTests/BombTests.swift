import Primitives
import TestKit
import Testing

@testable import Tabular

// B05, B07, B09. Goal: what is made to be too much is refused in time that grows with its bytes and
// in a memory that does not. Method: sources that make their bytes as they are asked for; counts of
// bytes taken and asked for, since a clock proves nothing on a busy machine.

@Suite struct BombTests {
  @Test("B05: a field of a GiB without a line end is refused and not held")
  func aFieldOfAGiBIsNotHeld() throws {
    let count = LongRuns.areWanted ? 1 << 30 : 1 << 27
    for isQuoted in [false, true] {
      let head = Array((isQuoted ? "a,b\n1,2\n\"" : "a,b\n1,2\n").utf8)
      let source = MadeSource(head: head, piece: [UInt8](repeating: 0x78, count: 1 << 16), count)
      let reading = read(source)
      // What is asked for at once is what is held: it does not grow with the field.
      #expect(source.mostAsked <= 4 << 20)
      if isQuoted {
        #expect(reading.error?.code == "TABULAR-QUOTE-OPEN")
        #expect(source.bytesRead < 1 << 24, "an open quote stops the file where it is noticed")
      } else {
        #expect(reading.rows == [["1", "2"]])
        #expect(reading.codes == ["TABULAR-TOO-LONG"])
        #expect(reading.bad.first?.byteCount == count)
        #expect(reading.bad.first?.text.utf8.count == ReadingLimits.keptOfLongRecord)
      }
    }
  }

  @Test("B05, B10: a line of 500 MB is refused and the next one read")
  func aLineOf500MBIsPassedOver() throws {
    let count = LongRuns.areWanted ? 500_000_000 : 50_000_000
    let head = Array("{\"x\":1}\n{\"x\":\"".utf8)
    let source = MadeSource(
      head: head, piece: [UInt8](repeating: 0x79, count: 1 << 16), count,
      tail: Array("\"}\n{\"x\":3}".utf8))
    let reading = read(source, as: .ndjson(["x"]))
    #expect(reading.rows == [["1"], ["3"]])
    #expect(reading.codes == ["TABULAR-TOO-LONG"])
    #expect(reading.places.map(\.line) == [1, 3])
    #expect(reading.bad.first?.byteCount == count + 8)
  }

  @Test("B05: a hundred thousand columns are refused by number")
  func tooManyColumnsAreRefused() {
    let names = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
    // The header is longer than a record may be; with room for it, its fields are counted.
    #expect(read(names + "\n1\n").error?.code == "TABULAR-TOO-LONG")
    let room = ReadingLimits(longestRecordBytes: 1 << 20)
    let error = read(names + "\n1\n", limits: room).error
    #expect(error?.code == "TABULAR-FIELD-COUNT")
    #expect(error?.message.contains("100000") == true && error?.message.contains("1024") == true)
    let row = String(repeating: ",", count: 99_999)
    let reading = read("a,b\n\(row)\n1,2\n")
    #expect(reading.codes == ["TABULAR-FIELD-COUNT"])
    #expect(reading.bad.first?.reason.contains("100000 fields") == true)
    #expect(reading.rows == [["1", "2"]])
  }

  @Test("B05: a million quotes end in rows, defects or a refusal, the same at every boundary")
  func aMillionQuotes() {
    let quotes = String(repeating: "\"", count: LongRuns.areWanted ? 1_000_000 : 200_000)
    // Shorter than a record may be, and longer.
    for limit in [1 << 10, 1 << 18, 1 << 21] {
      let limits = ReadingLimits(longestRecordBytes: limit, largestFieldBytes: 1 << 20)
      for text in ["a\n\(quotes)\n1\n", "a\n\(quotes)\"\n1\n", "a\nx\(quotes)\n1\n"] {
        let whole = read(text, limits: limits)
        #expect(whole.error != nil || whole.totals.rows == 2 || whole.totals.rows == 1)
        #expect(whole.totals.rows == whole.rows.count + whole.bad.count || whole.error != nil)
        for push in [Push(blockBytes: 4_096), Push(blockBytes: 65_536, pieceBytes: 1_000)] {
          #expect(read(text, limits: limits, push: push).comparable == whole.comparable)
        }
      }
    }
  }

  // The block ends one before, at, and one behind the end of a field, for every size of field; the
  // next field, the line end and the quote lie across it by turns.
  @Test("B05: a field that ends at a block's end −1, 0, +1 reads as in one piece")
  func fieldsThatEndAtABlocksEnd() {
    let sizes =
      LongRuns.areWanted
      ? Array(1...70_000) : Array(1...300) + [4_095, 4_096, 4_097, 65_535, 65_536, 65_537, 70_000]
    for size in sizes {
      let field = [UInt8](repeating: 0x78, count: size)
      for quote in [[], [0x22]] as [[UInt8]] {
        let text = Array("a,b\n".utf8) + quote + field + quote + Array(",2\r\n3,4\n".utf8)
        let limits = ReadingLimits(largestFieldBytes: 1 << 17)
        let whole = read(text, limits: limits)
        guard whole.rows.count == 2, whole.rows[0][0].utf8.count == size, whole.bad.isEmpty else {
          Issue.record("a field of \(size) bytes")
          return
        }
        let end = 4 + quote.count * 2 + size
        for blockBytes in [end - 1, end, end + 1]
        where read(text, limits: limits, push: Push(blockBytes: blockBytes)) != whole {
          Issue.record("a field of \(size) bytes, blocks of \(blockBytes)")
          return
        }
      }
    }
  }

  @Test("B07: two to fifty members, empty ones among them, read as the plain text")
  func membersReadAsThePlainText() throws {
    withEverySeed(1..<(LongRuns.areWanted ? 400 : 50)) { seed, chance in
      let members = 2 + chance.below(49)
      var plain: [UInt8] = Array("a,b\n".utf8)
      var packed = GzipWriter.pack(plain)
      for _ in 1..<members {
        // A member may end inside a row, inside a quote, or hold nothing.
        let bytes = Array("1,2\n\"é x".utf8)
        let piece = (0..<chance.below(60)).map { _ in bytes[chance.below(bytes.count)] }
        plain += piece
        packed += GzipWriter.pack(piece, level: chance.below(10))
      }
      let whole = read(plain)
      for library in InflateLibrary.allCases {
        for size in [1, 2, 3, 7, 64, 65_536] {
          let source = try GzipSource(
            MemorySource(packed, pieceBytes: size), limits: ReadingLimits(), library: library)
          #expect(
            read(source).comparable.rows == whole.comparable.rows, "seed \(seed), pieces of \(size)"
          )
        }
      }
    }
  }

  @Test("B07: a member that ends at the reader's buffer −1, 0, +1", arguments: -2...2)
  func aMemberThatEndsAtTheBuffer(_ shift: Int) throws {
    // Stored blocks make a member of any size: 18 bytes round it and 5 for each 65,535 in it.
    let wanted = (1 << 17) + shift
    var first = [UInt8](repeating: 0x61, count: wanted - 18 - 5 * 3)
    var packed = GzipWriter.pack(first, level: 0)
    for _ in 0..<20 where packed.count != wanted {
      let count = first.count + wanted - packed.count
      first = [UInt8](repeating: 0x61, count: count)
      packed = GzipWriter.pack(first, level: 0)
    }
    try #require(packed.count == wanted)
    let second = Array("and the second".utf8)
    let both = packed + GzipWriter.pack(second)
    for library in InflateLibrary.allCases {
      let source = try GzipSource(MemorySource(both), limits: ReadingLimits(), library: library)
      #expect(try source.readAll() == first + second)
    }
  }

  // 10 MiB of members of zeros, which would be 10 GiB.
  @Test("B09: a bomb stops at the ratio, or at the absolute limit, and takes no memory")
  func aBombStops() throws {
    let member = GzipWriter.pack([UInt8](repeating: 0, count: 1 << 22), level: 9)
    let count = (10 << 20) / member.count * member.count
    let limits = [
      ReadingLimits(), ReadingLimits(expandedBytesMax: 1 << 26, expansionRatioMax: 1 << 20),
    ]
    for library in InflateLibrary.allCases {
      for limit in limits {
        let packed = MadeSource(head: [], piece: member, count)
        let source = try GzipSource(packed, limits: limit, library: library)
        let error = read(source).error
        #expect(error?.code == "TABULAR-GZIP-EXPANSION")
        // Who reads it sees the limit that was met.
        let isRatio = limit.expansionRatioMax == 100
        #expect(isRatio || error?.message.contains("\(1 << 26)") == true)
        #expect(error?.mend.isEmpty == false)
        #expect(packed.bytesRead < 1 << 20, "it stops long before the file's end")
      }
    }
  }

  @Test("B09: a gzip in a gzip is refused, plain or bomb")
  func aGzipInAGzipIsRefused() throws {
    var packed = GzipWriter.pack(Array("a,b\n1,2\n".utf8))
    for _ in 0..<3 {
      packed = GzipWriter.pack(packed)
      let source = try GzipSource(MemorySource(packed), limits: ReadingLimits())
      let error = read(source).error
      #expect(error?.code == "TABULAR-ENCODING" && error?.mend == "pack it once")
    }
  }
}

/// Bytes made as they are asked for: a head, a piece again and again, a tail.
private final class MadeSource: ByteSource, @unchecked Sendable {
  private let head: [UInt8]
  private let piece: [UInt8]
  private let tail: [UInt8]
  private let count: Int
  private(set) var bytesRead = 0
  /// The largest buffer that was to be filled.
  private(set) var mostAsked = 0

  /// - Parameter count: Bytes between head and tail.
  init(head: [UInt8], piece: [UInt8], _ count: Int, tail: [UInt8] = []) {
    self.head = head
    self.piece = piece
    self.tail = tail
    self.count = count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    mostAsked = max(mostAsked, buffer.count)
    let place = bytesRead - head.count
    let bytes: ArraySlice<UInt8>
    if place < 0 {
      bytes = head[bytesRead...]
    } else if place < count {
      bytes = piece[(place % piece.count)...].prefix(count - place)
    } else {
      bytes = tail.dropFirst(place - count)
    }
    let taken = bytes.prefix(buffer.count)
    buffer.copyBytes(from: taken)
    bytesRead += taken.count
    return taken.count
  }
}
