/// Jaro's similarity of two short texts, raised by Winkler for a common beginning.
///
/// Reads as: the share of letters that stand in both words in about the same place.
///
/// With m matching letters (within half the longer length less one of each other) and t of them
/// out of order, Jaro is (m/|a| + m/|b| + (m − t/2)/m) / 3; Winkler adds ℓ · 0.1 · (1 − Jaro) for a
/// common beginning of ℓ ≤ 4 letters. Two empty texts are alike (1); an empty and a filled one are
/// not (0). Symmetric; 1 only for equal texts. O(|a| · |b|), no allocation.
///
/// > M. A. Jaro. "Advances in record-linkage methodology as applied to matching the 1985 census of
/// > Tampa, Florida." 1989.
/// > DOI:[10.1080/01621459.1989.10478785](https://doi.org/10.1080/01621459.1989.10478785)
/// > W. E. Winkler. "String comparator metrics and enhanced decision rules in the Fellegi–Sunter
/// > model of record linkage." 1990.
enum JaroWinkler {
  /// Letters compared; what lies beyond is cut off, because the marks are bits of one word.
  static let lengthMax = 64

  /// The similarity, 0 … 1, of bytes; letters outside ASCII count as their bytes.
  static func similarity(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Double {
    let jaro = jaro(left, right)
    guard jaro > 0 else { return 0 }
    var common = 0
    let limit = min(4, left.count, right.count)
    while common < limit, left[common] == right[common] { common += 1 }
    return jaro + Double(common) * 0.1 * (1 - jaro)
  }

  /// The similarity of two texts' bytes, for occasional use.
  static func similarity(_ left: [UInt8], _ right: [UInt8]) -> Double {
    left.withUnsafeBufferPointer { a in right.withUnsafeBufferPointer { similarity(a, $0) } }
  }

  static func jaro(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Double {
    // The greedy marking depends on the side it starts from, so the order is fixed by content.
    let swap =
      left.count > right.count
      || (left.count == right.count && right.lexicographicallyPrecedes(left))
    let a = swap ? right : left
    let b = swap ? left : right
    let lengthA = min(a.count, lengthMax)
    let lengthB = min(b.count, lengthMax)
    guard lengthA > 0 else { return lengthB == 0 ? 1 : 0 }
    let cut = a.count > lengthMax || b.count > lengthMax
    return jaro(a, lengthA, b, lengthB, cut: cut && !a.elementsEqual(b))
  }

  private static func jaro(
    _ a: UnsafeBufferPointer<UInt8>, _ lengthA: Int, _ b: UnsafeBufferPointer<UInt8>,
    _ lengthB: Int, cut: Bool
  ) -> Double {
    let window = max(0, max(lengthA, lengthB) / 2 - 1)
    var marksA: UInt64 = 0
    var marksB: UInt64 = 0
    for i in 0..<lengthA {
      var j = max(0, i - window)
      let end = min(lengthB, i + window + 1)
      while j < end {
        if a[i] == b[j] && marksB & (1 &<< UInt64(j)) == 0 {
          marksA |= 1 &<< UInt64(i)
          marksB |= 1 &<< UInt64(j)
          break
        }
        j += 1
      }
    }
    let matches = marksA.nonzeroBitCount
    guard matches > 0 else { return 0 }
    var moved = 0
    var restA = marksA
    var restB = marksB
    while restA != 0 {
      if a[restA.trailingZeroBitCount] != b[restB.trailingZeroBitCount] { moved += 1 }
      restA &= restA &- 1
      restB &= restB &- 1
    }
    let m = Double(matches)
    let value =
      (m / Double(lengthA) + m / Double(lengthB) + (m - Double(moved / 2)) / m) / 3
    // Texts that differ only beyond the cut are alike, not equal.
    return cut ? min(value, 0.999) : value
  }
}
