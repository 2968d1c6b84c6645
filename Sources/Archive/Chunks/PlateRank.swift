/// Where a registration of the current British style stands among all 1,188,137,600 of them.
///
/// Two letters, two digits, three letters, as `VehicleRegistration` packs them. Their words leave
/// most numbers out; their ranks leave out none, so that the ranks of a day's plates lie evenly and
/// close. The order of ranks is the order of the words.
enum PlateRank {
  private static let tails: UInt64 = 26 * 26 * 26

  /// The rank; nil for a word of any other form.
  @inline(__always)
  static func of(_ packed: UInt64) -> UInt64? {
    let (a, b) = (letter(packed, 54), letter(packed, 48))
    let (c, d) = (digit(packed, 42), digit(packed, 36))
    let (e, f, g) = (letter(packed, 30), letter(packed, 24), letter(packed, 18))
    // Codes below the least wrap around to numbers beyond any limit.
    guard a < 26, b < 26, c < 10, d < 10, e < 26, f < 26, g < 26,
      packed & 0x3_FFFF == 0, packed &>> 60 == 0
    else { return nil }
    return (((a &* 26 &+ b) &* 100) &+ (c &* 10 &+ d)) &* tails &+ (e &* 26 &+ f) &* 26 &+ g
  }

  /// The words of ranks, in the order of the ranks.
  static func words(_ ranks: [UInt64]) throws(ColumnChunk.Damage) -> [UInt64] {
    guard (ranks.last ?? 0) < 26 * 26 * 100 * tails else {
      throw ColumnChunk.Damage(what: "a chunk has a rank that no registration has")
    }
    var words = ranks
    words.withUnsafeMutableBufferPointer { words in
      // Neighbours share their first four characters more often than not.
      var head = UInt64.max
      var headWord: UInt64 = 0
      for at in words.indices {
        let rank = words[at]
        let newHead = rank / tails
        let tail = rank &- newHead &* tails
        if newHead != head {
          head = newHead
          headWord = word(ofHead: newHead)
        }
        let (e, f, g) = (tail / 676, tail / 26 % 26, tail % 26)
        words[at] = headWord | (e &+ 11) &<< 30 | (f &+ 11) &<< 24 | (g &+ 11) &<< 18
      }
    }
    return words
  }

  private static func word(ofHead head: UInt64) -> UInt64 {
    let (a, b) = (head / 2600, head / 100 % 26)
    let (c, d) = (head / 10 % 10, head % 10)
    return (a &+ 11) &<< 54 | (b &+ 11) &<< 48 | (c &+ 1) &<< 42 | (d &+ 1) &<< 36
  }

  @inline(__always)
  private static func letter(_ packed: UInt64, _ shift: UInt64) -> UInt64 {
    ((packed &>> shift) & 63) &- 11
  }

  @inline(__always)
  private static func digit(_ packed: UInt64, _ shift: UInt64) -> UInt64 {
    ((packed &>> shift) & 63) &- 1
  }
}
