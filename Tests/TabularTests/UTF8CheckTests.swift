import Testing

@testable import Tabular

// Goal: well-formed is what the standard library says it is. Method: every sequence of two bytes,
// and of three and four over the bytes at which the table of Unicode changes.

@Suite struct UTF8CheckTests {
  private func isSound(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return true }
      return UTF8Check.firstFault(base, from: 0, to: raw.count) == nil
    }
  }

  @Test("B04: every sequence of two bytes")
  func everySequenceOfTwoBytes() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes = [first, second]
        if isSound(bytes) != (String(validating: bytes, as: UTF8.self) != nil) {
          Issue.record("\(bytes)")
        }
      }
    }
  }

  @Test("B04: every edge of three and four bytes")
  func everyEdgeOfThreeAndFourBytes() {
    let edges: [UInt8] = [
      0, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
      0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for first in edges {
      for second in edges {
        for third in edges {
          for bytes in [[first, second, third]] + edges.map({ [first, second, third, $0] })
          where isSound(bytes) != (String(validating: bytes, as: UTF8.self) != nil) {
            Issue.record("\(bytes)")
          }
        }
      }
    }
  }

  @Test func theFaultIsFoundWhereItStands() {
    for length in 0..<40 {
      for place in 0..<length {
        var bytes = [UInt8](repeating: 65, count: length)
        bytes[place] = 0xFF
        let found = bytes.withUnsafeBytes { raw -> Int? in
          guard let base = raw.baseAddress else { return nil }
          return UTF8Check.firstFault(base, from: 0, to: raw.count)
        }
        #expect(found == place)
      }
    }
  }

  @Test func matchesAreExactInEveryPlace() {
    for byte in [0, 1, 0x22, 0x7F, 0x80, 0xFF] as [UInt8] {
      for near in [byte, byte ^ 1, byte ^ 0x80, byte &+ 1] {
        for places in 0..<256 {
          var word: UInt64 = 0
          var expected: UInt64 = 0
          for place in 0..<8 {
            let isHit = places & 1 << place != 0
            word |= UInt64(isHit ? byte : near) << UInt64(8 * place)
            if isHit || near == byte { expected |= 0x80 << UInt64(8 * place) }
          }
          #expect(ByteWord.matches(word, ByteWord.repeating(byte)) == expected)
        }
      }
    }
  }
}
