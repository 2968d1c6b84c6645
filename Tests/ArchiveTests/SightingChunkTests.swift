import Primitives
import Testing

@testable import Archive

/// Goal: any sightings come back as they were, whole and from any plate on, and any other bytes end
/// in an error, never a trap.
/// Method: every small case over extreme numbers; random chunks with seeds; every cut and every bit
/// flip; random bytes behind a valid checksum.
@Suite struct SightingChunkTests {
  private func bytes(_ entries: [SightingEntry]) -> [UInt8] {
    entries.withUnsafeBufferPointer { SightingChunk.encode($0, RowFitting($0)) }
  }

  private func same(
    _ entries: [SightingEntry], _ what: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let chunk = try SightingChunk(bytes(entries))
    let again = try chunk.entries()
    let differs = zip(entries, again).enumerated().first { $1.0 != $1.1 || !alike($1.0, $1.1) }
    #expect(again.count == entries.count && differs == nil, "\(what)", sourceLocation: location)
  }

  /// Directions and confidences are no part of the order that `==` stands for.
  private func alike(_ left: SightingEntry, _ right: SightingEntry) -> Bool {
    left.direction == right.direction && left.confidence == right.confidence
      && left.file == right.file && left.row == right.row && left.place == right.place
  }

  /// Plates that are registrations of the current style, others, and the ends of what words can be.
  private static let plates: [UInt64] = [
    0, 1, MadePlates.word("AA00AAA"), MadePlates.word("AA00AAB"), MadePlates.word("AB12CDE"),
    MadePlates.word("ABC1234567"), MadePlates.word("ZZ99ZZZ"), MadePlates.word("ZZ99ZZZ") + 1,
    1 &<< 60, .max,
  ].sorted()

  private func extreme(_ pick: (Int) -> Int, plate: UInt64) -> SightingEntry {
    SightingEntry(
      plate: plate, time: [0, 1, 86_399, .min, .max][pick(5)], place: [0, 7, .max][pick(3)],
      file: [1, 2, .max][pick(3)], row: [1, 2, .max][pick(3)], direction: [0, 8, 255][pick(3)],
      confidence: [0, 100, 255][pick(3)])
  }

  @Test func everySmallCaseComesBack() throws {
    try same([], "no rows")
    var state = 0
    func pick(_ limit: Int) -> Int {
      state = state &* 5 &+ 1
      return state % limit
    }
    for first in Self.plates.indices {
      for second in first..<Self.plates.count {
        for third in second..<Self.plates.count {
          state = first * 100 + second * 10 + third
          let rows = [first, second, third].map { extreme(pick, plate: Self.plates[$0]) }
          for count in 1...3 { try same(Array(rows.prefix(count)), "\(first) \(second) \(third)") }
        }
      }
    }
  }

  private func made(
    _ rows: Int, files: Int, plates: Int, using random: inout SeededGenerator
  ) -> [SightingEntry] {
    var entries = (0..<rows).map { at in
      SightingEntry(
        plate: random.chance(0.9)
          ? MadePlates.number(random.below(plates) * 97) : UInt64(random.below(1 << 40)) &<< 18,
        time: Int64(at * 86_000 / rows + random.below(200)), place: UInt32(random.below(900)),
        file: UInt32(5 + random.below(files)),
        row: random.chance(0.02)
          ? UInt32(random.below(1 << 30)) : UInt32(at * 3 + random.below(50)),
        direction: UInt8(random.below(9)),
        confidence: random.chance(0.1) ? 255 : UInt8(random.below(101)))
    }
    entries.sort()
    return entries
  }

  @Test func randomChunksComeBackWholeAndInParts() throws {
    var random = SeededGenerator(seed: 61)
    for (rows, files, plates) in [
      (1, 1, 1), (2, 2, 1), (63, 1, 9), (64, 1, 64), (65, 3, 40), (1_023, 1, 400), (1_025, 2, 7),
      (5_000, 1, 2_000), (5_000, 40, 1), (SightingChunk.rowsMax, 1, 5_000),
      (SightingChunk.rowsMax, 6, 90_000),
    ] {
      let entries = made(rows, files: files, plates: plates, using: &random)
      try same(entries, "\(rows) rows, seed 61")
      let chunk = try SightingChunk(bytes(entries))
      #expect(chunk.plates == Array(Set(entries.map(\.plate))).sorted())
      for _ in 0..<5 {
        let from = random.below(chunk.plates.count)
        let to = from + 1 + random.below(chunk.plates.count - from)
        let rows = Int(chunk.starts[from])..<Int(chunk.starts[to])
        let block = SightingBlock(count: rows.count)
        try chunk.unpack(plates: from..<to, into: block.target)
        #expect(block.entries() == Array(entries[rows]), "plates \(from)..<\(to), seed 61")
        let plate = chunk.plates[from]
        #expect(try chunk.entries(of: plate) == entries.filter { $0.plate == plate })
      }
      #expect(try chunk.entries(of: 12_345) == [])
    }
  }

