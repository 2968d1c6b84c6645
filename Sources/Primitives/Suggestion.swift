/// The nearest of the known words to a word that is not known, for "did you mean".
public enum Suggestion {
  /// - Returns: The known word with the fewest edits, if that is at most a third of its length
  ///   and at least one; the first of equals.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let candidates = known.map { (word: $0, edits: edits(Array(word.utf8), Array($0.utf8))) }
    guard let best = candidates.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= max(1, best.word.utf8.count / 3) ? best.word : nil
  }

  /// Levenshtein's distance: insertions, deletions and replacements of bytes.
  static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(diagonal + (a == b ? 0 : 1), min(above, row[j]) + 1)
        diagonal = above
      }
    }
    return row[right.count]
  }
}
