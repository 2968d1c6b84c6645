/// A text's folded words end to end, in memory that is used again for the next text.
///
/// The same words as `LetterFolding.words` gives; texts of ASCII alone, which most are, make no
/// list of lists.
struct FoldedWords {
  /// The words' letters, one word after another.
  private(set) var bytes: [UInt8] = []
  /// Where each word ends.
  private(set) var ends: [Int] = []

  /// The number of words.
  var count: Int { ends.count }

  /// Where a word stands in `bytes`.
  func range(_ word: Int) -> Range<Int> { (word == 0 ? 0 : ends[word - 1])..<ends[word] }

  /// A word's letters.
  subscript(word: Int) -> ArraySlice<UInt8> { bytes[range(word)] }

  /// Whether a word begins with a digit.
  func beginsWithDigit(_ word: Int) -> Bool {
    let first = bytes[range(word).lowerBound]
    return first >= 0x30 && first <= 0x39
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Appends the words of a text.
  mutating func append(_ text: String, wordsMax: Int) {
    var text = text
    let isPlain = text.withUTF8 { letters in
      letters.allSatisfy { $0 < 0x80 } && append(plain: letters, wordsMax: wordsMax)
    }
    guard !isPlain else { return }
    for word in LetterFolding.words(text, wordsMax: wordsMax) {
      bytes += word
      ends.append(bytes.count)
    }
  }

  /// Appends the words of ASCII text.
  @discardableResult
  mutating func append(plain letters: some Collection<UInt8>, wordsMax: Int) -> Bool {
    let limit = ends.count + wordsMax
    var start = bytes.count
    for letter in letters {
      let lower = letter | 0x20
      if lower >= 0x61 && lower <= 0x7A {
        bytes.append(lower)
      } else if letter >= 0x30 && letter <= 0x39 {
        bytes.append(letter)
      } else if letter != 0x27 && letter != 0x60 && bytes.count > start {
        ends.append(bytes.count)
        if ends.count == limit { return true }
        start = bytes.count
      }
    }
    if bytes.count > start { ends.append(bytes.count) }
    return true
  }
}
