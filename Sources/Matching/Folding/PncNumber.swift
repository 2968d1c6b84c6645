/// A Police National Computer identifier in one writing: `2004/1234567K`, `04/1234567k` and
/// `04-01234567 K` are one.
///
/// The year is kept as two digits, leading zeros of the serial go, the check letter may be absent
/// on one side. What does not have that shape is compared by its letters and digits, without
/// leading zeros.
struct PncNumber: Hashable {
  /// Year and serial, or the whole of an irregular identifier.
  let stem: [UInt8]
  /// The check letter in lower case; 0 when absent.
  let check: UInt8

  /// - Returns: nil of a text without a digit, or of zeros alone.
  init?(_ text: String) {
    var parts = LetterFolding.words(text, wordsMax: 6)
    var check: UInt8 = 0
    if let last = parts.last, last.count == 1, let letter = last.first, letter > 0x39 {
      check = letter
      parts.removeLast()
    } else if var last = parts.popLast() {
      if last.count > 1, let letter = last.last, letter > 0x39,
        last.dropLast().allSatisfy({ $0 <= 0x39 })
      {
        check = letter
        last.removeLast()
      }
      parts.append(last)
    }
    var digits = Array(parts.joined())
    guard digits.contains(where: { $0 > 0x30 && $0 <= 0x39 }) else { return nil }
    let regular = digits.allSatisfy { $0 <= 0x39 }
    if regular {
      Self.splitYear(&parts, digits: digits)
      if parts.count == 2 {
        let serial = parts[1].drop { $0 == 0x30 }
        digits = Array(parts[0].suffix(2)) + [0x2F] + serial
      }
    }
    stem = regular && parts.count == 2 ? digits : Array(digits.drop { $0 == 0x30 })
    self.check = check
  }

  /// Without a slash the serial is the last seven digits and the year what stands before.
  private static func splitYear(_ parts: inout [[UInt8]], digits: [UInt8]) {
    if parts.count == 2, parts[0].count == 2 || parts[0].count == 4 { return }
    if parts.count == 1, digits.count == 9 || digits.count == 11 {
      parts = [Array(digits.dropLast(7)), Array(digits.suffix(7))]
    }
  }

  /// Whether the two can be one identifier.
  func agrees(with other: PncNumber) -> Bool {
    stem == other.stem && (check == other.check || check == 0 || other.check == 0)
  }
}