  @Test func everyTruncationIsAnError() {
    var random = SeededGenerator(seed: 62)
    let whole = bytes(made(70, files: 2, plates: 20, using: &random))
    for count in 0..<whole.count {
      #expect(throws: ColumnChunk.Damage.self) { try SightingChunk(Array(whole.prefix(count))) }
    }
    #expect(throws: ColumnChunk.Damage.self) { try SightingChunk(whole + [0]) }
  }

  @Test func everyBitFlipIsAnError() {
    var random = SeededGenerator(seed: 63)
    let whole = bytes(made(40, files: 2, plates: 20, using: &random))
    for bit in 0..<(whole.count * 8) {
      var flipped = whole
      flipped[bit / 8] ^= 1 &<< UInt8(bit % 8)
      #expect(throws: ColumnChunk.Damage.self) { try SightingChunk(flipped) }
    }
  }

  @Test func wrongBytesBehindARightChecksumNeverTrap() throws {
    var random = SeededGenerator(seed: 64)
    var readable = 0
    let sizes = [1, 3, 20, 70, 400]
    for round in 0..<4_000 {
      let rows = made(sizes[round % 5], files: 1 + round % 3, plates: 20, using: &random)
      var wrong = Array(bytes(rows).dropLast(8))
      if round % 4 == 0 { wrong.removeLast(random.below(wrong.count / 2)) }
      for _ in 0...random.below(4) {
        wrong[4 + random.below(wrong.count - 4)] = UInt8(random.below(256))
      }
      let sum = wrong.withUnsafeBytes { SightingChunk.checksum($0) }
      ColumnChunk.append(sum, bytes: 8, to: &wrong)
      if let chunk = try? SightingChunk(wrong), let entries = try? chunk.entries() {
        readable += 1
        #expect(entries.count == chunk.rows)
      }
    }
    #expect(readable > 0 && readable < 4_000)
  }

  @Test func checksumsSeeEveryPlace() {
    for count in [0, 1, 7, 8, 31, 32, 33, 64, 100] {
      let zeros = [UInt8](repeating: 0, count: count)
      let sum = zeros.withUnsafeBytes { SightingChunk.checksum($0) }
      var sums: Set<UInt64> = [sum]
      for at in 0..<count {
        var other = zeros
        other[at] = 1
        sums.insert(other.withUnsafeBytes { SightingChunk.checksum($0) })
      }
      #expect(sums.count == count + 1)
    }
  }

  @Test func ranksAreInOrderAndComeBack() throws {
    var random = SeededGenerator(seed: 65)
    let all: UInt64 = 26 * 26 * 100 * 26 * 26 * 26
    let ranks = [0, 1, 25, 26, 17_575, 17_576, all - 1].map { $0 as UInt64 }
    let some = (ranks + (0..<2_000).map { _ in random.next() % all }).sorted()
    let words = try PlateRank.words(some)
    #expect(words == words.sorted())
    #expect(words.map { PlateRank.of($0) } == some.map { $0 })
    #expect(words[0] == MadePlates.word("AA00AAA"))
    #expect(PlateRank.of(MadePlates.word("ABC1234567")) == nil)
    #expect(PlateRank.of(0) == nil && PlateRank.of(.max) == nil)
    #expect(throws: ColumnChunk.Damage.self) { try PlateRank.words([all]) }
  }
}

/// Registrations for tests of what is packed.
enum MadePlates {
  /// The word of a registration's text.
  static func word(_ text: String) -> UInt64 {
    var word: UInt64 = 0
    for (at, byte) in text.utf8.enumerated() {
      let code = byte < 0x41 ? UInt64(byte) - 0x2F : UInt64(byte) - 0x36
      word |= code &<< UInt64(54 - 6 * at)
    }
    return word
  }

  /// The word of a current-style registration, by its rank.
  static func number(_ rank: Int) -> UInt64 {
    (try? PlateRank.words([UInt64(rank)]))?.first ?? 0
  }
}
