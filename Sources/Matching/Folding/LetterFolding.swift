/// A text reduced to what two clerks would write alike: lower case, no marks, words apart.
///
/// Letters with marks of the Latin alphabet become plain ones (`é` e, `ł` l, `ß` ss); combining
/// marks and apostrophes vanish (`O'Brien` obrien); every other sign parts words; Cyrillic is
/// written in Latin letters; letters of other alphabets stay, in lower case. Digits stay.
enum LetterFolding {
  /// The words of a text, as bytes.
  ///
  /// - Parameter wordsMax: Words beyond it are dropped, so that a hostile cell costs little.
  static func words(_ text: String, wordsMax: Int = 24) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var word: [UInt8] = []
    for scalar in text.unicodeScalars {
      if result.count == wordsMax { return result }
      if scalar.value < 0x80 {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
          word.append(byte | 0x20)
          continue
        }
        if byte >= 0x30 && byte <= 0x39 {
          word.append(byte)
          continue
        }
        if byte == 0x27 || byte == 0x60 { continue }
      } else if let plain = plain[scalar] {
        word.append(contentsOf: plain.utf8)
        continue
      } else if vanishes(scalar) {
        continue
      } else if scalar.properties.isAlphabetic {
        // Once more through the table: capitals that it lacks may have small letters that it has.
        for lower in scalar.properties.lowercaseMapping.unicodeScalars where !vanishes(lower) {
          word.append(contentsOf: (plain[lower] ?? String(Character(lower))).utf8)
        }
        continue
      }
      if !word.isEmpty {
        result.append(word)
        word = []
      }
    }
    if !word.isEmpty && result.count < wordsMax { result.append(word) }
    return result
  }

  /// Combining marks, apostrophes, soft hyphens, and signs without width.
  private static func vanishes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x00AD, 0x00B4, 0x02B9...0x02BC, 0x2018, 0x2019, 0x200B...0x200F,
      0x2032, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  private static let plain: [Unicode.Scalar: String] = {
    let rows: [(String, String)] = [
      ("àáâãåāăąǎạảấầẩẫậắằẳẵặ", "a"), ("çćĉċč", "c"), ("ďđð", "d"),
      ("èéêëēĕėęěẹẻẽếềểễệ", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįıịỉ", "i"), ("ĵ", "j"),
      ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŋ", "n"), ("òóôõōŏőơọỏốồổỗộớờởỡợ", "o"), ("ŕŗř", "r"),
      ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûũūŭůűųưụủứừửữự", "u"), ("ŵẁẃẅ", "w"),
      ("ýÿŷỳỵỷỹ", "y"), ("źżž", "z"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"),
      // A clerk without the key writes the plain letter as often as the pair.
      ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ø", "o"),
      // Cyrillic as passports of the region write it, less what they disagree on.
      ("а", "a"), ("б", "b"), ("в", "v"), ("гґ", "g"), ("д", "d"), ("еёєэ", "e"), ("ж", "zh"),
      ("з", "z"), ("иіый", "i"), ("ї", "yi"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"),
      ("о", "o"), ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("уў", "u"), ("ф", "f"),
      ("х", "kh"), ("ц", "ts"), ("ч", "ch"), ("ш", "sh"), ("щ", "shch"), ("ъь", ""), ("ю", "yu"),
      ("я", "ya"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (letters, to) in rows {
      for letter in letters.unicodeScalars {
        table[letter] = to
        for upper in letter.properties.uppercaseMapping.unicodeScalars
        where upper.value >= 0x80 { table[upper] = to }
      }
    }
    return table
  }()
}
