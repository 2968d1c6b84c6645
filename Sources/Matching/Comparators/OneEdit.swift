/// Whether two texts differ by at most one typing slip.
///
/// A slip is one letter more, fewer or other, or two neighbours changed over (the cases of
/// Damerau). O(|a| + |b|).
///
/// > F. J. Damerau. "A technique for computer detection and correction of spelling errors." 1964.
/// > DOI:[10.1145/363958.363994](https://doi.org/10.1145/363958.363994)
enum OneEdit {
  /// Whether at most one slip lies between the two.
  static func apart(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let a = left.count <= right.count ? left : right
    let b = left.count <= right.count ? right : left
    guard b.count - a.count <= 1 else { return false }
    var at = 0
    while at < a.count, a[at] == b[at] { at += 1 }
    if at == a.count { return true }
    if a.count < b.count { return same(a, from: at, b, from: at + 1) }
    if same(a, from: at + 1, b, from: at + 1) { return true }
    return at + 1 < a.count && a[at] == b[at + 1] && a[at + 1] == b[at]
      && same(a, from: at + 2, b, from: at + 2)
  }

  /// The same for two texts' bytes, for occasional use.
  static func apart(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBufferPointer { a in right.withUnsafeBufferPointer { apart(a, $0) } }
  }

  private static func same(
    _ a: UnsafeBufferPointer<UInt8>, from startA: Int, _ b: UnsafeBufferPointer<UInt8>,
    from startB: Int
  ) -> Bool {
    var at = 0
    while startA + at < a.count {
      if a[startA + at] != b[startB + at] { return false }
      at += 1
    }
    return true
  }
}
