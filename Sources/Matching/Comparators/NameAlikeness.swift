/// How alike two whole names are, in one number and without any records behind it.
///
/// Reads as: may these two writings name one person, were nothing else known?
///
/// The words of both names (folded; titles and particles dropped; a word that was written apart is
/// joined) are paired, best pairs first. Two words pair when they are equal, stand for one another
/// as short forms, differ by few letters for their length, or one is the other's initial. The
/// score is the mean likeness of the pairs, less a little for every word that one side has more.
/// When both sides keep a word that the other lacks, they name two people: the score then stays
/// below one half. One word against several says too little and stays below the threshold.
///
/// Symmetric; 0 … 1; 1 for equal names that have a letter; 0 when a side has none. Resolution does
/// not use it: there each level is weighed by what it is worth in the records at hand.
public enum NameAlikeness {
  /// The score from which two names are taken for one person's.
  public static let threshold = 0.7

  /// The score of two names, 0 … 1. O(words² · letters²), of at most 16 words.
  public static func score(_ one: String, _ other: String) -> Double {
    var a = Words(one)
    var b = Words(other)
    guard !a.list.isEmpty && !b.list.isEmpty else { return 0 }
    let joinedA = a.list.flatMap { $0 }
    let joinedB = b.list.flatMap { $0 }
    if joinedA == joinedB { return 1 }
    a.join(like: b)
    b.join(like: a)
    if a.list.sorted(by: Words.precedes) == b.list.sorted(by: Words.precedes) {
      return isFathersTurn(a, b) ? 0.4 : 0.99
    }
    if min(joinedA.count, joinedB.count) >= 8, a.list.count == 1 || b.list.count == 1,
      SlipCount.between(joinedA, joinedB) <= 1
    {
      return 0.95
    }
    return paired(a, b)
  }

  /// `Omar bin Abdullah` and `Abdullah bin Omar` are father and son.
  private static func isFathersTurn(_ a: Words, _ b: Words) -> Bool {
    guard let sonA = a.beforeSonOf, let sonB = b.beforeSonOf else { return false }
    return likeness(sonA, sonB) == 0
  }

  private static func paired(_ a: Words, _ b: Words) -> Double {
    var pairs: [(likeness: Double, left: Int, right: Int)] = []
    for (left, word) in a.list.enumerated() {
      for (right, other) in b.list.enumerated() {
        let likeness = likeness(word, other)
        if likeness > 0 { pairs.append((likeness, left, right)) }
      }
    }
    pairs.sort {
      $0.likeness != $1.likeness
        ? $0.likeness > $1.likeness
        : ($0.left + $0.right, min($0.left, $0.right)) < (
          $1.left + $1.right, min($1.left, $1.right)
        )
    }
    var usedA = Set<Int>()
    var usedB = Set<Int>()
    var sum = 0.0
    var whole = 0
    for pair in pairs where !usedA.contains(pair.left) && !usedB.contains(pair.right) {
      usedA.insert(pair.left)
      usedB.insert(pair.right)
      sum += pair.likeness
      if pair.likeness > Self.initialLikeness { whole += 1 }
    }
    guard !usedA.isEmpty else { return 0 }
    let moreA = a.list.count - usedA.count
    let moreB = b.list.count - usedB.count
    let mean = sum / Double(usedA.count)
    let share = Double(usedA.count) / Double(max(a.list.count, b.list.count))
    if moreA > 0 && moreB > 0 { return 0.49 * mean * share }
    if isFathersTurn(a, b) { return 0.4 }
    if whole == 0 { return 0.45 * mean }
    if usedA.count == 1 && moreA + moreB > 0 { return 0.65 * mean }
    return max(0.7, mean - 0.04 * Double(moreA + moreB))
  }

  private static let initialLikeness = 0.8

  /// 0 for words of two names.
  static func likeness(_ one: [UInt32], _ other: [UInt32]) -> Double {
    if one == other { return one.count == 1 ? initialLikeness : 1 }
    if one.count == 1 || other.count == 1 {
      return one.first == other.first ? initialLikeness : 0
    }
    if Words.shareGroup(one, other) { return 0.95 }
    // A sign that is a syllable or a word is no slip of another.
    if one.contains(where: isSyllable) || other.contains(where: isSyllable) { return 0 }
    let length = max(one.count, other.count)
    let slips = SlipCount.between(one, other)
    // A slip in a word of three letters, two from seven on.
    guard length >= 3, slips <= (length >= 7 ? 2 : 1) else { return 0 }
    return max(0.81, 1 - Double(slips) / Double(length))
  }

  private static func isSyllable(_ letter: UInt32) -> Bool { (0x2E80..<0xFB00).contains(letter) }

  /// A name's words as letters.
  struct Words {
    var list: [[UInt32]] = []
    /// The word before the first `bin`, `ibn` or `ben` that stands between two words.
    var beforeSonOf: [UInt32]?

    init(_ text: String) {
      var seen = Set<[UInt32]>()
      var passed: [[UInt32]] = []
      for bytes in LetterFolding.words(text, wordsMax: 16) {
        var word = String(decoding: bytes.prefix(64), as: UTF8.self).unicodeScalars.map(\.value)
        var name = Words.text(word)
        // `Abd al-Aziz` and `Abdul Aziz` are one writing apart.
        if name == "abd" {
          name = "abdul"
          word = Array(name.unicodeScalars.map(\.value))
        }
        if Words.sonOf.contains(name), beforeSonOf == nil { beforeSonOf = list.last }
        guard seen.insert(word).inserted else { continue }
        if Words.passedOver.contains(name) { passed.append(word) } else { list.append(word) }
      }
      // A name of nothing else is a name all the same.
      if list.isEmpty { list = passed }
    }

    /// Joins two neighbours that are one word of the other name.
    mutating func join(like other: Words) {
      var at = 0
      while at + 1 < list.count {
        if other.list.contains(list[at] + list[at + 1]) {
          list[at] += list[at + 1]
          list.remove(at: at + 1)
        }
        at += 1
      }
    }

    static func precedes(_ one: [UInt32], _ other: [UInt32]) -> Bool {
      one.lexicographicallyPrecedes(other)
    }

    static func shareGroup(_ one: [UInt32], _ other: [UInt32]) -> Bool {
      let left = Nicknames.groups(of: Array(text(one).utf8))
      guard !left.isEmpty else { return false }
      return !Set(left).isDisjoint(with: Nicknames.groups(of: Array(text(other).utf8)))
    }

    private static func text(_ word: [UInt32]) -> String {
      var text = ""
      for scalar in word.compactMap(Unicode.Scalar.init) { text.unicodeScalars.append(scalar) }
      return text
    }

    private static let sonOf: Set<String> = ["bin", "ibn", "ben", "bint"]
    private static let passedOver: Set<String> = [
      "al", "el", "bin", "ibn", "ben", "bint", "ul", "ur", "ap", "ab", "van", "der", "de", "den",
      "da", "du", "la", "von", "y", "mr", "mrs", "ms", "miss", "dr", "sir", "prof", "sheikh",
      "shaikh", "shaykh", "president", "na", "llc", "sa",
    ]
  }
}

/// The fewest typing slips between two words: a letter more, fewer or other, or two neighbours
/// changed over, none of them touched twice (optimal string alignment).
enum SlipCount {
  /// O(|a| · |b|).
  static func between(_ a: [UInt32], _ b: [UInt32]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let other = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + other)
        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
          row[j] = min(row[j], before[j - 2] + 1)
        }
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
