/// A 64-bit hash that is the same in every run and on every machine.
///
/// `Hasher` is seeded anew in each process, so nothing that reaches a file, an identifier or an
/// order may stand on it. This one mixes eight bytes at a time with a finaliser of SplitMix64.
/// It is not a cryptographic hash: files are known by SHA-256.
///
/// > S. Vigna. "Further scramblings of Marsaglia's xorshift generators." 2017.
/// > DOI:[10.1016/j.cam.2016.11.006](https://doi.org/10.1016/j.cam.2016.11.006)
public struct StableHash: Sendable {
  /// The state so far. Reading it does not end the hash.
  public private(set) var value: UInt64

  /// - Parameter seed: Two hashes with different seeds are unrelated.
  @inlinable
  public init(seed: UInt64 = 0x9E37_79B9_7F4A_7C15) { self.init(state: seed) }

  @usableFromInline init(state: UInt64) { value = state }

  /// Adds one number.
  public mutating func combine(_ word: UInt64) {
    value = Self.mix(value ^ word) &+ 0x9E37_79B9_7F4A_7C15
  }

  /// Adds a text and its length, so that `("ab", "c")` and `("a", "bc")` differ.
  public mutating func combine(_ text: some StringProtocol) {
    var word: UInt64 = 0
    var filled: UInt64 = 0
    var count: UInt64 = 0
    for byte in text.utf8 {
      word |= UInt64(byte) &<< (filled &* 8)
      filled &+= 1
      count &+= 1
      if filled == 8 {
        combine(word)
        word = 0
        filled = 0
      }
    }
    combine(word)
    combine(count)
  }

  /// The hash of one text.
  public static func of(_ text: some StringProtocol) -> UInt64 {
    var hash = StableHash()
    hash.combine(text)
    return hash.value
  }

  /// A bijection of 64-bit words in which every input bit reaches every output bit.
  @inlinable
  public static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// The first `digits` hexadecimal digits of a hash, zero-padded, for identifiers.
  public static func hex(_ word: UInt64, digits: Int = 16) -> String {
    precondition((1...16).contains(digits), "a 64-bit word has 1 to 16 hexadecimal digits")
    let all = String(word, radix: 16)
    return String((String(repeating: "0", count: 16 - all.count) + all).prefix(digits))
  }
}
