/// The eight directions by the bytes of their fields, found with one multiplication.
///
/// A comparison with one after the other would be guessed wrong by the processor in most rows.
struct DirectionTable: Sendable {
  private var keys = InlineArray<16, UInt32>(repeating: .max)
  private var values = InlineArray<16, UInt8>(repeating: DirectionTable.unknown)

  /// What `read` gives for a field that is no direction.
  static let unknown: UInt8 = 255
  // Found by trying: it gives the nine keys nine of sixteen places.
  private static let factor: UInt32 = 0xA6CE_CC1B

  init() {
    let names: [(StaticString, UInt8)] = [
      ("", 0), ("N", 1), ("NE", 2), ("E", 3), ("SE", 4), ("S", 5), ("SW", 6), ("W", 7), ("NW", 8),
    ]
    for (name, value) in names {
      var folded: UInt32 = 0
      for place in 0..<name.utf8CodeUnitCount {
        folded |= UInt32(name.utf8Start[place]) &<< UInt32(8 * place)
      }
      let key = folded | UInt32(name.utf8CodeUnitCount) &<< 16
      keys[Self.place(key)] = key
      values[Self.place(key)] = value
    }
  }

  /// The raw value of a field of `count` bytes, the first lowest in `word`; 0 for an empty one.
  @inline(__always)
  func read(_ word: UInt64, count: Int) -> UInt8 {
    guard count <= 2 else { return Self.unknown }
    let folded = UInt32(truncatingIfNeeded: word & FieldWords.mask(count) & 0xDFDF)
    let key = folded | UInt32(truncatingIfNeeded: count) &<< 16
    let place = Self.place(key)
    return keys[place] == key ? values[place] : Self.unknown
  }

  @inline(__always)
  private static func place(_ key: UInt32) -> Int { Int((key &* factor) &>> 28) }
}
