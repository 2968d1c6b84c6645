import Primitives

/// Values as 64-bit words that mean the same in every run and for every set of records.
///
/// Ordinals depend on what else was read; a frozen model names values by these hashes instead.
/// 0 stands for "not known", so no value has it.
enum ValueHash {
  /// The hash of folded letters.
  static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash = StableHash()
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) &<< (filled &* 8)
      filled &+= 1
      if filled == 8 {
        hash.combine(word)
        word = 0
        filled = 0
      }
    }
    hash.combine(word)
    hash.combine(UInt64(bytes.count))
    return hash.value | 1
  }

  /// The hash of a text as it was sent, for remembering what it becomes.
  static func of(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      var hash = StableHash()
      var at = 0
      while at < bytes.count {
        var word: UInt64 = 0
        for byte in bytes[at..<min(at + 8, bytes.count)] { word = word &<< 8 | UInt64(byte) }
        hash.combine(word)
        at += 8
      }
      hash.combine(UInt64(bytes.count))
      return hash.value | 1
    }
  }

  /// The hash of a number.
  static func of(_ number: UInt64) -> UInt64 { StableHash.mix(number &+ 0x9E37_79B9) | 1 }

  /// The hashes of all texts of a table, by ordinal.
  static func all(bytes: [UInt8], offsets: [Int32]) -> [UInt64] {
    offsets.indices.dropLast().map { of(bytes[Int(offsets[$0])..<Int(offsets[$0 + 1])]) }
  }
}
