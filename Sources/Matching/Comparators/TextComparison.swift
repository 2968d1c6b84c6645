/// How two folded texts of an extra column agree.
enum TextComparison {
  /// The level of two filled texts.
  static func level(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> TextLevel {
    if left.elementsEqual(right) { return .exact }
    if min(left.count, right.count) >= 4, OneEdit.apart(left, right) { return .close }
    let similarity = JaroWinkler.similarity(left, right)
    return similarity >= 0.94 ? .close : similarity >= 0.84 ? .similar : .differ
  }
}
