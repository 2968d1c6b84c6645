// Goal: fields read as one word say what the readers of bytes say, or nothing. Method: every pair
// of bytes where two are all; random texts of likely and unlikely characters; every byte changed.

import Primitives
import Testing
import Vocabulary

@testable import Intake

struct FieldWordsTests {
  /// A field's bytes as a word, with something else behind them as in a file.
  private func word(_ bytes: [UInt8], behind: UInt8 = 0x2C) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64($1 < bytes.count ? bytes[$1] : behind) << UInt64(8 * $1) }
  }

  private func packed(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer {
      if case .success(let word) = VehicleRegistration.pack($0) { return word }
      return 0
    }
  }

  @Test func platesAgreeWithTheReaderOfBytes() {
    var wrong: [[UInt8]] = []
    func check(_ bytes: [UInt8]) {
      let fast = FieldWords.plate(word(bytes), count: bytes.count)
      let isAlphanumeric = bytes.allSatisfy {
        $0 &- 0x30 < 10 || $0 &- 0x41 < 26 || $0 &- 0x61 < 26
      }
      if fast != (isAlphanumeric ? packed(bytes) : 0) { wrong.append(bytes) }
    }
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max { check([first, second]) }
    }
    let plate = Array("AB12CDEZ".utf8)
    for count in 0...8 {
      for place in 0..<count {
        for byte in UInt8.min...UInt8.max {
          var changed = Array(plate.prefix(count))
          changed[place] = byte
          check(changed)
        }
      }
    }
    #expect(wrong == [])
  }

  @Test func directionsAgreeWithTheReaderOfBytes() {
    let table = DirectionTable()
    var wrong: [[UInt8]] = []
    func check(_ bytes: [UInt8]) {
      let slow = bytes.contains(0) ? nil : bytes.withUnsafeBufferPointer { Compass.pack($0) }
      if table.read(word(bytes), count: bytes.count) != slow ?? DirectionTable.unknown {
        wrong.append(bytes)
      }
    }
    check([])
    for first in UInt8.min...UInt8.max {
      check([first])
      for second in UInt8.min...UInt8.max { check([first, second]) }
    }
    check(Array("NNE".utf8))
    #expect(wrong == [])
  }

  @Test func sharesAgreeWithTheReaderOfText() throws {
    let column = try #require(
      KindContract.of(.sightings).columns.first { $0.name == "confidence" })
    let reader = FieldReader(
      column: column, format: nil, values: nil, zone: .london, source: "cheshire")
    var generator = SeededGenerator(seed: 1)
    let letters = Array("0011.,95 e-+\n\0".utf8)
    var wrong: [[UInt8]] = []
    var read = 0
    func check(_ bytes: [UInt8]) {
      let fast = FieldWords.perCent(word(bytes), count: bytes.count)
      guard fast != FieldWords.noShare else { return }
      read += 1
      let cell = try? reader.read(FieldBytes.string(bytes.withUnsafeBufferPointer { $0 })).cell
      switch cell {
      case .real(let value):
        if fast != UInt8(min(100, (value * 100 + 1e-9).rounded())) { wrong.append(bytes) }
      case .empty: if fast != 255 { wrong.append(bytes) }
      default: wrong.append(bytes)
      }
    }
    for whole in 0...1 {
      for decimals in 0..<1_000 {
        let text = "\(1_000 + decimals)".dropFirst()
        for length in 0...3 { check(Array("\(whole).\(text.prefix(length))".utf8)) }
      }
    }
    for _ in 0..<200_000 {
      check((0..<generator.below(8)).map { _ in letters[generator.below(letters.count)] })
    }
    #expect(wrong == [])
    #expect(read > 3_000)
    #expect(FieldWords.perCent(word(Array("0.97".utf8)), count: 4) == 97)
  }

  @Test func theFirstOfEightBytesIsFound() {
    let comma = FieldWords.repeating(0x2C)
    for place in 0...8 {
      var bytes = [UInt8](repeating: 0x2D, count: 8)
      for later in place..<8 { bytes[later] = later % 2 == place % 2 ? 0x2C : 0x2D }
      #expect(FieldWords.first(comma, in: word(bytes)) == place)
    }
  }
}
