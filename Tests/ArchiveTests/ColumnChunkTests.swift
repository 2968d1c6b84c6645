import Primitives
import Testing

@testable import Archive

/// Goal: any columns come back as they were, and any other bytes end in an error, never a trap.
/// Method: hostile and random columns; every truncation and every bit flip of small chunks; random
/// bytes behind a valid checksum.
@Suite struct ColumnChunkTests {
  static let hostile: [[UInt64]] = [
    [], [0], [.max], [0, .max], [.max, 0], [0, 0, 0], [.max, .max],
    [0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [1 &<< 63, 0, 1 &<< 57, 1 &<< 58],
    [UInt64(bitPattern: .min), UInt64(bitPattern: .max), UInt64(bitPattern: -1)],
    (0..<1025).map { UInt64($0) &<< 18 }, (0..<513).map { UInt64($0 % 2) &<< 63 },
    (0..<2000).map { UInt64($0 / 7) }, [UInt64](repeating: 9, count: 512),
  ]

  @Test func hostileColumnsComeBack() throws {
    for column in Self.hostile {
      #expect(try ColumnChunk.decode(ColumnChunk.encode([column]), columns: 1) == [column])
    }
    #expect(try ColumnChunk.decode(ColumnChunk.encode([]), columns: 0) == [])
  }

  @Test func everyWidthAndShiftComesBack() throws {
    var random = SeededGenerator(seed: 11)
    for width in 1...64 {
      for shift in [0, 1, 17, 63] where width + shift <= 64 {
        let column = (0..<600).map { _ in (random.next() &>> UInt64(64 - width)) &<< UInt64(shift) }
        let bytes = ColumnChunk.encode([column, column.sorted()])
        #expect(
          try ColumnChunk.decode(bytes, columns: 2) == [column, column.sorted()],
          "width \(width), shift \(shift), seed 11")
      }
    }
  }

  @Test func aFullChunkComesBack() throws {
    var random = SeededGenerator(seed: 12)
    let columns = [
      (0..<ColumnChunk.rowsMax).map { _ in random.next() &>> 20 }.sorted(),
      (0..<ColumnChunk.rowsMax).map { _ in random.next() },
    ]
    #expect(try ColumnChunk.decode(ColumnChunk.encode(columns), columns: 2) == columns)
  }

  @Test func everyTruncationIsAnError() {
    let bytes = ColumnChunk.encode([[1, 5, 5, 900], [7, 1, 1 &<< 60, 3]])
    for count in 0..<bytes.count {
      #expect(throws: ColumnChunk.Damage.self) {
        try ColumnChunk.decode(Array(bytes.prefix(count)), columns: 2)
      }
    }
    #expect(throws: ColumnChunk.Damage.self) { try ColumnChunk.decode(bytes + [0], columns: 2) }
    #expect(throws: ColumnChunk.Damage.self) { try ColumnChunk.decode(bytes, columns: 3) }
  }

  @Test func everyBitFlipIsAnError() {
    let bytes = ColumnChunk.encode([[1, 5, 5, 900], [7, 1, 1 &<< 60, 3]])
    for bit in 0..<(bytes.count * 8) {
      var flipped = bytes
      flipped[bit / 8] ^= 1 &<< UInt8(bit % 8)
      #expect(throws: ColumnChunk.Damage.self) { try ColumnChunk.decode(flipped, columns: 2) }
    }
  }

  @Test func wrongBytesBehindARightChecksumNeverTrap() {
    let whole = ColumnChunk.encode([[1, 5, 5, 900], [7, 1, 1 &<< 60, 3], [4, 4, 4, 4]])
    var random = SeededGenerator(seed: 13)
    var readable = 0
    for _ in 0..<20_000 {
      var bytes = Array(whole.dropLast(8).prefix(9 + random.below(whole.count - 16)))
      for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      let sum = ColumnChunk.checksum(bytes, count: bytes.count)
      ColumnChunk.append(sum, bytes: 8, to: &bytes)
      if let columns = try? ColumnChunk.decode(bytes, columns: 3) {
        readable += 1
        #expect(Set(columns.map(\.count)).count == 1)
      }
    }
    #expect(readable < 20_000)
  }
}
