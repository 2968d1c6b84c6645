/// Different words, each prepared once: bytes, sound, letters, nickname groups.
///
/// Flat columns, so that a pair of words is compared without touching a text:
///
///     bytes    ‖ smith ‖ jones ‖ smithjones ‖ …
///     offsets  0       5       10           20 …
struct WordTable: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [Int32] = [0]
  /// How the word sounds.
  private(set) var sounds: [UInt32] = []
  /// Which letters it has and how often, in any order, as a hash.
  private(set) var letters: [UInt64] = []
  /// Up to four nickname groups plus one, 16 bits each, 0 for none.
  private(set) var groups: [UInt64] = []

  /// The number of different words.
  var count: Int { sounds.count }

  /// Adds a word that is not there yet; returns its ordinal.
  @discardableResult
  mutating func append(_ word: ArraySlice<UInt8>) -> Int32 {
    let ordinal = Int32(sounds.count)
    bytes.append(contentsOf: word)
    offsets.append(Int32(bytes.count))
    sounds.append(PhoneticKey.of(word))
    letters.append(Self.letters(of: word))
    var packed: UInt64 = 0
    for group in Nicknames.groups(of: Array(word)).prefix(4).reversed() {
      packed = packed &<< 16 | UInt64(group + 1)
    }
    groups.append(packed)
    return ordinal
  }

  /// Adds a word of another table as it was prepared there.
  mutating func append(_ ordinal: Int, of other: WordTable) {
    bytes += other.bytes[Int(other.offsets[ordinal])..<Int(other.offsets[ordinal + 1])]
    offsets.append(Int32(bytes.count))
    sounds.append(other.sounds[ordinal])
    letters.append(other.letters[ordinal])
    groups.append(other.groups[ordinal])
  }

  func initial(_ ordinal: Int32) -> UInt8 { bytes[Int(offsets[Int(ordinal)])] }

  /// Equal for words of the same letters in another order; words of two letters get 0.
  private static func letters(of word: ArraySlice<UInt8>) -> UInt64 {
    guard word.count >= 3 else { return 0 }
    return word.reduce(0) { sum, letter in
      var z = UInt64(letter) &* 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z &>> 29)) &* 0xBF58_476D_1CE4_E5B9
      return sum &+ (z ^ (z &>> 32))
    }
  }
}
