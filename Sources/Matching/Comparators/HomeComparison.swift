/// How two homes agree: one comparison, because address and postcode are one fact.
enum HomeComparison {
  /// The level; nil when the two sides have no part in common.
  static func level(_ a: PackedHome, _ b: PackedHome, _ words: WordColumn) -> HomeLevel? {
    let streets = a.street >= 0 && b.street >= 0
    let codes = a.postcode >= 0 && b.postcode >= 0
    guard streets || codes else { return nil }
    let sameCode = codes && a.postcode == b.postcode && (a.isWhole || a.outwardCount == 0)
    let codeSlip = codes && !sameCode && OneEdit.apart(words[a.postcode], words[b.postcode])
    let sameStreet = streets && isSameStreet(a.street, b.street, words)
    if sameStreet && isSameHouse(a, b, words) {
      if sameCode || codeSlip { return .whole }
      return codes && !isNear(a, b, words) ? .outward : .address
    }
    if sameCode { return a.house < 0 || b.house < 0 || !streets ? .postcode : .neighbour }
    if codes && a.outwardCount > 0 && b.outwardCount > 0 {
      if shareBeginning(a, b, words, further: 0) {
        let isNearer = codeSlip || shareBeginning(a, b, words, further: 1)
        return a.isWhole && b.isWhole && isNearer ? .sector : .outward
      }
    }
    return sameStreet && !codes ? .sector : .differ
  }

  /// Whether outward halves agree, and so many letters after them.
  private static func shareBeginning(
    _ a: PackedHome, _ b: PackedHome, _ words: WordColumn, further: Int
  ) -> Bool {
    guard a.outwardCount == b.outwardCount else { return false }
    let left = words[a.postcode].prefix(Int(a.outwardCount) + further)
    return left.elementsEqual(words[b.postcode].prefix(Int(b.outwardCount) + further))
  }

  /// Postcodes that can be two writings of one place: alike but for a slip or the inward half.
  private static func isNear(_ a: PackedHome, _ b: PackedHome, _ words: WordColumn) -> Bool {
    if a.outwardCount == 0 || b.outwardCount == 0 { return true }
    let most = words.letters[Int(a.postcode)].most(words.letters[Int(b.postcode)])
    return shareBeginning(a, b, words, further: 0)
      || most.similarity >= 0.85
        && JaroWinkler.similarity(words[a.postcode], words[b.postcode]) >= 0.85
  }

  private static func isSameHouse(_ a: PackedHome, _ b: PackedHome, _ words: WordColumn) -> Bool {
    a.house == b.house && (a.flat == b.flat || a.flat < 0 || b.flat < 0)
      && (a.house >= 0 || words.length(a.street) >= 6)
  }

  private static func isSameStreet(_ a: Int32, _ b: Int32, _ words: WordColumn) -> Bool {
    if a == b { return true }
    guard words.letters[Int(a)].most(words.letters[Int(b)]).similarity >= 0.93 else { return false }
    let left = words[a]
    let right = words[b]
    return min(left.count, right.count) >= 5 && JaroWinkler.similarity(left, right) >= 0.93
  }
}
