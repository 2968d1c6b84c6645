/// A person's names as words that can be compared.
struct FoldedName: Hashable {
  /// The words of the family name, without particles; empty when not known.
  var family: [[UInt8]] = []
  /// The given names, first name first, without titles; empty when not known.
  var given: [[UInt8]] = []

  var isEmpty: Bool { family.isEmpty && given.isEmpty }
}

/// Reads names: titles, particles, `Mc` and `Mac`, `O'`, double-barrelled names, words that mean
/// "not known".
enum NameFolding {
  /// The name in two columns.
  static func name(family: String?, given: String?) -> FoldedName {
    FoldedName(family: familyWords(family), given: givenWords(given))
  }

  /// A name in one cell: `Given Family`, `Family, Given`, or one word, read as a given name.
  static func alias(_ text: String) -> FoldedName {
    if let comma = text.firstIndex(of: ",") {
      return name(
        family: String(text[..<comma]), given: String(text[text.index(after: comma)...]))
    }
    let words = givenWords(text)
    guard words.count > 1, let last = words.last else { return FoldedName(given: words) }
    return FoldedName(family: familyWords(of: [last]), given: Array(words.dropLast()))
  }

  static func familyWords(_ text: String?) -> [[UInt8]] {
    guard let text, !meansUnknown(text) else { return [] }
    return familyWords(of: LetterFolding.words(text, wordsMax: 6))
  }

  private static func familyWords(of words: [[UInt8]]) -> [[UInt8]] {
    var joined: [[UInt8]] = []
    var index = 0
    while index < words.count {
      // `O Brien` and `Mc Donald` are one word each.
      if joiners.contains(words[index]), index + 1 < words.count {
        joined.append(words[index] + words[index + 1])
        index += 2
      } else {
        joined.append(words[index])
        index += 1
      }
    }
    let kept = joined.filter { !particles.contains($0) }
    return (kept.isEmpty ? joined : kept).map(plainMac)
  }

  static func givenWords(_ text: String?) -> [[UInt8]] {
    guard let text, !meansUnknown(text) else { return [] }
    let words = LetterFolding.words(text, wordsMax: 6)
    let kept = words.filter { !titles.contains($0) }
    // Given names too, so that a family name in the wrong column is found (`Mackenzie`).
    return (kept.isEmpty ? words : kept).map(plainMac)
  }

  /// `macdonald` becomes `mcdonald`; short words (`mack`, `macey`) stay as they are.
  private static func plainMac(_ word: [UInt8]) -> [UInt8] {
    guard word.count >= 7, word.starts(with: "mac".utf8) else { return word }
    return Array("mc".utf8) + word.dropFirst(3)
  }

  private static func meansUnknown(_ text: String) -> Bool {
    let words = LetterFolding.words(text, wordsMax: 4)
    guard words.contains(where: { $0.contains { $0 > 0x39 } }) else { return true }
    return unknown.contains(Array(words.joined()))
  }

  private static func set(_ words: String) -> Set<[UInt8]> {
    Set(words.split(separator: " ").map { Array($0.utf8) })
  }

  private static let joiners = set("o mc mac d m")
  private static let particles = set(
    "van der den de da dos del della di du la le von zu bin ibn binti bint al el ul ur ap ab abu "
      + "ter ten af av y e")
  private static let titles = set(
    "mr mrs ms miss mx master dr sir lord lady dame rev reverend prof professor baron baroness "
      + "rt hon sheikh shaikh shaykh president")
  private static let unknown = set(
    "unknown unk notknown nk na nil null none anon anonymous noname notgiven notstated refused "
      + "undefined tbc tba xx xxx xxxx johndoe janedoe unidentified male female surname forename")
}
