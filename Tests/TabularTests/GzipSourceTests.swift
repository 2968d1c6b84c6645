import Primitives
import Testing

@testable import Tabular

// Goal: a gzip gives all of its bytes or a typed error. Method: round trips through every size of
// reading; every cut and every flip of a small two-member gzip.

@Suite struct GzipSourceTests {
  private func unpack(
    _ packed: [UInt8], pieceBytes: Int = .max, readBytes: Int = 1 << 16,
    limits: ReadingLimits = ReadingLimits(), library: InflateLibrary = .fastest
  ) -> Result<[UInt8], TabularError> {
    Result { () throws(TabularError) -> [UInt8] in
      let source = try GzipSource(
        MemorySource(packed, pieceBytes: pieceBytes), limits: limits, library: library)
      var all: [UInt8] = []
      while true {
        let piece = try source.readBytes(upTo: readBytes)
        if piece.isEmpty { return all }
        all += piece
      }
    }
  }

  private func code(_ result: Result<[UInt8], TabularError>) -> String? {
    if case .failure(let error) = result { return error.code }
    return nil
  }

  private func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var chance = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: chance.next() & 31) }
  }

  @Test(
    "B07: members come back through every boundary",
    arguments: InflateLibrary.allCases)
  func membersComeBackThroughEveryBoundary(_ library: InflateLibrary) throws {
    let first = noise(3_000, seed: 1)
    let third = noise(40, seed: 2)
    let packed = GzipWriter.pack(first) + GzipWriter.pack([]) + GzipWriter.pack(third, level: 9)
    for size in [1, 2, 3, 7, 64, 65_536] {
      #expect(try unpack(packed, pieceBytes: size, library: library).get() == first + third)
      #expect(
        try unpack(packed, pieceBytes: size, readBytes: size, library: library).get() == first
          + third)
    }
  }

  @Test(arguments: InflateLibrary.allCases)
  func everyLevelPacksAndUnpacks(_ library: InflateLibrary) throws {
    let bytes = noise(70_000, seed: 3)
    for level in 0...9 {
      #expect(try unpack(GzipWriter.pack(bytes, level: level), library: library).get() == bytes)
      #expect(GzipWriter.pack(bytes, level: level) == GzipWriter.pack(bytes, level: level))
    }
  }

  @Test(
    "B06: every cut is an error",
    arguments: InflateLibrary.allCases)
  func everyCutIsAnError(_ library: InflateLibrary) {
    let one = GzipWriter.pack(Array("one member".utf8))
    let packed = one + GzipWriter.pack(Array("and another".utf8))
    for length in packed.indices {
      let result = unpack(Array(packed[..<length]), pieceBytes: 5, library: library)
      if length == one.count {
        #expect(code(result) == nil, "whole members may end the file")
      } else {
        #expect(code(result) == "TABULAR-GZIP-CUT", "cut at \(length)")
      }
    }
  }

  @Test(
    "B08: every flip is an error or harmless",
    arguments: InflateLibrary.allCases)
  func everyFlipIsAnErrorOrHarmless(_ library: InflateLibrary) {
    let text = Array("one member, one member".utf8)
    let more = Array("and another".utf8)
    let packed = GzipWriter.pack(text) + GzipWriter.pack(more)
    for place in packed.indices {
      for bit in 0..<8 {
        var flipped = packed
        flipped[place] ^= 1 << UInt8(bit)
        // Time, system and extra flags of a member's header stand for nothing that is read.
        if case .success(let bytes) = unpack(flipped, library: library) {
          #expect(bytes == text + more, "byte \(place), bit \(bit)")
        }
      }
    }
  }

  @Test(
    "B08: what follows a member must be a member",
    arguments: InflateLibrary.allCases)
  func whatFollowsAMemberMustBeAMember(_ library: InflateLibrary) {
    let packed = GzipWriter.pack([1, 2, 3])
    #expect(code(unpack(packed + [0, 0, 0], library: library)) == "TABULAR-GZIP-TRAILING")
    #expect(code(unpack(packed + Array("a,b\n".utf8), library: library)) == "TABULAR-GZIP-TRAILING")
    #expect(code(unpack(packed + [0x1F], library: library)) == "TABULAR-GZIP-CUT")
    #expect(code(unpack([], library: library)) == "TABULAR-GZIP-CUT")
    #expect(code(unpack(Array("a,b\n".utf8), library: library)) == "TABULAR-GZIP-DAMAGED")
  }

  @Test(
    "B09: expansion is limited",
    arguments: InflateLibrary.allCases)
  func expansionIsLimited(_ library: InflateLibrary) throws {
    let packed = GzipWriter.pack([UInt8](repeating: 7, count: 3_000_000), level: 9)
    #expect(
      code(unpack(packed, limits: ReadingLimits(expandedBytesMax: 2_999_999), library: library))
        != nil)
    #expect(
      code(unpack(packed, limits: ReadingLimits(expandedBytesMax: 3_000_000), library: library))
        == nil)
    let ratio = ReadingLimits(expansionRatioMax: 100, expansionFloorBytes: 1 << 20)
    #expect(code(unpack(packed, limits: ratio, library: library)) == "TABULAR-GZIP-EXPANSION")
    let floor = ReadingLimits(expansionRatioMax: 100, expansionFloorBytes: 1 << 22)
    #expect(code(unpack(packed, limits: floor, library: library)) == nil)
  }

  // Which library unpacks must not be seen in what a user reads. Where in the stream damage shows
  // differs by some bytes, and so does the kind of bad code, so the sentence is compared before it.
  @Test func everyLibrarySaysTheSame() {
    let packed = GzipWriter.pack(noise(3_000, seed: 4)) + GzipWriter.pack(Array("one, one".utf8))
    var damaged = packed.indices.map { Array(packed[..<$0]) }
    for place in packed.indices {
      damaged.append(packed)
      damaged[damaged.count - 1][place] ^= 1 << UInt8(place % 8)
    }
    for bytes in damaged {
      let results = InflateLibrary.allCases.map { library in
        switch unpack(bytes, library: library) {
        case .success(let text): "\(text.count) bytes"
        case .failure(let error) where error.code == "TABULAR-GZIP-DAMAGED":
          error.code + error.mend
        case .failure(let error): "\(error)"
        }
      }
      #expect(Set(results).count == 1, "\(results)")
    }
  }

  // A member without rows, one of the longest matches, and headers with everything in them.
  @Test(
    "B08: every part of a header is passed over",
    arguments: InflateLibrary.allCases)
  func everyPartOfAHeaderIsPassedOver(_ library: InflateLibrary) throws {
    let plain = GzipWriter.pack(Array("a,b\n1,2\n".utf8))
    var full: [UInt8] = [0x1F, 0x8B, 8, 0x1C, 0, 0, 0, 0, 0, 3]
    full += [3, 0, 1, 2, 3] + Array("name.csv".utf8) + [0] + Array("a comment".utf8) + [0]
    full += plain[10...]
    for size in [1, 2, 5, 64] {
      let text = try unpack(plain + full, pieceBytes: size, readBytes: size, library: library).get()
      #expect(text == Array("a,b\n1,2\na,b\n1,2\n".utf8))
    }
    for flags in [0x20, 0x40, 0x80] as [UInt8] {
      var reserved = plain
      reserved[3] |= flags
      #expect(code(unpack(reserved, library: library)) == "TABULAR-GZIP-DAMAGED")
    }
    let long = [UInt8](repeating: 65, count: 200_000) + noise(70_000, seed: 5)
    #expect(
      try unpack(GzipWriter.pack(long), pieceBytes: 3, readBytes: 7, library: library).get() == long
    )
  }

  @Test("B07: a packed table reads as the plain one")
  func aPackedTableReadsAsThePlainOne() {
    var text: [UInt8] = []
    for row in 0..<2_000 { CSVWriter.append(fields: ["a\(row)", "\"\n"], to: &text) }
    let half = text.count / 2
    let packed = GzipWriter.pack(Array(text[..<half])) + GzipWriter.pack(Array(text[half...]))
    let plain = read(text)
    for threads in [1, 4] {
      do throws(TabularError) {
        let source = try SourceOpening.unpacked(
          MemorySource(packed), isNamedGzip: true, limits: ReadingLimits())
        let reading = read(source, push: Push(blockBytes: 1_000, threads: threads))
        #expect(reading.rows == plain.rows)
        #expect(reading.places == plain.places)
        #expect(reading.totals.sourceBytes == packed.count)
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  @Test("B08: name and content must agree")
  func nameAndContentMustAgree() {
    func code(_ bytes: [UInt8], isNamedGzip: Bool) -> String? {
      do throws(TabularError) {
        _ = try SourceOpening.unpacked(
          MemorySource(bytes), isNamedGzip: isNamedGzip, limits: ReadingLimits())
        return nil
      } catch {
        return error.code
      }
    }
    let packed = GzipWriter.pack([65])
    #expect(code(packed, isNamedGzip: true) == nil)
    #expect(code(packed, isNamedGzip: false) == "TABULAR-GZIP-NAME")
    #expect(code([65, 66, 67], isNamedGzip: true) == "TABULAR-GZIP-NAME")
    #expect(code([], isNamedGzip: true) == "TABULAR-GZIP-NAME")
    #expect(code([], isNamedGzip: false) == nil)
    #expect(SourceOpening.hasGzipName("x.csv.GZ") && !SourceOpening.hasGzipName("gz"))
  }
}
