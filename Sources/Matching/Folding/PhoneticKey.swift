/// How a name sounds in English, roughly: a code of up to eight consonant classes.
///
/// Reads as: two spellings that a desk officer may write for one heard name mostly have one key
/// (`Philips`, `Fillips`; `Kelly`, `Kelley`; `Shaun`, `Shawn`; `Wright`, `Right`).
///
/// Vowels count only at the beginning; doubled sounds count once; silent beginnings and `gh`
/// vanish. Our own classes, in the manner of Russell's Soundex and Philips' Metaphone. Letters
/// outside a–z are their own class, so another alphabet keys by its bytes.
///
/// > L. Philips. "Hanging on the Metaphone." Computer Language 7(12), 1990.
enum PhoneticKey {
  /// The key: eight classes of four bits, first sound highest; 0 for a word without letters.
  static func of(_ word: ArraySlice<UInt8>) -> UInt32 {
    var text = Array(word.prefix(32))
    guard !text.isEmpty else { return 0 }
    if text.contains(where: { $0 >= 0x80 }) {
      // A word of another alphabet sounds like itself.
      return text.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 } | 0xF000_0000
    }
    trimBeginning(&text)
    var key: UInt32 = 0
    var last: UInt32 = 0
    var taken = 0
    var index = 0
    while index < text.count && taken < 8 {
      let (sound, length) = sound(text, at: index)
      // A vowel between two like sounds parts them; it is itself written only at the beginning.
      let written = sound == Sound.vowel ? (index == 0 ? sound : 0) : sound
      if written != 0 && written != last {
        key = key &<< 4 | written
        taken += 1
      }
      last = sound == Sound.silent ? last : sound
      index += length
    }
    return key
  }

  private enum Sound {
    static let silent: UInt32 = 0
    static let vowel: UInt32 = 1
    static let lip: UInt32 = 2
    static let breath: UInt32 = 3
    static let back: UInt32 = 4
    static let tooth: UInt32 = 5
    static let hiss: UInt32 = 6
    static let rush: UInt32 = 7
    static let fluid: UInt32 = 8
    static let mouth: UInt32 = 9
    static let nose: UInt32 = 10
    static let roll: UInt32 = 11
    static let soft: UInt32 = 12
    static let digit: UInt32 = 13
  }

  private static func trimBeginning(_ text: inout [UInt8]) {
    for silent in ["kn", "gn", "pn", "wr", "ps"] where text.starts(with: silent.utf8) {
      text.removeFirst()
      break
    }
    if text.starts(with: "mc".utf8) { text.replaceSubrange(0..<2, with: "mk".utf8) }
    if text.first == 0x78 { text[0] = 0x73 }
    while let at = text.firstIndex(of: 0x78) { text.replaceSubrange(at...at, with: "ks".utf8) }
  }

  private static func sound(_ text: [UInt8], at index: Int) -> (sound: UInt32, length: Int) {
    let letter = text[index]
    let next = index + 1 < text.count ? text[index + 1] : 0
    let frontNext = next == 0x65 || next == 0x69 || next == 0x79
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: return (Sound.vowel, 1)
    case 0x68, 0x77: return (index == 0 ? Sound.soft : Sound.silent, 1)
    case 0x62: return (Sound.lip, 1)
    case 0x70: return next == 0x68 ? (Sound.breath, 2) : (Sound.lip, 1)
    case 0x66, 0x76: return (Sound.breath, 1)
    case 0x63:
      if next == 0x68 { return (Sound.rush, 2) }
      if next == 0x6B { return (Sound.back, 2) }
      if next == 0x7A { return (Sound.rush, 2) }
      return (frontNext ? Sound.hiss : Sound.back, 1)
    case 0x67:
      if next == 0x68 { return (Sound.silent, 2) }
      return (frontNext && index > 0 ? Sound.rush : Sound.back, 1)
    case 0x6B: return next == 0x68 ? (Sound.back, 2) : (Sound.back, 1)
    case 0x71: return (Sound.back, 1)
    case 0x64, 0x74: return next == 0x68 ? (Sound.tooth, 2) : (Sound.tooth, 1)
    case 0x73:
      if next == 0x68 || next == 0x7A { return (Sound.rush, 2) }
      if text[index...].starts(with: "sch".utf8) { return (Sound.rush, 3) }
      return (Sound.hiss, 1)
    case 0x7A: return (Sound.hiss, 1)
    case 0x6A: return (Sound.rush, 1)
    case 0x6C: return (Sound.fluid, 1)
    case 0x6D: return (Sound.mouth, 1)
    case 0x6E: return (Sound.nose, 1)
    case 0x72: return (Sound.roll, 1)
    default: return (Sound.digit, 1)
    }
  }
}
