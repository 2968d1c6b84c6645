/// Which letters a word has, how many, and the first of them: how alike two words can be at most is
/// read from it without looking at their letters.
struct LetterSet: BitwiseCopyable, Sendable {
  private var mask: UInt32 = 0
  /// At most one more than `JaroWinkler.lengthMax`: such words have no bound.
  private(set) var count: UInt8 = 0
  private var first: UInt8 = 0

  init() {}

  init(_ letters: some Collection<UInt8>) {
    count = UInt8(min(letters.count, JaroWinkler.lengthMax + 1))
    first = letters.first ?? 0
    for letter in letters { mask |= 1 &<< UInt32(letter & 31) }
  }

  /// The most that two words can be alike: letters that match, and Jaro–Winkler's similarity.
  ///
  /// A letter of one word that the other lacks matches nothing; the rest may all match, in order.
  func most(_ other: Self) -> (matches: Int, similarity: Float) {
    guard max(count, other.count) <= JaroWinkler.lengthMax else { return (.max, 1) }
    let own = Int(count) - (mask & ~other.mask).nonzeroBitCount
    let others = Int(other.count) - (other.mask & ~mask).nonzeroBitCount
    let matches = min(own, others)
    guard matches > 0 else { return (0, 0) }
    let m = Float(matches)
    let jaro = (m / Float(count) + m / Float(other.count) + 1) / 3
    // A hair more, for sums of doubles and of floats.
    return (matches, (first == other.first ? jaro + 0.4 * (1 - jaro) : jaro) + 0.0001)
  }

  /// Whether one may be the other but for one slip.
  ///
  /// - Parameter matches: What `most` says.
  func mayBeSlip(_ other: Self, matches: Int) -> Bool {
    matches >= Int(max(count, other.count)) - 1
  }

  /// Whether the two are so unlike that no comparison of names finds them alike: neither a slip nor
  /// seven tenths similar.
  func isUnlike(_ other: Self) -> Bool {
    let most = most(other)
    return most.similarity < 0.7 && !mayBeSlip(other, matches: most.matches)
  }
}
