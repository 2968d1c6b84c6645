import Primitives
import Testing

@testable import Tabular

// Goal: a gzip gives all of its bytes or a typed error. Method: round trips through every size of
// reading; every cut and every flip of a small two-member gzip.

@Suite struct GzipSourceTests {
  private func unpack(
    _ packed: [UInt8], pieceBytes: Int = .max, readBytes: Int = 1 << 16,
    limits: ReadingLimits = ReadingLimits()
  ) -> Result<[UInt8], TabularError> {
    Result { () throws(TabularError) -> [UInt8] in
      let source = try GzipSource(MemorySource(packed, pieceBytes: pieceBytes), limits: limits)
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

  @Test func membersComeBackThroughEveryBoundary() throws {
    let first = noise(3_000, seed: 1)
    let third = noise(40, seed: 2)
    let packed = GzipWriter.pack(first) + GzipWriter.pack([]) + GzipWriter.pack(third, level: 9)
    for size in [1, 2, 3, 7, 64, 65_536] {
      #expect(try unpack(packed, pieceBytes: size).get() == first + third)
      #expect(try unpack(packed, pieceBytes: size, readBytes: size).get() == first + third)
    }
  }

  @Test func everyLevelPacksAndUnpacks() throws {
    let bytes = noise(70_000, seed: 3)
    for level in 0...9 {
      #expect(try unpack(GzipWriter.pack(bytes, level: level)).get() == bytes)
      #expect(GzipWriter.pack(bytes, level: level) == GzipWriter.pack(bytes, level: level))
    }
  }

  @Test func everyCutIsAnError() {
    let one = GzipWriter.pack(Array("one member".utf8))
    let packed = one + GzipWriter.pack(Array("and another".utf8))
    for length in packed.indices {
      let result = unpack(Array(packed[..<length]), pieceBytes: 5)
      if length == one.count {
        #expect(code(result) == nil, "whole members may end the file")
      } else {
        #expect(code(result) == "TABULAR-GZIP-CUT", "cut at \(length)")
      }
    }
  }

  @Test func everyFlipIsAnErrorOrHarmless() {
    let text = Array("one member, one member".utf8)
    let more = Array("and another".utf8)
    let packed = GzipWriter.pack(text) + GzipWriter.pack(more)
    for place in packed.indices {
      for bit in 0..<8 {
        var flipped = packed
        flipped[place] ^= 1 << UInt8(bit)
        // Time, system and extra flags of a member's header stand for nothing that is read.
        if case .success(let bytes) = unpack(flipped) {
          #expect(bytes == text + more, "byte \(place), bit \(bit)")
        }
      }
    }
  }

  @Test func whatFollowsAMemberMustBeAMember() {
    let packed = GzipWriter.pack([1, 2, 3])
    #expect(code(unpack(packed + [0, 0, 0])) == "TABULAR-GZIP-TRAILING")
    #expect(code(unpack(packed + Array("a,b\n".utf8))) == "TABULAR-GZIP-TRAILING")
    #expect(code(unpack(packed + [0x1F])) == "TABULAR-GZIP-CUT")
    #expect(code(unpack([])) == "TABULAR-GZIP-CUT")
    #expect(code(unpack(Array("a,b\n".utf8))) == "TABULAR-GZIP-DAMAGED")
  }

  @Test func expansionIsLimited() throws {
    let packed = GzipWriter.pack([UInt8](repeating: 7, count: 3_000_000), level: 9)
    #expect(code(unpack(packed, limits: ReadingLimits(expandedBytesMax: 2_999_999))) != nil)
    #expect(code(unpack(packed, limits: ReadingLimits(expandedBytesMax: 3_000_000))) == nil)
    let ratio = ReadingLimits(expansionRatioMax: 100, expansionFloorBytes: 1 << 20)
    #expect(code(unpack(packed, limits: ratio)) == "TABULAR-GZIP-EXPANSION")
    let floor = ReadingLimits(expansionRatioMax: 100, expansionFloorBytes: 1 << 22)
    #expect(code(unpack(packed, limits: floor)) == nil)
  }

  @Test func aPackedTableReadsAsThePlainOne() {
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

  @Test func nameAndContentMustAgree() {
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
