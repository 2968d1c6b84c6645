import Testing

@testable import Tabular

// Goal: a header ends where RFC 1952 says, with every set of its optional parts. Method: all 32
// sets of flags, and every byte of the fullest header changed.

@Suite struct GzipHeaderTests {
  private func header(_ flags: UInt8) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, flags, 1, 2, 3, 4, 0, 3]
    if flags & 4 != 0 { bytes += [3, 0, 0, 0x1F, 0x8B] }
    if flags & 8 != 0 { bytes += Array("name.csv".utf8) + [0] }
    if flags & 16 != 0 { bytes += [0] }
    guard flags & 2 != 0 else { return bytes }
    // The header's check is the low half of the CRC of what stands before it, which a packer knows.
    return bytes + GzipWriter.pack(bytes).suffix(8).prefix(2)
  }

  private func steps(_ bytes: [UInt8]) -> [GzipHeader.Step] {
    var header = GzipHeader()
    var steps: [GzipHeader.Step] = []
    for byte in bytes where steps.last == nil || steps.last == .going {
      steps.append(header.take(byte))
    }
    return steps
  }

  @Test(arguments: 0..<32 as Range<UInt8>)
  func everySetOfPartsEndsWhereItShould(_ flags: UInt8) {
    let bytes = header(flags)
    let taken = steps(bytes + [0, 0, 0, 0])
    #expect(taken.count == bytes.count && taken.last == .end)
    #expect(taken.dropLast().allSatisfy { $0 == .going })
  }

  @Test func aChangedHeaderIsSeen() {
    let whole = header(31)
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 0x20
      // Only the length of the extra part, grown, can still be waiting for its end.
      #expect(steps(changed).last != .end, "byte \(place)")
    }
    var other = header(0)
    other[2] = 9
    #expect(steps(other).last == .damaged("unknown compression method"))
    other = header(0)
    other[3] = 0x40
    #expect(steps(other).last == .damaged("incorrect header check"))
    // An extra part without bytes.
    let empty: [UInt8] = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3, 0, 0]
    #expect(steps(empty).last == .end)
  }
}
